"""What the planner answers besides a plan, as frozen records. Hours are effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assess.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class HoursChange:
    """What other weekly hours would change.

    `gained`, `lost`: competency id → the level that it would end on, above, below the plan's.
    `hours`: effort of the whole plan then. `sentence` says all of it.
    """

    hours_per_week: float
    gained: Mapping[str, int]
    lost: Mapping[str, int]
    hours: float
    sentence: str


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The fewest weekly hours that reach everything reachable; None where there are none."""

    hours_per_week: float | None
    plan: Plan | None
    sentence: str


@dataclass(frozen=True, slots=True)
class EarliestEnd:
    """The fewest weeks that reach everything reachable, and their last day; None where none do."""

    weeks: int | None
    end: date | None
    plan: Plan | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """In `week` (it ends on `date`) a competency reaches a level, or role fit passes a mark.

    kind "level": `competency_id`, `level`; kind "fit": `percent`, a whole percentage.
    """

    week: int
    date: date
    kind: Literal["level", "fit"]
    competency_id: str | None = None
    level: int | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class PlanChange:
    """How a new plan differs from an old one.

    `added`, `dropped`: activity ids. `moved`: (id, first day of its first week before, now).
    `gained`, `lost`: competency id → (level at the end before, now). `hours`: more (+) or fewer
    (−) in all. `parts`: the same in words, one thing each; empty where nothing changed.
    """

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    moved: tuple[tuple[str, date, date], ...]
    gained: Mapping[str, tuple[int, int]]
    lost: Mapping[str, tuple[int, int]]
    hours: float
    parts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All parts in one sentence."""
        if not self.parts:
            return "Nothing changed."
        text = ", ".join(self.parts)
        return f"{text[0].upper()}{text[1:]}."


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finished activity practised the next level up: the person may confirm it by rating."""

    competency_id: str
    from_level: int
    to_level: int
    activity_id: str
