"""A search is a process of its own, which gives way, brings its result, and never outlives us."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psutil
import pytest

from assess.app.shared.background import NICENESS, Background

TOP = Path(__file__).parents[3]
ENDS_AT_THE_FIRST_WORD = """
import os, psutil
from assess.app.shared.background import Background
from tests.app.shared.test_background import forever

def hear(told):
    print(*(child.pid for child in psutil.Process().children()), flush=True)
    os._exit(0)

Background(hear, forever)
"""


@pytest.fixture(autouse=True)
def tests_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions below are imported by the process that runs them."""
    monkeypatch.setenv("PYTHONPATH", str(TOP))


def looked_at(view: Mapping[str, int], on_progress: Callable[[int, int], None]) -> Any:
    on_progress(1, 2)
    return view, os.getpid(), os.getpriority(os.PRIO_PROCESS, 0)


def forever(on_progress: Callable[[int, int], None]) -> None:
    on_progress(1, 2)
    while True:
        time.sleep(60)


def test_a_search_says_how_far_it_is_and_brings_its_result_from_a_process_that_gives_way() -> None:
    heard: list[dict[str, Any]] = []
    search = Background(heard.append, looked_at, MappingProxyType({"a": 1}))
    progress, end = heard
    view, process, priority = end["result"]
    assert progress == {"done": 1, "of": 2}
    assert view == {"a": 1}
    assert process != os.getpid()
    assert priority >= min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)
    assert not search.running


def test_where_a_loop_runs_it_hears_of_the_search_while_it_goes_on() -> None:
    heard: list[dict[str, Any]] = []

    async def meanwhile() -> None:
        search = Background(heard.append, forever)
        assert search.running
        assert heard == []
        while not heard:
            await asyncio.sleep(0.01)
        (process,) = [
            child for child in psutil.Process().children() if "background" in str(child.cmdline())
        ]
        search.stop()
        await asyncio.to_thread(process.wait)
        assert not search.running

    asyncio.run(meanwhile())
    assert heard == [{"done": 1, "of": 2}]


def test_a_search_ends_with_the_process_that_began_it() -> None:
    began = subprocess.run(
        [sys.executable, "-c", ENDS_AT_THE_FIRST_WORD], capture_output=True, check=True
    )
    (search,) = map(int, began.stdout.split())
    with suppress(psutil.NoSuchProcess):
        while psutil.Process(search).status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)
