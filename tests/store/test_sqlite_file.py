"""The SQLite file: who can read it, and that what is erased leaves no byte in it."""

from __future__ import annotations

import os
import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assess.errors import MissingError, StoreError
from assess.store import Store, code_hash, open_store, sqlite
from tests.builders.people import CODE, NOTE, OTHER, code, document, files_of


def test_the_code_itself_is_nowhere_in_the_file(file_store: Store) -> None:
    file_store.answers.save(CODE, document(), expected=0)
    content = files_of(file_store)
    assert NOTE.encode() in content
    assert CODE.encode() not in content
    assert code_hash(CODE).encode() in content


def test_only_its_owner_can_read_the_file(file_store: Store) -> None:
    before = os.umask(0)
    try:
        file_store.answers.save(CODE, document(), expected=0)
    finally:
        os.umask(before)
    assert file_store.path.stat().st_mode & 0o777 == 0o600


def loosened(store: Store) -> list[Path]:
    """The file with everything that SQLite may keep beside it, all readable by everybody."""
    files = [
        store.path.with_name(store.path.name + end) for end in ("", "-journal", "-wal", "-shm")
    ]
    for path in files:
        path.touch()
        path.chmod(0o644)
    return files


def modes(paths: list[Path]) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in paths}


def test_what_others_could_read_is_closed_at_the_next_start(file_store: Store) -> None:
    file_store.answers.save(CODE, document(), expected=0)
    files = loosened(file_store)
    sqlite.close_to_others(file_store.path)
    assert modes(files) == {0o600}
    file_store.path.chmod(0o644)
    assert Store(file_store.path).answers.load(CODE) is not None
    assert modes(files[:1]) == {0o600}


def test_assesss_own_directory_is_closed_and_another_one_only_where_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, others, made = (tmp_path / name for name in ("own", "others", "made"))
    for path in (own, others):
        path.mkdir()
        path.chmod(0o755)
    monkeypatch.setattr("assess.settings.data_dir", lambda: own)
    for path in (own, others, made):
        Store(path / "answers.sqlite3").prepare()
    assert [oct(path.stat().st_mode & 0o777) for path in (own, others, made)] == [
        "0o700",
        "0o755",
        "0o700",
    ]


def test_a_file_that_disappears_while_it_is_used_is_not_made_anew_unasked(
    file_store: Store,
) -> None:
    file_store.answers.save(CODE, document(), expected=0)
    file_store.path.unlink()
    for act in (
        lambda: file_store.answers.save(CODE, document(note="later"), expected=1),
        lambda: file_store.answers.load(CODE),
        lambda: file_store.answers.forget(CODE),
    ):
        with pytest.raises(MissingError) as missing:
            act()
        assert str(missing.value) == (
            f"{file_store.path} has disappeared or was emptied, so nothing can be kept in it. Put "
            "the file back, or restore a backup: assess data restore FILE."
        )
        assert list(file_store.path.parent.iterdir()) == []
    file_store.prepare()
    assert modes([file_store.path]) == {0o600}
    assert file_store.answers.save(CODE, document(note="again"), expected=0) == 1


def test_a_file_that_is_emptied_while_it_is_used_is_missing_too(file_store: Store) -> None:
    file_store.answers.save(CODE, document(), expected=0)
    file_store.path.write_bytes(b"")
    with pytest.raises(MissingError):
        file_store.answers.save(CODE, document(note="later"), expected=1)
    file_store.prepare()
    assert file_store.answers.save(CODE, document(note="again"), expected=0) == 1


def test_a_directory_with_letters_that_mean_something_in_an_address_works(tmp_path: Path) -> None:
    store = Store(tmp_path / "50% #1?mode=ro&x é" / "answers.sqlite3")
    assert store.answers.save(CODE, document(), expected=0) == 1
    assert store.path.is_file()


def test_a_pipe_is_no_place_for_answers(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError) as refused:
        Store(tmp_path / "pipe").answers.list()
    assert str(refused.value) == (
        f"{tmp_path / 'pipe'} is not an ordinary file: name another one in ASSESS_DATABASE_URL."
    )


