"""A store, and a visit that has begun, for the tests beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ipywidgets import Widget

from assess.app.plan import state as session_plan
from assess.app.plan.state import PlanState
from assess.app.state import change_kinds
from assess.app.state.visitor import VisitorState
from assess.app.take.files import VisitorFiles
from assess.domain.model import CompetencyModel
from assess.store import Store
from tests.builders.page import Visitor, widgets
from tests.builders.visits import CODE, MODEL, MONDAY, WORLD


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """What day it is where plans are made: a Saturday, two days before `MONDAY`."""
    day = MONDAY - timedelta(days=2)
    monkeypatch.setattr(session_plan, "today", lambda: day)
    # what tests mark as done was done by then
    monkeypatch.setattr(change_kinds, "today", lambda: day + timedelta(weeks=52))
    return day


@pytest.fixture
def store(tmp_path: Path, made_file: bytes) -> Store:
    path = tmp_path / "answers.sqlite3"
    path.write_bytes(made_file)
    return Store(path)


@pytest.fixture
def session(store: Store) -> VisitorState:
    session = VisitorState(MODEL, store)
    session.begin(CODE)
    return session


@pytest.fixture
def plans(session: VisitorState) -> PlanState:
    return PlanState(session)


@pytest.fixture
def files(session: VisitorState, plans: PlanState) -> VisitorFiles:
    return VisitorFiles(session, plans)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What any widget sends to its browser."""
    messages: list[Any] = []
    monkeypatch.setattr(
        Widget, "send", lambda _self, content, buffers=None: messages.append(content)
    )
    return messages


@pytest.fixture
def visitor(store: Store, sent: list[Any]) -> Iterator[Visitor]:
    """A browser that has said hello."""
    yield from visit(MODEL, store, sent)


@pytest.fixture
def world(store: Store, sent: list[Any]) -> Iterator[Visitor]:
    """The same, where the model asks about the person's world."""
    yield from visit(WORLD, store, sent)


def visit(model: CompetencyModel, store: Store, sent: list[Any]) -> Iterator[Visitor]:
    visitor = Visitor(model, store, sent)
    visitor.says("visit", kind="hello", codes=[], here=None, fresh=CODE)
    yield visitor
    for widget in widgets(visitor.app.root):
        widget.close()
