from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from tests.builders import tiny_model
from tests.report_cases import tiny_plan

from assess.model import CompetencyModel
from assess.planning.plan import PlannedActivity
from assess.report.plan_text import plan_csv, plan_markdown


def titled(title: str) -> CompetencyModel:
    """The tiny model with one activity's title and steps replaced."""
    model = tiny_model()
    activities = tuple(
        replace(item, title=title, steps=(title,)) if item.id == "night-shift" else item
        for item in model.activities
    )
    return replace(model, activities=activities)


def test_the_csv_has_one_row_per_activity_and_week() -> None:
    sales = PlannedActivity("ask-sales", 2.5, "people", {1: 1.25, 2: 1.25}, {})
    plan = replace(tiny_plan(), activities=(*tiny_plan().activities, sales))
    assert plan_csv(tiny_model(), plan) == (
        "week,begins,activity,title,kind,hours\n"
        "1,2026-11-30,night-shift,Run one night shift,practice,5\n"
        "1,2026-11-30,ask-sales,Sit with the sales clerk,people,1.25\n"
        "2,2026-12-07,ask-sales,Sit with the sales clerk,people,1.25\n"
        "3,2026-12-14,night-shift,Run one night shift,practice,3\n"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_spreadsheet_never_runs_a_cell_of_the_csv(start: str) -> None:
    text = f'{start}HYPERLINK("x","y")'
    rows = list(csv.reader(io.StringIO(plan_csv(titled(text), tiny_plan()), newline="")))
    assert rows[1][3] == f"'{text}"


@pytest.mark.parametrize("text", ['a "quoted", title', "two\nlines", "ünï", "a=b", "5-a"])
def test_a_harmless_cell_is_read_back_as_it_was(text: str) -> None:
    rows = list(csv.reader(io.StringIO(plan_csv(titled(text), tiny_plan()), newline="")))
    assert [row[3] for row in rows[1:]] == [text, text]


def test_a_plan_without_activities_is_a_csv_with_its_head_only() -> None:
    plan = replace(tiny_plan(), activities=())
    assert plan_csv(tiny_model(), plan) == "week,begins,activity,title,kind,hours\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Title", "\\# Title"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("12) item", "12\\) item"),
        ("one\n\n# two", "one \\# two"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("![x](y)", "\\!\\[x\\](y)"),
        ("<script>&lt;", "\\<script\\>\\&lt;"),
        ("`a` *b* _c_ ~d~ a|b \\", "\\`a\\` \\*b\\* \\_c\\_ \\~d\\~ a\\|b \\\\"),
        ("=== ", "\\==="),
        ("plain, e.g. 3.5 (or so)", "plain, e.g. 3.5 (or so)"),
    ],
)
def test_a_text_cannot_break_out_of_its_line_of_markdown(text: str, shown: str) -> None:
    lines = plan_markdown(titled(text), tiny_plan()).splitlines()
    assert f"- [ ] {shown}: 5\u00a0h" in lines
    assert f"### {shown}" in lines
    assert f"- [ ] {shown}" in lines


def test_markdown_has_a_box_per_activity_and_week_and_per_step() -> None:
    lines = plan_markdown(tiny_model(), tiny_plan()).splitlines()
    boxes = [line.removeprefix("- [ ] ") for line in lines if line.startswith("- [ ] ")]
    assert boxes == [
        "Run one night shift: 5\u00a0h",
        "Run one night shift: 3\u00a0h",
        "Ask for a date.",
        "Bake, and note what went wrong.",
    ]
    assert lines[lines.index("## Week 2, from 7 December 2026") + 2] == "Nothing planned."
    assert "- Counter: not applicable" in lines


def test_markdown_says_why_there_is_nothing_to_do() -> None:
    plan = replace(tiny_plan(), activities=(), not_planned={}, message="There is no gap to Baker.")
    assert plan_markdown(tiny_model(), plan) == (
        "# Learning plan: Baker\n\nThere is no gap to Baker.\n"
    )
