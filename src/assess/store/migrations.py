"""The schema, version by version. Each step and the record of it share one transaction."""

from __future__ import annotations

import sqlite3

from assess.errors import StoreError

STEPS = (
    # 1: one row an assessment; only the hash of its secret code is kept
    """CREATE TABLE assessments (
        id TEXT PRIMARY KEY,
        code_hash TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL CHECK (revision > 0),
        document TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL
    ) STRICT""",
)


def migrate(db: sqlite3.Connection) -> None:
    """Bring the schema to the newest version; StoreError where the file is newer than this code.

    `db` is in autocommit mode (isolation_level None).
    """
    if _version(db) == len(STEPS):
        return
    db.execute("BEGIN IMMEDIATE")  # a second process waits here, then finds the work done
    version = _version(db)
    if version > len(STEPS):
        db.execute("ROLLBACK")
        raise StoreError(
            f"The stored answers were written by a newer version of assess (schema {version}, "
            f"this one knows {len(STEPS)}). Update assess, then try again."
        )
    for number, step in enumerate(STEPS[version:], start=version + 1):
        db.execute(step)
        db.execute(f"PRAGMA user_version = {number}")
    db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
