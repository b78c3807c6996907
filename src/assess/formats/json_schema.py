"""The JSON Schemas of answers and plan files, for whoever reads or writes them with other tools."""

from __future__ import annotations

import json
from typing import Any

from assess.formats.answers.shape import AnswersFile
from assess.formats.plan.shape import PlanFile
from assess.formats.shapes import Shape


def plan_schema() -> dict[str, Any]:
    """Return the schema of a plan file, as JSON-ready data."""
    return _schema(PlanFile, "A learning plan")


def answers_schema() -> dict[str, Any]:
    """Return the schema of an answers file; ids and levels depend on the model."""
    return _schema(AnswersFile, "A self-assessment")


def schema_text(schema: dict[str, Any]) -> str:
    """Return a schema file's text: the same bytes each time."""
    return json.dumps(schema, indent=2) + "\n"


def _schema(shape: type[Shape], title: str) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **shape.model_json_schema(by_alias=True),
        "title": title,
    }
