"""What must fit on one sheet of A4 does, as a real Chromium prints it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from assess.domain.answers import Answer, Assessment
from assess.domain.demo import demo_assessment
from assess.domain.plan_request import PlanRequest
from assess.domain.rating import Entry
from assess.formats.answers import read_assessment
from assess.formats.model_yaml.loader import load_model
from assess.planning import plan
from assess.report.page import html_report
from assess.report.proof import chosen_entries, fits, for_manager, portfolio
from assess.settings import package_model

MODEL = load_model(package_model())
DAY = date(2026, 11, 28)
PEOPLE = sorted((Path(__file__).parents[2] / "examples" / "people").glob("*.json"))
NAME = "Maximiliane-Charlotte von Hohenstein-Wittgenstein of Somewhere"


def sheets(context: BrowserContext, html: str, *, only: str = "") -> int:
    """How many sheets a page prints on; `only`: a selector of the one part that is printed."""
    page = context.new_page()
    page.set_content(html)
    if only:
        page.add_style_tag(content=f"main > *:not({only}) {{ display: none !important; }}")
    return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")


def whole_assessment(file: Path | None) -> Assessment:
    """An example's answers, or the demo's, under a long name."""
    if file is not None:
        return replace(read_assessment(file.read_text(encoding="utf-8"), MODEL), person=NAME)
    wishes = PlanRequest(hours_per_week=8, start=date(2026, 11, 30))
    return replace(demo_assessment(MODEL), person=NAME, settings=wishes)


@pytest.mark.parametrize("file", [None, *PEOPLE], ids=lambda file: file.stem if file else "demo")
def test_the_reports_first_page_and_the_page_for_a_manager_are_one_sheet(
    context: BrowserContext, file: Path | None
) -> None:
    person = whole_assessment(file)
    made = plan(MODEL, person)
    report = html_report(MODEL, person, plan=made, generated=DAY)
    assert sheets(context, report, only=".as-first") == 1
    assert sheets(context, report) > 10  # the rest is annex
    if file is None:
        assert len(report.encode()) <= 150_000
    assert sheets(context, for_manager(MODEL, person, made, generated=DAY)) == 1


@pytest.mark.parametrize("length", [40, 200, 800, 2000])
def test_a_portfolio_as_full_as_it_may_be_is_one_sheet(
    context: BrowserContext, length: int
) -> None:
    text = ("We asked twelve people what they did last, and what it cost them. " * 40)[:length]
    entry = Entry(text, "the checkout team", "Two features fewer", "12 talks", DAY, witness="Jo")
    keys = [item.id for item in MODEL.by_area]
    person = replace(demo_assessment(MODEL), person=NAME, answers={})
    chosen: dict[str, list[int]] = {}
    for key in [key for key in keys for _ in range(3)]:
        before = person.answer(key)
        more = replace(before, level=3).with_log(
            [*before.entries, replace(entry, text=f"{len(chosen)} {text}"[:2000])]
        )
        fuller = replace(person, answers={**person.answers, key: more})
        wider = {**chosen, key: list(range(len(more.entries)))}
        if not fits(chosen_entries(MODEL, fuller, wider)):
            break
        person, chosen = fuller, wider
    assert Answer() not in person.answers.values()
    assert chosen
    assert sheets(context, portfolio(MODEL, person, chosen, generated=DAY)) == 1
