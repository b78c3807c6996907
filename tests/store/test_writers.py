"""Several processes at once: no acknowledged change is lost, and who came second is told."""

from __future__ import annotations

import os
import signal
import time

import pytest

from assess.errors import StaleWriteError
from assess.store import Store, open_store
from tests.builders.people import CODE, OTHER, document
from tests.store.forking import Fork
from tests.store.tasks import counted


def test_processes_that_write_at_once_lose_no_acknowledged_write(
    empty_url: str, fork: Fork
) -> None:
    # they also make the place and its schema at once
    writers = [fork("share", empty_url, CODE, steps=20) for _ in range(3)]
    assert [process.wait() for process in writers] == [0, 0, 0]
    acknowledged = [process.told("ok") for process in writers]
    assert [len(own) for own in acknowledged] == [20, 20, 20]
    stored = open_store(empty_url).answers.load(CODE)
    assert stored is not None
    notes = stored.document["notes"]
    assert sorted(notes) == sorted(note for own in acknowledged for note in own)
    assert stored.revision == 60
    for process, own in zip(writers, acknowledged, strict=True):
        assert [note for note in notes if note.startswith(f"{process.pid}-")] == own


def test_a_page_that_dies_holds_nobody_up(url: str, store: Store, fork: Fork) -> None:
    store.prepare()
    dying = fork("count", url, CODE)
    while not dying.told("ok"):
        time.sleep(0.001)
    os.kill(dying.pid, signal.SIGKILL)
    assert dying.wait() == -signal.SIGKILL
    assert store.answers.save(OTHER, document("other"), expected=0) == 1
    stored = store.answers.load(CODE)
    assert stored is not None
    assert int(dying.told("ok")[-1]) <= stored.revision <= int(dying.told("try")[-1])


def test_answers_and_plans_are_read_of_one_moment(url: str, store: Store, fork: Fork) -> None:
    store.prepare()
    writer = fork("count", url, CODE)
    while not writer.told("ok"):
        time.sleep(0.001)
    try:
        for read in (lambda: store.answers.load(CODE), lambda: store.answers.list()[0]):
            for _ in range(100):
                found = read()
                assert found is not None
                assert found.document["plans"] == counted(CODE, found.document["count"])["plans"]
    finally:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()


def test_of_two_changes_from_the_same_state_the_first_is_kept_and_the_second_is_told(
    url: str,
) -> None:
    tab, coach = open_store(url), open_store(url)
    tab.answers.save(CODE, document(), expected=0)
    coach.answers.save(CODE, document(note="the coach's"), expected=1)
    with pytest.raises(StaleWriteError) as refused:
        tab.answers.save(CODE, document(note="the tab's"), expected=1)
    assert str(refused.value) == (
        "Your last change was not kept: these answers were changed in another tab or window. "
        "Show the newer answers and make the change again."
    )
    stored = tab.answers.load(CODE)
    assert stored is not None
    assert (stored.revision, stored.document["answers"]["baking"]["evidence"]) == (
        2,
        "the coach's",
    )
    # made again on what is there now, it is kept
    assert tab.answers.save(CODE, document(note="both"), expected=2) == 3


def test_two_that_begin_under_one_code_at_once_are_not_mixed_up(url: str) -> None:
    first, second = open_store(url), open_store(url)
    first.answers.save(CODE, document("first"), expected=0)
    with pytest.raises(StaleWriteError):
        second.answers.save(CODE, document("second"), expected=0)
    with pytest.raises(StaleWriteError):
        second.answers.save(OTHER, document("first"), expected=0)  # an id that is taken
    assert [item.id for item in first.answers.list()] == ["first"]
    assert first.answers.load(OTHER) is None
