"""A whole database in one file, written while people go on working.

From SQLite: an SQLite file, or JSON lines where the file's name ends in `.jsonl`. From PostgreSQL:
always JSON lines. Either restores into either database.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from assess.clock import now
from assess.errors import StoreError
from assess.store.database import Database
from assess.store.migrations import NEWEST, TABLES

KIND = "assess backup"


def back_up(database: Database, path: Path) -> int:
    """Write a backup, whole or not at all; how many assessments are in it.

    The file is readable by its owner only. StoreError where it is there already or can't be
    written.
    """
    if path.exists():
        raise StoreError(f"{path} is there already: name another file, or move it away.")
    lines = database.address.path is None or path.suffix == ".jsonl"
    with _new_file(path) as unfinished:
        if lines:
            with unfinished.open("wb") as stream:
                return _write_lines(database, stream)
        return _copy(database, unfinished)


def _write_lines(database: Database, stream: IO[bytes]) -> int:
    digest, rows, assessments = hashlib.sha256(), 0, 0
    head = {"kind": KIND, "format": 1, "schema": NEWEST, "made": now()}
    stream.write(_line(head))
    with database.reading(snapshot=True) as work:
        for table, columns in TABLES.items():
            names = ", ".join(columns)
            for row in work.all(f"SELECT {names} FROM {table}"):  # noqa: S608
                text = _line({"table": table, "row": dict(row)})
                digest.update(text)
                stream.write(text)
                rows += 1
                assessments += table == "assessments"
    # without this line the file was cut off
    stream.write(_line({"rows": rows, "sha256": digest.hexdigest()}))
    return assessments


def _copy(database: Database, target: Path) -> int:
    import sqlite3

    database.prepare()
    with database.sentences():
        source = database.engine.raw_connection()
        copy = sqlite3.connect(target)
        try:
            # all pages in one go: a change of somebody else waits for milliseconds
            source.dbapi_connection.backup(copy)  # type: ignore[union-attr]
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, never a log beside it
            return int(copy.execute("SELECT count(*) FROM assessments").fetchone()[0])
        finally:
            copy.close()
            source.close()


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """A private file that takes the name `path` when it is complete and on the disk."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        try:
            yield Path(name)
            _sync(Path(name))
            Path(path).hardlink_to(name)  # fails where somebody made that file meanwhile
        finally:
            Path(name).unlink(missing_ok=True)
        _sync(path.parent)
    except OSError as error:
        raise StoreError(
            f"{path} can't be written ({error.strerror}): choose another place."
        ) from None


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=True) + "\n").encode()
