"""Places that fail while they are used: one sentence, and what was acknowledged is still there."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assess.errors import StoreError
from assess.store import NewGroup, Store, open_store, sqlite
from assess.store.sqlite import wal_is_safe
from tests.builders.people import CODE, OTHER, THIRD, code, document

PASSWORD = "hunter2-is-secret"


def sentence(store: Store, note: str = "lost") -> str:
    """What a save says that can't be done."""
    with pytest.raises(StoreError) as refused:
        store.answers.save(CODE, document(note=note), expected=1)
    assert refused.value.__cause__ is None
    return str(refused.value)


def still_there(url: str) -> None:
    """The first save, and nothing after it."""
    stored = open_store(url).answers.load(CODE)
    assert stored is not None
    assert stored.document == {**document(), "revision": 1}


# --- SQLite --------------------------------------------------------------------------------------


def test_a_file_that_somebody_else_locks_is_a_sentence(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_store.answers.save(CODE, document(), expected=0)
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    other = sqlite3.connect(file_store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert sentence(file_store) == (
            f"{file_store.path} is in use by another program for too long. Close it and try again."
        )
    finally:
        other.close()
    still_there(f"sqlite:///{file_store.path}")
    assert file_store.answers.save(CODE, document(note="later"), expected=1) == 2


def test_a_full_disk_is_a_sentence(file_store: Store) -> None:
    file_store.answers.save(CODE, document(), expected=0)
    # SQLite itself says "full" where a file may have no more pages
    from sqlalchemy import event

    @event.listens_for(file_store.database.engine, "connect")
    def _small(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    assert sentence(file_store, note="x" * 2_000_000) == (
        f"The disk that holds {file_store.path} is full: make room, then make the change again."
    )
    still_there(f"sqlite:///{file_store.path}")


@pytest.fixture
def read_only(file_store: Store) -> Iterator[Store]:
    """A store whose directory nobody may write to, root included."""
    file_store.answers.save(CODE, document(), expected=0)
    if os.geteuid() == 0:
        # root writes where modes forbid it: SQLite is told to open the file for reading only
        from sqlalchemy import event

        @event.listens_for(file_store.database.engine, "do_connect")
        def _reading(_dialect: Any, _record: Any, args: list[Any], options: Any) -> Any:
            return sqlite3.connect(args[0].replace("mode=rw", "mode=ro"), **options)

        yield file_store
        return
    file_store.path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    yield file_store
    file_store.path.parent.chmod(stat.S_IRWXU)


def test_a_directory_that_became_read_only_is_a_sentence(read_only: Store) -> None:
    said = sentence(read_only)
    assert said.startswith(f"Answers can't be kept in {read_only.path.parent} (")
    assert said.endswith(
        "). Make that directory writable, or set ASSESS_DATABASE_URL to another place, for "
        "example sqlite:////home/you/assess.sqlite3."
    )
    assert read_only.answers.load(CODE) is not None


def test_a_file_that_was_damaged_says_to_restore_a_backup(file_store: Store) -> None:
    for number in range(30):
        file_store.answers.save(code(number), document(str(number)), expected=0)
    content = bytearray(file_store.path.read_bytes())
    content[4096 : len(content)] = os.urandom(len(content) - 4096)
    file_store.path.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        Store(file_store.path).answers.list()
    assert str(refused.value) == (
        f"{file_store.path} is damaged. Move it away and restore a backup: assess data restore "
        "FILE."
    )


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(days=3650)])
def test_a_clock_that_goes_back_loses_no_change_and_makes_nothing_older(
    store: Store, monkeypatch: pytest.MonkeyPatch, back: timedelta
) -> None:
    store.answers.save(CODE, document(), expected=0)
    before = store.answers.list()[0].updated
    earlier = (datetime.now(UTC) - back).strftime("%Y-%m-%dT%H:%M:%SZ")
    monkeypatch.setattr("assess.store.answers.now", lambda: earlier)
    assert store.answers.save(CODE, document(note="later"), expected=1) == 2
    stored = store.answers.load(CODE)
    assert stored is not None
    assert (stored.updated, stored.revision) == (before, 2)
    assert stored.document["answers"]["baking"]["evidence"] == "later"


def test_what_was_added_to_a_group_gets_no_older_where_the_clock_goes_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.answers.save(CODE, document(), expected=0)
    store.groups.add(NewGroup("Bakers", "bakery", 1, OTHER, THIRD))
    store.groups.join(OTHER, CODE, {"baking": 1})
    (before,) = store.everything(CODE)["groups"]
    monkeypatch.setattr("assess.store.groups.now", lambda: "2019-01-01T00:00:00Z")
    store.groups.join(OTHER, CODE, {"baking": 2})
    (after,) = store.everything(CODE)["groups"]
    assert after == {**before, "levels": {"baking": 2}}


def test_where_the_clock_is_behind_nothing_is_erased_for_its_age(store: Store) -> None:
    store.answers.save(CODE, document(), expected=0)
    with store.database.writing() as work:
        work.change("UPDATE assessments SET updated = '2126-01-01T00:00:00Z'")
    with pytest.raises(StoreError, match="clock is behind the newest stored change"):
        store.untouched(24)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_a_write_ahead_log_is_used_where_sqlite_is_free_of_its_bug(
    version: tuple[int, ...], safe: bool
) -> None:
    assert wal_is_safe(version) is safe


# --- PostgreSQL ----------------------------------------------------------------------------------


def with_login(url: str, name: str, password: str) -> str:
    return url.replace("postgres:@", f"{name}:{password}@")


def test_a_name_that_the_server_does_not_know_is_a_sentence(postgresql_url: str) -> None:
    store = open_store(with_login(postgresql_url, "nobody", PASSWORD))
    with pytest.raises(StoreError) as refused:
        store.answers.list()
    assert str(refused.value).endswith(
        "refused the name or the password: correct them in ASSESS_DATABASE_URL."
    )
    assert PASSWORD not in repr(refused.getrepr(style="long"))


def test_a_database_that_is_not_there_is_a_sentence(postgresql_url: str) -> None:
    with pytest.raises(StoreError, match=r"isn't there: ask for it to be made \(CREATE DATABASE\)"):
        open_store(postgresql_url.replace("/assess_", "/absent_")).answers.list()


def test_a_server_that_does_not_answer_is_a_sentence_without_the_password() -> None:
    store = open_store(f"postgresql://me:{PASSWORD}@127.0.0.1:9/answers")
    with pytest.raises(StoreError) as refused:
        store.answers.list()
    assert str(refused.value) == (
        "The PostgreSQL database answers on 127.0.0.1:9 can't be reached: check that it runs and "
        "that ASSESS_DATABASE_URL is right, then make the change again."
    )
    assert PASSWORD not in repr(refused.getrepr(style="long"))


def test_a_missing_driver_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(StoreError) as refused:
        open_store("postgresql://me@127.0.0.1:9/answers").answers.list()
    assert str(refused.value) == (
        "PostgreSQL needs a driver that isn't installed: "
        'python -m pip install "assess-po-pm[postgresql]".'
    )


def test_a_row_that_somebody_else_holds_is_a_sentence(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assess.store import postgresql

    store, other = open_store(postgresql_url), open_store(postgresql_url)
    store.answers.save(CODE, document(), expected=0)
    short = postgresql.EACH_TRANSACTION.replace("5s", "50ms")
    monkeypatch.setattr(postgresql, "EACH_TRANSACTION", short)
    with other.database.writing() as work:
        work.all("SELECT * FROM assessments FOR UPDATE")
        said = sentence(store)
    assert said.endswith("is in use by another program for too long: make the change again.")
    still_there(postgresql_url)


def test_a_connection_that_the_server_ends_is_a_sentence(
    postgresql_url: str, postgresql: Any
) -> None:
    store = open_store(postgresql_url)
    store.answers.save(CODE, document(), expected=0)

    def be_cut_off() -> None:
        with store.database.writing() as work:
            work.change("UPDATE assessments SET document = 'lost'")
            work.all("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StoreError) as refused:
        be_cut_off()
    assert str(refused.value).endswith(
        "was stopped: wait until it runs again, then make the change again."
    )
    still_there(postgresql_url)


def test_no_error_of_the_driver_tells_what_a_person_wrote(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.answers.save(CODE, document(), expected=0)
    with pytest.raises(StoreError) as refused, store.database.writing() as work:
        work.change(
            "INSERT INTO assessments (id, revision, document, created, updated) "
            "VALUES (:id, 0, :note, '', '')",
            id="new",
            note="a very private note",
        )
    assert "very private" not in str(refused.value)
    assert "very private" not in caplog.text
