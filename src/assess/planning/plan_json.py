"""A plan as JSON: what the command line prints, exports hold, and `--previous` reads.

The same plan gives the same bytes. Reading is strict: a plan file may come from anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assess.planning.plan import Plan, PlannedActivity, PlanSettings
from assess.planning.plan_read import SCHEMA_VERSION, plan_from_json

__all__ = ["dumps", "plan_from_json", "plan_to_json"]


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """The plan as JSON-ready data, in the format's key order; `message` only where there is one."""
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "kind": "plan",
        "model": {"id": plan.model_id, "version": plan.model_version},
        "role": plan.role_id,
        "settings": _settings(plan.settings),
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "optimal": plan.optimal,
        "hours": plan.hours,
        "activities": [_activity(item) for item in plan.activities],
        "levels": {
            key: {"from": change.start, "to": change.end, "target": change.target}
            for key, change in plan.levels.items()
        },
        "not_planned": dict(plan.not_planned),
    }
    if plan.message:
        data["message"] = plan.message
    return data


def _settings(settings: PlanSettings) -> dict[str, Any]:
    data: dict[str, Any] = {
        "hours_per_week": _hours(settings.hours_per_week),
        "weeks": settings.weeks,
        "start": settings.start.isoformat(),
        "focus": {key: _hours(factor) for key, factor in settings.focus.items()},
        "excluded": list(settings.excluded),
    }
    if settings.pinned:
        data["pinned"] = list(settings.pinned)
    if settings.weeks_off:
        data["weeks_off"] = [day.isoformat() for day in settings.weeks_off]
    return data


def dumps(plan: Plan) -> str:
    """The plan file's text: the same bytes for the same plan, newline at the end."""
    data = plan_to_json(plan)
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _activity(item: PlannedActivity) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": item.id,
        "hours": _hours(item.hours),
        "kind": item.kind,
        "weeks": _weeks(item.weeks),
        "raises": dict(item.raises),
        "because": item.because,
        "without": item.without,
    }
    if item.state != "planned":
        data["state"] = item.state
    return data


def _weeks(weeks: Mapping[int, float]) -> dict[str, int | float]:
    return {str(week): _hours(hours) for week, hours in sorted(weeks.items())}


def _hours(hours: float) -> int | float:
    """Whole numbers without a decimal point, as people write them."""
    return int(hours) if float(hours).is_integer() else float(hours)
