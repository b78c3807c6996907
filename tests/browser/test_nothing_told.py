"""Nothing about a person is in an address, a title, a log line or the name of anything stored."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocket, expect

from tests.browser import pages
from tests.browser.conftest import Server

NOTE = "zanzibar-lighthouse-77"
KEYS = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


def test_a_distinctive_note_is_nowhere_but_where_it_belongs(page: Page, server: Server) -> None:
    """Answers, a note, a plan, a download and a reload; then everything that others could read."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))

    def watch(socket: WebSocket) -> None:
        addresses.append(socket.url)

    page.on("websocket", watch)
    pages.rate_all(page, ["Starting", "Proficient"])
    pages.area(page, 1)
    note = pages.note(pages.questions(page).first)
    note.fill(NOTE)
    keys_while_typing = page.evaluate(KEYS)
    note.blur()
    pages.saved(page)
    pages.go(page, "Take it with you")
    assert NOTE in pages.download(page, "Answers as data")
    code = page.evaluate("sessionStorage.getItem('assess.here')")
    page.reload()
    pages.go(page, "Rate")
    page.wait_for_selector(".as-app[data-step] .ui-option input", state="visible")
    expect(pages.evidence(pages.questions(page).first)).to_have_text(NOTE)

    assert len(addresses) > 3
    assert NOTE in server.database.read_text("utf-8", errors="replace")
    places = {
        "addresses": " ".join(addresses),
        "title": page.title(),
        "log": server.log.read_text(encoding="utf-8"),
        "keys": " ".join([*keys_while_typing, *page.evaluate(KEYS)]),
        "history": page.evaluate("location.href + JSON.stringify(history.state)"),
        "name": page.evaluate("window.name + document.cookie"),
    }
    for place, text in places.items():
        for secret in (NOTE, code):
            assert secret not in text, place
    stored = page.evaluate("Object.entries(localStorage).map(([key, value]) => key + value)")
    assert not [entry for entry in stored if NOTE in entry]  # acknowledged, so no longer there