def test_forgetting_leaves_no_byte_of_a_note(file_store: Store) -> None:
    long = f"{NOTE}, " * 400  # longer than a page of the file: overflow pages are cleaned too
    file_store.answers.save(CODE, document(note=long), expected=0)
    file_store.answers.save(OTHER, document("other", note="stays"), expected=0)
    assert NOTE.encode() in files_of(file_store)
    assert file_store.answers.forget(CODE) is True
    content = files_of(file_store)
    assert b"baker next door" not in content
    assert code_hash(CODE).encode() in content  # with a day: that it was erased
    assert b"stays" in content
    assert file_store.answers.load(CODE) is None


def test_erasing_by_id_leaves_no_byte_of_a_note(file_store: Store) -> None:
    file_store.answers.save(CODE, document("one"), expected=0)
    assert file_store.answers.erase("one") is True
    assert b"baker next door" not in files_of(file_store)
    assert file_store.answers.list() == ()


@pytest.mark.parametrize("after", ["", "short", "x" * 9000])
def test_a_note_that_was_changed_is_gone_too(file_store: Store, after: str) -> None:
    file_store.answers.save(CODE, document(note=f"{NOTE}, " * 100), expected=0)
    file_store.answers.save(CODE, document(note=after), expected=1)
    assert b"baker next door" not in files_of(file_store)


def test_what_is_erased_is_gone_from_the_log_though_another_page_holds_it_open(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.store.sqlite.wal_is_safe", lambda _: True)
    file_store.prepare()
    other = sqlite3.connect(file_store.path, isolation_level=None)
    other.execute("SELECT count(*) FROM assessments").fetchone()
    file_store.answers.save(CODE, document(note=NOTE), expected=0)
    assert b"baker next door" in files_of(file_store)
    assert file_store.answers.forget(CODE)
    content = files_of(file_store)
    other.close()
    assert b"baker next door" not in content


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_among_many_people_who_change_and_share_what_is_erased_is_gone(
    file_store: Store, journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # rows move between pages as others grow and go: copies left behind would be found here
    monkeypatch.setattr("assess.store.sqlite.wal_is_safe", lambda _: journal == "wal")
    chance = random.Random(7)
    later = datetime.now(UTC) + timedelta(days=1)
    for number in range(40):
        note = f"private-{number:02} " * chance.randint(1, 300)
        file_store.answers.save(code(number), document(f"id-{number:02}", note), expected=0)
        file_store.shares.add(code(number), "coach", code(number + 500), later)
        file_store.shares.read(code(number + 500), who=f"coach-{number:02}")
    for number in chance.sample(range(40), 40):
        longer = f"private-{number:02} " * chance.randint(1, 300)
        file_store.answers.save(code(number), document(f"id-{number:02}", longer), expected=1)
        if number % 2:
            assert file_store.answers.forget(code(number))
    content = files_of(file_store)
    with sqlite3.connect(file_store.path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == (journal,)
    db.close()
    for number in range(40):
        traces = [f"private-{number:02}", f"coach-{number:02}", f"id-{number:02}"]
        traces += [code_hash(code(number)), code_hash(code(number + 500))]
        found = [trace for trace in traces if trace.encode() in content]
        # of who was erased, the code's hash says that it was
        assert found == ([code_hash(code(number))] if number % 2 else traces)


def test_in_postgresql_what_is_erased_is_gone_from_the_tables_after_a_full_vacuum(
    postgresql_url: str, postgresql: Any
) -> None:
    import psycopg

    store = open_store(postgresql_url)
    store.answers.save(CODE, document("one", note="short " + NOTE), expected=0)
    store.answers.save(OTHER, document("two", note="stays"), expected=0)
    store.answers.forget(CODE)
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("VACUUM FULL")
        connection.execute("CHECKPOINT")
        (number,) = connection.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone() or (0,)
    tables = Path(postgresql.pgdata) / "base" / str(number)
    content = b"".join(path.read_bytes() for path in tables.iterdir() if path.is_file())
    assert b"stays" in content
    assert b"baker next door" not in content
