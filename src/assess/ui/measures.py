"""How long saving and planning took in this kernel: names and seconds, to whoever listens.

`assess serve` listens by an inherited socket and adds them up for /metrics; elsewhere nobody does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

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
