"""Kept plans: as far as today's model reads them, and what changed since one was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assess.app.plan import texts as texts_plan
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.errors import PlanError
from assess.formats.plan import OldPlan
from assess.planning.plan import Plan
from assess.report.words import count


@dataclass(frozen=True, slots=True)
class Version:
    """One kept plan: `number` counts from 1, oldest first; `made` is its moment in UTC (text)."""

    number: int
    made: str
    plan: Plan | OldPlan
    present: bool


def kept_versions(
    model: CompetencyModel, assessment: Assessment, present: Plan | None
) -> tuple[Version, ...]:
    """Return the kept plans that the model can read, oldest first; `present`: the one shown."""
    # a plan tells the levels that it was made of
    kept = () if assessment.round else assessment.plans
    read = [(number, item.made, _read(model, item.plan)) for number, item in enumerate(kept, 1)]
    return tuple(
        Version(number, made, plan, isinstance(plan, Plan) and plan == present)
        for number, made, plan in read
        if plan is not None
    )


def _read(model: CompetencyModel, data: Mapping[str, object]) -> Plan | OldPlan | None:
    """A kept plan; None where it is of another model or names what this one doesn't have."""
    from assess.formats.plan import plan_from_json
    from assess.formats.request import unknown_in

    try:
        plan = plan_from_json(dict(data))
    except PlanError:
        return None
    if plan.model_id != model.id:
        return None
    # one of an earlier version is only looked at, so it may name what is gone
    return plan if isinstance(plan, OldPlan) or not unknown_in(plan, model) else None


def reasons_of_age(
    model: CompetencyModel,
    present: Assessment,
    roles: tuple[str, str],
    plan: Plan,
    made_for: Assessment | None = None,
) -> tuple[str, ...]:
    """Why the plan no longer holds, one thing each; empty where it does.

    `roles`: held and wanted. `made_for`: the assessment that it was made of, where that is still
    known; else the plan's own steps and activities are compared.
    """
    found = []
    if (plan.held, plan.role) != roles:
        return (texts_plan.AGE_ROLE,)
    if plan.model_version != model.version:
        found.append(texts_plan.AGE_MODEL)
    if not _same_wishes(model, present.settings, plan.request):
        found.append(texts_plan.AGE_WISHES)
    answers = _answers(present, plan, made_for)
    if answers:
        found.append(count(answers, *texts_plan.AGE_ANSWERS))
    states = {key: item.state for key, item in present.progress.items()}
    over = sum(states.get(item.id) in ("done", "dropped") for item in plan.activities)
    if over:
        found.append(count(over, *texts_plan.AGE_OVER))
    if not found and made_for is not None and _inputs(made_for) != _inputs(present):
        found.append(texts_plan.AGE_OTHER)
    return tuple(found)


def _answers(present: Assessment, plan: Plan, made_for: Assessment | None) -> int:
    """How many levels aren't what the plan began from, as far as that is known."""
    if made_for is not None:
        keys = {*made_for.answers, *present.answers}
        return sum(made_for.level(key) != present.level(key) for key in keys)
    first: dict[str, int] = {}
    for step in plan.steps:
        first.setdefault(step.competency, step.level - 1)
    return sum(present.level(key) != level for key, level in first.items())


def _same_wishes(model: CompetencyModel, asked: PlanRequest, made: PlanRequest) -> bool:
    """Whether the plan was made for what is asked for now; pins come with a plan of their own."""
    from assess.planning.request import by_competency

    if asked.hours_per_week is None or asked.start is None or asked.weeks is None:
        return True
    known = {area.id for area in model.areas}
    focus = {k: f for k, f in asked.focus.items() if k in known or model.has_competency(k)}
    # past weeks count as weeks off in a plan that was made again
    off = set(asked.weeks_off) <= set(made.weeks_off)
    comparable = replace(
        asked,
        focus=by_competency(model, focus),
        start=made.start,
        weeks_off=made.weeks_off,
        pinned=made.pinned,
        excluded=made.excluded,
        routine=made.routine,
        reserve=asked.reserve or made.reserve,
        hours_factor=made.hours_factor if asked.hours_factor is None else asked.hours_factor,
    )
    later = made.start is not None and asked.start <= made.start
    return off and later and comparable == replace(made, focus=dict(made.focus))


def _inputs(assessment: Assessment) -> object:
    """Levels and finished or dropped activities: what another plan could follow from."""
    levels = {key: item.level for key, item in assessment.answers.items() if item.level is not None}
    over = {key: item.state for key, item in assessment.progress.items()}
    return levels, {key: state for key, state in over.items() if state != "in_progress"}
