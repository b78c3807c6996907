"""How a person carries out a plan: weekly block, check-ins, and activities done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

LEAST_MINUTES, MOST_MINUTES = 5, 720
"""How long one block of a routine may be."""

ROUTINE_LIMIT = 200
"""Characters in each text of a routine."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Routine:
    """A weekly block, and an if-then plan for it. Nothing of it need be said.

    `weekday`: 1 (Monday) to 7. `time`: its beginning on the person's clock, `"09:30"`, or "".
    `minutes`: how long a block is; None: as long as the week's hours. `when`: what it follows on,
    in the person's words. `obstacle`: what may get in the way; `then`: what they do in that case.
    """

    weekday: int | None = None
    time: str = ""
    minutes: int | None = None
    when: str = ""
    obstacle: str = ""
    then: str = ""

    @property
    def timed(self) -> bool:
        """Whether a calendar can hold it: the weekday and the time are both said."""
        return self.weekday is not None and self.time != ""

    def without_words(self) -> Routine:
        """The same block without what the person wrote."""
        return replace(self, when="", obstacle="", then="")


def is_time(text: str) -> bool:
    """Return whether a text is a time of day as `Routine.time` writes it."""
    return _TIME.fullmatch(text) is not None


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


Verdict = Literal["", "keep", "change", "next"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""What becomes of the plan: it is made again; the person changes it first; the next quarter is
planned."""

Size = Literal["", "smaller", "same"]
SIZES: tuple[Size, ...] = get_args(Size)
"""Fewer hours were proposed in that week: they were taken, or the hours stay as they are."""

Obstacle = Literal["", "nothing", "time", "people", "hard", "away", "other"]
OBSTACLES: tuple[Obstacle, ...] = get_args(Obstacle)

WORDS_LIMIT = 500
"""Characters in each text of a check-in."""

MOST_HOURS = 168
"""Hours in a week."""

MOST_CHECK_INS = 120
"""Check-ins that an assessment keeps; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How one week went, in the person's own view.

    `day`: when they said it. `done`: whether anything was done. `hours`: really spent that week,
    on the activities `on` (ids); None: not said. `obstacle`: what got in the way, `words` more of
    it. `ticks`: how many tick boxes of the quarter were ticked by then, of how many. `later`:
    steps that weren't for that week ("activity/number"). `worked`, `shown`: at a quarter's end,
    what worked, and what was shown to whom.
    """

    day: date
    done: bool = False
    hours: float | None = None
    on: tuple[str, ...] = ()
    obstacle: Obstacle = ""
    words: str = ""
    verdict: Verdict = ""
    size: Size = ""
    ticks: tuple[int, int] | None = None
    later: tuple[str, ...] = ()
    worked: str = ""
    shown: str = ""

    @property
    def handed_in(self) -> bool:
        """Whether it is a check-in; until then it is only begun."""
        return self.verdict != ""

    def without_words(self) -> CheckIn:
        """The same check-in without what the person wrote."""
        return replace(self, words="", worked="", shown="")
