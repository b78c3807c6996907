"""Count what may happen only so often: pages opened, codes typed, requests."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic


class RateLimit:
    """At most `count` a time span (seconds) for each key; the oldest keys are let go of."""

    def __init__(
        self, count: int, seconds: float = 60.0, clock: Callable[[], float] = monotonic
    ) -> None:
        self._count, self._seconds, self._clock = count, seconds, clock
        self._times: dict[str, deque[float]] = {}

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._times)

    def spent(self, key: str = "") -> bool:
        """Whether one more isn't allowed now; nothing is counted."""
        now = self._clock()
        seen = self._times.get(key, ())
        return sum(now - at < self._seconds for at in seen) >= self._count

    def allows(self, key: str = "") -> bool:
        """Whether one more is allowed now; it is counted if so."""
        now = self._clock()
        times = self._times.setdefault(key, deque())
        while times and now - times[0] >= self._seconds:
            times.popleft()
        if len(times) >= self._count:
            return False
        times.append(now)
        if len(self._times) > 10_000:  # many addresses, each seen once: memory has a bound too
            idle = [name for name, seen in self._times.items() if now - seen[-1] >= self._seconds]
            for name in idle or list(self._times)[:5_000]:
                del self._times[name]
        return True
