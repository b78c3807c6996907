"""What takes long gives way to other people's clicks, and answers as if it didn't."""

from __future__ import annotations

import os
import sys
from threading import get_native_id

import pytest

from assess.app.shared.background import NICENESS, at_low_priority
from assess.errors import PlanError


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a priority a thread")
def test_the_computation_gives_way_and_nothing_after_it_does() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    inside = at_low_priority(lambda: os.getpriority(os.PRIO_PROCESS, get_native_id()))
    assert inside == min(19, max(before, NICENESS))
    assert os.getpriority(os.PRIO_PROCESS, get_native_id()) == before


def test_results_and_errors_come_out_as_they_are() -> None:
    def refuse(reason: str) -> None:
        raise PlanError(reason)

    assert at_low_priority(divmod, 7, 2) == (3, 1)
    with pytest.raises(PlanError, match="No hours"):
        at_low_priority(refuse, reason="No hours.")
