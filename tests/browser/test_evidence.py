"""Evidence for a rating: added, changed and removed by keyboard, and in two tabs at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit


@pytest.mark.parametrize("width", [1366, 390])
def test_evidence_is_added_changed_and_removed_by_keyboard_alone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 657})
    question, keys = pages.questions(page).first, page.keyboard
    question.get_by_role("button", name="Add evidence").focus()
    keys.press("Enter")
    expect(question.get_by_label("What did you do?")).to_be_focused()
    keys.type("Held 12 talks")
    keys.press("Tab")
    keys.press("Enter")  # unfolds the rest
    for _ in range(3):  # the situation and one's own part come first
        keys.press("Tab")
    keys.type("the checkout team")
    done = question.get_by_role("button", name="Done")
    while not done.evaluate("(button) => button === document.activeElement"):
        keys.press("Tab")
    keys.press("Enter")
    expect(pages.evidence(question)).to_have_text("Held 12 talks")
    edit = question.get_by_role("button", name="Edit")
    expect(edit).to_be_focused()
    pages.saved(page)

    page.reload()
    expect(pages.evidence(question)).to_have_text("Held 12 talks")
    edit.focus()
    keys.press("Enter")
    expect(question.get_by_label("For whom?")).to_have_value("the checkout team")
    keys.press("End")
    keys.type(" and two more")
    done.focus()
    keys.press("Enter")
    expect(pages.evidence(question)).to_have_text("Held 12 talks and two more")
    keys.press("Tab")
    keys.press("Enter")  # removes it
    expect(pages.evidence(question)).to_have_count(0)
    expect(question.get_by_role("status").filter(has_text="Removed.")).to_be_visible()
    expect(question.get_by_role("button", name="Undo")).to_be_focused()
    keys.press("Enter")
    expect(pages.evidence(question)).to_have_text("Held 12 talks and two more")
    expect(edit).to_be_focused()
    pages.saved(page)


def test_a_portfolio_of_chosen_evidence_prints_on_one_page(page: Page) -> None:
    for number, text in enumerate(("Held 12 talks", "Only for me", "Cut the export")):
        pages.note(pages.questions(page).nth(number)).fill(text)
    pages.saved(page)
    pages.go(page, "Take it with you")
    page.locator("summary", has_text="Choose your evidence").click()
    page.get_by_role("checkbox", name="Held 12 talks").check()
    page.get_by_role("checkbox", name="Cut the export").check()
    text = pages.download(page, "Portfolio on one page")
    assert "Held 12 talks" in text
    assert "Only for me" not in text
    assert "<script" not in text
    sheet = page.context.new_page()
    sheet.set_content(text)
    assert sheet.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_what_two_tabs_add_is_there_and_what_both_changed_is_asked(
    page: Page, context: BrowserContext, server: Server
) -> None:
    def say(tab: Page, text: str) -> None:
        pages.note(pages.questions(tab).first).fill(text)
        pages.questions(tab).first.get_by_role("button", name="Done").click()
        pages.saved(tab)

    pages.rate(pages.questions(page).first, "Starting")
    say(page, "Said first")
    other = context.new_page()
    visit(other, server.url)
    other.get_by_role("button", name="Continue").click()
    lines = [pages.evidence(pages.questions(tab).first) for tab in (page, other)]
    for tab, text in ((page, "Added here"), (other, "Added there")):
        pages.questions(tab).first.get_by_role("button", name="Add more evidence").click()
        say(tab, text)
    expect(lines[1]).to_have_text(["Said first", "Added here", "Added there"])

    say(other, "Said there")
    pages.note(pages.questions(page).first).fill("Said here")
    card = page.locator(".ui-clashes .ui-notice")
    expect(card.locator("dd").first).to_contain_text("Said there")
    expect(card.locator("dd").last).to_contain_text("Said here")
    expect(lines[0].first).to_have_text("Said there")
    card.get_by_role("button", name="Use the one from here").click()
    expect(lines[0].first).to_have_text("Said here")
    pages.saved(page)
