"""Plans, progress and earlier states have rows of their own, and are part of their document."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assess.errors import StaleWriteError
from assess.store import Store, open_store
from tests.builders.people import CODE, OTHER, SECRET, document, files_of


def rows(store: Store) -> list[tuple[str, int]]:
    with store.database.reading() as work:
        found = work.all("SELECT section, number FROM items ORDER BY section, number")
    return [(row["section"], row["number"]) for row in found]


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is sent to the database meanwhile: each statement with its values."""
    from sqlalchemy import event

    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
        sent.append(f"{sql} {values}")

    event.listen(store.database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(store.database.engine, "before_cursor_execute", note)


def loaded(store: Store, code: str = CODE) -> dict[str, Any]:
    """What is kept, without the revision."""
    stored = store.answers.load(code)
    assert stored is not None
    return {key: value for key, value in stored.document.items() if key != "revision"}


def with_plans(first: int, last: int) -> dict[str, Any]:
    plans = [{"made": f"plan {number}", "plan": {}} for number in range(first, last + 1)]
    return {**document(), "plans": plans}


def test_each_item_has_a_row_and_everybody_reads_them_in_their_document(store: Store) -> None:
    store.answers.save(CODE, document("one"), expected=0)
    store.answers.save(OTHER, document("two", note="another"), expected=0)
    store.shares.add(CODE, "coach", SECRET, datetime.now(UTC) + timedelta(days=1))
    once = [("history", 1), ("plans", 1), ("plans", 2), ("progress", 1), ("progress", 2)]
    assert rows(store) == sorted(once * 2)
    whole = {**document("one"), "revision": 1}
    told = store.shares.read(SECRET, who="Robin")
    found = (store.answers.load(CODE), store.answers.get("one"), store.answers.list()[0], told)
    assert [stored.document if stored else None for stored in found] == [whole] * 4
    assert store.everything(CODE)["assessment"]["document"] == whole
    assert list(loaded(store)["progress"]) == ["proving", "icing"]


def test_an_answer_is_saved_without_a_look_at_the_plans(store: Store) -> None:
    before = with_plans(1, 20)
    store.answers.save(CODE, before, expected=0)
    after = {**before, "answers": {"baking": {"level": 4}}}
    with statements(store) as sent:
        store.answers.save(CODE, after, expected=1, known=before)
    assert any("UPDATE assessments" in statement for statement in sent)
    assert not any("items" in statement or "plan 1" in statement for statement in sent)
    assert loaded(store) == after


@pytest.mark.parametrize("known", [True, False])
def test_of_a_new_plan_only_its_own_row_is_written(store: Store, known: bool) -> None:
    before, after = with_plans(1, 20), with_plans(2, 21)
    store.answers.save(CODE, before, expected=0)
    with statements(store) as sent:
        store.answers.save(CODE, after, expected=1, known=before if known else None)
    changes = [text for text in sent if "items" in text and not text.startswith("SELECT")]
    assert [text.split()[0] for text in changes] == ["DELETE", "INSERT"]
    assert "plan 21" in changes[1]
    assert [number for section, number in rows(store) if section == "plans"] == [*range(2, 22)]
    assert loaded(store) == after


def test_whatever_changes_is_what_is_loaded(store: Store) -> None:
    chance = random.Random(5)
    before: dict[str, Any] | None = None
    for revision in range(40):
        after: dict[str, Any] = {"id": "one", "answers": {}}
        names = chance.sample("abcdefg", chance.randint(0, 7))
        after["progress"] = {name: {"state": chance.choice("xy")} for name in names}
        after["history"] = [{"at": n} for n in range(chance.randint(0, 3), chance.randint(3, 6))]
        after["plans"] = [{"made": chance.choice("xyz")} for _ in range(chance.randint(0, 5))]
        known = chance.choice([before, None])
        store.answers.save(CODE, after, expected=revision, known=known)
        assert loaded(store) == after
        assert list(loaded(store)["progress"]) == names
        before = after
    assert store.check() == ()


FORMS: list[dict[str, Any]] = [
    {},
    {"plans": [], "history": [], "progress": {}},
    {"plans": "none", "history": 7, "progress": None},
    {"plans": {"a": 1}, "history": {"b": [2]}, "progress": [3]},
    {"plans": [None, 1, [2]], "history": ["\ud83e", "\0"], "progress": {"\ud83e\0": "x", "": []}},
]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_any_form_is_kept_as_it_came(store: Store, form: dict[str, Any]) -> None:
    came = {"id": "one", "answers": {}, **form}
    store.answers.save(CODE, came, expected=0)
    assert loaded(store) == came
    store.answers.save(CODE, document("one"), expected=1, known=came)
    assert loaded(store) == document("one")
    store.answers.save(CODE, came, expected=2, known=document("one"))
    assert loaded(store) == came


def test_a_save_whose_answer_was_lost_can_be_repeated_but_not_with_another_plan(
    store: Store,
) -> None:
    first, second, other = with_plans(1, 3), with_plans(1, 4), with_plans(2, 5)
    store.answers.save(CODE, first, expected=0)
    store.answers.save(CODE, second, expected=1, known=first)
    assert store.answers.save(CODE, second, expected=1, known=first) == 2
    assert store.answers.save(CODE, second, expected=1) == 2
    with pytest.raises(StaleWriteError):
        store.answers.save(CODE, other, expected=1, known=first)
    assert loaded(store) == second


def test_what_is_said_to_be_known_of_a_new_document_is_written_all_the_same(store: Store) -> None:
    store.answers.save(CODE, document(), expected=0, known=document())
    assert loaded(store) == document()


def test_plans_go_with_their_person_and_leave_no_byte(file_store: Store) -> None:
    for number in range(30):
        note = f"A baker's plan {number:02}, " * 50
        key = f"Code-of-person-number-{number:04}"
        file_store.answers.save(key, document(f"id {number}", note), expected=0)
        file_store.answers.save(key, {**document(f"id {number}", note), "plans": []}, expected=1)
    assert b"A baker's plan 07" in files_of(file_store)
    for number in range(30):
        assert file_store.answers.erase(f"id {number}")
    assert rows(file_store) == []
    assert b"A baker's plan" not in files_of(file_store)


@pytest.mark.parametrize(
    ("section", "body"), [("plans", "{cut"), ("progress", "7"), ("progress", "[[], 1]")]
)
def test_a_damaged_item_is_found_by_the_check(store: Store, section: str, body: str) -> None:
    store.answers.save(CODE, document("one"), expected=0)
    with store.database.writing() as work:
        work.change(
            "UPDATE items SET body = :body WHERE section = :section AND number = 2",
            body=body,
            section=section,
        )
    assert store.check() == ("assessment one can't be read",)


def test_two_pages_that_plan_at_once_are_told_and_lose_nothing(url: str) -> None:
    tab, other = open_store(url), open_store(url)
    before = with_plans(1, 1)
    tab.answers.save(CODE, before, expected=0)
    other.answers.save(CODE, with_plans(1, 2), expected=1, known=before)
    with pytest.raises(StaleWriteError):
        tab.answers.save(CODE, with_plans(1, 3), expected=1, known=before)
    assert loaded(tab) == with_plans(1, 2)
