"""Text composed by an input method (Japanese, Chinese, accents by dead keys) arrives whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import pages

Compose = Callable[..., None]


@pytest.fixture
def compose(page: Page) -> Compose:
    """Compose a text in the field that has the focus: what it looks like on its way, then the end.

    Between two looks the page has the time in which it saves what was typed.
    """
    browser = page.context.new_cdp_session(page)

    def composed(*looks: str, ends: str) -> None:
        for look in looks:
            place = {"selectionStart": len(look), "selectionEnd": len(look)}
            browser.send("Input.imeSetComposition", {"text": look, **place})
            page.wait_for_timeout(900)
        browser.send("Input.insertText", {"text": ends})

    return composed


def test_a_note_and_a_name_are_what_was_composed_and_nothing_else(
    page: Page, compose: Compose
) -> None:
    question = pages.questions(page).first
    pages.rate(question, "Proficient")
    box = pages.note(question)
    box.focus()
    compose("ｋ", "か", "かん", "かんじ", ends="漢字")
    compose("´", ends="é")
    expect(box).to_have_value("漢字é")
    pages.saved(page)
    pages.go(page, "Take it with you")
    name = page.get_by_label("Your name")
    name.focus()
    compose("ｍ", "まり", "まりあ", ends="マリア")
    name.blur()
    expect(name).to_have_value("マリア")
    pages.saved(page)
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("マリア")
    pages.go(page, "Rate")
    expect(pages.evidence(pages.questions(page).first)).to_have_text("漢字é")


def test_hours_composed_with_full_width_digits_are_read(page: Page, compose: Compose) -> None:
    pages.rate_all(page, ["Practising", "Proficient"])
    pages.go(page, "Plan")
    hours = page.get_by_label("Hours a week")
    hours.fill("")
    hours.focus()
    compose("２", "２．", "２．５", ends="２．５")
    hours.blur()
    expect(hours).to_have_value("2.5")
    pages.make_plan(page)
    expect(page.locator(".ui-based")).to_contain_text("up to 2.5 hours a week")


def test_a_key_that_belongs_to_the_input_method_answers_no_card(page: Page) -> None:
    page.get_by_role("button", name="Quick pass").click()
    card = page.locator(".ui-quick")
    expect(card.locator(".ui-place")).to_have_text("1 of 24")
    card.get_by_role("radio").first.focus()
    browser = page.context.new_cdp_session(page)
    for kind in ("rawKeyDown", "keyUp"):
        pressed = {"type": kind, "key": "Process", "code": "Digit1", "windowsVirtualKeyCode": 229}
        browser.send("Input.dispatchKeyEvent", pressed)
    expect(card.locator(".ui-place")).to_have_text("1 of 24")
    page.keyboard.press("1")
    expect(card.locator(".ui-place")).to_have_text("2 of 24")
