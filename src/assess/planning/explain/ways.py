"""Other ways to the same step, and whose yes (or which fact) would add most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assess.answers import Assessment
from assess.errors import PlanError
from assess.model import Activity, CompetencyModel
from assess.plan_request import PlanRequest
from assess.planning.explain.pins import barrier
from assess.planning.plan import Plan, PlannedStep
from assess.planning.problem.translate import surroundings


@dataclass(frozen=True, slots=True)
class Way:
    """An activity that leads to a step, and what keeps it out ("" where nothing does)."""

    activity: Activity
    barrier: str


def ways(
    model: CompetencyModel, assessment: Assessment, plan: Plan, competency: str, level: int
) -> tuple[Way, ...]:
    """Return the activities that lead to a step and aren't in the plan; what can be done first."""
    found = [
        Way(item, barrier(model, assessment, plan.request, item.id))
        for item in model.activities
        if item.teaches.get(competency) == level and item.id not in plan.ids
    ]
    return tuple(sorted(found, key=lambda way: bool(way.barrier)))


@dataclass(frozen=True, slots=True)
class Addition:
    """What one more person or fact would add to the first two quarters.

    `kind`: "person" or "fact". `steps`: competency id → level that could be reached besides.
    `worth`: how much wishes 2 and 3 would gain, in that order.
    """

    kind: Literal["person", "fact"]
    id: str
    steps: Mapping[str, int]
    worth: tuple[float, float]


def worth_most(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    *,
    facts: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
    time_limit: float = 2.0,
) -> tuple[Addition, ...]:
    """Plan the first two quarters again with each missing person; most worth first.

    Only those that add to what the present job or the wanted role asks for. `facts`: try each
    missing fact too; people stand before facts of the same worth. `on_progress(done, of)` is
    called after each. `time_limit`: seconds for each of the plans.
    """
    there = surroundings(model, plan.request)
    missing: dict[tuple[Literal["person", "fact"], str], None] = {}
    for item in model.activities:
        # who has a stand-in isn't missed
        missing |= dict.fromkeys(("person", key) for key in there.missing_people(model, item))
    for item in model.activities if facts else ():
        missing |= dict.fromkeys(("fact", key) for key in there.missing_facts(item))
    found = []
    for place, (kind, key) in enumerate(missing, 1):
        request, other = plan.request, model
        if kind == "person":
            request = replace(request, within_reach=(*there.people, key))
        else:
            other = _without_need(model, key)
        addition = _addition(other, assessment, plan, request, time_limit)
        if addition is not None:
            found.append(Addition(kind, key, *addition))
        if on_progress is not None:
            on_progress(place, len(missing))
    return tuple(sorted(found, key=lambda item: item.worth, reverse=True))


def _without_need(model: CompetencyModel, fact: str) -> CompetencyModel:
    """A model in which nothing needs this fact: as if it were there."""
    items = tuple(
        replace(item, needs=tuple(need for need in item.needs if need != fact))
        for item in model.activities
    )
    return replace(model, activities=items)


def _addition(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    request: PlanRequest,
    time_limit: float,
) -> tuple[Mapping[str, int], tuple[float, float]] | None:
    """The steps and the worth that another plan would add; None where it adds nothing."""
    from assess.planning import plan as compute

    weeks = plan.exact[-1].weeks[1] if plan.exact else plan.number_of_weeks
    try:
        more = compute(
            model,
            assessment,
            replace(request, weeks=weeks),
            held=plan.held,
            role=plan.role,
            time_limit=time_limit,
        )
    except PlanError:
        return None
    before, after = _worth(plan), _worth(more)
    if after <= before:
        return None
    now = {step.competency: step.level for step in plan.steps}
    steps = {
        step.competency: step.level
        for step in more.steps
        if step.level > now.get(step.competency, 0)
    }
    return steps, (after[0] - before[0], after[1] - before[1])


def _worth(plan: Plan) -> tuple[float, float]:
    values = {wish.wish: wish.value for wish in plan.wishes}
    return values.get("present_job", 0.0), values.get("wanted_role", 0.0)


def step_of(plan: Plan, activity: Activity) -> PlannedStep | None:
    """The step of the plan that an activity leads to, a subject of its quarter before others."""
    steps = [step for step in plan.steps if activity.teaches.get(step.competency) == step.level]
    return next((step for step in steps if step.in_focus), steps[0] if steps else None)
