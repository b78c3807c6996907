"""What was erased is told apart from what is merely missing; on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from people import CODE, OTHER, age, document

from assess.errors import MissingError, StoreError
from assess.store import Store, code_hash, open_store
from assess.store.migrating import migrate
from assess.store.sqlite import make_private


def rows(store: Store) -> list[dict[str, str]]:
    with store.database.reading() as work:
        return [dict(row) for row in work.all("SELECT code_hash, day FROM erased ORDER BY day")]


def test_forgetting_leaves_the_hash_of_each_of_the_codes_and_the_day_and_nothing_else(
    store: Store,
) -> None:
    store.save(CODE, document(), expected=0)
    store.add_key(CODE, OTHER)
    assert not store.erased(CODE)
    store.forget(CODE)
    assert store.erased(CODE)
    assert store.erased(OTHER)
    assert {row["code_hash"] for row in rows(store)} == {code_hash(CODE), code_hash(OTHER)}
    assert all(len(row["day"]) == len("2026-11-30") for row in rows(store))


def test_erasing_by_id_is_known_too(store: Store) -> None:
    store.save(CODE, document("one"), expected=0)
    store.erase("one")
    assert store.erased(CODE)


def test_what_is_merely_missing_was_not_erased(store: Store) -> None:
    assert not store.erased(CODE)
    assert not store.erased("no code at all")
    store.forget(CODE)
    assert not store.erased(CODE)
    store.save(CODE, document(), expected=0)
    with store.database.writing() as work:
        work.change("DELETE FROM assessments")
    assert not store.erased(CODE)


def test_what_nobody_touched_is_erased_without_a_note_of_it(store: Store) -> None:
    store.save(CODE, document(), expected=0)
    found = store.load(CODE)
    assert found is not None
    age(store, found.id)
    assert store.erase_untouched(store.untouched(24)) == 1
    assert not store.erased(CODE)


def test_whoever_begins_anew_under_a_code_is_no_erased_person(store: Store) -> None:
    store.save(CODE, document(), expected=0)
    store.forget(CODE)
    assert store.save(CODE, document("again"), expected=0) == 1
    assert not store.erased(CODE)


def test_an_erasure_is_itself_forgotten_after_400_days(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(CODE, document(), expected=0)
    monkeypatch.setattr("assess.store.tombstones.now", lambda: "2025-01-01T08:00:00Z")
    store.forget(CODE)
    monkeypatch.setattr("assess.store.tombstones.now", lambda: "2026-02-05T08:00:00Z")
    store.save(OTHER, document("two"), expected=0)
    assert store.erased(CODE)
    monkeypatch.setattr("assess.store.tombstones.now", lambda: "2026-02-06T08:00:00Z")
    store.forget(OTHER)
    assert not store.erased(CODE)
    assert store.erased(OTHER)


def test_a_restore_keeps_what_was_erased_since_but_for_what_it_brings_back(
    url: str, store: Store, tmp_path: Path
) -> None:
    store.save(CODE, document("one"), expected=0)
    store.back_up(tmp_path / "backup.jsonl")
    store.save(OTHER, document("two"), expected=0)
    store.forget(CODE)
    store.forget(OTHER)
    store.restore(tmp_path / "backup.jsonl")
    fresh = open_store(url)
    assert fresh.load(CODE) is not None
    assert (fresh.erased(CODE), fresh.erased(OTHER)) == (False, True)


@pytest.mark.parametrize("empty", [False, True], ids=["deleted", "emptied"])
def test_a_file_that_is_taken_away_meanwhile_is_made_anew_when_asked_and_private(
    file_store: Store, empty: bool
) -> None:
    file_store.save(CODE, document(), expected=0)
    file_store.path.write_bytes(b"") if empty else file_store.path.unlink()
    with pytest.raises(MissingError):
        file_store.load(CODE)
    file_store.prepare()
    assert file_store.load(CODE) is None
    assert not file_store.erased(CODE)
    assert file_store.save(CODE, document(), expected=0) == 1
    assert file_store.path.stat().st_mode & 0o077 == 0


def test_a_file_of_an_older_version_that_is_put_in_its_place_goes_on_when_asked(
    file_store: Store,
) -> None:
    """Its first use says that it doesn't fit; asked for, it is brought to the newest schema."""
    file_store.save(CODE, document(), expected=0)
    older = Store(file_store.path.parent / "older.sqlite3")
    assert older.path is not None
    make_private(older.path)
    migrate(older.database.engine, to=1)
    older.path.replace(file_store.path)
    with pytest.raises(StoreError):
        file_store.load(CODE)
    file_store.prepare()
    assert file_store.load(CODE) is None
    assert file_store.save(CODE, document(), expected=0) == 1
