"""A plan as JSON: what the command line prints, exports hold, and `--previous` reads.

The same plan gives the same bytes. Reading is strict: a plan file may come from anywhere.
"""

from __future__ import annotations

from typing import Any

from assess.errors import PlanError
from assess.formats.json_text import dumped, plain, refuse_other_files
from assess.formats.request import request_to_json
from assess.planning.plan import OldPlan, Plan, PlannedActivity, PlannedQuarter

__all__ = [
    "OldPlan",
    "dumps",
    "plan_from_json",
    "plan_to_json",
    "previous_from_json",
]

SCHEMA_VERSION = 2


def plan_to_json(plan: Plan | OldPlan) -> dict[str, Any]:
    """The plan as JSON-ready data, in the format's key order; an old plan as it was read."""
    if isinstance(plan, OldPlan):
        return dict(plan.data)
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "kind": "plan",
        "model": {"id": plan.model_id, "version": plan.model_version},
        "held": plan.held,
        "role": plan.role,
        "request": request_to_json(plan.request),
        "quarters": [_quarter(quarter) for quarter in plan.quarters],
        "wishes": plain(plan.wishes),
        "hours": plain(plan.hours),
        "optimal": plan.optimal,
        "not_planned": dict(plan.not_planned),
    }
    if plan.message:
        data["message"] = plan.message
    if plan.outdone:
        data["outdone"] = True
    return data


def _quarter(quarter: PlannedQuarter) -> dict[str, Any]:
    data: dict[str, Any] = plain(quarter)
    data["activities"] = [_activity(item) for item in quarter.activities]
    if not quarter.exact:
        del data["activities"], data["asks"]  # the outlook has none
    return data


def _activity(item: PlannedActivity) -> dict[str, Any]:
    data: dict[str, Any] = plain(item)
    data["weeks"] = plain(dict(sorted(item.weeks.items())))
    if item.state == "planned":
        del data["state"]
    return data


def dumps(plan: Plan | OldPlan) -> str:
    """The plan file's text: the same bytes for the same plan."""
    return dumped(plan_to_json(plan))


def plan_from_json(data: Any) -> Plan | OldPlan:
    """The plan in parsed JSON; PlanError names the place of the first mistake.

    The model isn't asked: `unknown_in` says whether its ids still exist.
    """
    from assess.formats.plan.shape import OldPlanFile, PlanFile, sound
    from assess.formats.shapes import checked

    refuse_other_files(data, "plan", SCHEMA_VERSION, PlanError)
    if isinstance(data, dict) and data.get("schema_version") == 1:
        return checked(OldPlanFile, data, error=PlanError).record(data)
    return sound(checked(PlanFile, data, error=PlanError).record())


def previous_from_json(data: Any) -> Plan:
    """A plan that a new one can stay close to; PlanError for one of version 0.1, too."""
    plan = plan_from_json(data)
    if isinstance(plan, OldPlan):
        raise PlanError("This plan was made by an earlier version of assess. Make it again.")
    return plan
