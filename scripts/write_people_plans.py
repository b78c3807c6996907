"""Write the plan of each made-up person beside their answers: `make people`."""

from __future__ import annotations

from pathlib import Path

from assess.answers_json import read_assessment
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.planning import explain, milestones, plan
from assess.report.plan_text import plan_markdown
from assess.settings import package_model

PEOPLE = Path(__file__).resolve().parents[1] / "examples" / "people"
PATIENCE = 60.0
"""Seconds for one plan: the same plan on a slow machine."""


def plan_text(file: Path, model: CompetencyModel) -> str:
    """The plan by a person's own settings, with reasons and marks on the way, as Markdown."""
    person = read_assessment(file.read_text(encoding="utf-8"), model)
    asked = person.settings
    assert asked.hours_per_week is not None
    assert asked.weeks is not None
    made = plan(
        model,
        person,
        (person.roles or model.role_pair)[1],
        asked.hours_per_week,
        asked.weeks,
        asked.start,
        focus=asked.focus,
        excluded=asked.excluded,
        pinned=asked.pinned,
        weeks_off=asked.weeks_off,
        time_limit=PATIENCE,
    )
    explained = explain(model, person, made, time_limit=PATIENCE)
    return plan_markdown(model, explained, milestones(model, person, made))


if __name__ == "__main__":
    shipped = load_model(package_model())
    for answers in sorted(PEOPLE.glob("*.json")):
        answers.with_suffix(".plan.md").write_text(plan_text(answers, shipped), encoding="utf-8")
