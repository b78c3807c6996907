"""The profile in a real browser: the answer first, the rest to unfold, one scrollbar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from assess.domain.demo import demo_assessment
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.browser import pages
from tests.browser.states import load

MODEL = load_model(package_model())

SCROLLERS = """() => [...document.querySelectorAll('.as-app, .as-app *')]
  .filter((node) => node.checkVisibility() && node.scrollHeight > node.clientHeight + 1
    && ['auto', 'scroll'].includes(getComputedStyle(node).overflowY)
    && node.tagName !== 'TEXTAREA')
  .map((node) => node.className)"""


@pytest.mark.parametrize("width", [1366, 390])
def test_the_answer_comes_first_and_the_rest_is_folded_until_asked_for(
    page: Page, width: int
) -> None:
    """What was unfolded stays so with other roles and on other steps; nothing scrolls inside."""
    page.set_viewport_size({"width": width, "height": 657})
    pages.drawn(page)
    load(page, dumps(demo_assessment(MODEL)))
    pages.go(page, "Rate")
    legend = page.locator(".as-aside .as-key-lines:visible")
    expect(legend).not_to_contain_text("Product manager")
    assert page.evaluate(SCROLLERS) == []
    pages.go(page, "Profile")
    expect(legend).to_contain_text("Product manager")
    answer = page.locator(".as-answer .as-lead")
    expect(answer).to_have_count(2)
    place = answer.first.bounding_box()
    assert place is not None
    assert place["y"] < 657
    expect(page.locator(".ui-gaps:visible > details")).to_have_count(3)
    for kind in (".ui-all", ".ui-so-far"):
        expect(page.locator(kind)).to_be_hidden()
    page.locator("summary", has_text="Show all").click()
    expect(page.get_by_role("heading", name="How each role compares")).to_be_visible()
    page.get_by_label("The role you want").select_option(label="Technical product owner")
    expect(answer.first).to_contain_text("technical product owner, asks for more in")
    row = page.locator(".as-dots details").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Next step (")
    expect(row.get_by_role("button", name="Change my answer")).to_be_visible()
    pages.go(page, "Rate")
    pages.go(page, "Profile")
    expect(page.locator(".ui-all")).to_be_visible()
    assert page.evaluate(SCROLLERS) == []
    page.locator(".ui-gaps summary").first.click()
    page.get_by_role("button", name="Change my answer").first.click()
    expect(page.locator(".ui-question:focus-within")).to_be_visible()
