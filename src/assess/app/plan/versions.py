"""The kept plans of a person, as far as today's model can read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.errors import PlanError
from assess.formats.plan import OldPlan
from assess.planning.plan import Plan


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
    from assess.formats.known import unknown_in
    from assess.formats.plan import plan_from_json

    try:
        plan = plan_from_json(dict(data))
    except PlanError:
        return None
    if plan.model_id != model.id:
        return None
    # one of an earlier version is only looked at, so it may name what is gone
    return plan if isinstance(plan, OldPlan) or not unknown_in(plan, model) else None
