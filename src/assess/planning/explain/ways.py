"""Other ways to the same step, and whose yes would add most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assess.answers import Assessment
from assess.errors import PlanError
from assess.model import Activity, CompetencyModel
from assess.plan_request import PlanRequest
from assess.planning.explain.pins import barrier
from assess.planning.plan import Plan, PlannedStep
from assess.planning.problem.translate import surroundings
from assess.situation import within_reach


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
    """What one more person (or fact) would add to the first two quarters.

    `steps`: competency id → level that could be reached besides. `worth`: how much wishes 2 and 3
    would gain, in that order.
    """

    kind: str
    id: str
    steps: Mapping[str, int]
    worth: tuple[float, float]


def worth_most(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    time_limit: float = 2.0,
) -> tuple[Addition, ...]:
    """Plan the first two quarters again with each person out of reach added; most worth first.

    Only those who add to what the present job or the wanted role asks for. `on_progress(done, of)`
    is called after each. `time_limit`: seconds for each of the plans.
    """
    out = [who.id for who in model.people if who.id not in _reach(model, plan.request)]
    found = []
    for place, key in enumerate(out, 1):
        reach = (*_reach(model, plan.request), key)
        addition = _with(model, assessment, plan, key, reach, time_limit)
        if addition is not None:
            found.append(addition)
        if on_progress is not None:
            on_progress(place, len(out))
    return tuple(sorted(found, key=lambda item: item.worth, reverse=True))


def _reach(model: CompetencyModel, request: PlanRequest) -> frozenset[str]:
    return within_reach(model, request.situation, request.within_reach)


def _with(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    person: str,
    reach: tuple[str, ...],
    time_limit: float,
) -> Addition | None:
    from assess.planning import plan as compute

    there = surroundings(model, plan.request)
    if not any(person in there.missing_people(model, item) for item in model.activities):
        return None  # a stand-in serves as well
    weeks = min(plan.number_of_weeks, plan.exact[-1].weeks[1] if plan.exact else 26)
    request = replace(plan.request, within_reach=reach, weeks=weeks)
    try:
        more = compute(
            model,
            assessment,
            request,
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
    return Addition("person", person, steps, (after[0] - before[0], after[1] - before[1]))


def _worth(plan: Plan) -> tuple[float, float]:
    values = {wish.wish: wish.value for wish in plan.wishes}
    return values.get("present_job", 0.0), values.get("wanted_role", 0.0)


def step_of(plan: Plan, activity: Activity) -> PlannedStep | None:
    """The step of the plan that an activity leads to, a subject of its quarter before others."""
    steps = [step for step in plan.steps if activity.teaches.get(step.competency) == step.level]
    return next((step for step in steps if step.in_focus), steps[0] if steps else None)
