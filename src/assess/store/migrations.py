"""The schema, version by version. Each step and the record of it share one transaction."""

from __future__ import annotations

import sqlite3

from assess.errors import StoreError

APPLICATION = 0x61737372
"""SQLite's application id of our files ("assr"): a file of another program is left alone."""

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
    """Bring the schema to the newest version.

    StoreError where the file is newer than this code or belongs to another program. `db` is in
    autocommit mode (isolation_level None).
    """
    _refuse_foreign(db)
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
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    for number, step in enumerate(STEPS[version:], start=version + 1):
        db.execute(step)
        db.execute(f"PRAGMA user_version = {number}")
    db.execute("COMMIT")


def _refuse_foreign(db: sqlite3.Connection) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (application or tables):
        raise StoreError(
            "The file named for the answers is a database of another program. Move it away, or "
            "name another file in ASSESS_DATABASE_URL."
        )


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
