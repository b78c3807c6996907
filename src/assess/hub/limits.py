"""How often one person may try a code: guessing 128 bits is hopeless, trying is noticed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

WINDOW = 60.0
"""Seconds over which tries are counted."""


class Tries:
    """At most `most` tries a minute for each name."""

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._clock = clock
        self._times: dict[str, deque[float]] = {}

    def allow(self, name: str) -> bool:
        """Count one try; False where the minute has had enough of them."""
        now = self._clock()
        for other in [key for key, times in self._times.items() if now - times[-1] > WINDOW]:
            del self._times[other]
        times = self._times.setdefault(name, deque())
        while times and now - times[0] > WINDOW:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        return True
