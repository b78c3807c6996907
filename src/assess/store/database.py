"""One database, SQLite or PostgreSQL: connections, transactions, and errors as sentences."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assess.errors import MissingError, StoreError
from assess.store import postgresql, sqlite
from assess.store.address import Address

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Row = Mapping[str, Any]


class Work:
    """One transaction. SQL is the part that both databases share; values are always bound."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.for_update = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
        """Appended to a SELECT whose rows are about to change; SQLite has locked all by then."""

    def all(self, sql: str, **values: Any) -> list[Row]:
        """Every row, as column → value."""
        from sqlalchemy import text

        return [dict(row) for row in self.connection.execute(text(sql), values).mappings()]

    def one(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        rows = self.all(sql, **values)
        return rows[0] if rows else None

    def change(self, sql: str, **values: Any) -> int:
        """Insert, update or delete; how many rows that met."""
        from sqlalchemy import text

        return int(self.connection.execute(text(sql), values).rowcount)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Insert rows. Names of table and columns must be ours, never a file's or a visitor's."""
        from sqlalchemy import text

        if rows:
            names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
            sql = text(f"INSERT INTO {table} ({names}) VALUES ({values})")  # noqa: S608
            self.connection.execute(sql, [dict(row) for row in rows])

    def columns(self) -> dict[str, set[str]]:
        """Every table that is there → the names of its columns."""
        from sqlalchemy import inspect

        found = inspect(self.connection)
        return {
            table: {column["name"] for column in found.get_columns(table)}
            for table in found.get_table_names()
        }


class Database:
    """Where answers are kept. Nothing is imported, opened or made before the first use."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = threading.Lock()
        self._ready = False
        self._made = False  # from then on only `prepare` makes the file again

    @cached_property
    def engine(self) -> Engine:
        """SQLAlchemy's engine; importing that takes longer than any question of ours."""
        path = self.address.path
        return sqlite.engine(path) if path else postgresql.engine(self.address)

    def prepare(self) -> None:
        """Make or migrate the database where that is due; StoreError where it can't be used.

        A file that has disappeared since the last time is made anew; nothing else does that.
        """
        self._ready = False
        with self.sentences():
            self._prepare(make=True)

    def _prepare(self, *, make: bool) -> None:
        from assess.store.migrations import migrate

        with self._lock:
            if self._ready:
                return
            if self.address.path and make:
                sqlite.make_private(self.address.path)
            self._made = True
            migrate(self.engine)
            if self.address.path:
                sqlite.close_to_others(self.address.path)  # only now it is known to be ours
                sqlite.choose_journal(self.engine)
            self._ready = True

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Iterator[Work]:
        """A transaction that only reads; with `snapshot`, all of it sees one moment."""
        with self._transaction(assess_reads=True, assess_snapshot=snapshot) as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """A transaction that is on the disk when the block has ended, or not there at all."""
        with self._transaction() as work:
            yield work

    @contextmanager
    def unprepared(self) -> Iterator[Work]:
        """A transaction on a database as it is, of whatever version."""
        with (
            self.sentences(),
            self.engine.connect() as connection,
            connection.begin(),
        ):
            yield Work(connection)

    @contextmanager
    def _transaction(self, **options: bool) -> Iterator[Work]:
        with self.sentences():
            if not self._ready:
                self._prepare(make=not self._made)
            with (
                self.engine.connect() as connection,
                connection.execution_options(**options).begin(),
            ):
                yield Work(connection)

    def erased(self) -> None:
        """After a deletion: nothing of it stays in a write-ahead log of SQLite's."""
        if self.address.path:
            with self.sentences():
                sqlite.clean_log(self.engine)

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """Turn every error of a driver into one sentence, without its own words or values."""
        import sqlite3

        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            told = self._told(error)
            if not isinstance(told, MissingError):
                self._ready = False  # it may be another database by now: look again
        else:
            return
        raise told from None

    def _told(self, error: Exception) -> StoreError:
        cause, path = getattr(error, "orig", None) or error, self.address.path
        if path is None:
            return StoreError(postgresql.sentence(self.address.place, cause))
        if self._made and sqlite.is_missing(path, cause):
            return MissingError(sqlite.missing(path))
        return StoreError(sqlite.sentence(path, cause))
