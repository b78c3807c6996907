"""Write competencies.schema.json, the JSON Schema that editors use for model files."""

from __future__ import annotations

from pathlib import Path

from assess.model_file.schema import schema_text

if __name__ == "__main__":
    target = Path(__file__).resolve().parents[1] / "competencies.schema.json"
    target.write_text(schema_text(), encoding="utf-8")
