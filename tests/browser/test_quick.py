"""The first screen and the quick pass, as somebody meets them who has nothing but the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit
from tests.browser.states import IDS, MODEL

MOST_KEYS = 60

CARD = ".ui-quick h3"
FOCUSED = "document.activeElement.textContent"


@pytest.fixture
def new(context: BrowserContext, server: Server) -> Page:
    """The page as it opens for somebody who is new."""
    page = context.new_page()
    visit(page, server.url, quick=True)
    return page


def _result(page: Page) -> None:
    expect(page.locator(".as-panel-profile .as-answer")).to_contain_text("asks for more in")


def test_24_cards_by_keyboard_lead_to_the_profile_and_a_plan(new: Page) -> None:
    """From the address to the answer in sixty keys; each card is announced by its heading."""
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        new.keyboard.press(key)

    new.locator("body").press("Tab")
    keys += 1
    while not new.evaluate("Boolean(document.activeElement.closest('.ui-quick-body'))"):
        press("Tab")
    for number, key in enumerate(IDS):
        expect(new.locator(".ui-quick .ui-place")).to_have_text(f"{number + 1} of {len(IDS)}")
        assert new.locator(".ui-quick fieldset > legend").count() == 1
        if number:
            assert new.evaluate(FOCUSED).startswith(f"{number + 1} of {len(IDS)}: ")
            question = MODEL.competency(key).quick
            assert question is not None
            assert new.evaluate(FOCUSED).endswith(question.question)
        press("n" if number == 3 else " " if number == 5 else "23"[number % 2])
    expect(new.locator(CARD)).to_be_focused()
    expect(new.locator(".ui-quick-body")).to_contain_text("22 rated, 1 not applicable, 1 skipped")
    press("Tab")
    press("Enter")
    expect(new.get_by_role("heading", name="Your profile")).to_be_focused()
    _result(new)
    assert keys <= MOST_KEYS, keys
    expect(new.locator(".as-answer")).to_contain_text("All 22 ratings are rough")
    pages.go(new, "Plan")
    pages.make_plan(new)
    expect(new.locator(".ui-plan-body")).to_contain_text("This plan is based on 22 rough ratings")
    fold = new.locator("details", has=new.locator("summary", has_text="These answers decide"))
    new.get_by_role("button", name="These answers decide your plan").click()
    expect(fold.locator("summary")).to_be_focused()
    expect(fold.get_by_role("button", name="Which answers decide this plan?")).to_be_in_viewport()
    pages.go(new, "Rate")
    new.get_by_role("button", name="Go through what you skipped").click()
    new.keyboard.press("2")
    expect(new.get_by_role("button", name="Area by area")).to_contain_text("23 rough")
    pages.in_full(new)
    legend = new.locator(".ui-own-radar .as-key-lines li:visible")
    expect(legend).to_contain_text(["You now", "Rough, from the quick pass"])


def test_the_first_card_hears_its_keys_before_anything_is_clicked(new: Page) -> None:
    """Nor does somebody who comes back have to find the card first."""
    place = new.locator(".ui-quick .ui-place")
    new.keyboard.press("3")
    expect(place).to_have_text(f"2 of {len(IDS)}")
    pages.saved(new)
    tab = new.context.new_page()
    address = new.url.split("#")[0]
    new.close()
    visit(tab, address, quick=True)
    tab.get_by_role("button", name="Continue").click()
    place = tab.locator(".ui-quick .ui-place")
    expect(place).to_have_text(f"2 of {len(IDS)}")
    expect(tab.get_by_role("heading", name="Where are you today?")).to_be_focused()
    tab.keyboard.press("2")
    expect(place).to_have_text(f"3 of {len(IDS)}")


@pytest.mark.parametrize("width", [1366, 390])
def test_back_leads_to_the_card_before_and_a_double_click_answers_one(
    new: Page, width: int
) -> None:
    """Each card has an address; from the first one Back leaves, as from any page."""
    new.set_viewport_size({"width": width, "height": 657})
    place = new.locator(".ui-quick .ui-place")
    levels = new.locator(".ui-quick .ui-option label")
    levels.nth(1).dblclick()
    expect(place).to_have_text(f"2 of {len(IDS)}")
    levels.nth(2).click()
    expect(place).to_have_text(f"3 of {len(IDS)}")
    assert new.url.endswith(f"#rate/quick-pass/{IDS[2]}")
    for number, level in ((2, 2), (1, 1)):
        new.go_back()
        expect(place).to_have_text(f"{number} of {len(IDS)}")
        expect(new.locator(".ui-quick input").nth(level)).to_be_checked()
    new.go_forward()
    expect(place).to_have_text(f"2 of {len(IDS)}")
    pages.saved(new)  # else the page asks whether to go on with what it still holds
    new.reload()
    expect(place).to_have_text(f"2 of {len(IDS)}")
    expect(new.locator(".ui-quick input").nth(2)).to_be_checked()
    pages.go(new, "Plan")
    new.go_back()
    expect(place).to_have_text(f"2 of {len(IDS)}")


def test_both_ways_are_one_form_that_can_be_left_and_gone_on_with(new: Page) -> None:
    """A level from a card is confirmed beside its description; a reload goes on at its card."""
    place = new.locator(".ui-quick .ui-place")
    for name in ("Proficient", "Practising"):
        new.locator(".ui-quick").get_by_text(name, exact=True).click()
    expect(place).to_have_text(f"3 of {len(IDS)}")
    pages.saved(new)
    new.reload()
    expect(place).to_have_text(f"3 of {len(IDS)}")
    pages.area(new, 1)
    first, second = pages.questions(new).nth(0), pages.questions(new).nth(1)
    for question, level in ((first, "Proficient"), (second, "Practising")):
        expect(question.get_by_role("radio", name=level)).to_be_checked()
        expect(question).to_contain_text("rough answer from the quick pass")
    pages.rate(first, "Proficient")
    second.get_by_role("button", name="Confirm").click()
    for question in (first, second):
        expect(question).not_to_contain_text("rough answer")
    pages.saved(new)
    new.go_back()
    expect(place).to_be_visible()
    expect(place).to_have_text(f"3 of {len(IDS)}")
    new.locator(".ui-quick").get_by_text("Leading", exact=True).click()
    pages.saved(new)
    new.reload()
    expect(place).to_have_text(f"4 of {len(IDS)}")
    pages.go(new, "Profile")
    expect(new.locator(".as-panel-profile")).to_contain_text("1 rating is rough")
