"""Write the JSON Schemas: of model files, for editors; of plans and answers, for other tools."""

from __future__ import annotations

from pathlib import Path

from assess.formats.json_schema import answers_schema, plan_schema, schema_text
from assess.formats.model_yaml import schema

if __name__ == "__main__":
    top = Path(__file__).resolve().parents[1]
    for name, text in (
        ("competencies", schema.schema_text()),
        ("plan", schema_text(plan_schema())),
        ("answers", schema_text(answers_schema())),
    ):
        (top / f"{name}.schema.json").write_text(text, encoding="utf-8")
