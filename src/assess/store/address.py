"""Where answers are kept, from an address: an SQLite file or a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assess.errors import StoreError

POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


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
