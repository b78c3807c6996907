"""The short form of `make siege`: malformed frames, pages and sockets, and an honest person."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext

from assess.serving.connections import SUPERSEDED
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
            assert Client(own.url).ask("healthz").status == 200
            if attacking.poll() is not None:
                break
        assert attacking.stdout
        found = json.loads(attacking.stdout.read())
    assert answers
    assert set(found["frames"]) <= {"1003", "1008"}
    assert found["sockets"] == {str(SUPERSEDED): 347}
    assert set(found["loads"]) <= {"200", "503"}
    given = page.locator(".ui-question input:checked").count()
    pages.saved(page)
    (kept,) = open_store(f"sqlite:///{own.database}").list()
    assert len(kept.document["ratings"]) == given
