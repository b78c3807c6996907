"""One database, SQLite or PostgreSQL: connections, transactions, and errors as sentences."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assess.errors import StoreError
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

    @cached_property
    def engine(self) -> Engine:
        """SQLAlchemy's engine; importing that takes longer than any question of ours."""
        path = self.address.path
        return sqlite.engine(path) if path else postgresql.engine(self.address)

    def prepare(self) -> None:
        """Make or migrate the database where that is due; StoreError where it can't be used."""
        with self.sentences():
            self._prepare()

    def _prepare(self) -> None:
        from assess.store.migrating import migrate

        with self._lock:
            if self._ready:
                return
            if self.address.path:
                sqlite.make_private(self.address.path)
            migrate(self.engine)
            if self.address.path:
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
            if not self._ready or self._gone():
                self._ready = False
                self._prepare()
            with (
                self.engine.connect() as connection,
                connection.execution_options(**options).begin(),
            ):
                yield Work(connection)

    def _gone(self) -> bool:
        """Whether somebody has taken the file away, or emptied it, since it was made."""
        path = self.address.path
        return path is not None and not (path.exists() and path.stat().st_size)

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
            told = self._sentence(error)
            self._ready = False  # it may be another database by now: look again at the next use
        else:
            return
        raise StoreError(told) from None

    def _sentence(self, error: Exception) -> str:
        cause = getattr(error, "orig", None) or error
        if self.address.path:
            return sqlite.sentence(self.address.path, cause)
        return postgresql.sentence(self.address.place, cause)
