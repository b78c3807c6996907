"""Addresses of databases: understood, or refused without repeating a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.errors import StoreError
from assess.store import open_store

PASSWORD = "hunter2-is-secret"


def test_an_address_names_a_relative_or_an_absolute_file() -> None:
    assert open_store("sqlite:///here/answers.db").path == Path("here/answers.db")
    assert open_store("sqlite:////var/lib/answers.db").path == Path("/var/lib/answers.db")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        (f"postgresql://me:{PASSWORD}@db.example:5433/answers", "answers on db.example:5433"),
        (f"postgres://me:{PASSWORD}@db.example/answers", "answers on db.example"),
        (f"postgresql+psycopg://me:{PASSWORD}@db.example/answers", "answers on db.example"),
        ("postgresql://me@/answers?host=/run/postgresql", "answers on this computer"),
    ],
)
def test_a_server_is_named_without_its_password(url: str, place: str) -> None:
    store = open_store(url)
    assert store.place == f"the PostgreSQL database {place}"
    assert PASSWORD not in repr(store.database.address)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("sqlite:///", "sqlite"),
        ("sqlite://host/file", "sqlite"),
        ("mysql://me:hunter2-is-secret@host/name", "mysql"),
        ("answers.sqlite3", "that place"),
        ("hunter2-is-secret", "that place"),
        ("", "that place"),
    ],
)
def test_another_address_is_refused_without_repeating_its_password(url: str, named: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert str(refused.value) == (
        f"Answers can't be kept in {named}: give ASSESS_DATABASE_URL as sqlite:///FILE or "
        "postgresql://NAME:PASSWORD@HOST/DATABASE."
    )


@pytest.mark.parametrize(
    "rest",
    [
        "me:hunter2-is-secret@host",  # no database
        "me:hunter2/is-secret@host/name",  # a slash that had to be written as %2F
        "me:hunter2-is-secret@host:port/name",
        "me:hunter2-is-secret@/name",
        "me:hunter2-is-secret@[host/name",
    ],
)
def test_a_servers_address_with_a_mistake_says_how_to_write_it(rest: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(f"postgresql://{rest}")
    assert str(refused.value) == (
        "ASSESS_DATABASE_URL can't be understood: write it as "
        "postgresql://NAME:PASSWORD@HOST:PORT/DATABASE, and any of @ : / ? # % in the name or "
        "password as %40 %3A %2F %3F %23 %25."
    )


def test_opening_touches_nothing_until_the_first_use(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'new' / 'answers.sqlite3'}")
    assert list(tmp_path.iterdir()) == []
