"""Answers kept under a code: loaded again, changed by revision, erased; on both databases."""

from __future__ import annotations

import pytest

from assess.errors import StaleWriteError, StoreError
from assess.store import Store, open_store
from tests.builders.people import CODE, OTHER, document


def test_what_was_saved_is_loaded_again(url: str, store: Store) -> None:
    store.answers.save(CODE, document(), expected=0)
    stored = open_store(url).answers.load(CODE)
    assert stored is not None
    assert (stored.id, stored.revision) == ("0123", 1)
    assert stored.document == {**document(), "revision": 1}
    assert stored.updated.endswith("Z")


def test_any_text_survives_the_round_trip(store: Store) -> None:
    note = "“naïve” \n\t 日本語 🥖 \\ ' \" \u2028 %s --; DROP TABLE assessments"
    store.answers.save(CODE, document(note=note), expected=0)
    stored = store.answers.load(CODE)
    assert stored is not None
    assert stored.document["answers"]["baking"]["evidence"] == note


@pytest.mark.parametrize("note", ["half a character \ud83e", "a zero \0 in it"])
def test_text_that_no_database_takes_as_it_is_survives_too(store: Store, note: str) -> None:
    store.answers.save(CODE, document(note=note), expected=0)
    stored = store.answers.load(CODE)
    assert stored is not None
    assert stored.document["answers"]["baking"]["evidence"] == note


def test_under_an_unknown_code_there_is_nothing(store: Store) -> None:
    assert store.answers.load(CODE) is None
    store.answers.save(CODE, document(), expected=0)
    assert store.answers.load(OTHER) is None


def test_two_codes_are_two_assessments(store: Store) -> None:
    store.answers.save(CODE, document("one"), expected=0)
    store.answers.save(OTHER, document("two"), expected=0)
    assert sorted(item.id for item in store.answers.list()) == ["one", "two"]
    found = store.answers.load(OTHER)
    assert found is not None
    assert found.id == "two"


def test_one_assessment_is_found_by_its_id(store: Store) -> None:
    store.answers.save(CODE, document("one"), expected=0)
    found = store.answers.get("one")
    assert found is not None
    assert found.document["answers"] == document()["answers"]
    assert store.answers.get("two") is None


def test_each_change_makes_the_next_revision(store: Store) -> None:
    assert store.answers.load(CODE) is None
    assert store.answers.save(CODE, document(), expected=0) == 1
    assert store.answers.save(CODE, document(note="later"), expected=1) == 2
    stored = store.answers.load(CODE)
    assert stored is not None
    assert (stored.revision, stored.document["revision"]) == (2, 2)
    assert stored.document["answers"]["baking"]["evidence"] == "later"


def test_a_save_whose_answer_was_lost_can_be_repeated(store: Store) -> None:
    store.answers.save(CODE, document(), expected=0)
    assert store.answers.save(CODE, document(), expected=0) == 1
    store.answers.save(CODE, document(note="second"), expected=1)
    assert store.answers.save(CODE, document(note="second"), expected=1) == 2
    with pytest.raises(StaleWriteError):
        store.answers.save(CODE, document(), expected=0)


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_stale_write_is_refused_and_changes_nothing(store: Store, expected: int) -> None:
    store.answers.save(CODE, document(), expected=0)
    store.answers.save(CODE, document(note="second"), expected=1)
    before = store.answers.load(CODE)
    with pytest.raises(StaleWriteError) as refused:
        store.answers.save(CODE, document(note="lost"), expected=expected)
    assert str(refused.value) == (
        "Your last change was not kept: these answers were changed in another tab or window. "
        "Show the newer answers and make the change again."
    )
    assert store.answers.load(CODE) == before
    assert store.answers.save(CODE, document(note="third"), expected=2) == 3


def test_a_change_of_what_was_erased_meanwhile_is_stale(store: Store) -> None:
    store.answers.save(CODE, document(), expected=0)
    store.answers.forget(CODE)
    with pytest.raises(StaleWriteError):
        store.answers.save(CODE, document(), expected=1)
    assert store.answers.list() == ()


def test_forgetting_what_is_not_there_says_so(store: Store) -> None:
    assert store.answers.forget(CODE) is False
    assert store.answers.erase("nobody") is False


@pytest.mark.parametrize(
    "code",
    ["", "short", "a" * 21, "a" * 129, CODE + "\n", CODE[:-1] + " ", CODE[:-1] + "é", "../" * 10],
)
def test_what_has_not_the_form_of_a_code_is_refused(store: Store, code: str) -> None:
    for use in (
        lambda: store.answers.load(code),
        lambda: store.answers.save(code, document(), expected=0),
        lambda: store.answers.forget(code),
    ):
        with pytest.raises(StoreError) as refused:
            use()
        assert str(refused.value) == (
            "That code is not one of ours: it has at least 22 letters and digits."
        )
    assert store.answers.list() == ()
