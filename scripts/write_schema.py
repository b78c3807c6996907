"""Write the JSON Schemas: of model files, for editors; of plans and answers, for other tools."""

from __future__ import annotations

from pathlib import Path

from assess.formats.answers.shape import AnswersFile
from assess.formats.model_yaml import schema
from assess.formats.plan.shape import PlanFile
from assess.formats.shapes import schema_text

if __name__ == "__main__":
    top = Path(__file__).resolve().parents[1]
    for name, text in (
        ("competencies", schema.schema_text()),
        ("plan", schema_text(PlanFile)),
        ("answers", schema_text(AnswersFile)),
    ):
        (top / f"{name}.schema.json").write_text(text, encoding="utf-8")
