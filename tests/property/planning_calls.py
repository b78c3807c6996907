"""Calling `plan` on a random case, as all property tests of the planner do."""

from __future__ import annotations

from hypothesis import assume
from planning_strategies import ROLE, START, Case

from assess.errors import PlanError
from assess.planning import Plan, plan


def planned(case: Case) -> Plan:
    """The plan for a case; cases with too little rated are passed over."""
    try:
        return plan(
            case.model,
            case.assessment,
            ROLE,
            case.hours,
            case.weeks,
            START,
            **{"time_limit": 60, **case.options},
        )
    except PlanError as error:
        assume("Rate at least half" not in str(error))
        raise
