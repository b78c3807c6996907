"""Both databases, for every test that asks for `url` or `store`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assess.store import Store, open_store
from tests.store.forking import Fork, forker
from tests.store.servers import drop_database, name_of, new_database, server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A running PostgreSQL server."""
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def _made_database(postgresql: Any) -> str:
    """The name of a database of the newest schema with nothing in it."""
    url = new_database(postgresql)
    open_store(url).prepare()
    return name_of(url)


@pytest.fixture
def empty_postgresql_url(postgresql: Any) -> Iterator[str]:
    """The address of a database on it without a table."""
    url = new_database(postgresql)
    yield url
    drop_database(postgresql, url)


@pytest.fixture
def postgresql_url(postgresql: Any, _made_database: str) -> Iterator[str]:
    """The address of a database on it of the newest schema, with nothing in it."""
    url = new_database(postgresql, like=_made_database)
    yield url
    drop_database(postgresql, url)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a place that was never used, once a file, once on a server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'deep' / 'answers.sqlite3'}"
    return str(request.getfixturevalue("empty_postgresql_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, made_file: bytes) -> str:
    """The address of a place of the newest schema, once a file, once on a server."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    path = tmp_path / "deep" / "answers.sqlite3"
    path.parent.mkdir()
    path.write_bytes(made_file)
    return f"sqlite:///{path}"


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
