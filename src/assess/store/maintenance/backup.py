"""Back a whole store up, and restore it.

From SQLite: an SQLite file, or JSON lines where the file's name ends in `.jsonl`. From PostgreSQL:
always JSON lines. Either restores into either database.

The backup is unpacked into a file of its own, brought to the newest version and checked there;
only then does one transaction put its rows in the place of the present ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from assess.clock import now
from assess.errors import StoreError
from assess.files import opened
from assess.store.answers import Part, restore_erasures
from assess.store.database import Database, Work, file_address
from assess.store.maintenance.retention import Retention
from assess.store.migrations import NEWEST, TABLES, migrate
from assess.store.sqlite import make_private

KIND = "assess backup"


class Backups(Part):
    """A store's backups. Every method may raise StoreError (a sentence)."""

    def back_up(self, path: Path) -> int:
        """Write a backup while others work, whole or not at all; how many assessments are in it.

        The file is readable by its owner only. StoreError where it is there already or can't be
        written.
        """
        if path.exists():
            raise StoreError(f"{path} is there already: name another file, or move it away.")
        with _new_file(path) as unfinished:
            if self.database.address.path and path.suffix != ".jsonl":
                return _copy(self.database, unfinished)
            with unfinished.open("wb") as stream:
                return _write_lines(self.database, stream)

    def restore(self, path: Path, *, replace: bool = False) -> int:
        """Put a backup in the place of what is stored; how many assessments there are then.

        StoreError, and nothing is changed, where the file is no backup, was cut off or changed,
        comes from a newer version, doesn't hang together, or where something is stored and
        `replace` isn't set.
        """
        try:
            place = tempfile.TemporaryDirectory(prefix="assess-restore-")  # closed to others
        except OSError as error:
            raise StoreError(
                f"There is no place to unpack the backup ({error.strerror or error}): set TMPDIR "
                "to a directory that can be written."
            ) from None
        with place as name:
            unpacked = Database(file_address(Path(name) / "backup.sqlite3"))
            _unpack(path, unpacked)
            found = Retention(unpacked).check()
            if found:
                raise StoreError(f"{path} is damaged ({found[0]}): take an older backup.")
            with self.database.writing() as work, unpacked.reading() as source:
                return _exchange(work, source, replace=replace)


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


_SQLITE = b"SQLite format 3\0"


def _exchange(work: Work, source: Work, *, replace: bool) -> int:
    if not replace and any(
        work.value(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
        for table in TABLES
        if table != "erased"
    ):
        raise StoreError("Answers are stored here already: add --replace to erase them first.")
    erased = work.all("SELECT code_hash, day FROM erased")
    for table in reversed(list(TABLES)):
        work.erase(f"DELETE FROM {table}")  # noqa: S608
    for table, columns in TABLES.items():
        work.insert(table, *source.all(f"SELECT {', '.join(columns)} FROM {table}"))  # noqa: S608
    restore_erasures(work, erased)
    return int(source.value("SELECT count(*) FROM assessments"))


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
            work.insert(table, row)
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
