"""The page where its answers are missing, erased or unreadable: what it says, offers and keeps."""

from __future__ import annotations

from typing import Any

from assess.store import Store
from tests.builders.page import Visitor
from tests.builders.visits import CODE, stored

FRESH = "Aa1-fresh_fresh_fresh-00"


def lose(store: Store) -> None:
    """As a deleted file or a restored backup does it."""
    with store.database.writing() as work:
        work.change("DELETE FROM assessments")


def test_what_is_merely_missing_is_offered_to_be_saved_again(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    lose(store)
    (said,) = visitor.rate("shaping", 1)
    assert (said["done"], said["kept"]) == ([], False)
    assert said["action"]["label"] == "Save my answers again"
    sent = visitor.says("visit", kind=said["action"]["kind"])
    assert {"kind": "saved", "kept": True} in sent
    assert stored(store)["answers"].keys() == {"baking", "shaping"}


def hello(visitor: Visitor, **fields: Any) -> list[dict[str, Any]]:
    return visitor.says("visit", kind="hello", codes=[CODE], here=CODE, fresh=FRESH, **fields)


def test_a_reload_says_that_its_answers_are_missing_and_keeps_their_code(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    lose(store)
    sent = hello(visitor)
    assert [item["kind"] for item in sent] == ["earlier", "notice"]
    assert "on this computer, but nobody deleted them" in sent[-1]["text"]


def test_a_reload_after_an_erasure_says_so_and_drops_the_code_and_what_waited(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    store.answers.forget(CODE)
    sent = hello(visitor, left={CODE: 2})
    assert [item["kind"] for item in sent] == ["forgotten", "earlier", "notice"]
    assert sent[0]["code"] == CODE
    assert "deleted in another tab" in sent[-1]["text"]


def test_a_damaged_file_is_said_at_reload_too(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    store.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    sent = hello(visitor)
    assert {"kind": "saved", "kept": False} in sent
    assert "Move it away" in sent[-1]["text"]
