"""One database, SQLite or PostgreSQL: address, connections, transactions, errors as sentences."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assess.errors import MissingError, StoreError
from assess.store import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Engine

POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Address:
    """An address that was understood. `path` is None for PostgreSQL.

    `url` may hold a password: it is never shown. `place` is what people may see.
    """

    url: str
    place: str
    path: Path | None

    def __repr__(self) -> str:
        return f"Address({self.place})"


def address(url: str) -> Address:
    """Understand `sqlite:///FILE` or `postgresql://NAME:PASSWORD@HOST:PORT/DATABASE`.

    StoreError (a sentence without the password) for anything else.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return file_address(Path(rest[1:]))
    if scheme in POSTGRESQL:
        return _server(rest)
    # what stands before "://" is named only where it can hold no secret
    named = scheme if scheme.isalnum() and len(scheme) < 30 and rest else "that place"
    raise StoreError(
        f"Answers can't be kept in {named}: give ASSESS_DATABASE_URL as sqlite:///FILE or "
        "postgresql://NAME:PASSWORD@HOST/DATABASE."
    )


def file_address(path: Path) -> Address:
    """The address of an SQLite file."""
    return Address(f"sqlite:///{path}", str(path), path)


def _server(rest: str) -> Address:
    try:
        parts = urlsplit(f"postgresql://{rest}")
        host, port, name = parts.hostname, parts.port, parts.path.strip("/")
    except ValueError:
        host, port, name = None, None, ""
    if not name or "/" in name or not (host or "host=" in parts.query):
        raise StoreError(
            "ASSESS_DATABASE_URL can't be understood: write it as "
            "postgresql://NAME:PASSWORD@HOST:PORT/DATABASE, and any of @ : / ? # % in the name or "
            "password as %40 %3A %2F %3F %23 %25."
        )
    where = f"{host}:{port}" if host and port else host or "this computer"
    return Address(
        f"postgresql+psycopg://{rest}", f"the PostgreSQL database {name} on {where}", None
    )


class Work:
    """One transaction. SQL is the part that both databases share; values are always bound."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.for_update = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
        """Appended to a SELECT whose rows are about to change; SQLite has locked all by then."""
        self.erases = False
        """Whether something goes here of which nothing may stay in a log either."""

    def _run(self, sql: str, values: Row | Sequence[Row]) -> CursorResult[Any]:
        from sqlalchemy import text

        return self.connection.execute(text(sql), values)

    def all(self, sql: str, **values: Any) -> list[Row]:
        """Every row, as column → value."""
        return [dict(row) for row in self._run(sql, values).mappings()]

    def one(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.all(sql, **values)), None)

    def value(self, sql: str, **values: Any) -> Any:
        """The first column of the first row, or None."""
        return self._run(sql, values).scalar()

    def change(self, sql: str, **values: Any) -> int:
        """Insert, update or delete; how many rows that met."""
        return self._run(sql, values).rowcount

    def erase(self, sql: str, **values: Any) -> bool:
        """Delete, or overwrite, what must not live on in a log either; whether that met any."""
        found = self.change(sql, **values) > 0
        self.erases = self.erases or found
        return found

    def insert(self, table: str, *rows: Row) -> None:
        """Insert rows of the same columns.

        Names of table and columns must be ours, never a file's or a visitor's.
        """
        if rows:
            names, values = ", ".join(rows[0]), ", ".join(f":{name}" for name in rows[0])
            self._run(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)  # noqa: S608

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
        return sqlite.engine(path) if path else postgresql.engine(self.address.url)

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

    def reading(self, *, snapshot: bool = False) -> AbstractContextManager[Work]:
        """A transaction that only reads; with `snapshot`, all of it sees one moment."""
        return self._transaction(assess_reads=True, assess_snapshot=snapshot)

    def writing(self) -> AbstractContextManager[Work]:
        """A transaction that is on the disk when the block has ended, or not there at all."""
        return self._transaction()

    def unprepared(self) -> AbstractContextManager[Work]:
        """A transaction on a database as it is, of whatever version."""
        return self._transaction(prepare=False)

    @contextmanager
    def _transaction(self, *, prepare: bool = True, **options: bool) -> Iterator[Work]:
        with self.sentences():
            if prepare and not self._ready:
                self._prepare(make=not self._made)
            with (
                self.engine.connect() as connection,
                connection.execution_options(**options).begin(),
            ):
                work = Work(connection)
                yield work
            if work.erases and self.address.path:
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
