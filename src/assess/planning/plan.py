"""The plan as frozen records. Hours are effort; week 1 begins on `settings.start` (a date)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from assess.model import Kind

if TYPE_CHECKING:
    import pandas as pd


PlannedState = Literal["planned", "in_progress"]


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What the plan was asked for. `hours_per_week`: hours; `weeks`: whole weeks from `start`.

    `focus`: competency id → factor. `excluded`, `pinned`: activity ids in file order. `weeks_off`:
    days, earliest first; a week that contains one has no hours.
    """

    hours_per_week: float
    weeks: int
    start: date
    focus: Mapping[str, float] = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    weeks_off: tuple[date, ...] = ()

    def week_of(self, week: int) -> date:
        """The first day of week 1, 2, …"""
        return self.start + timedelta(weeks=week - 1)

    def last_day_of(self, week: int) -> date:
        """The last day of week 1, 2, …"""
        return self.week_of(week) + timedelta(days=6)

    @property
    def off(self) -> frozenset[int]:
        """The weeks (from 1) without hours: those that contain a day of `weeks_off`."""
        found = ((day - self.start).days // 7 + 1 for day in self.weeks_off)
        return frozenset(week for week in found if 1 <= week <= self.weeks)


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """One chosen activity. `weeks`: week number → hours in it (quarter hours, sum = `hours`).

    `raises`: competency id → level that this activity's step completes. `because`: a sentence.
    `without`: what is lost without it, a sentence, or None where nobody asked. `state`:
    "in_progress" where it was begun before the plan; `hours` are then those still left.
    """

    id: str
    hours: float
    kind: Kind
    weeks: Mapping[int, float]
    raises: Mapping[str, int]
    because: str = ""
    without: str | None = None
    state: PlannedState = "planned"

    @property
    def first_week(self) -> int:
        """The week of its first hour."""
        return min(self.weeks)

    @property
    def last_week(self) -> int:
        """The week of its last hour."""
        return max(self.weeks)


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What happens to one competency that the role asks for (levels)."""

    start: int
    end: int
    target: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked plan.

    `value`: Σ weight · focus · steps gained. `bound`: proven upper bound of it.
    `gap` = (bound − value) / max(bound, 1). `optimal`: value and hours are both proved.
    `activities` in order of first week, last week, file order. `levels`: every rated competency
    with a gap to the role. `not_planned`: competency id → why its gap stays open.
    `message`: a sentence where there is nothing to plan, else "".
    """

    model_id: str
    model_version: str
    role_id: str
    settings: PlanSettings
    value: float
    bound: float
    gap: float
    optimal: bool
    hours: float
    activities: tuple[PlannedActivity, ...]
    levels: Mapping[str, LevelChange]
    not_planned: Mapping[str, str]
    message: str = ""

    @property
    def last_week(self) -> int:
        """The last week with work in it; 0 where nothing is planned."""
        return max((item.last_week for item in self.activities), default=0)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the planned activities, in the plan's order."""
        return tuple(item.id for item in self.activities)

    def to_frame(self) -> pd.DataFrame:
        """One row per activity and week with work in it, by week.

        Columns: week (int from 1), date (first day of the week), activity (id), kind, hours.
        """
        import pandas as pd

        rows = [
            {
                "week": week,
                "date": pd.Timestamp(self.settings.week_of(week)),
                "activity": item.id,
                "kind": item.kind,
                "hours": hours,
            }
            for item in self.activities
            for week, hours in item.weeks.items()
        ]
        frame = pd.DataFrame(rows, columns=["week", "date", "activity", "kind", "hours"])
        return frame.sort_values(["week"], kind="stable", ignore_index=True)
