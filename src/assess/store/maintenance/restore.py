"""A backup put back, into SQLite or PostgreSQL, of any version of the schema.

The backup is unpacked into a file of its own, brought to the newest version and checked there;
only then does one transaction put its rows in the place of the present ones.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from assess.errors import StoreError
from assess.files import opened
from assess.store.address import file_address
from assess.store.answers import restore_erasures
from assess.store.database import Database, Work
from assess.store.maintenance.backup import KIND
from assess.store.maintenance.checking import problems
from assess.store.migrations import NEWEST, TABLES, migrate
from assess.store.sqlite import make_private

_SQLITE = b"SQLite format 3\0"


def restore(database: Database, path: Path, *, replace: bool) -> int:
    """Put a backup in the place of what is stored; how many assessments there are then.

    StoreError, and nothing is changed, where the file is no backup, was cut off or changed, comes
    from a newer version, doesn't hang together, or where something is stored and `replace` isn't
    set.
    """
    try:
        place = tempfile.TemporaryDirectory(prefix="assess-restore-")  # closed to others
    except OSError as error:
        raise StoreError(
            f"There is no place to unpack the backup ({error.strerror or error}): set TMPDIR to a "
            "directory that can be written."
        ) from None
    with place as name:
        unpacked = Database(file_address(Path(name) / "backup.sqlite3"))
        _unpack(path, unpacked)
        found = problems(unpacked)
        if found:
            raise StoreError(f"{path} is damaged ({found[0]}): take an older backup.")
        with database.writing() as work, unpacked.reading() as source:
            return _exchange(work, source, replace=replace)


def _exchange(work: Work, source: Work, *, replace: bool) -> int:
    if not replace and any(
        work.one(f"SELECT 1 AS n FROM {table} LIMIT 1")  # noqa: S608
        for table in TABLES
        if table != "erased"
    ):
        raise StoreError("Answers are stored here already: add --replace to erase them first.")
    erased = work.all("SELECT code_hash, day FROM erased")
    for table in reversed(list(TABLES)):
        work.change(f"DELETE FROM {table}")  # noqa: S608
    for table, columns in TABLES.items():
        rows = source.all(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608
        work.insert(table, columns, rows)
    restore_erasures(work, erased)
    return len(source.all("SELECT id FROM assessments"))


def _unpack(path: Path, unpacked: Database) -> None:
    try:
        with opened(path) as stream:
            head = stream.read(len(_SQLITE))
            stream.seek(0)
            target = unpacked.address.path
            assert target is not None
            make_private(target)
            if head == _SQLITE:
                with target.open("wb") as copy:
                    shutil.copyfileobj(stream, copy)
            else:
                _unpack_lines(path, stream, unpacked)
    except OSError as error:
        raise StoreError(f"{path} can't be read ({error.strerror}): check its name.") from None
    try:
        unpacked.prepare()
    except StoreError as error:
        if "newer version" in str(error):
            raise
        raise _no_backup(path) from None


def _unpack_lines(path: Path, stream: BinaryIO, unpacked: Database) -> None:
    lines = _lines(path, stream)
    head = next(lines, None)
    if not isinstance(head, dict) or head.get("kind") != KIND:
        raise _no_backup(path)
    version = head.get("schema")
    if head.get("format") != 1 or not isinstance(version, int) or not 1 <= version <= NEWEST:
        raise StoreError(f"{path} was made by a newer version of assess. Update assess first.")
    migrate(unpacked.engine, to=version)
    digest, rows, end = hashlib.sha256(), 0, None
    with unpacked.unprepared() as work:
        known = work.columns()
        for line in lines:
            if "table" not in line:
                end = line
                break
            table, row = line.get("table"), line.get("row")
            # what a file names becomes SQL only if our own schema has it
            if table not in known or not isinstance(row, dict) or set(row) != known[table]:
                raise StoreError(f"{path} is damaged (unknown rows): take an older backup.")
            work.insert(table, tuple(row), [row])
            digest.update((json.dumps(line) + "\n").encode())
            rows += 1
    if end != {"rows": rows, "sha256": digest.hexdigest()}:
        raise StoreError(f"{path} was cut off or changed: take an older backup.")


def _lines(path: Path, stream: BinaryIO) -> Iterator[Any]:
    for line in stream:
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise _no_backup(path)
        yield value


def _no_backup(path: Path) -> StoreError:
    return StoreError(f"{path} is no backup of assess: choose the file that `data backup` wrote.")
