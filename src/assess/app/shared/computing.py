"""Long computations: at low priority, and timed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import get_native_id
from time import perf_counter
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

NICENESS = 10
"""A tenth of the processor time of who competes for it; all of it where nobody does."""


def at_low_priority(compute: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `compute`, which runs in a thread that gives way; errors are raised as ever."""
    if sys.platform != "linux":  # elsewhere a priority is the whole process's
        return compute(*args, **kwargs)
    with ThreadPoolExecutor(1, initializer=_give_way) as thread:
        return thread.submit(compute, *args, **kwargs).result()


def _give_way() -> None:
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)


_listeners: list[Callable[[str, float], None]] = []


def tell(listener: Callable[[str, float], None]) -> None:
    """Have this listener hear of every measure from now on: (name, seconds)."""
    _listeners.append(listener)


@contextmanager
def measured(name: str) -> Iterator[None]:
    """Time what happens inside, also where it raises."""
    start = perf_counter()
    try:
        yield
    finally:
        for listener in _listeners:
            listener(name, perf_counter() - start)
