"""Processes that are killed and disks that fail: acknowledged ⊆ stored ⊆ attempted, each time.

The short form; `make reliability` does the same for long.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.store import open_store
from tests.store.crash import FAULTS, Crashes
from tests.store.forking import Fork
from tests.store.servers import drop_database, kill, new_database, server, start_again


def test_killed_writers_lose_nothing_that_was_acknowledged(
    url: str, fork: Fork, tmp_path: Path
) -> None:
    crashes = Crashes(url, fork, tmp_path, seed=1)
    for _ in range(6):
        crashes.kill()
    assert crashes.tally.lost == []
    assert crashes.tally.kills == 24
    assert crashes.tally.attempted > crashes.tally.acknowledged > 0


def test_a_place_that_is_made_while_its_makers_are_killed_is_whole(
    empty_url: str, fork: Fork, tmp_path: Path
) -> None:
    # the schema itself is written under fire: nobody has opened the place before
    crashes = Crashes(empty_url, fork, tmp_path, seed=2)
    crashes.kill(word="begun")
    assert crashes.tally.lost == []
    assert len(open_store(empty_url).answers.list()) >= 1


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_a_failing_disk_is_a_sentence_and_loses_nothing(
    fork: Fork, tmp_path: Path, fault: str, lasting: bool
) -> None:
    url = f"sqlite:///{tmp_path / 'answers.sqlite3'}"
    open_store(url).prepare()
    crashes = Crashes(url, fork, tmp_path, seed=3)
    crashes.fault(fault, 5, lasting=lasting)
    assert crashes.tally.lost == []
    assert crashes.tally.faults > 0
    assert crashes.tally.refused > 0


def test_a_server_that_is_killed_keeps_what_it_had_acknowledged(fork: Fork, tmp_path: Path) -> None:
    with server() as running:  # its own: the others go on
        url = new_database(running)
        open_store(url).prepare()
        crashes = Crashes(url, fork, tmp_path, seed=4)
        crashes.kill_server(lambda: kill(running), lambda: start_again(running))
        assert crashes.tally.lost == []
        assert crashes.tally.refused > 0
        drop_database(running, url)
