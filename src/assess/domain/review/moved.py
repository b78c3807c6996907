"""What moved since the last meeting, and how the plan stands against the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from assess.domain.model import CompetencyModel
from assess.domain.progress import Progress
from assess.domain.review.meeting import Past
from assess.planning.plan import OldPlan, Plan
from assess.text import frame

if TYPE_CHECKING:
    import pandas as pd

TREND_POINTS = 3
"""Fewer points than this show a difference, not a trend."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One competency at two days: levels, None where there was none; `change` in levels."""

    competency_id: str
    before: int | None
    after: int | None
    since: date
    now: date

    @property
    def change(self) -> int | None:
        """Levels gained (lost: below 0); None unless there is a level at both days."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def movements(model: CompetencyModel, earlier: Past, now: Past) -> tuple[Movement, ...]:
    """Every competency with a level at one of both days, in the order of the forms."""
    return tuple(
        Movement(
            item.id, earlier.levels.get(item.id), now.levels.get(item.id), earlier.held, now.held
        )
        for item in model.by_area
        if item.id in earlier.levels or item.id in now.levels
    )


def trend(
    model: CompetencyModel, points: Sequence[Past]
) -> Mapping[str, tuple[tuple[date, int], ...]]:
    """Competency id → (day, level) of every meeting; only where there are three or more levels."""
    found = {
        item.id: tuple((p.held, p.levels[item.id]) for p in points if item.id in p.levels)
        for item in model.by_area
    }
    return {key: line for key, line in found.items() if len(line) >= TREND_POINTS}


Standing = Literal["done", "under_way", "late", "due", "later", "dropped"]


@dataclass(frozen=True, slots=True)
class ActivityStanding:
    """One planned activity on a day: planned from `first` to `last` (days), `hours` of effort."""

    activity_id: str
    first: date
    last: date
    hours: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """The plan against the calendar on `today`; hours are the plan's estimates.

    "late": its last week is over and it isn't done. "due": it should be running but isn't begun.
    "under_way": begun. "later": its first week is still to come.
    """

    today: date
    activities: tuple[ActivityStanding, ...]

    @property
    def hours_planned(self) -> float:
        """Hours of all activities of the plan."""
        return sum(item.hours for item in self.activities)

    @property
    def hours_done(self) -> float:
        """Hours of the activities that are done."""
        return sum(item.hours for item in self.activities if item.standing == "done")

    @property
    def hours_due(self) -> float:
        """Hours of the activities whose last week is over."""
        return sum(item.hours for item in self.activities if item.last < self.today)

    def count(self, *standings: Standing) -> int:
        """How many activities stand so."""
        return sum(item.standing in standings for item in self.activities)

    def to_frame(self) -> pd.DataFrame:
        """One row an activity, in the plan's order.

        Columns: activity (id), first, last (days), hours, standing ("done" | "under_way" | "late" |
        "due" | "later" | "dropped").
        """
        import pandas as pd

        rows = [
            (a.activity_id, pd.Timestamp(a.first), pd.Timestamp(a.last), a.hours, a.standing)
            for a in self.activities
        ]
        return frame(["activity", "first", "last", "hours", "standing"], rows)


def plan_progress(
    plan: Plan | OldPlan, progress: Mapping[str, Progress], today: date
) -> PlanProgress:
    """How far the person got with a plan by `today`, as the person's own file says."""
    found = []
    for item in plan.activities:
        first, last = plan.week_of(min(item.weeks)), plan.last_day_of(max(item.weeks))
        said = progress.get(item.id)
        standing: Standing
        if said is not None and said.state != "in_progress":
            standing = said.state
        elif last < today:
            standing = "late"
        elif said is not None:
            standing = "under_way"
        else:
            standing = "due" if first <= today else "later"
        found.append(ActivityStanding(item.id, first, last, item.hours, standing))
    return PlanProgress(today, tuple(found))
