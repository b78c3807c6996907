"""A kernel dies, a server is stopped, a browser keeps nothing: what was answered is there again."""

from __future__ import annotations

import os
import signal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit

LOST = "This page has lost its connection."
BACK = "document.querySelector('.as-app[data-step] .ui-option input') && !window.beforeReload"


@pytest.fixture
def dying(context: BrowserContext, mortal: Server) -> Page:
    """The assessment on that server."""
    opened = context.new_page()
    visit(opened, mortal.url)
    return opened


def load_again(page: Page) -> None:
    """Press the button of the sentence, and wait for the new page's first question."""
    page.evaluate("window.beforeReload = true")
    page.get_by_role("button", name="Reload the page").click()
    pages.until(page, BACK)


def outbox(page: Page) -> list[str]:
    """The browser's changes that nobody has acknowledged, as text."""
    keys = "Object.keys(localStorage).filter((key) => key.startsWith('assess.outbox.'))"
    found: list[str] = page.evaluate(f"{keys}.map((key) => localStorage.getItem(key))")
    return found


def test_a_kernel_that_is_killed_is_said_and_every_answer_is_there_after_a_reload(
    dying: Page, mortal: Server
) -> None:
    """SIGKILL, answers given before it and while it was dead, the button, and all are back."""
    first, second, third = (pages.questions(dying).nth(number) for number in range(3))
    pages.rate(first, "Proficient")
    pages.saved(dying)
    for kernel in mortal.kernels():
        os.kill(kernel, signal.SIGKILL)
    expect(dying.get_by_text(LOST)).to_be_visible()
    expect(dying.locator(".ui-saved")).to_have_text("Offline. Saved in this browser for now")

    pages.rate(second, "Leading")
    first.get_by_role("button", name="Clear my answer").click()
    pages.note(third).fill("Said while nobody listened")
    pages.note(third).blur()
    assert dying.evaluate("document.activeElement.tagName") == "BODY"  # nothing took the focus
    (kept,) = outbox(dying)
    assert "Said while nobody listened" in kept
    load_again(dying)

    pages.saved(dying)
    expect(dying.locator(".ui-count")).to_have_text("1 of 24 answered")
    expect(second.get_by_role("radio", name="Leading")).to_be_checked()
    expect(pages.evidence(third)).to_have_text("Said while nobody listened")
    expect(first.locator("input:checked")).to_have_count(0)
    assert outbox(dying) == []
    assert b"Said while nobody listened" in mortal.database.read_bytes()


def test_a_server_that_is_stopped_and_started_again_loses_nothing(
    dying: Page, mortal: Server
) -> None:
    """Also where the very first answer never reached it; the page waits until it is back."""
    mortal.process.kill()
    mortal.process.wait(timeout=20)
    expect(dying.get_by_text(LOST)).to_be_visible()
    pages.rate(pages.questions(dying).first, "Proficient")
    dying.evaluate("window.beforeReload = true")
    dying.get_by_role("button", name="Reload the page").click()
    expect(dying.get_by_text("The server isn't answering yet.")).to_be_visible()
    mortal.start_again()
    pages.until(dying, BACK)
    pages.saved(dying)
    expect(dying.locator(".ui-count")).to_have_text("1 of 24 answered")
    assert outbox(dying) == []


def test_after_a_crash_the_next_person_sees_nothing_and_the_first_finds_everything(
    dying: Page, mortal: Server, context: BrowserContext
) -> None:
    """The tab is gone with changes that were never sent: they are offered, not shown."""
    pages.rate(pages.questions(dying).first, "Proficient")
    pages.saved(dying)
    mortal.process.kill()
    mortal.process.wait(timeout=20)
    expect(dying.get_by_text(LOST)).to_be_visible()
    note = pages.note(pages.questions(dying).first)
    note.fill("Known to one person only")
    dying.close(run_before_unload=True)
    mortal.start_again()

    next_one = context.new_page()
    visit(next_one, mortal.url)
    expect(next_one.get_by_role("heading", name="Welcome back")).to_be_visible()
    expect(next_one.locator(".ui-return")).to_contain_text("1 change in this browser isn't saved")
    next_one.get_by_role("button", name="I'm someone else, start fresh").click()
    expect(next_one.locator(".ui-count")).to_have_text("0 of 24 answered")
    assert "Known to one person only" not in next_one.locator("body").inner_text()
    pages.in_full(next_one)
    pages.rate(pages.questions(next_one).nth(1), "Starting")
    pages.saved(next_one)

    first_again = context.new_page()
    visit(first_again, mortal.url)
    first_again.get_by_text("Other answers (1)").click()
    row = first_again.get_by_role("listitem").filter(has_text="isn't saved yet")
    row.get_by_role("button", name="Continue").click()
    expect(first_again.locator(".ui-count")).to_have_text("1 of 24 answered")
    said = pages.evidence(pages.questions(first_again).first)
    expect(said).to_have_text("Known to one person only")
    pages.saved(first_again)
    assert outbox(first_again) == []


def test_forgetting_takes_what_was_never_sent_too(
    dying: Page, mortal: Server, context: BrowserContext
) -> None:
    """No key and no value of the person's stays in the browser."""
    pages.rate(pages.questions(dying).first, "Proficient")
    pages.saved(dying)
    mortal.process.kill()
    mortal.process.wait(timeout=20)
    expect(dying.get_by_text(LOST)).to_be_visible()
    pages.rate(pages.questions(dying).nth(1), "Leading")
    dying.close()
    mortal.start_again()
    later = context.new_page()
    visit(later, mortal.url)
    later.get_by_role("button", name="Delete these answers").click()
    later.get_by_role("button", name="Yes, delete them").click()
    expect(later.get_by_text("Your answers have been deleted from this computer.")).to_be_visible()
    assert later.evaluate("Object.entries(localStorage)") == [["assess.codes", "[]"]]


def test_a_plan_that_takes_its_time_is_no_lost_connection(page: Page) -> None:
    """A kernel that computes answers nobody: it is busy, not gone."""
    pages.rate_all(page, ["Starting", "Practising", "Proficient"])
    pages.saved(page)
    alarms = """() => {
      window.alarms = 0;
      const alarm = document.querySelector('.ui-alarm');
      new MutationObserver(() => { window.alarms += !alarm.hidden; })
        .observe(alarm, { attributes: true, childList: true });
    }"""
    page.evaluate(alarms)
    pages.go(page, "Plan")
    pages.make_plan(page)
    assert page.evaluate("window.alarms") == 0


def test_a_browser_that_keeps_nothing_says_so(context: BrowserContext, server: Server) -> None:
    """Storage may be blocked: the answers are still saved, and the person knows what is missing."""
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"
    )
    page = context.new_page()
    visit(page, server.url)
    pages.rate(pages.questions(page).first, "Proficient")
    expect(page.locator(".ui-saved")).to_have_text("Only saved while this page is open")
    expect(page.get_by_text("Your browser doesn't let this page store anything")).to_be_visible()
