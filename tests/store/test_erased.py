"""What was erased is told apart from what is merely missing; on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.errors import MissingError, StoreError
from assess.store import Store, code_hash, open_store
from assess.store.migrations import migrate
from assess.store.sqlite import make_private
from tests.builders.people import CODE, OTHER, age, document


def rows(store: Store) -> list[dict[str, str]]:
    with store.database.reading() as work:
        return [dict(row) for row in work.all("SELECT code_hash, day FROM erased ORDER BY day")]


def test_forgetting_leaves_the_hash_of_each_of_the_codes_and_the_day_and_nothing_else(
    store: Store,
) -> None:
    store.answers.save(CODE, document(), expected=0)
    store.answers.add_key(CODE, OTHER)
    assert not store.answers.erased(CODE)
    store.answers.forget(CODE)
    assert store.answers.erased(CODE)
    assert store.answers.erased(OTHER)
    assert {row["code_hash"] for row in rows(store)} == {code_hash(CODE), code_hash(OTHER)}
    assert all(len(row["day"]) == len("2026-11-30") for row in rows(store))


def test_erasing_by_id_is_known_too(store: Store) -> None:
    store.answers.save(CODE, document("one"), expected=0)
    store.answers.erase("one")
    assert store.answers.erased(CODE)


def test_what_is_merely_missing_was_not_erased(store: Store) -> None:
    assert not store.answers.erased(CODE)
    assert not store.answers.erased("no code at all")
    store.answers.forget(CODE)
    assert not store.answers.erased(CODE)
    store.answers.save(CODE, document(), expected=0)
    with store.database.writing() as work:
        work.change("DELETE FROM assessments")
    assert not store.answers.erased(CODE)


def test_what_nobody_touched_is_erased_without_a_note_of_it(store: Store) -> None:
    store.answers.save(CODE, document(), expected=0)
    found = store.answers.load(CODE)
    assert found is not None
    age(store, found.id)
    assert store.erase_untouched(store.untouched(24)) == 1
    assert not store.answers.erased(CODE)


def test_whoever_begins_anew_under_a_code_is_no_erased_person(store: Store) -> None:
    store.answers.save(CODE, document(), expected=0)
    store.answers.forget(CODE)
    assert store.answers.save(CODE, document("again"), expected=0) == 1
    assert not store.answers.erased(CODE)


def test_an_erasure_is_itself_forgotten_after_400_days(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.answers.save(CODE, document(), expected=0)
    monkeypatch.setattr("assess.store.answers.now", lambda: "2025-01-01T08:00:00Z")
    store.answers.forget(CODE)
    monkeypatch.setattr("assess.store.answers.now", lambda: "2026-02-05T08:00:00Z")
    store.answers.save(OTHER, document("two"), expected=0)
    assert store.answers.erased(CODE)
    monkeypatch.setattr("assess.store.answers.now", lambda: "2026-02-06T08:00:00Z")
    store.answers.forget(OTHER)
    assert not store.answers.erased(CODE)
    assert store.answers.erased(OTHER)


def test_a_restore_keeps_what_was_erased_since_but_for_what_it_brings_back(
    url: str, store: Store, tmp_path: Path
) -> None:
    store.answers.save(CODE, document("one"), expected=0)
    store.back_up(tmp_path / "backup.jsonl")
    store.answers.save(OTHER, document("two"), expected=0)
    store.answers.forget(CODE)
    store.answers.forget(OTHER)
    store.restore(tmp_path / "backup.jsonl")
    fresh = open_store(url)
    assert fresh.answers.load(CODE) is not None
    assert (fresh.answers.erased(CODE), fresh.answers.erased(OTHER)) == (False, True)


@pytest.mark.parametrize("empty", [False, True], ids=["deleted", "emptied"])
def test_a_file_that_is_taken_away_meanwhile_is_made_anew_when_asked_and_private(
    file_store: Store, empty: bool
) -> None:
    file_store.answers.save(CODE, document(), expected=0)
    file_store.path.write_bytes(b"") if empty else file_store.path.unlink()
    with pytest.raises(MissingError):
        file_store.answers.load(CODE)
    file_store.prepare()
    assert file_store.answers.load(CODE) is None
    assert not file_store.answers.erased(CODE)
    assert file_store.answers.save(CODE, document(), expected=0) == 1
    assert file_store.path.stat().st_mode & 0o077 == 0


def test_a_file_of_an_older_version_that_is_put_in_its_place_goes_on_when_asked(
    file_store: Store,
) -> None:
    """Its first use says that it doesn't fit; asked for, it is brought to the newest schema."""
    file_store.answers.save(CODE, document(), expected=0)
    older = Store(file_store.path.parent / "older.sqlite3")
    assert older.path is not None
    make_private(older.path)
    migrate(older.database.engine, to=1)
    older.path.replace(file_store.path)
    with pytest.raises(StoreError):
        file_store.answers.load(CODE)
    file_store.prepare()
    assert file_store.answers.load(CODE) is None
    assert file_store.answers.save(CODE, document(), expected=0) == 1
