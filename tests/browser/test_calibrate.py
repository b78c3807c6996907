"""Practice cases before an area, by keyboard, on a desk and on a phone: rating stays as it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.browser.conftest import Server, visit
from tests.browser.pages import area, questions, rate, saved
from tests.browser.test_accessible import violations

MODEL = load_model(package_model())
CASES = MODEL.cases_in(MODEL.areas[1].id)


def _choose(page: Page, box: Locator, level: int) -> None:
    """By keyboard: Tab to the levels, arrows to the level, Tab to the button."""
    radios = box.get_by_role("radio")
    expect(radios).to_have_count(len(MODEL.scale))
    expect(box.locator("input:checked")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(level - MODEL.lowest):
        page.keyboard.press("ArrowDown")
    expect(radios.nth(level - MODEL.lowest)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(box.locator(".ui-key")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (390, "dark")])
def test_the_cases_show_key_words_and_lean_and_leave_the_ratings_alone(
    context: BrowserContext, server: Server, width: int, scheme: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visit(page, server.url)
    area(page, 2)
    rate(questions(page).first, MODEL.scale[1].label)
    saved(page)
    box = page.locator(".ui-section:not([hidden]) .ui-calibrate")
    start = box.get_by_role("button", name=f"Practise on {len(CASES)} short cases first")
    start.focus()
    page.keyboard.press("Enter")
    for number, case in enumerate(CASES, 1):
        title = MODEL.competency(case.competency).title
        heading = box.get_by_role("heading", name=f"case {number} of {len(CASES)}: {title}")
        expect(heading).to_be_focused()
        expect(box).not_to_contain_text("key:")
        if number == 1:
            assert violations(page) == []
        _choose(page, box, min(case.level + 1, MODEL.highest))
        label = MODEL.label(case.level)
        expect(box.locator(".ui-key")).to_contain_text(
            re.compile(rf"(The key is|You chose) {label}")
        )
        expect(box.locator("mark")).to_have_text(re.compile(re.escape(case.because), re.IGNORECASE))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if number < len(CASES):
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
    assert violations(page) == []
    expect(box.locator(".ui-lean")).to_contain_text("You chose higher than the key in")
    box.get_by_role("button", name="Done practising").click()
    expect(start).to_be_focused()
    expect(questions(page).locator("input:checked")).to_have_count(1)
    visit(page, server.url)
    area(page, 2)
    expect(questions(page).locator("input:checked")).to_have_count(1)
