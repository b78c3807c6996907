"""What a person asks a plan for: the one shape that page, command line, files and planner share."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Literal, get_args

from assess.domain.progress import Routine

Reserve = Literal["mine", "mostly", "often-eaten"]
RESERVES: tuple[Reserve, ...] = get_args(Reserve)

DEFAULT_WEEKS = 52
DEFAULT_RESERVE: Reserve = "mostly"

_AROUND = timedelta(weeks=52)
"""Letters and calendars name days some weeks before a plan, and after it."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """All wishes of a plan; every field may be left unsaid.

    `hours_per_week`: hours, counted in whole quarter hours. `weeks`: whole weeks from `start`
    (default: next Monday) on. `reserve`: how much of the hours other work eats. `lead`: the
    competency that comes first. `situation`: question id → answer id. `people`: person id → the
    person's own word for them. `within_reach`: ids of people who can be asked (None: what the
    situation's answers say). `focus`: competency or area id → factor on the weight. `pinned`,
    `excluded`: activity ids that must, must not be in. `weeks_off`: days; a week that contains
    one has no hours. `showing`: before whom results are shown. `hours_factor`: how many times the
    estimates an activity takes this person (None: learned from the hours they logged). `routine`:
    when the person works on the plan (None: never asked); no plan depends on it or holds it.
    """

    hours_per_week: float | None = None
    weeks: int | None = None
    start: date | None = None
    reserve: Reserve | None = None
    lead: str | None = None
    situation: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    people: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    within_reach: tuple[str, ...] | None = None
    focus: Mapping[str, float] = field(default_factory=lambda: _NOTHING)
    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    weeks_off: tuple[date, ...] = ()
    showing: str = ""
    hours_factor: float | None = None
    routine: Routine | None = None

    def without_words(self) -> PlanRequest:
        """The same request without what the person wrote: names of others, the routine's words."""
        routine = self.routine and self.routine.without_words()
        return replace(self, people={}, showing="", routine=routine)


def in_calendar(start: date, weeks: int) -> bool:
    """Whether the weeks from `start` on, and a year on both sides of them, have dates."""
    try:
        return start - _AROUND < start + timedelta(weeks=weeks) + _AROUND
    except OverflowError:
        return False


def without_words(text: str, words: Collection[str]) -> str:
    """A text about somebody's plan with these words for people replaced by "someone"."""
    known = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    return re.sub(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)", "someone", text) if known else text
