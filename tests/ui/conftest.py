"""A store, and a visit that has begun, for the tests beside this file."""

from __future__ import annotations

from pathlib import Path

import pytest
from visits import CODE, MODEL

from assess.store import Store
from assess.ui.session import Session


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "answers.sqlite3")


@pytest.fixture
def session(store: Store) -> Session:
    session = Session(MODEL, store)
    session.begin(CODE)
    return session
