"""Long computations that give way: with many people on one machine, clicks come first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import get_native_id
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

NICENESS = 10
"""A tenth of the processor time of who competes for it; all of it where nobody does."""


def patiently(compute: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `compute`, which runs in a thread that gives way; errors are raised as ever."""
    if sys.platform != "linux":  # elsewhere a priority is the whole process's
        return compute(*args, **kwargs)
    with ThreadPoolExecutor(1, initializer=_give_way) as thread:
        return thread.submit(compute, *args, **kwargs).result()


def _give_way() -> None:
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)
