"""Both databases, for every test that asks for `url` or `store`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forking import Fork, forker
from servers import drop_database, new_database, server

from assess.store import Store, open_store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A running PostgreSQL server."""
    with server() as running:
        yield running


@pytest.fixture
def postgresql_url(postgresql: Any) -> Iterator[str]:
    """The address of an empty database on it."""
    url = new_database(postgresql)
    yield url
    drop_database(postgresql, url)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty place, once in an SQLite file, once on a PostgreSQL server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'deep' / 'answers.sqlite3'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture(scope="session")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fork]:
    """Starts tasks (tasks.py) in processes of their own."""
    with forker(tmp_path_factory.mktemp("logs")) as ready:
        yield ready


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


@pytest.fixture
def file_store(tmp_path: Path) -> Store:
    """A store in an SQLite file."""
    return Store(tmp_path / "deep" / "answers.sqlite3")
