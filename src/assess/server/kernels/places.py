"""Who holds which place, and which places nobody is connected to.

A place is one page's kernel. Nothing limits connected pages but the number of places: a whole room
may share one address. Pages that haven't connected, or have lost their connection, are limited for
each visitor and each source (an address, or a name that a sign-in gives), so that loads without a
browser behind them can't take every place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

CONNECT_WITHIN = 45.0
"""Seconds that a place may stay without a connection; its kernel needs some more to end."""

UNCONNECTED_A_VISITOR = 4
"""A browser that opens several tabs at once connects each of them within seconds."""


class NoPlaceError(Exception):
    """No place for this page now; its text tells the person why."""


@dataclass(slots=True)
class Place:
    """One page's place. `since`: when it was taken, or lost its last connection."""

    visitor: str
    source: str
    since: float
    connections: int = 0
    met: bool = False  # whether a page has ever connected


class Places:
    """At most `most` places, by the ids of their kernels."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._taken: dict[str, Place] = {}

    def __len__(self) -> int:
        return len(self._taken)

    def take(self, kernel_id: str, visitor: str, source: str, most: int) -> str:
        """Take a place for a kernel that is about to start; NoPlaceError where there is none.

        Returns the id of the kernel whose place it was: one that has been without a connection for
        long. "" where a place was free.
        """
        unconnected = {name: at for name, at in self._taken.items() if not at.connections}
        mine = [name for name, at in unconnected.items() if visitor and at.visitor == visitor]
        near = [name for name, at in unconnected.items() if source and at.source == source]
        share = max(1, most // 2)
        before = ""
        if len(mine) >= UNCONNECTED_A_VISITOR:
            before = self._longest(mine, "Several pages of this browser haven't finished loading.")
        elif len(near) >= share:
            before = self._longest(near, "Many pages of your network haven't finished loading.")
        elif len(self) >= most:
            before = self._longest(
                unconnected, f"{most} pages are open, and the server takes no more."
            )
        self._taken.pop(before, None)
        self._taken[kernel_id] = Place(visitor, source, self._clock())
        return before

    def _longest(self, those: Iterable[str], refusal: str) -> str:
        """The one of those that has been unconnected longest, where that is long enough."""
        first = min(those, key=lambda name: self._taken[name].since, default=None)
        if first is None or self._clock() - self._taken[first].since < CONNECT_WITHIN:
            raise NoPlaceError(refusal)
        return first

    def give_back(self, kernel_id: str) -> None:
        """The kernel is gone, or never started."""
        self._taken.pop(kernel_id, None)

    def connect(self, kernel_id: str) -> None:
        """A page has connected to its kernel."""
        if place := self._taken.get(kernel_id):
            place.connections += 1
            place.met = True

    def disconnect(self, kernel_id: str) -> None:
        """A connection has ended."""
        if place := self._taken.get(kernel_id):
            place.connections = max(0, place.connections - 1)
            place.since = self._clock()

    def never_connected(self, kernel_id: str) -> bool:
        """Whether the kernel holds a place and its page never came back for it."""
        place = self._taken.get(kernel_id)
        return place is not None and not place.met

    def of(self, visitor: str) -> list[str]:
        """The ids of the kernels of a visitor's pages."""
        return [name for name, place in self._taken.items() if visitor and place.visitor == visitor]
