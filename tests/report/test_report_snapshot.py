"""The whole report and plan files, byte for byte. To accept a change: `UPDATE_SNAPSHOTS=1`."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from assess.report.files.plan_text import plan_csv, plan_markdown
from assess.report.page import html_report
from assess.views.plan_words import plan_view
from tests.builders.models import tiny_model
from tests.builders.reports import TODAY, tiny_answers, tiny_plan

HERE = Path(__file__).parent / "snapshot"


def made() -> dict[str, str]:
    """File name → text."""
    model, answers, plan = tiny_model(), tiny_answers(person="Zoë"), tiny_plan()
    html = html_report(model, answers, plan=plan, generated=TODAY)
    return {
        # the style sheet has its own reviewers' eyes; here it would hide what else changed
        "report.html": re.sub(r"<style>.*?</style>", "<style></style>", html, flags=re.DOTALL),
        "plan.csv": plan_csv(model, plan),
        "plan.md": plan_markdown(plan_view(model, answers, plan)),
    }


@pytest.mark.parametrize("name", ["report.html", "plan.csv", "plan.md"])
def test_the_file_is_what_it_was(name: str) -> None:
    path, text = HERE / name, made()[name]
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
