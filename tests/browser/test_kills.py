"""Kernels and servers that die under a clicking browser; `make kills` does it 200 times."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from tests.browser.conftest import Server
from tests.browser.kills import Kills


def test_what_is_said_while_everything_dies_is_stored_in_the_end(
    context: BrowserContext, own: Server
) -> None:
    """Answers, notes, marks of progress, settings and roles, said before and after each death."""
    kills = Kills(context.new_page(), own, seed=3)
    kills.prepare()
    for whole in (False, True, False, False):
        kills.round(whole=whole)
    assert kills.tally.lost == []
    assert kills.tally.servers_killed == 1
    assert kills.tally.kernels_killed >= 3
    assert kills.tally.said.keys() >= {"progress", "setting", "role"}
