"""While nobody listens: what can be said is kept here, the rest is closed and says why."""

from __future__ import annotations

import json
import os
import signal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assess.domain.demo import demo_assessment
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.browser import pages
from tests.browser.conftest import Server, visit
from tests.browser.states import load
from tests.browser.test_outbox import BACK, LOST, outbox

CLOSED = "You need to be online for that. Reload the page, then try again."


@pytest.fixture
def dying(context: BrowserContext, mortal: Server) -> Page:
    """A person with answers and a plan, on a server that may die."""
    page = context.new_page()
    visit(page, mortal.url)
    load(page, dumps(demo_assessment(load_model(package_model()))))
    pages.go(page, "Plan")
    pages.make_plan(page)
    pages.saved(page)
    return page


def kill(page: Page, server: Server) -> None:
    """The server dies, and the page knows."""
    server.process.kill()
    server.process.wait(timeout=20)
    expect(page.get_by_text(LOST)).to_be_visible()


def start_again(page: Page, server: Server) -> None:
    """The server is back, and the page is loaded again by its own button."""
    server.start_again()
    page.evaluate("window.beforeReload = true")
    page.get_by_role("button", name="Reload the page").click()
    pages.until(page, BACK)
    expect(page.locator(".ui-count")).not_to_contain_text("0 of 24")


def test_what_is_said_to_a_dead_server_is_there_after_a_reload(dying: Page, mortal: Server) -> None:
    """Done with its evidence, a measure, the situation, hours, days, what comes first, a role."""
    kill(dying, mortal)
    card = pages.card(dying)
    card.get_by_label("Today", exact=True).fill("three a month")
    card.get_by_role("button", name="It's done:").click()
    card.get_by_role("textbox", name="What can you show").fill("Kept through a dead server")
    card.get_by_role("button", name="Save").click()
    expect(card.locator(".ui-badge", has_text="Done")).to_be_visible()
    second = pages.card(dying, 1)
    second.get_by_role("button", name="I've begun:").click()
    expect(second.locator(".ui-badge", has_text="Begun")).to_be_visible()
    dying.locator(".ui-toast").get_by_role("button", name="Undo").click()
    expect(second.locator(".ui-badge")).to_have_count(0)

    form = pages.settings(dying)
    pages.situation(dying, "Who uses the product", "Colleagues inside the company")
    pages.situation(dying, "How do you reach", "Hardly at all")
    form.get_by_label("Hours a week").fill("6,5")
    form.get_by_label("Last day").fill("2029-12-31")
    form.get_by_label("A day in the week off").fill("2027-12-28")
    form.get_by_role("button", name="Add this week off").click()
    form.get_by_label("Something else").check()
    form.get_by_label("Choose a skill").select_option("Product strategy")
    form.get_by_label("Often eaten by other work").check()
    form.get_by_label("Who could you show").fill("the steering group")
    pages.go(dying, "Profile")
    roles = dying.get_by_label("Your current role")
    role = roles.locator("option").last.get_attribute("value")
    roles.select_option(role)
    expect(dying.locator(".ui-saved")).to_have_text("Offline. Saved in this browser for now")
    (kept,) = outbox(dying)
    assert "Kept through a dead server" in kept
    start_again(dying, mortal)

    pages.saved(dying)
    assert outbox(dying) == []
    pages.go(dying, "Profile")
    expect(dying.get_by_label("Your current role")).to_have_value(str(role))
    pages.go(dying, "Plan")
    form = pages.settings(dying)
    expect(form.get_by_label("Hours a week")).to_have_value("6.5")
    assert form.get_by_label("Last day").input_value().endswith(" Dec 2029")
    for question, answer in (("Who uses the product", "Colleagues"), ("How do you", "Hardly")):
        fold = form.locator(".ui-ask", has_text=question)
        expect(fold.locator(".ui-said")).to_contain_text(answer)
    expect(form.get_by_text("Week with 28 December 2027")).to_be_visible()
    expect(form.locator(".ui-lead-cards :checked").last).to_have_value("product-strategy")
    expect(form.get_by_label("Often eaten by other work")).to_be_checked()
    expect(form.get_by_label("Who could you show")).to_have_value("the steering group")
    stored = mortal.database.read_bytes()
    assert b"Kept through a dead server" in stored
    assert b"three a month" in stored


def test_what_only_the_server_can_do_is_closed_and_says_why(dying: Page, mortal: Server) -> None:
    """Making a plan, leaving out, downloading, erasing: nothing hangs at "Working…"."""
    kill(dying, mortal)
    form = pages.settings(dying)
    make = form.get_by_role("button", name="Update my plan")
    expect(make).to_have_attribute("aria-disabled", "true")
    expect(dying.locator(".ui-plan-form [data-why]")).to_have_text(CLOSED)
    make.click(force=True)
    expect(dying.locator(".ui-notice p", has_text=CLOSED)).to_be_visible()
    dying.get_by_label("Hours a week").press("Enter")
    pages.card(dying).get_by_role("button", name="Not for me:").click(force=True)
    expect(dying.locator("button", has_text="Working…")).to_have_count(0)
    pages.go(dying, "Take it with you")
    expect(dying.get_by_label("File to load")).to_be_disabled()
    expect(dying.get_by_role("button", name="Download my report")).to_have_attribute(
        "aria-disabled", "true"
    )
    start_again(dying, mortal)
    pages.go(dying, "Plan")
    pages.settings(dying)
    expect(make).not_to_have_attribute("aria-disabled", "true")
    expect(dying.locator(".ui-plan-form [data-why]")).to_be_hidden()


