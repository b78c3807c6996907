"""At most three goals, chosen from gaps × importance × what can be done; and commitments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assess.answers import Assessment
from assess.gaps import Gap, gaps
from assess.model import Activity, CompetencyModel
from assess.planning.plan import Plan

MAX_GOALS = 3
TEXT_LIMIT = 500
"""Characters of a reason, a first step or a commitment."""

Kept = Literal["open", "kept", "not_kept"]
Owner = Literal["person", "coach", "manager"]
OWNERS: tuple[Owner, ...] = ("person", "coach", "manager")


@dataclass(frozen=True, slots=True)
class Goal:
    """One competency to raise (levels `start` → `to`) by a day; `kept` is judged the next time."""

    competency_id: str
    start: int
    to: int
    by: date | None = None
    why: str = ""
    first_step: str = ""
    kept: Kept = "open"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody promised to do by a day; `kept` is judged the next time."""

    text: str
    owner: Owner
    by: date | None = None
    kept: Kept = "open"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal that the numbers speak for.

    `weight`: importance in the model. `doable`: 1 where the plan raises it, ½ where the model has
    an activity for the next step but the plan left it out, 0 where it has none. `score` = gap
    (levels) × weight × doable.
    """

    goal: Goal
    gap: int
    weight: float
    doable: float
    activity_id: str | None

    @property
    def score(self) -> float:
        """Gap × importance × what can be done."""
        return self.gap * self.weight * self.doable


def suggest(
    model: CompetencyModel, assessment: Assessment, role_id: str, plan: Plan | None = None
) -> tuple[Suggestion, ...]:
    """Every open gap that something can be done about, best goal first.

    Order: score, then gap, then weight, then file order. `to` and `by` are what the plan reaches
    and when its last activity for it ends; without a plan the next level, without a day.
    """
    found = []
    for gap in gaps(model, assessment, role_id).open:
        made = _suggestion(model, gap, plan)
        if made.doable:
            found.append(made)
    return tuple(sorted(found, key=lambda item: (-item.score, -item.gap, -item.weight)))


def _suggestion(model: CompetencyModel, gap: Gap, plan: Plan | None) -> Suggestion:
    key = gap.competency_id
    weight = model.competency(key).weight
    planned = [item for item in plan.activities if key in item.raises] if plan else []
    if plan and planned and (change := plan.levels.get(key)) and change.end > gap.level:
        last = max(item.last_week for item in planned)
        by = plan.settings.week_of(last) + timedelta(days=6)
        first = min(planned, key=lambda item: (item.first_week, item.raises[key]))
        goal = Goal(
            key, gap.level, min(change.end, gap.target), by, first_step=_first(model, first.id)
        )
        return Suggestion(goal, gap.gap, weight, 1.0, first.id)
    way = next((item for item in model.activities if item.teaches.get(key) == gap.level + 1), None)
    goal = Goal(key, gap.level, gap.level + 1, first_step=_words(way) if way else "")
    return Suggestion(goal, gap.gap, weight, 0.5 if way else 0.0, way.id if way else None)


def _first(model: CompetencyModel, activity_id: str) -> str:
    return _words(model.activity(activity_id)) if model.has_activity(activity_id) else ""


def _words(activity: Activity) -> str:
    step = activity.steps[0] if activity.steps else activity.title
    return step[:TEXT_LIMIT]
