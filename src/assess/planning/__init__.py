"""The learning plan: two quarters planned exactly, the rest as an outlook.

`plan` is the way in; the solver is imported when it is first called. All functions read the
person's progress from `assessment.progress`, and raise PlanError (a sentence for a person) where
there is no answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.domain.plan_request import PlanRequest
from assess.planning.plan import Keep, Plan

if TYPE_CHECKING:
    from assess.domain.answers import Assessment
    from assess.domain.model import CompetencyModel

__all__ = ["Plan", "PlanRequest", "plan"]

TIME_LIMIT = 10.0
"""Seconds after which the best plan found so far is returned."""


def plan(
    model: CompetencyModel,
    assessment: Assessment,
    request: PlanRequest | None = None,
    *,
    held: str | None = None,
    role: str | None = None,
    previous: Plan | None = None,
    keep: Keep | None = None,
    time_limit: float = TIME_LIMIT,
) -> Plan:
    """Compute the best plan for these wishes, checked by rules that know nothing of the solver.

    Args:
        request: the wishes (default: those kept with the answers); hours a week must be said.
        held, role: ids of the roles held and wanted (default: the person's, else the model's pair).
        previous: a plan to stay close to, among plans that are equally good otherwise; to go on
            with its first quarter, call `assess.plan_again`.
        keep: what shall stay of an earlier plan's first quarter, before the other wishes.
        time_limit: seconds after which the best plan so far is returned, with what is proved.

    Raises PlanError where no plan can be computed from this input.
    """
    from time import monotonic

    from assess.domain.scoring import need_fitting
    from assess.planning.planner import make_plan
    from assess.planning.request import checked
    from assess.planning.solver.milp import load

    need_fitting(model, assessment, "plan")
    load()
    deadline = monotonic() + time_limit
    own = assessment.roles or model.role_pair
    held, wanted = held or own[0], role or own[1]
    wishes = checked(model, assessment, held, wanted, request or assessment.settings)
    return make_plan(
        model, assessment, held, wanted, wishes, previous=previous, keep=keep, deadline=deadline
    )