def test_what_was_asked_of_a_kernel_that_dies_over_it_is_said_not_to_be_done(
    dying: Page, mortal: Server
) -> None:
    """While it waits the status isn't "Saved", and the button doesn't stay at "Working…"."""
    make = pages.settings(dying).get_by_role("button", name="Update my plan")
    for kernel in mortal.kernels():
        os.kill(kernel, signal.SIGSTOP)
    make.click()
    expect(dying.locator(".ui-saved")).to_have_text("Working…")
    for kernel in mortal.kernels():
        os.kill(kernel, signal.SIGKILL)
    expect(dying.get_by_text(LOST)).to_be_visible()
    expect(dying.get_by_text("so that may not have worked")).to_be_visible()
    expect(make).to_be_visible()


def test_forgetting_without_a_connection_erases_nothing_and_says_so(
    dying: Page, mortal: Server
) -> None:
    """Confirmed only after the server said so; the code and the answers stay until then."""
    pages.go(dying, "Take it with you")
    dying.get_by_role("button", name="Delete my answers here").click()
    kill(dying, mortal)
    dying.get_by_role("button", name="Yes, delete everything").click(force=True)
    expect(dying.locator(".ui-notice p", has_text=CLOSED)).to_be_visible()
    assert len(json.loads(dying.evaluate("localStorage.getItem('assess.codes')"))) == 1
    start_again(dying, mortal)
    pages.go(dying, "Take it with you")
    dying.get_by_role("button", name="Delete my answers here").click()
    dying.get_by_role("button", name="Yes, delete everything").click()
    expect(dying.get_by_text("Your answers have been deleted from this computer.")).to_be_visible()
    assert dying.evaluate("localStorage.getItem('assess.codes')") == "[]"


def test_a_note_is_kept_from_its_first_letter(page: Page) -> None:
    """Typed without a pause: it is pending before the first pause, and the status says so."""
    pages.rate(pages.questions(page).first, "Proficient")
    pages.saved(page)
    seen = """() => {
      window.seen = [];
      document.querySelector('textarea.ui-note').addEventListener('input', () => {
        const kept = Object.keys(localStorage).filter((key) => key.startsWith('assess.outbox.'));
        window.seen.push([kept.map((key) => localStorage.getItem(key)).join(''),
          document.querySelector('.ui-saved').textContent]);
      });
    }"""
    box = pages.note(pages.questions(page).first)
    page.evaluate(seen)
    box.press_sequentially("Ox")
    first, second = page.evaluate("window.seen")
    assert '"value":[{"text":"O"}]' in first[0]
    assert '"value":[{"text":"Ox"}]' in second[0]
    assert [first[1], second[1]] == ["Saving…", "Saving…"]
    pages.saved(page)


def test_notes_leave_no_copy_in_the_browsers_memory_of_forms(page: Page) -> None:
    """Nor do hours and days."""
    pages.go(page, "Plan")
    pages.go(page, "Rate")
    pages.note(pages.questions(page).first)
    fields = page.locator("textarea, .ui-entry-form input, .ui-plan-form input")
    assert fields.count() > 7
    found = fields.evaluate_all("(all) => [...new Set(all.map((one) => one.autocomplete))]")
    assert found == ["off"]


def test_nothing_of_a_forgotten_person_stays_in_hidden_panels(dying: Page) -> None:
    """Profile, plan and what was asked about a file are drawn anew, seen or not."""
    note = "Led it for the first time in spring"
    pages.go(dying, "Profile")
    expect(dying.locator(".as-panel-profile")).to_contain_text(note)
    dying.locator("summary", has_text="Show all").click()
    dying.locator(".as-panel-profile .as-dots").wait_for()
    activity = dying.locator(".as-panel-plan .ui-card-title").first.inner_text()
    pages.go(dying, "Take it with you")
    dying.get_by_role("button", name="Delete my answers here").click()
    dying.get_by_role("button", name="Yes, delete everything").click()
    expect(dying.get_by_text("Your answers have been deleted from this computer.")).to_be_visible()
    expect(dying.locator(".ui-plan-card")).to_have_count(0)
    text = dying.locator(".as-app").evaluate("(page) => page.outerHTML")
    assert note not in text
    assert activity not in dying.locator(".as-panel-plan").inner_html()
    compared = ".as-aside .as-line-wanted:not([d=''])"
    drawn = f".as-panel-profile .as-dots, {compared}, .as-panel-plan .ui-plot *"
    expect(dying.locator(drawn)).to_have_count(0)
