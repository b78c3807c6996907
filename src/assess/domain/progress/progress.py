"""How far one activity of a plan got, and what the person counts for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

ActivityState = Literal["in_progress", "done", "dropped"]


MEASURE_LIMIT = 200
"""Characters in what a measure says of today, and in what is wanted."""

MOST_STEPS = 100
"""Steps of one activity that can be ticked."""

MOST_HOURS_SPENT = 10_000
"""Hours that somebody can have spent on one activity."""

Day = date
"""The type, where a field is called `date`."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one activity got; `date` is the day it was done, dropped or begun.

    `hours_left`: of an activity under way, in quarter hours; None: all of its hours.
    `hours_spent`: what it has really taken so far. `ticks`: which of its steps are done, from 0;
    `partly`: which are begun; `touched`: the day on which one of these was last said.
    """

    state: ActivityState
    date: date | None = None
    evidence: str = ""
    hours_left: float | None = None
    hours_spent: float | None = None
    ticks: tuple[int, ...] = ()
    partly: tuple[int, ...] = ()
    touched: Day | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What the person counts for one activity: how it stood at first, what is wanted.

    `reached`: how it stands at the quarter's end.
    """

    today: str = ""
    wanted: str = ""
    reached: str = ""

    @property
    def empty(self) -> bool:
        """True where nothing is said: such a measure isn't kept."""
        return not (self.today or self.wanted or self.reached)
