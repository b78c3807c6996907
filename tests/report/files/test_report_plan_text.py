from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from assess.domain.model import CompetencyModel
from assess.domain.progress import Measure
from assess.planning.plan import Plan, PlannedActivity
from assess.report.files.plan_text import MARK, plan_csv, plan_markdown
from assess.views.plan_words import plan_view
from tests.builders.models import tiny_model
from tests.builders.reports import tiny_answers, tiny_plan, with_activities


def titled(title: str) -> CompetencyModel:
    """The tiny model with one activity's title and steps replaced."""
    model = tiny_model()
    activities = tuple(
        replace(item, title=title, steps=(title,)) if item.id == "night-shift" else item
        for item in model.activities
    )
    return replace(model, activities=activities)


def test_the_csv_has_one_row_per_activity_and_week() -> None:
    sales = PlannedActivity("ask-sales", 2.5, {3: 1.25, 4: 1.25}, (1, 1))
    plan = with_activities(tiny_plan(), *tiny_plan().activities, sales)
    assert plan_csv(tiny_model(), plan) == (
        f"{MARK}week,begins,quarter,activity,title,kind,hours\n"
        "3,2026-12-14,1,night-shift,Run one night shift,practice,5\n"
        "3,2026-12-14,1,ask-sales,Sit with the sales clerk,people,1.25\n"
        "4,2026-12-21,1,ask-sales,Sit with the sales clerk,people,1.25\n"
        "5,2026-12-28,1,night-shift,Run one night shift,practice,3\n"
    )


def test_where_2_5_is_written_2_comma_5_a_table_has_semicolons_and_numbers_are_numbers() -> None:
    sales = PlannedActivity("ask-sales", 2.5, {3: 1.25, 4: 1.25}, (1, 1))
    plan = with_activities(tiny_plan(), sales)
    text = plan_csv(titled("a; b, c"), plan, semicolons=True)
    assert text.encode().startswith(b"\xef\xbb\xbfweek;begins;")
    rows = list(csv.reader(io.StringIO(text.removeprefix(MARK)), delimiter=";"))
    assert [row[-1] for row in rows] == ["hours", "1,25", "1,25"]
    assert {len(row) for row in rows} == {7}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_spreadsheet_never_runs_a_cell_of_the_csv(start: str) -> None:
    text = f'{start}HYPERLINK("x","y")'
    rows = list(csv.reader(io.StringIO(plan_csv(titled(text), tiny_plan()), newline="")))
    assert rows[1][4] == f"'{text}"


@pytest.mark.parametrize("text", ['a "quoted", title', "two\nlines", "ünï", "a=b", "5-a"])
def test_a_harmless_cell_is_read_back_as_it_was(text: str) -> None:
    rows = list(csv.reader(io.StringIO(plan_csv(titled(text), tiny_plan()), newline="")))
    assert [row[4] for row in rows[1:]] == [text, text]


def test_a_plan_without_activities_is_a_csv_with_its_head_only() -> None:
    plan = with_activities(tiny_plan())
    assert plan_csv(tiny_model(), plan) == f"{MARK}week,begins,quarter,activity,title,kind,hours\n"


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
    lines = markdown(titled(text)).splitlines()
    assert f"#### {shown}" in lines
    assert f"- [ ] {shown}" in lines


def markdown(model: CompetencyModel, plan: Plan | None = None) -> str:
    """The tiny plan as Markdown."""
    return plan_markdown(plan_view(model, tiny_answers(), plan or tiny_plan()))


def test_markdown_has_a_box_per_person_to_ask_and_per_step() -> None:
    lines = markdown(tiny_model()).splitlines()
    boxes = [line.removeprefix("- [ ] ") for line in lines if line.startswith("- [ ] ")]
    assert boxes == [
        "Ask master baker in the week of 30 November (for “Run one night shift”)",
        "Ask night crew in the week of 7 December (for “Run one night shift”)",
        "Ask the person who decides who gets the role in the week of 28 December (for “Look back "
        "and show a result”)",
        "Ask for a date.",
        "Bake, and note what went wrong.",
    ]
    assert "- Counter: you marked it as not applicable" in lines
    assert "## This quarter, 30 November 2026 to 24 January 2027" in lines
    assert "- Week 2, 7 December to 13 December: Ask night crew" in lines
    assert "- Week 3, 14 December to 20 December: Run one night shift (5 hours)" in lines
    assert "- Week 6, 4 January to 10 January: free" in lines


def test_markdown_says_the_measure_with_today_and_the_wish() -> None:
    model = tiny_model()
    counted = tuple(replace(item, measure="Loaves burnt.") for item in model.activities)
    model = replace(model, activities=counted)
    open_ = "- What to count: Loaves burnt. Today: …. What you want by 3 January 2027: …."
    assert open_ in markdown(model)
    who = replace(tiny_answers(), measures={"night-shift": Measure("9", "2")})
    text = plan_markdown(plan_view(model, who, tiny_plan()))
    assert "- What to count: Loaves burnt. Today: 9. What you want by 3 January 2027: 2." in text


def test_markdown_says_why_there_is_nothing_to_do() -> None:
    plan = with_activities(tiny_plan())
    quiet = replace(plan.quarters[0], focus=(), steps=(), asks=())
    plan = replace(plan, quarters=(quiet,), not_planned={}, message="There is no gap to Baker.")
    lines = markdown(tiny_model(), plan).splitlines()
    assert lines[:3] == [
        "# Your plan: from apprentice to baker",
        "",
        "There is no gap to Baker.",
    ]
    assert "## How good is this plan?" not in lines
