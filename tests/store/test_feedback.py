"""What others say about skills: who may write, read and take out which row; both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest

from assess.errors import StoreError
from assess.store import Store, code_hash
from assess.store.feedback import ENDED, FULL, MOST_REPLIES, MOST_REQUESTS, UNKNOWN, is_open
from tests.builders.people import CODE, OTHER, age, code, document, files_of

TOMORROW = datetime.now(UTC) + timedelta(days=1)
MODEL = ("bakery", "1.0.0")
ASKED, OTHERS = "Asked-about-how-Ada-bakes-1", "Asked-about-how-Bob-bakes-1"
KEY, CANARY = "Reply-about-how-Ada-bakes-1", "I saw her burn four loaves on a Tuesday"


def body(saw: str = CANARY, name: str = "Ben") -> dict[str, Any]:
    return {"name": name, "seen": {"baking": {"level": 2, "saw": saw}}}


@pytest.fixture
def asked(store: Store) -> Store:
    """A store in which two people have asked, one request each."""
    for own, key, secret in ((CODE, "one", ASKED), (OTHER, "two", OTHERS)):
        store.answers.save(own, document(key), expected=0)
        store.feedback.ask(own, ["baking"], MODEL, "Ada", secret=secret, expires=TOMORROW)
    return store


def replies(store: Store, own: str = CODE) -> list[Any]:
    return [reply for request in store.feedback.of(own) for reply in request.replies]


def test_a_reply_is_seen_by_whoever_asked_and_by_nobody_else(asked: Store) -> None:
    asked.feedback.reply(ASKED, KEY, body())
    (reply,) = replies(asked)
    assert reply.body == body()
    assert not reply.by_file
    assert replies(asked, OTHER) == []
    request = asked.feedback.asked(ASKED)
    assert request is not None
    assert (request.skills, request.replies) == (("baking",), ())  # nothing of another reply


def test_a_reply_is_changed_and_withdrawn_by_its_own_key(asked: Store) -> None:
    asked.feedback.reply(ASKED, KEY, body())
    asked.feedback.reply(ASKED, code(1), body("another", "Cleo"))
    asked.feedback.change(KEY, body("it was two"))
    found = asked.feedback.replied(KEY)
    assert found is not None
    assert found[1]["seen"]["baking"]["saw"] == "it was two"
    assert asked.feedback.withdraw(KEY) is True
    assert asked.feedback.withdraw(KEY) is False
    assert asked.feedback.replied(KEY) is None
    assert [reply.body["name"] for reply in replies(asked)] == ["Cleo"]
    with pytest.raises(StoreError, match="isn't here any more"):
        asked.feedback.change(KEY, body())


def test_an_ended_request_takes_nothing_but_a_withdrawal(
    asked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.feedback.reply(ASKED, KEY, body())
    (request,) = asked.feedback.of(CODE)
    assert asked.feedback.end(OTHER, request.id) is False  # somebody else's
    assert asked.feedback.end(CODE, request.id) is True
    assert asked.feedback.end(CODE, request.id) is False
    for act in (
        lambda: asked.feedback.reply(ASKED, code(1), body()),
        lambda: asked.feedback.change(KEY, body("late")),
    ):
        with pytest.raises(StoreError, match=ENDED):
            act()
    assert replies(asked)[0].body == body()
    assert asked.feedback.withdraw(KEY)
    assert replies(asked) == []
    later = (TOMORROW + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    monkeypatch.setattr("assess.store.feedback.now", lambda: later)
    (other,) = asked.feedback.of(OTHER)
    assert not is_open(other)  # its day has passed
    with pytest.raises(StoreError, match=ENDED):
        asked.feedback.reply(OTHERS, KEY, body())


def test_a_code_that_nobody_made_replies_to_nothing(asked: Store) -> None:
    with pytest.raises(StoreError, match=UNKNOWN[:20]):
        asked.feedback.reply(code(7), KEY, body())
    assert asked.feedback.asked(code(7)) is None
    assert asked.feedback.asked(CODE) is None  # not even the person's own code


def test_the_sixth_reply_is_refused_also_where_all_come_at_once(asked: Store) -> None:
    refused: list[str] = []

    def reply(number: int) -> None:
        try:
            asked.feedback.reply(ASKED, code(number), body(name=str(number)))
        except StoreError as error:
            refused.append(str(error))

    threads = [Thread(target=reply, args=(number,)) for number in range(MOST_REPLIES + 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [FULL] * 2
    assert len(replies(asked)) == MOST_REPLIES
    (request,) = asked.feedback.of(CODE)
    with pytest.raises(StoreError, match="which is the most"):
        asked.feedback.add(CODE, request.id, "0" * 32, body())


def test_a_reply_by_file_replaces_its_own_earlier_state_and_no_other(asked: Store) -> None:
    (request,) = asked.feedback.of(CODE)
    asked.feedback.reply(ASKED, KEY, body())
    assert asked.feedback.add(CODE, request.id, "a" * 32, body("first", "Cleo")) is False
    assert asked.feedback.add(CODE, request.id, "a" * 32, body("second", "Cleo")) is True
    assert sorted(reply.body["seen"]["baking"]["saw"] for reply in replies(asked)) == sorted(
        [CANARY, "second"]
    )
    (by_code,) = [reply.id for reply in replies(asked) if reply.id != "a" * 32]
    with pytest.raises(StoreError):
        asked.feedback.add(CODE, request.id, by_code, body("forged"))
    assert "forged" not in str(replies(asked))
    with pytest.raises(StoreError, match="None of your requests"):
        asked.feedback.add(OTHER, request.id, "b" * 32, body())
    with pytest.raises(StoreError, match="None of your requests"):
        asked.feedback.remove(OTHER, request.id, "a" * 32)
    assert asked.feedback.remove(CODE, request.id, "a" * 32) is True
    assert len(replies(asked)) == 1


def test_a_person_asks_so_often_and_not_more(asked: Store) -> None:
    for _ in range(MOST_REQUESTS - 1):
        asked.feedback.ask(CODE, ["baking"], MODEL, "")
    with pytest.raises(StoreError, match="Delete a request"):
        asked.feedback.ask(CODE, ["baking"], MODEL, "")
    asked.feedback.delete(CODE, asked.feedback.of(CODE)[0].id)
    asked.feedback.ask(CODE, ["baking"], MODEL, "")


def test_everything_about_a_person_tells_the_replies_and_no_hash(asked: Store) -> None:
    asked.feedback.reply(ASKED, KEY, body())
    told = str(asked.everything(CODE))
    assert CANARY in told
    for secret in (ASKED, KEY):
        assert code_hash(secret) not in told
        assert secret not in told
    assert CANARY not in str(asked.everything(OTHER))


@pytest.mark.parametrize("how", ["withdraw", "change", "remove", "delete", "forget", "erase"])
def test_nothing_of_a_reply_stays_in_the_file(file_store: Store, how: str) -> None:
    """Withdrawn, changed, removed, deleted with its request, or with the answers."""
    store = file_store
    store.answers.save(CODE, document("one"), expected=0)
    request = store.feedback.ask(CODE, ["baking"], MODEL, "Ada", secret=ASKED, expires=TOMORROW)
    store.feedback.reply(ASKED, KEY, body())
    assert CANARY.encode() in files_of(store)
    (reply,) = replies(store)
    acts = {
        "withdraw": lambda: store.feedback.withdraw(KEY),
        "change": lambda: store.feedback.change(KEY, body("else")),
        "remove": lambda: store.feedback.remove(CODE, request, reply.id),
        "delete": lambda: store.feedback.delete(CODE, request),
        "forget": lambda: store.answers.forget(CODE),
        "erase": lambda: store.answers.erase("one"),
    }
    acts[how]()
    assert CANARY.encode() not in files_of(store)
    if how != "change":
        assert store.feedback.replied(KEY) is None
    assert store.check() == ()


def test_erasing_by_id_takes_requests_and_replies_along(asked: Store) -> None:
    asked.feedback.reply(ASKED, KEY, body())
    asked.feedback.reply(OTHERS, code(1), body())
    asked.answers.erase("one")
    assert asked.feedback.asked(ASKED) is None
    assert asked.feedback.replied(KEY) is None
    assert len(replies(asked, OTHER)) == 1
    assert asked.check() == ()


def test_a_reply_keeps_its_assessment_from_the_clearing_of_old_ones(asked: Store) -> None:
    age(asked, "one", "two")
    with asked.database.writing() as work:
        work.change("UPDATE feedback_requests SET created = '2019-01-01T00:00:00Z'")
    asked.feedback.reply(ASKED, KEY, body())
    assert asked.untouched(12).assessments == ("two",)
