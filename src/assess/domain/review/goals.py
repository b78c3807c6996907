"""At most three goals, chosen from gaps × importance × what can be done; and commitments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assess.domain.answers import Assessment
from assess.domain.gaps import Gap, gaps
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.plan_request import PlanRequest
from assess.domain.situation import speak, within_reach
from assess.planning.plan import OldPlan, Plan
from assess.text import shorten

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
    model: CompetencyModel, assessment: Assessment, role_id: str, plan: Plan | OldPlan | None = None
) -> tuple[Suggestion, ...]:
    """Every open gap that something can be done about, best goal first.

    Order: score, then gap, then weight, then file order. `to` and `by` are the step that the plan
    leads to and when its last activity for it ends; without a plan the next level, without a day.
    A plan of version 0.1 counts as none.
    """
    made = plan if isinstance(plan, Plan) else None
    found = []
    for gap in gaps(model, assessment, role_id).open:
        item = _suggestion(model, gap, made, assessment.settings)
        if item.doable:
            found.append(item)
    return tuple(sorted(found, key=lambda item: (-item.score, -item.gap, -item.weight)))


def _suggestion(
    model: CompetencyModel, gap: Gap, plan: Plan | None, settings: PlanRequest
) -> Suggestion:
    key = gap.competency_id
    weight = model.competency(key).weight
    steps = [] if plan is None else [step for step in plan.steps if step.competency == key]
    reached = max((step.level for step in steps), default=gap.level)
    if plan is not None and reached > gap.level:
        ways = [
            item
            for item in plan.activities
            if model.has_activity(item.id)
            and gap.level < model.activity(item.id).teaches.get(key, 0) <= reached
        ]
        if ways:
            by = plan.last_day_of(max(item.last_week for item in ways))
            first = min(ways, key=lambda item: item.first_week)
            step = _words(model, model.activity(first.id), plan.request)
            goal = Goal(key, gap.level, min(reached, gap.target), by, first_step=step)
            return Suggestion(goal, gap.gap, weight, 1.0, first.id)
    way = next((item for item in model.activities if item.teaches.get(key) == gap.level + 1), None)
    step = _words(model, way, settings) if way else ""
    goal = Goal(key, gap.level, gap.level + 1, first_step=step)
    return Suggestion(goal, gap.gap, weight, 0.5 if way else 0.0, way.id if way else None)


def _words(model: CompetencyModel, activity: Activity, request: PlanRequest) -> str:
    """The first thing to do, with people called what the person calls them."""
    step = activity.steps[0] if activity.steps else activity.title
    reach = within_reach(model, request.situation, request.within_reach)
    return shorten(speak(model, step, request.people, reach), TEXT_LIMIT)
