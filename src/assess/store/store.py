"""Answers on disk: one row a person's assessment, found by the hash of a secret code.

The code itself is never stored: whoever holds it can read and change that one assessment.
Documents are the JSON form of an assessment; what is in them is not this module's business.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assess.answers import now
from assess.errors import StaleWriteError, StoreError
from assess.store.migrations import migrate

CODE = re.compile(r"[A-Za-z0-9_-]{22,128}")
"""A code is at least 22 characters of base64url: 128 random bits."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored assessment. `document` is its JSON form, `updated` UTC (`…Z`)."""

    id: str
    revision: int
    updated: str
    document: Mapping[str, Any]


def code_hash(code: str) -> str:
    """What is kept of a code; StoreError where it has not the form of one."""
    if not CODE.fullmatch(code):
        raise StoreError("That code is not one of ours: it has at least 22 letters and digits.")
    return hashlib.sha256(code.encode()).hexdigest()


class Store:
    """Assessments in one SQLite file, made on the first use.

    Raises StoreError (a sentence) where the directory can't be written, the file is no database
    of ours, is locked for more than five seconds, or was made by a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ready = False

    def load(self, code: str) -> Stored | None:
        """What is stored under a code, or None."""
        with self._connection() as db:
            return _first(db, "WHERE code_hash = ?", code_hash(code))

    def save(self, code: str, document: Mapping[str, Any], *, expected: int) -> int:
        """Keep a document whose last known revision is `expected` (0: a new one).

        Returns the new revision. Raises StaleWriteError, and changes nothing, where another
        revision is stored.
        """
        key, moment = code_hash(code), now()
        with self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            found = _first(db, "WHERE code_hash = ?", key)
            if (found.revision if found else 0) != expected:
                raise StaleWriteError(
                    "Your last change was not kept: these answers were changed in another tab or "
                    "window. Show the newer answers and make the change again."
                )
            body = json.dumps({**document, "revision": expected + 1}, ensure_ascii=False)
            if found:
                db.execute(
                    "UPDATE assessments SET revision = ?, document = ?, updated = ? "
                    "WHERE code_hash = ?",
                    (expected + 1, body, moment, key),
                )
            else:
                db.execute(
                    "INSERT INTO assessments (id, code_hash, revision, document, created, updated) "
                    "VALUES (?, ?, 1, ?, ?, ?)",
                    (document["id"], key, body, moment, moment),
                )
            db.execute("COMMIT")
        return expected + 1

    def forget(self, code: str) -> bool:
        """Erase what is stored under a code; whether there was anything."""
        return self._delete("code_hash = ?", code_hash(code))

    def list(self) -> tuple[Stored, ...]:
        """Everything stored, oldest change first."""
        with self._connection() as db:
            rows = db.execute(_SELECT + " ORDER BY updated, id").fetchall()
        return tuple(_stored(row) for row in rows)

    def get(self, assessment_id: str) -> Stored | None:
        """One assessment by its id, for the person at the command line."""
        with self._connection() as db:
            return _first(db, "WHERE id = ?", assessment_id)

    def erase(self, assessment_id: str) -> bool:
        """Erase one assessment by its id; whether there was one."""
        return self._delete("id = ?", assessment_id)

    def _delete(self, where: str, value: str) -> bool:
        with self._connection() as db:
            deleted = db.execute(f"DELETE FROM assessments WHERE {where}", (value,)).rowcount  # noqa: S608
        return deleted > 0

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for one use: each kernel is a process, none holds the file open."""
        try:
            if not self._ready:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                _private(self.path)
            db = sqlite3.connect(self.path, timeout=5, isolation_level=None)
            try:
                # EXTRA also syncs the directory: an acknowledged answer survives a power cut
                db.execute("PRAGMA synchronous = EXTRA")
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA secure_delete = ON")
                if not self._ready:
                    migrate(db)
                    self._ready = True
                yield db
            finally:
                db.close()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(_sentence(self.path, error)) from error


def open_store(url: str) -> Store:
    """The store at a URL: `sqlite:///relative/path` or `sqlite:////absolute/path`."""
    if not url.startswith("sqlite:///") or url == "sqlite:///":
        raise StoreError(
            f"Answers can't be kept in {url.split(':', 1)[0]}: give ASSESS_DATABASE_URL as "
            "sqlite:///FILE."
        )
    return Store(Path(url.removeprefix("sqlite:///")))


_SELECT = "SELECT id, revision, updated, document FROM assessments"


def _first(db: sqlite3.Connection, where: str, value: str) -> Stored | None:
    row = db.execute(f"{_SELECT} {where}", (value,)).fetchone()
    return None if row is None else _stored(row)


def _stored(row: tuple[Any, ...]) -> Stored:
    return Stored(row[0], row[1], row[2], json.loads(row[3]))


def _private(path: Path) -> None:
    """Make the file readable by its owner only, before anything is written to it."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _sentence(path: Path, error: Exception) -> str:
    reason = str(error)
    if isinstance(error, sqlite3.DatabaseError) and "not a database" in reason:
        return f"{path} is not a database of this program. Move it away and try again."
    if "locked" in reason:
        return f"{path} is in use by another program for too long. Close it and try again."
    if "full" in reason:
        return f"The disk that holds {path} is full: make room, then make the change again."
    return (
        f"Answers can't be kept in {path.parent} ({reason}). Make that directory writable, or set "
        "ASSESS_DATABASE_URL to another place, for example sqlite:////home/you/assess.sqlite3."
    )
