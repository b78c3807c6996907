"""Pages that connect late, and pages that are left by logging out."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser import pages
from tests.browser.conftest import Server, leave
from tests.security.patched import Patched

NO_CONNECTION_AT_FIRST = """
if (location.protocol === "http:" && !sessionStorage.getItem("loaded")) {
  sessionStorage.setItem("loaded", "once");
  window.WebSocket = function () {
    const none = { readyState: 3, close() {}, send() {} };
    setTimeout(() => none.onclose({}), 50);
    return none;
  };
  window.WebSocket.OPEN = 1;
}
"""


def test_a_page_that_comes_too_late_says_so_and_loses_nothing(
    context: BrowserContext, tmp_path: Path
) -> None:
    patch = "from assess.server.kernels import limits; limits.CONNECT_WITHIN = 1"
    server = Patched(tmp_path, patch)
    try:
        page = context.new_page()
        page.add_init_script(NO_CONNECTION_AT_FIRST)
        with page.expect_response(lambda answer: answer.status == 404):  # the kernel has ended
            page.goto(server.url)
            page.locator(".ui-option input").first.wait_for()
            pages.in_full(page)
            page.locator(".ui-option input").first.check()
        again = page.get_by_role("button", name="Reload the page")
        expect(again).to_be_visible()
        again.click()
        expect(page.locator(".ui-option input").first).to_be_checked()
        expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
        expect(again).to_be_hidden()
    finally:
        leave(context)
        server.stop()
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # the browser reports the 404


def test_what_was_typed_just_before_logging_out_is_there_after_logging_in(
    context: BrowserContext, tmp_path: Path
) -> None:
    """Logging out asks on a page of its own: the assessment is left first, as always."""
    token = "ABCDE-FGHJK-MNPQR-STVWX"
    server = Server(tmp_path, "--host", "0.0.0.0", "--token", ASSESS_TOKEN=token)

    def come_in() -> None:
        page.get_by_label("Token").fill(token)
        page.get_by_role("button", name="Log in").click()

    try:
        page = context.new_page()
        page.goto(server.url)
        come_in()
        page.locator(".ui-option input").first.wait_for()
        pages.in_full(page)
        page.locator(".ui-option input").first.check()
        question = pages.questions(page).first
        pages.note(question).fill("Led the talks")
        page.get_by_role("link", name="Log out").click()
        page.get_by_role("button", name="Log out").click()
        come_in()
        page.wait_for_load_state("networkidle")
        # whether it was sent before the page was left or not: in the latter case it is asked
        first = (
            page.locator(".ui-option input, .ui-return .ui-button").locator("visible=true").first
        )
        first.wait_for()
        go_on = page.get_by_role("button", name="Continue")
        if go_on.is_visible():
            go_on.click()
        expect(pages.evidence(question)).to_have_text("Led the talks")
    finally:
        leave(context)
        server.stop()
