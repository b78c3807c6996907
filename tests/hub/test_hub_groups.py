"""Groups by the sharing service: what the board does for one person at a time, on a real store."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application

from assess.domain.answers import Assessment
from assess.errors import CohortError, StoreError
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.hub.api import Api, api_routes
from assess.hub.board import Board, Identity
from assess.hub.client import HubGroups, SharingService
from assess.settings import package_model
from assess.store import NewGroup, Store

Named = Callable[[str], HubGroups]
JOIN, OTHER, OWNER = "J" * 26, "K" * 26, "o" * 43
PEOPLE = [f"person-{number}" for number in range(6)]


@pytest.fixture
def board(tmp_path: Path) -> Board:
    store = Store(tmp_path / "shared.sqlite3")
    return Board(store, Identity(b"k" * 32), lambda: load_model(package_model()))


def test_a_group_of_enough_people_is_released_and_a_smaller_one_is_not(board: Board) -> None:
    model = load_model(package_model())
    board.new_group("Product days", model.id, 5, JOIN, OWNER)
    levels = {item.id: 3 for item in model.competencies}
    for person in PEOPLE[:4]:
        board.join(person, JOIN, levels)
    with pytest.raises(CohortError, match="5"):
        board.release(OWNER, None)
    for person in PEOPLE[4:]:
        board.join(person, JOIN, levels)
    made = board.release(OWNER, None)
    assert made["number"] == 1
    assert made["document"]["people"] == 6
    assert board.releases(OWNER) == [made]


def test_levels_can_be_added_without_sharing_answers_and_taken_back(board: Board) -> None:
    model = load_model(package_model())
    board.new_group("Product days", model.id, 5, JOIN, OWNER)
    levels = {model.competencies[0].id: 2}
    board.join("anna", JOIN, levels)
    assert board.contribution("anna", JOIN) == levels
    assert board.contribution("ben", JOIN) is None
    assert board.everything("anna")["assessment"]["document"]["answers"] == {}
    assert board.withdraw("ben", JOIN) is False
    board.new_group("Another day", model.id, 5, OTHER, "p" * 43)
    board.join("anna", OTHER, levels)
    assert board.withdraw("anna", JOIN) is True
    assert board.contribution("anna", JOIN) is None
    assert board.contribution("anna", OTHER) == levels
    assert board.withdraw("anna", OTHER) is True
    assert board.everything("anna") == {}
    # somebody who shared answers keeps them
    document = json.loads(dumps(Assessment(model.id, model.version)))
    board.keep("ben", document)
    board.join("ben", JOIN, levels)
    assert board.withdraw("ben", JOIN) is True
    assert board.everything("ben")["assessment"]["document"]["id"] == document["id"]


def test_a_wrong_code_opens_no_group(board: Board) -> None:
    with pytest.raises(StoreError, match="No group"):
        board.release(OWNER, None)
    with pytest.raises(StoreError, match="No group has that code"):
        board.join("anna", JOIN, {})
    assert board.group(join_code=JOIN) is None
    assert board.forget_group(OWNER) is False


@pytest.fixture
def at_service(board: Board, monkeypatch: pytest.MonkeyPatch) -> Iterator[Named]:
    """The groups as each person's own server asks for them, over HTTP; a token is a name here."""

    def whose(handler: Api) -> dict[str, Any]:
        token = handler.request.headers["Authorization"].removeprefix("token ")
        return {"name": token, "kind": "user"}

    monkeypatch.setattr(Api, "get_current_user", whose)
    socket, port = bind_unused_port()
    ready, loop = threading.Event(), asyncio.new_event_loop()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        server = HTTPServer(Application(api_routes("/", board)))
        server.add_socket(socket)
        loop.call_soon(ready.set)
        loop.run_forever()
        server.stop()

    thread = threading.Thread(target=serve)
    thread.start()
    ready.wait()
    yield lambda name: HubGroups(SharingService(f"http://127.0.0.1:{port}/", name))
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def open_team(board: Board, at_service: Named) -> dict[str, Any]:
    """An open group with Ana and Ben in it; the levels they added."""
    model = load_model(package_model())
    at_service("lead").add(NewGroup("Our team", model.id, 2, JOIN, OWNER, open=True))
    levels = {model.competencies[0].id: 2}
    subjects = [[model.competencies[1].id]]
    at_service("ana").join(JOIN, "", levels, name="Ana", subjects=subjects)
    at_service("ben").join(JOIN, "", {model.competencies[0].id: 4}, name="Ben")
    return levels


def test_whoever_joined_an_open_group_sees_the_others_and_nobody_else_does(
    board: Board, at_service: Named
) -> None:
    levels = open_team(board, at_service)
    ana, ben = at_service("ana").team(JOIN, "")
    assert (ana.name, ana.levels, ana.own) == ("Ana", levels, True)
    assert (ben.name, ben.own) == ("Ben", False)
    # whoever says no, or made the group, sees nobody; the others go on without them
    for name in ("cy", "lead"):
        assert at_service(name).contribution(JOIN, "") is None
        with pytest.raises(StoreError, match="Only people in this group see each other"):
            at_service(name).team(JOIN, "")
    with pytest.raises(StoreError, match="This group is open"):
        at_service("lead").release(OWNER, None)
    with pytest.raises(StoreError, match="has that name already"):
        at_service("cy").join(JOIN, "", levels, name="ana")
    assert len(at_service("ben").team(JOIN, "")) == 2


def test_whoever_leaves_an_open_group_or_erases_their_copy_leaves_no_trace(
    board: Board, at_service: Named
) -> None:
    levels = open_team(board, at_service)
    at_service("cy").join(JOIN, "", levels, name="Cy")
    assert at_service("ben").withdraw(JOIN, "") is True
    assert [member.name for member in at_service("ana").team(JOIN, "")] == ["Ana", "Cy"]
    assert board.everything("ben") == {}
    with pytest.raises(StoreError, match="Only people in this group"):
        at_service("ben").team(JOIN, "")
    assert board.erase("cy") is True
    assert [member.name for member in at_service("ana").team(JOIN, "")] == ["Ana"]
    with board._store.database.reading() as work:
        rows = work.all("SELECT name, levels, subjects FROM contributions")
    assert [row["name"] for row in rows] == ["Ana"]
    # the names are free again
    at_service("dan").join(JOIN, "", levels, name="Ben")


def test_only_codes_that_open_nothing_are_counted_as_guesses(
    board: Board, at_service: Named
) -> None:
    open_team(board, at_service)
    for _ in range(20):
        assert len(at_service("ana").team(JOIN, "")) == 2
    # a right code beside it hides no guess
    guess = {"join_code": JOIN, "owner_code": "x" * 43}
    for _ in range(10):
        assert at_service("eve")._ask("forget", **guess) is False
    for what, codes in (("forget", guess), ("show", {"join_code": "X" * 26})):
        with pytest.raises(StoreError, match="Too many codes in one minute"):
            at_service("eve")._ask(what, **codes)
    assert at_service("ana").of_owner(OWNER) is not None
