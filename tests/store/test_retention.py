"""What is old enough to be erased: judged by the latest date of a record, whatever a clock said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assess.store import NewGroup, Store
from tests.builders.people import CODE, OTHER, SECRET, THIRD, age, code, document

YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
TOMORROW = datetime.now(UTC) + timedelta(days=1)


def test_what_has_no_recent_date_at_all_is_untouched(store: Store) -> None:
    said = document("one")
    said["answers"]["baking"]["updated"] = "2018-05-01T10:00:00Z"
    said["progress"] = {"proving": {"state": "done", "date": "2018-06-01"}}
    store.answers.save(CODE, said, expected=0)
    age(store, "one")
    assert store.untouched(24).assessments == ("one",)


RECENT: list[dict[str, Any]] = [
    {"updated": YESTERDAY},
    {"answers": {"baking": {"level": 2, "updated": YESTERDAY}}},
    {"progress": {"proving": {"state": "done", "date": YESTERDAY[:10]}}},
    {"history": [{"at": YESTERDAY, "levels": {}}]},
    {"plans": [{"made": YESTERDAY, "plan": {}}]},
]


@pytest.mark.parametrize("said", RECENT, ids=lambda said: next(iter(said)))
def test_a_recent_date_in_the_answers_keeps_a_record_that_an_old_clock_stamped(
    store: Store, said: dict[str, Any]
) -> None:
    store.answers.save(CODE, {**document("one"), **said}, expected=0)
    age(store, "one")
    assert store.untouched(24).assessments == ()


def another_key(store: Store) -> None:
    store.answers.add_key(CODE, code(1))


def a_share(store: Store) -> None:
    store.shares.add(CODE, "coach", SECRET, TOMORROW)


def a_group(store: Store) -> None:
    store.groups.add(NewGroup("Bakers", "bakery", 1, OTHER, THIRD))
    store.groups.join(OTHER, CODE, {"baking": 1})


@pytest.mark.parametrize("act", [another_key, a_share, a_group])
def test_a_recent_act_of_another_kind_keeps_a_record_too(
    store: Store, act: Callable[[Store], None]
) -> None:
    store.answers.save(CODE, document("one"), expected=0)
    age(store, "one")
    assert store.untouched(24).assessments == ("one",)
    act(store)
    assert store.untouched(24).assessments == ()


@pytest.mark.parametrize("date", ["9999-12-31", "2099-01-01T00:00:00Z", "once", None])
def test_a_date_that_no_clock_has_shown_yet_keeps_nothing_for_ever(
    store: Store, date: str | None
) -> None:
    said = {"progress": {"proving": {"state": "done", "date": date}}}
    store.answers.save(CODE, {**document("one"), **said}, expected=0)
    age(store, "one")
    assert store.untouched(24).assessments == ("one",)


def test_what_changed_after_the_list_was_made_is_not_erased(store: Store) -> None:
    for key, name in ((CODE, "one"), (OTHER, "two"), (THIRD, "three")):
        store.answers.save(key, document(name), expected=0)
    age(store, "one", "two", "three")
    found = store.untouched(24)
    assert set(found.assessments) == {"one", "two", "three"}
    store.answers.save(CODE, document("one", note="back again"), expected=1)
    store.shares.add(OTHER, "coach", SECRET, TOMORROW)
    assert store.erase_untouched(found) == 1
    assert {item.id for item in store.answers.list()} == {"one", "two"}


def test_a_group_that_somebody_joined_after_the_list_was_made_is_not_erased(store: Store) -> None:
    store.answers.save(CODE, document("one"), expected=0)
    store.groups.add(NewGroup("Bakers", "bakery", 1, OTHER, THIRD))
    with store.database.writing() as work:
        work.change("UPDATE groups SET created = '2019-01-01T00:00:00Z'")
    found = store.untouched(24)
    assert len(found.groups) == 1
    store.groups.join(OTHER, CODE, {"baking": 1})
    store.erase_untouched(found)
    assert store.groups.of_owner(THIRD) is not None
