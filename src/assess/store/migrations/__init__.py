"""Bring a database to the newest schema, one version and one transaction at a time.

The steps are Alembic's, in `versions`. SQLite keeps the version in `user_version` too:
a release from before Alembic reads it there and refuses a newer file with a sentence.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING

from assess.errors import StoreError
from assess.store.sqlite import APPLICATION

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NEWEST = 8
"""The version of the schema that this code reads and writes."""

TABLES: Mapping[str, tuple[str, ...]] = {
    "assessments": ("id", "revision", "document", "created", "updated"),
    "items": ("assessment_id", "section", "number", "body"),
    "keys": ("code_hash", "assessment_id", "added"),
    "shares": (
        *("id", "assessment_id", "secret_hash", "purpose", "created", "expires", "used", "revoked"),
    ),
    "accesses": ("assessment_id", "number", "share_id", "who", "what", "at"),
    "groups": (
        *("id", "title", "model_id", "k", "join_hash", "owner_hash", "created", "open", "role"),
    ),
    "contributions": (
        *("group_id", "assessment_id", "levels", "changed", "released", "updated"),
        *("name", "subjects"),
    ),
    "releases": ("group_id", "number", "document", "created"),
    "feedback_requests": (
        *("id", "assessment_id", "code_hash", "model_id", "model_version", "name", "skills"),
        *("created", "expires", "ended"),
    ),
    "feedback_replies": ("request_id", "id", "key_hash", "body", "created", "updated"),
    "tries": ("minute", "number"),
    "erased": ("code_hash", "day"),
}
"""Table of the newest schema → its columns; those that others refer to first."""

VERSION_TABLE = "assess_version"
"""Alembic's own name for it could be taken by another program of the same server."""

_one_at_a_time = threading.Lock()


def migrate(engine: Engine, to: int = NEWEST) -> None:
    """Bring the schema to version `to`.

    StoreError where the database is newer than this code or belongs to another program; nothing
    is changed then. A second process waits, then finds the work done.
    """
    with engine.connect() as connection, connection.execution_options(assess_reads=True).begin():
        before = version(connection)
        _refuse_newer(before)
    if before < to:
        from alembic import command  # noqa: F401  # imported before anybody has to wait for us
    while before < to:
        with (
            _one_at_a_time,  # Alembic keeps its context in globals
            engine.connect() as connection,
            connection.execution_options(assess_migrates=True).begin(),
        ):
            before = _step(connection, to)


def _step(connection: Connection, to: int) -> int:
    """One version up, with the record of it; the version reached."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION})")
    before = version(connection)  # another process may have been here while we waited
    _refuse_newer(before)
    if before >= to:
        return before
    from alembic import command
    from alembic.config import Config

    config = Config()
    script = str(resources.files("assess.store") / "migrations")
    config.set_main_option("script_location", script.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if before and not _has(connection, VERSION_TABLE):
        command.stamp(config, f"{before:04}")
    command.upgrade(config, f"{before + 1:04}")
    if connection.dialect.name == "sqlite":
        if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise StoreError("The stored answers don't hang together: restore a backup.")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {before + 1}")
    return before + 1


def version(connection: Connection) -> int:
    """The schema's version; 0: empty. StoreError where it's another program's database."""
    if connection.dialect.name == "sqlite":
        return _file_version(connection)
    if _has(connection, VERSION_TABLE):
        sql = f"SELECT version_num FROM {VERSION_TABLE}"  # noqa: S608
        return int(connection.exec_driver_sql(sql).scalar() or 0)
    if _has(connection, "assessments"):
        raise StoreError(
            "The database named in ASSESS_DATABASE_URL holds another program's tables. Give "
            "assess a database of its own."
        )
    return 0


def _file_version(connection: Connection) -> int:
    def pragma(name: str) -> int:
        return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())

    application = pragma("application_id")
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if application != APPLICATION and (application or tables):
        raise StoreError(
            "The file named for the answers is a database of another program. Move it away, or "
            "name another file in ASSESS_DATABASE_URL."
        )
    return pragma("user_version")


def _refuse_newer(found: int) -> None:
    if found > NEWEST:
        raise StoreError(
            f"The stored answers were written by a newer version of assess (schema {found}, "
            f"this one knows {NEWEST}). Update assess, then try again."
        )


def _has(connection: Connection, table: str) -> bool:
    from sqlalchemy import inspect

    return inspect(connection).has_table(table)
