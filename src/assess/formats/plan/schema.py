"""The JSON Schema of a plan file, for whoever reads or writes one with other tools."""

from __future__ import annotations

import json
from typing import Any

from assess.formats.plan.shape import PlanFile


def plan_schema() -> dict[str, Any]:
    """The schema as JSON-ready data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PlanFile.model_json_schema(by_alias=True),
        "title": "A learning plan",
    }


def plan_schema_text() -> str:
    """The schema file's text: the same bytes each time."""
    return json.dumps(plan_schema(), indent=2) + "\n"
