"""A page that connects later than its place is kept for it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import leave
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
    patch = "from assess.serving import places; places.CONNECT_WITHIN = 1"
    server = Patched(tmp_path, patch)
    try:
        page = context.new_page()
        page.add_init_script(NO_CONNECTION_AT_FIRST)
        with page.expect_response(lambda answer: answer.status == 404):  # the kernel has ended
            page.goto(server.url)
            page.locator(".ui-option input").first.check()
        again = page.get_by_role("button", name="Load the page again")
        expect(again).to_be_visible()
        again.click()
        expect(page.locator(".ui-option input").first).to_be_checked()
        expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
        expect(again).to_be_hidden()
    finally:
        leave(context)
        server.stop()
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # the browser reports the 404
