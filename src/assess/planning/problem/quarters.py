"""Cut the weeks of a plan into quarters, and say how many hours each of them has room for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import floor

WEEKS_IN_A_QUARTER = 13
SHORTEST = 6
"""Weeks: a shorter rest joins the quarter before it; a shorter quarter has no review week."""
ASKING_WEEKS = 2
LONG_ENOUGH_TO_ASK = 5


@dataclass(frozen=True, slots=True)
class Quarter:
    """Weeks `first` to `last`; `room` and `capacity` (of one week) are in quarter hours.

    `working`: the weeks that hold activities; the first `asking` of them are also for asking
    people. `review`: the week that is kept free for looking back, None in a short quarter.
    """

    first: int
    last: int
    working: tuple[int, ...]
    asking: int
    review: int | None
    capacity: int
    room: int

    @property
    def after_asking(self) -> tuple[int, ...]:
        """The working weeks in which somebody's answer has come."""
        return self.working[self.asking :]


def cut_into_quarters(
    weeks: int, off: Collection[int], capacity: int, reserve: Fraction
) -> tuple[Quarter, ...]:
    """Cut `weeks` weeks from the front into blocks of 13.

    `off`: weeks without hours. `capacity`: quarter hours a week. `reserve`: the share of the
    hours that stays free.
    """
    starts = list(range(1, weeks + 1, WEEKS_IN_A_QUARTER))
    if len(starts) > 1 and weeks - starts[-1] + 1 < SHORTEST:
        starts.pop()
    ends = [start - 1 for start in starts[1:]] + [weeks]
    return tuple(
        _quarter(first, last, off, capacity, reserve)
        for first, last in zip(starts, ends, strict=True)
    )


def _quarter(
    first: int, last: int, off: Collection[int], capacity: int, reserve: Fraction
) -> Quarter:
    working = [week for week in range(first, last + 1) if week not in off]
    review = working.pop() if len(working) >= SHORTEST else None
    count = len(working)
    asking = ASKING_WEEKS if count >= LONG_ENOUGH_TO_ASK else 0
    room = floor(capacity * min((1 - reserve) * count, Fraction(count - asking)))
    return Quarter(first, last, tuple(working), asking, review, capacity, room)
