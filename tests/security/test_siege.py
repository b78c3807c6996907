"""The short form of `make siege`: malformed frames, pages and sockets, and an honest person."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext, expect

from assess.server.http.connections import SUPERSEDED
from assess.store import open_store
from tests.browser import pages
from tests.browser.conftest import Server, visit
from tests.security.client import Client
from tests.security.siege import attackers, rate


def test_an_honest_person_keeps_every_answer_while_others_attack_the_server(
    context: BrowserContext, own: Server
) -> None:
    """The sockets are more than zmq has by itself (1,023, of which each connection takes four)."""
    page = context.new_page()
    visit(page, own.url)
    with attackers(own.url, frames=4_000, loads=30, sockets=350) as attacking:
        answers = 0
        for _ in rate(page):
            answers += 1
            # 503: full, which it says at once
            assert Client(own.url).ask("healthz").status in (200, 503)
            if attacking.poll() is not None:
                break
        assert attacking.stdout
        found = json.loads(attacking.stdout.read())
    assert answers
    assert set(found["frames"]) <= {"1003", "1008"}
    assert found["sockets"] == {str(SUPERSEDED): 347}
    assert set(found["loads"]) <= {"200", "503"}
    pages.saved(page)
    checked = page.locator(".ui-section .ui-question input:checked")
    given = checked.evaluate_all("(inputs) => inputs.map((input) => input.value)")
    (kept,) = open_store(f"sqlite:///{own.database}").answers.list()
    stored = [str(answer.get("level", "")) for answer in kept.document["answers"].values()]
    assert len(stored) == len(given)
    assert sorted(filter(None, stored)) == sorted(filter(str.isdigit, given))


def test_a_page_whose_connection_ended_for_newer_ones_says_so_and_does_not_fight_for_it(
    context: BrowserContext, own: Server
) -> None:
    """It keeps what is answered, and the button loads it again with a kernel of its own."""
    page = context.new_page()
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    visit(page, own.url)
    pages.rate(pages.questions(page).first, "Proficient")
    pages.saved(page)
    (address,) = sockets
    page.evaluate(
        """async (address) => {
            for (let n = 0; n < 3; n++) {
                const socket = new WebSocket(address.replace(/session_id=.*/, `session_id=x${n}`));
                await new Promise((opened) => (socket.onopen = opened));
            }
        }""",
        address,
    )
    expect(page.get_by_text("This page has lost its connection.")).to_be_visible()
    pages.rate(pages.questions(page).nth(1), "Leading")
    expect(page.locator(".ui-saved")).to_have_text("Offline. Saved in this browser for now")
    assert len(sockets) == 4
    page.get_by_role("button", name="Reload the page").click()
    pages.until(page, "document.querySelector('.ui-count')?.textContent === '2 of 24 answered'")
    pages.saved(page)
    assert len(sockets) == 5
