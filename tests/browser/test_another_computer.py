"""A server that others reach: a code made on one computer opens the answers on another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, leave, visit


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("shared"), ASSESS_SHARED="1")
    yield running
    running.stop()


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that knows nothing of the first one."""
    made = browser.new_context(viewport={"width": 390, "height": 844})
    made.set_default_timeout(120_000)
    yield made
    leave(made)
    made.close()


def make_code(page: Page) -> str:
    """Create a code at the last step; the code."""
    pages.go(page, "Take it with you")
    page.get_by_role("button", name="Create a code", exact=True).click()
    code = page.locator(".ui-code output")
    expect(code).to_be_visible()
    return code.inner_text()


def type_code(page: Page, code: str) -> None:
    field = page.get_by_label("Code", exact=True)
    if not field.is_visible():
        page.get_by_text("I have a code", exact=True).click()
    field.fill(code)
    page.get_by_role("button", name="Use this code").click()


def test_a_code_opens_the_answers_on_another_computer_and_works_once(
    context: BrowserContext, shared: Server, elsewhere: BrowserContext
) -> None:
    """Typed in small letters; a wrong one before it is a sentence; a used one after it, too."""
    page = context.new_page()
    visit(page, shared.url)
    pages.rate(pages.questions(page).first, "Proficient")
    pages.saved(page)
    code = make_code(page)
    expect(page.get_by_text("Codes you can still use")).to_be_visible()

    other = elsewhere.new_page()
    visit(other, shared.url)
    type_code(other, "a wrong code")
    expect(other.get_by_text("That code doesn't look right")).to_be_visible()
    type_code(other, code.lower().replace("-", ""))
    expect(other.locator(".ui-count")).to_have_text("1 of 24 answered")
    expect(other.get_by_text("I have a code", exact=True)).to_have_count(0)
    pages.rate(pages.questions(other).nth(1), "Leading")
    pages.saved(other)
    other.reload()
    expect(other.locator(".ui-count")).to_have_text("2 of 24 answered")

    stranger = elsewhere.new_page()
    visit(stranger, shared.url)
    type_code(stranger, code)
    expect(stranger.get_by_text("That code doesn't work")).to_be_visible()
    expect(stranger.locator(".ui-count")).to_have_text("0 of 24 answered")

    page.get_by_role("button", name="What is stored about me").click()
    rows = page.locator(".ui-rows")
    expect(rows).to_contain_text("2 rated, 0 not applicable, 0 notes")
    expect(rows).to_contain_text("2 browsers, this one among them")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download all of it (JSON)").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert '"keys"' in text
    assert code.replace("-", "") not in text


def test_a_server_of_ones_own_offers_the_file_instead(page: Page) -> None:
    """Nobody else can reach it: a code would open nothing."""
    expect(page.get_by_text("I have a code", exact=True)).to_have_count(0)
    pages.go(page, "Take it with you")
    expect(page.get_by_text("With a file: download")).to_be_visible()
    expect(page.get_by_role("button", name="Create a code", exact=True)).to_have_count(0)
