"""Other ways to the same step, and whose yes or which fact would add most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.plan_request import PlanRequest
from assess.errors import PlanError
from assess.planning.explain.not_planned import barrier
from assess.planning.plan import Plan, PlannedStep
from assess.planning.translate import surroundings

SECONDS = 2.0
"""The most for one of the plans that `worth_most` compares."""


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

    `steps`: competency id → level that could be reached besides.
    `worth`: how much wishes 2 and 3 would gain, in that order.
    """

    kind: Literal["person", "fact"]
    id: str
    steps: Mapping[str, int]
    worth: tuple[float, float]


@dataclass(frozen=True, slots=True)
class WorthMost:
    """People and facts that would add something; `complete`: all were tried in the time."""

    additions: tuple[Addition, ...]
    complete: bool


def worth_most(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    time_limit: float = 10.0,
) -> WorthMost:
    """Plan the first two quarters again with each missing person and fact; most worth first.

    Only those that add to what the present job or the wanted role asks for; people stand before
    facts of the same worth. `on_progress(done, of)` is called after each. `time_limit`: seconds
    in all.
    """
    from assess.planning import plan as compute

    deadline = monotonic() + time_limit
    weeks = plan.exact[-1].weeks[1] if plan.exact else plan.number_of_weeks

    def anew(model: CompetencyModel, request: PlanRequest) -> Plan | None:
        try:
            return compute(
                model,
                assessment,
                replace(request, weeks=weeks),
                held=plan.held,
                role=plan.role,
                time_limit=min(SECONDS, max(deadline - monotonic(), 0.0)),
            )
        except PlanError:
            return None

    # each is made from nothing, so what they are compared with is too
    before = anew(model, plan.request) or plan
    there = surroundings(model, plan.request)
    missing: dict[tuple[Literal["person", "fact"], str], None] = {}
    for item in model.activities:
        # who has a stand-in isn't missed
        missing |= dict.fromkeys(("person", key) for key in there.missing_people(model, item))
    for item in model.activities:
        missing |= dict.fromkeys(("fact", key) for key in there.missing_facts(item))
    found, tried = [], 0
    for kind, key in missing:
        if kind == "person":
            more = anew(model, replace(plan.request, within_reach=(*there.people, key)))
        else:
            more = anew(_without_need(model, key), plan.request)
        if monotonic() > deadline:
            break
        tried += 1
        if more is not None and _plan_worth(more) > _plan_worth(before):
            found.append(Addition(kind, key, *_added(before, more)))
        if on_progress is not None:
            on_progress(tried, len(missing))
    found.sort(key=lambda item: item.worth, reverse=True)
    return WorthMost(tuple(found), tried == len(missing))


def _without_need(model: CompetencyModel, fact: str) -> CompetencyModel:
    """A model in which no activity needs this fact: as if it were there."""
    items = tuple(
        replace(item, needs=tuple(need for need in item.needs if need != fact))
        for item in model.activities
    )
    return replace(model, activities=items)


def _added(before: Plan, more: Plan) -> tuple[dict[str, int], tuple[float, float]]:
    """The steps that one plan has besides another's, and how much more it is worth."""
    now = {step.competency: step.level for step in before.steps}
    steps = {
        step.competency: step.level
        for step in more.steps
        if step.level > now.get(step.competency, 0)
    }
    old, new = _plan_worth(before), _plan_worth(more)
    return steps, (new[0] - old[0], new[1] - old[1])


def _plan_worth(plan: Plan) -> tuple[float, float]:
    values = {wish.wish: wish.value for wish in plan.wishes}
    return values.get("present_job", 0.0), values.get("wanted_role", 0.0)


def step_of(plan: Plan, activity: Activity) -> PlannedStep | None:
    """The step of the plan that an activity leads to, a subject of its quarter before others."""
    steps = [step for step in plan.steps if activity.teaches.get(step.competency) == step.level]
    return next((step for step in steps if step.in_focus), steps[0] if steps else None)
