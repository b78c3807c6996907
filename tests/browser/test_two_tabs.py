"""Two pages of one person: both show all answers, and nothing is overwritten unasked."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit


@pytest.fixture
def tab(page: Page, context: BrowserContext, server: Server) -> Page:
    """A second tab that goes on with the first one's answer."""
    pages.rate(pages.questions(page).first, "Starting")
    pages.saved(page)
    second = context.new_page()
    visit(second, server.url)
    second.get_by_role("button", name="Continue").click()
    expect(second.locator(".ui-count")).to_have_text("1 of 24 answered")
    return second


def test_answers_to_different_questions_are_joined(page: Page, tab: Page) -> None:
    """The tab that saves later shows what the other one saved; nobody is asked anything."""
    pages.rate(pages.questions(tab).nth(1), "Leading")
    pages.saved(tab)
    pages.rate(pages.questions(page).nth(2), "Proficient")
    pages.saved(page)
    expect(pages.questions(page).nth(1).get_by_role("radio", name="Leading")).to_be_checked()
    expect(page.locator(".ui-count")).to_have_text("3 of 24 answered")
    note = pages.note(pages.questions(tab).nth(2))
    note.fill("Noted in the other tab")
    note.blur()
    pages.saved(tab)
    expect(pages.questions(tab).nth(2).get_by_role("radio", name="Proficient")).to_be_checked()
    expect(tab.locator(".ui-notice:visible")).to_have_count(0)


def test_the_same_question_is_put_to_the_person_with_both_answers(page: Page, tab: Page) -> None:
    """The stored answer stays until "Use the one from here" is pressed."""
    pages.rate(pages.questions(tab).first, "Leading")
    pages.saved(tab)
    pages.rate(pages.questions(page).first, "Practising")
    card = page.locator(".ui-clashes .ui-notice")
    expect(card).to_contain_text("Your other tab or computer has a different answer:")
    expect(card.locator("dd")).to_have_text(["Leading", "Practising"])
    expect(page.locator(".ui-saved")).to_have_text("Please choose an answer")
    expect(pages.questions(page).first.get_by_role("radio", name="Leading")).to_be_checked()

    card.get_by_role("button", name="Use the one from here").click()
    pages.saved(page)
    expect(card).to_have_count(0)
    expect(pages.questions(page).first.get_by_role("radio", name="Practising")).to_be_checked()
    pages.rate(pages.questions(tab).nth(1), "Starting")
    pages.saved(tab)
    expect(pages.questions(tab).first.get_by_role("radio", name="Practising")).to_be_checked()


def test_the_other_answer_can_be_kept_too(page: Page, tab: Page) -> None:
    """Then nothing of mine waits any longer."""
    pages.rate(pages.questions(tab).first, "Leading")
    pages.saved(tab)
    pages.rate(pages.questions(page).first, "Practising")
    page.get_by_role("button", name="Keep the saved one").click()
    pages.saved(page)
    expect(pages.questions(page).first.get_by_role("radio", name="Leading")).to_be_checked()
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('assess.outbox.'))"
    assert page.evaluate(kept) == []


def test_what_another_tab_erased_is_not_made_anew(page: Page, tab: Page, server: Server) -> None:
    """The tab says so and starts new, with nothing of the erased answers."""
    pages.go(tab, "Take it with you")
    tab.get_by_role("button", name="Delete my answers here").click()
    tab.get_by_role("button", name="Yes, delete everything").click()
    expect(tab.get_by_text("Your answers have been deleted from this computer.")).to_be_visible()
    pages.rate(pages.questions(page).nth(1), "Leading")
    expect(page.get_by_text("These answers were deleted in another tab")).to_be_visible()
    expect(page.locator(".ui-count")).to_have_text("0 of 24 answered")
    assert page.evaluate("localStorage.getItem('assess.codes')") == "[]"
