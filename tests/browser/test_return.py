"""Coming back: whose answers are shown, and whose are not."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit
from tests.browser.states import IDS, answers_file, load


def _rate_one(page: Page, label: str = "Proficient") -> None:
    pages.rate(pages.questions(page).first, label)
    pages.saved(page)


def test_another_tab_shows_nothing_until_continue_is_chosen(
    page: Page, context: BrowserContext, server: Server
) -> None:
    """The next person at this computer must not see the last one's answers by accident."""
    _rate_one(page)
    later = context.new_page()
    visit(later, server.url)
    expect(later.get_by_role("heading", name="Welcome back")).to_be_visible()
    # nor can anybody answer below it and make a second set
    expect(later.locator(".ui-count")).to_be_hidden()
    expect(later.locator("input:visible")).to_have_count(0)
    expect(later.get_by_role("navigation", name="Steps").get_by_role("button")).to_have_count(0)
    later.get_by_role("button", name="Continue").click()
    expect(later.locator(".ui-count")).to_have_text("1 of 24 answered")
    expect(later.get_by_role("heading", name="Welcome back")).to_be_hidden()


def test_someone_else_starts_new_and_the_first_persons_answers_stay(
    page: Page, context: BrowserContext, server: Server
) -> None:
    """Both keep their own answers, and both are offered on the next return."""
    _rate_one(page)
    second = context.new_page()
    visit(second, server.url)
    second.get_by_role("button", name="I'm someone else, start fresh").click()
    pages.area(second, 2)
    _rate_one(second, "Starting")
    third = context.new_page()
    visit(third, server.url)
    expect(third.get_by_role("button", name="Continue: 1 of 24")).to_have_count(1)
    third.get_by_text("Other answers (1)").click()
    expect(third.get_by_role("button", name="Continue: 1 of 24")).to_have_count(2)


@pytest.mark.parametrize("size", [(1366, 657), (390, 844)], ids=["desktop", "phone"])
def test_continue_leads_to_the_address_that_was_opened(
    page: Page, context: BrowserContext, server: Server, size: tuple[int, int]
) -> None:
    """A bookmark of a card in the plan: first whose answers they are, then that card."""
    load(page, answers_file(len(IDS)))
    pages.go(page, "Plan")
    pages.make_plan(page)
    name = page.locator(".ui-plan-card").nth(2).get_attribute("data-address")
    later = context.new_page()
    later.set_viewport_size({"width": size[0], "height": size[1]})
    visit(later, f"{server.url}#plan/{name}")
    expect(later.locator(".ui-plan-card:visible, input:visible")).to_have_count(0)
    later.get_by_role("button", name=re.compile("^Continue: 23 of 24, plan to ")).click()
    card = later.locator(f".ui-plan-card[data-address='{name}']")
    expect(card).to_have_attribute("open", "")
    expect(card.locator("summary").first).to_be_in_viewport()


def test_starting_fresh_begins_at_the_first_question(
    page: Page, context: BrowserContext, server: Server
) -> None:
    """Whatever address the page was opened with."""
    _rate_one(page)
    later = context.new_page()
    visit(later, f"{server.url}#plan")
    later.get_by_role("button", name="I'm someone else, start fresh").click()
    expect(later.locator(".ui-quick .ui-place")).to_have_text("1 of 24")
    pages.in_full(later)
    expect(pages.questions(later).first).to_be_visible()
    expect(later.locator(".ui-count")).to_have_text("0 of 24 answered")


def test_forget_me_erases_the_answers_here_and_on_the_server(
    page: Page, context: BrowserContext, server: Server
) -> None:
    """After it nothing is offered any more, and the words are in no file."""
    question = pages.questions(page).first
    _rate_one(page)
    pages.note(question).fill("A sentence that must vanish: zebra-crossing-41")
    page.keyboard.press("Tab")
    pages.saved(page)
    assert b"zebra-crossing-41" in server.database.read_bytes()

    later = context.new_page()
    visit(later, server.url)
    later.get_by_role("button", name="Delete these answers").click()
    later.get_by_role("button", name="Yes, delete them").click()
    expect(later.get_by_text("Your answers have been deleted from this computer.")).to_be_visible()
    assert b"zebra-crossing-41" not in server.database.read_bytes()
    last = context.new_page()
    visit(last, server.url)
    expect(last.get_by_role("heading", name="Welcome back")).to_be_hidden()
    assert last.evaluate("localStorage.getItem('assess.codes')") == "[]"


def test_the_code_is_in_no_address_and_only_its_hash_is_stored(
    page: Page, context: BrowserContext, server: Server
) -> None:
    """Whoever reads addresses or the database can't take a person's place."""
    _rate_one(page)
    codes = page.evaluate("JSON.parse(localStorage.getItem('assess.codes'))")
    assert len(codes) == 1
    assert len(codes[0]) >= 43
    assert codes[0].encode() not in server.database.read_bytes()
    asked = context.watch.requests  # type: ignore[attr-defined]
    assert asked
    assert not [url for url in asked if codes[0] in url]


def test_forget_me_is_also_there_while_one_is_at_work(page: Page, server: Server) -> None:
    """The tab that erases its answers is empty at once, and a reload offers nothing."""
    _rate_one(page)
    pages.go(page, "Take it with you")
    page.get_by_role("button", name="Delete my answers here").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_text("Your answers have been deleted from this computer.")).to_be_visible()
    expect(page.get_by_role("heading", name="See where you stand")).to_be_focused()
    expect(page.locator(".ui-quick .ui-place")).to_have_text("1 of 24")
    pages.in_full(page)
    expect(page.locator(".ui-count")).to_have_text("0 of 24 answered")
    _rate_one(page, "Starting")
    page.reload()
    page.wait_for_selector(".as-app[data-step] .ui-option input", state="visible")
    expect(page.locator(".ui-count")).to_have_text("1 of 24 answered")
