"""The JSON Schema of a plan file, for whoever reads or writes one with other tools."""

from __future__ import annotations

import json
from typing import Any, get_args

from assess.model import KINDS
from assess.planning.plan import PlannedState
from assess.planning.plan_read import SCHEMA_VERSION, TEXT_LIMIT
from assess.planning.request import MOST_WEEKS

_TEXT: dict[str, Any] = {"type": "string", "maxLength": TEXT_LIMIT}
_NUMBER: dict[str, Any] = {"type": "number", "minimum": 0}
_LEVEL: dict[str, Any] = {"type": "integer"}
_DAY: dict[str, Any] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def plan_schema() -> dict[str, Any]:
    """The schema as JSON-ready data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A learning plan",
        "description": "What `assess plan --json` prints; docs/planning.md says what it means.",
        **_record(
            {
                "schema_version": {"const": SCHEMA_VERSION},
                "kind": {"const": "plan"},
                "model": _record({"id": _TEXT, "version": _TEXT}),
                "role": {**_TEXT, "description": "Id of the role that the plan leads towards."},
                "settings": _settings(),
                "value": {**_NUMBER, "description": "Sum of weight, focus and steps gained."},
                "bound": {**_NUMBER, "description": "No plan has more value: proved."},
                "gap": {**_NUMBER, "description": "(bound - value) / max(bound, 1)."},
                "optimal": {"type": "boolean"},
                "hours": {**_NUMBER, "description": "Effort of all activities."},
                "activities": _list(_activity()),
                "levels": _by_id(
                    _record({"from": _LEVEL, "to": _LEVEL, "target": _LEVEL}),
                    "Competency id to its level at the start, at the end, and the target.",
                ),
                "not_planned": _by_id(_TEXT, "Competency id to why its gap stays open."),
                "message": {**_TEXT, "description": "Why there is nothing to plan."},
            },
            optional=("message",),
        ),
    }


def plan_schema_text() -> str:
    """The schema file's text: the same bytes each time."""
    return json.dumps(plan_schema(), indent=2) + "\n"


def _settings() -> dict[str, Any]:
    return _record(
        {
            "hours_per_week": _NUMBER,
            "weeks": {"type": "integer", "minimum": 1, "maximum": MOST_WEEKS},
            "start": {**_DAY, "description": "The first day of week 1."},
            "focus": _by_id(_NUMBER, "Competency id to the factor on its weight."),
            "excluded": _list(_TEXT),
            "pinned": _list(_TEXT),
            "weeks_off": _list(_DAY),
        },
        optional=("focus", "excluded", "pinned", "weeks_off"),
    )


def _activity() -> dict[str, Any]:
    weeks = {
        "type": "object",
        "description": "Week (from 1) to hours in it.",
        "propertyNames": {"pattern": "^[1-9][0-9]{0,2}$"},
        "additionalProperties": _NUMBER,
        "minProperties": 1,
    }
    return _record(
        {
            "id": _TEXT,
            "hours": _NUMBER,
            "kind": {"enum": list(KINDS)},
            "weeks": weeks,
            "raises": _by_id(_LEVEL, "Competency id to the level that it leads to."),
            "because": {**_TEXT, "description": "Why it is in."},
            "without": {
                "type": ["string", "null"],
                "maxLength": TEXT_LIMIT,
                "description": "What the best plan without it would lose; null: not asked.",
            },
            "state": {"enum": list(get_args(PlannedState)), "default": "planned"},
        },
        optional=("because", "without", "state"),
    )


def _record(fields: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": [key for key in fields if key not in optional],
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _by_id(values: dict[str, Any], text: str) -> dict[str, Any]:
    return {"type": "object", "description": text, "additionalProperties": values}
