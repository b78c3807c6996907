"""SQLite: how a connection is set up, and what its errors mean for a person."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess import settings
from assess.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

APPLICATION = 0x61737372
"""SQLite's application id of our files ("assr"): a file of another program is left alone."""

PATIENCE = 10
"""Seconds to wait for another writer: a busy disk alone may take some of them for one sync."""

PAUSE = 0.005
"""Seconds between two attempts to begin writing, on average."""

MIGRATION_PATIENCE = 60
"""Seconds to wait for another process that migrates."""


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether a version of SQLite has no known corruption of write-ahead logs.

    The "WAL-reset" bug is fixed in 3.44.6, 3.50.7, 3.51.3 and later (SQLite's release notes).
    """
    return (
        version >= (3, 51, 3) or (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51)
    )


def engine(path: Path) -> Engine:
    """An engine that opens the file anew for each use and syncs each commit to the disk.

    It never makes the file: one that disappeared would come back readable by everybody.
    """
    from sqlalchemy import URL, NullPool, create_engine, event

    made = create_engine(
        URL.create(
            "sqlite", database=path.absolute().as_uri(), query={"uri": "true", "mode": "rw"}
        ),
        poolclass=NullPool,  # each page is a process; none holds the file open
        hide_parameters=True,
        connect_args={"timeout": PATIENCE, "isolation_level": None},
    )
    event.listen(made, "connect", _on_connect)
    event.listen(made, "begin", _on_begin)
    return made


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # EXTRA also syncs the directory: an acknowledged answer survives a power cut
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("assess_migrates"):
        # rebuilding a table drops the old one, and that must not take what refers to it along
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    if options.get("assess_reads"):
        connection.exec_driver_sql("BEGIN")
    else:
        patience = MIGRATION_PATIENCE if options.get("assess_migrates") else PATIENCE
        _begin_writing(connection, patience)


def _begin_writing(connection: Connection, patience: float) -> None:
    """BEGIN IMMEDIATE: a reader that turns into a writer could be refused, a writer waits.

    SQLite's own waiting sleeps longer and longer, so that among many writers those who have
    waited longest are the last to be served. Here all ask equally often.
    """
    until = time.monotonic() + patience
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    raw = connection.connection.dbapi_connection
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0, 2 * PAUSE))  # noqa: S311  # no secret
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(patience * 1000)}")


def choose_journal(made: Engine) -> None:
    """A write-ahead log where this SQLite is free of its bug, else the rollback journal."""
    wanted = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    if _pragma(made, "journal_mode") != wanted:
        _pragma(made, f"journal_mode = {wanted}")


def clean_log(made: Engine) -> None:
    """Empty the write-ahead log, where there is one: what was erased must not live on in it."""
    _pragma(made, "wal_checkpoint(TRUNCATE)")


def _pragma(made: Engine, what: str) -> Any:
    """What SQLite answers, outside of any transaction."""
    with closing(made.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        return cursor.execute(f"PRAGMA {what}").fetchone()[0]


def make_private(path: Path) -> None:
    """Make the file, readable by its owner only, where there is none.

    Its directory, where that is missing, is made for its owner only too. StoreError where this is
    no ordinary file.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    if not path.is_file():
        raise StoreError(
            f"{path} is not an ordinary file: name another one in ASSESS_DATABASE_URL."
        )


def close_to_others(path: Path) -> None:
    """Let only its owner read a file of ours, and what SQLite keeps beside it.

    assess's own data directory is closed too; any other stays as whoever made it wanted it.
    """
    with suppress(StoreError):  # no home directory, so no directory of ours in it
        if path.parent == settings.data_dir():
            _close(path.parent)
    for beside in ("", "-journal", "-wal", "-shm"):
        _close(path.with_name(path.name + beside))


def _close(path: Path) -> None:
    # no journal, another user's file, a disk for reading only: nothing to do, or nothing we can
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            path.chmod(mode & ~0o077)


def is_missing(path: Path, error: Exception) -> bool:
    """Whether an error comes from the file having disappeared or been emptied."""
    return not path.exists() or "no such table" in str(error)


def missing(path: Path) -> str:
    """What to say of a file that disappeared while it was in use."""
    return (
        f"{path} has disappeared or was emptied, so nothing can be kept in it. Put the file back, "
        "or restore a backup: assess data restore FILE."
    )


def sentence(path: Path, error: Exception) -> str:
    """What is wrong, where, and what to do; `error` is sqlite3's or the operating system's."""
    reason = str(error)
    if "not a database" in reason:
        return f"{path} is not a database of this program. Move it away and try again."
    if "locked" in reason:
        return f"{path} is in use by another program for too long. Close it and try again."
    if "full" in reason or "No space" in reason:
        return f"The disk that holds {path} is full: make room, then make the change again."
    if "malformed" in reason:
        return f"{path} is damaged. Move it away and restore a backup: assess data restore FILE."
    return (
        f"Answers can't be kept in {path.parent} ({reason}). Make that directory writable, or set "
        "ASSESS_DATABASE_URL to another place, for example sqlite:////home/you/assess.sqlite3."
    )
