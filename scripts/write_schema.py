"""Write the JSON Schemas: of model files, for editors, and of plan files, for other tools."""

from __future__ import annotations

from pathlib import Path

from assess.formats.plan.schema import plan_schema_text
from assess.model_file.schema import schema_text

if __name__ == "__main__":
    top = Path(__file__).resolve().parents[1]
    (top / "competencies.schema.json").write_text(schema_text(), encoding="utf-8")
    (top / "plan.schema.json").write_text(plan_schema_text(), encoding="utf-8")
