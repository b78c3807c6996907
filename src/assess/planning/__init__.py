"""The learning plan: problem → optimum → weekly schedule → check.

`plan` is the way in; the solver is imported when it is first called.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from assess.answers import Assessment
from assess.model import CompetencyModel
from assess.planning.plan import LevelChange, Plan, PlannedActivity, PlanSettings

__all__ = ["LevelChange", "Plan", "PlanSettings", "PlannedActivity", "explain", "plan"]


def plan(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    hours_per_week: float,
    weeks: int,
    start: date | None = None,
    *,
    focus: Mapping[str, float] | None = None,
    excluded: Collection[str] = (),
    previous: Plan | Collection[str] | None = None,
    time_limit: float = 2.0,
) -> Plan:
    """The best plan that the hours allow, checked by rules that know nothing of the solver.

    `hours_per_week` counts in whole quarter hours (the rest is left unused); week 1 begins on
    `start` (default: next Monday). `focus`: competency id → factor on its weight. `excluded`:
    activity ids that must not be used. `previous`: a plan, or its activity ids, to stay close to
    among plans of equal value and hours. `time_limit`: seconds after which the best plan so far
    is returned with its gap.

    Raises PlanError (a sentence for a person) where no plan can be computed from this input.
    """
    from assess.planning.planner import make_plan

    return make_plan(
        model,
        assessment,
        role_id,
        hours_per_week,
        weeks,
        start,
        focus=focus or {},
        excluded=excluded,
        previous=previous,
        time_limit=time_limit,
    )


def explain(model: CompetencyModel, assessment: Assessment, made: Plan) -> Plan:
    """The same plan with each activity's `without`: what is lost if only it is dropped."""
    from assess.planning.reasons import with_losses

    return with_losses(model, assessment, made)
