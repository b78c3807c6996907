"""Every step on paper, A4 and Letter: all that is to be read, whole, and nothing to press."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assess.app.plan import texts as plan_texts
from assess.app.take.files import WORDS
from tests.browser import pages, states
from tests.builders.paper import SIZES, printed, words, wrong_on_paper

PAPERS = list(SIZES)
LIGHT_INK = "rgb(28, 43, 48)"


def _sheets(page: Page) -> list[str]:
    """What both papers say; they say the same."""
    found = []
    for size in PAPERS:
        assert wrong_on_paper(page, size) == [], size
        found.append(words(" ".join(printed(page, size))))
    return found


@pytest.mark.parametrize("name", list(states.STATES))
def test_a_step_prints_without_anything_to_press_and_nothing_is_cut(page: Page, name: str) -> None:
    states.STATES[name](page)
    title = page.locator(".as-panel h2:visible").first.inner_text()
    for text in _sheets(page):
        assert title in text
        assert "By keyboard" not in text


def test_a_printed_area_has_its_questions_with_the_chosen_levels_and_the_evidence(
    page: Page,
) -> None:
    question = pages.questions(page).first
    pages.rate(question, "Leading")
    pages.note(question).fill("A line of evidence " + "that is longer than one line " * 8 + "end.")
    question.get_by_role("button", name="Done").click()
    pages.note(pages.questions(page).nth(1)).fill("Still being typed")
    titles = page.locator(".ui-section:not([hidden]) legend > span:last-child")
    names = [words(text) for text in titles.all_inner_texts()]
    for text in _sheets(page):
        assert "one line end." in text
        assert "Still being typed" in text
        assert [name for name in names if name not in text] == []
        assert "What the numbers mean" in text
        assert (
            text.count("Product vision and goals") == 1
        )  # another area's: in the radar's key only


def test_a_printed_profile_unfolds_the_gaps_and_leaves_out_what_is_folded(page: Page) -> None:
    states.STATES["profile, half"](page)
    gaps = page.locator(".ui-gaps > details > summary > span:first-child").all_inner_texts()
    assert len(gaps) == 3
    for text in _sheets(page):
        assert text.count("Next step (") == 3
        assert all(gap in text for gap in gaps)
        assert "How the two roles differ" not in text
        assert "Look at your answers again" not in text
        assert "Which ones? " in text


def test_a_printed_plan_names_what_each_week_is_for_and_shows_the_whole_timeline(
    page: Page,
) -> None:
    states.load(page, states.answers_file(len(states.IDS)))
    pages.go(page, "Plan")
    pages.make_plan(page)
    page.locator(".as-timeline .ui-plot[data-drawn]").wait_for()
    cards = page.locator(".ui-plan-card .ui-card-title").all_inner_texts()
    first = page.locator(".ui-quarter").first
    steps = first.locator(".ui-plan-card .ui-ticks label").all_text_contents()
    pages.card(page).get_by_role("textbox", name="Today").fill("41 items")
    for size in PAPERS:
        assert wrong_on_paper(page, size) == []
        sheets = [words(text) for text in printed(page, size)]
        text = " ".join(sheets)
        assert [step for step in steps if words(step) not in text] == []
        assert text.count("What you want") == 0  # an empty field
        weeks = re.split(r"Week (?=\d+ \d)", text)[1:]
        assert len(weeks) == 26
        named = [*cards, plan_texts.BODY["nothing"], "Ask ", "Look back", "Free", "off"]
        assert [week for week in weeks if not any(name in week for name in named)] == []
        glance = sheets[-1].split(plan_texts.GLANCE)[1]
        for card in cards:
            assert all(word in glance for word in card.split()[:3]), card
        for folded in ("notPlanned", "know", "deciding", "draft"):
            assert plan_texts.BODY[folded] not in text


def test_no_margin_lets_the_timeline_fall_off_the_last_sheet(page: Page) -> None:
    """The sheets are counted before the chart hears of paper: it must not grow then."""
    states.load(page, states.answers_file(len(states.IDS)))
    pages.go(page, "Plan")
    pages.make_plan(page)
    page.locator(".as-timeline .ui-plot[data-drawn]").wait_for()
    without = []
    for margin in range(4, 44, 2):
        sheets = [words(text) for text in printed(page, "A4", f"{margin}mm")]
        without += [margin] * (not any(plan_texts.GLANCE in sheet for sheet in sheets))
    assert without == []


def test_a_plan_that_isn_t_made_yet_and_the_last_step_say_so_on_paper(page: Page) -> None:
    pages.go(page, "Plan")
    for text in _sheets(page):
        assert plan_texts.BODY["noPlan"] in text
    expect(page.get_by_text(plan_texts.BODY["noPlan"])).to_be_hidden()
    pages.go(page, "Take it with you")
    for text in _sheets(page):
        assert WORDS["choose"] not in text
        assert "Continue from a file" not in text.replace("“Continue from a file”", "")
        assert "Your data on this computer" in text


def test_paper_is_light_where_the_screen_is_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    states.load(page, states.answers_file(len(states.IDS)))
    pages.go(page, "Plan")
    pages.make_plan(page)
    page.locator(".as-timeline .ui-plot[data-drawn]").wait_for()
    painted = "getComputedStyle(document.querySelector('.ui-plot .textpoint text')).fill"

    def colours() -> list[Any]:
        return [
            page.evaluate("getComputedStyle(document.querySelector('.as-app')).color"),
            page.evaluate(painted),
        ]

    assert LIGHT_INK not in colours()
    page.emulate_media(color_scheme="dark", media="print")
    pages.until(page, f"{painted} === '{LIGHT_INK}'")
    assert colours() == [LIGHT_INK, LIGHT_INK]
    page.emulate_media(color_scheme="dark", media="screen")
    pages.until(page, f"{painted} !== '{LIGHT_INK}'")
