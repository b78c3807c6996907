"""Write the plan of each made-up person beside their answers: `make people`."""

from __future__ import annotations

from pathlib import Path

from assess.domain.model import CompetencyModel
from assess.formats.answers import read_assessment
from assess.formats.model_yaml.loader import load_model
from assess.planning import plan
from assess.report.files.plan_text import plan_markdown
from assess.settings import package_model
from assess.views.plan_words import plan_view

PEOPLE = Path(__file__).resolve().parents[1] / "examples" / "people"
PATIENCE = 120.0
"""Seconds for one plan: the same plan on a slow machine."""


def plan_text(file: Path, model: CompetencyModel) -> str:
    """The plan by a person's own settings, as Markdown."""
    person = read_assessment(file.read_text(encoding="utf-8"), model)
    return plan_markdown(plan_view(model, person, plan(model, person, time_limit=PATIENCE)))


if __name__ == "__main__":
    shipped = load_model(package_model())
    for answers in sorted(PEOPLE.glob("*.json")):
        answers.with_suffix(".plan.md").write_text(plan_text(answers, shipped), encoding="utf-8")
