"""Groups by the sharing service: what the board does for one person at a time, on a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.errors import CohortError, StoreError
from assess.formats.model_yaml.loader import load_model
from assess.hub.board import Board
from assess.hub.identity import Identity
from assess.settings import package_model
from assess.store import Store

JOIN, OWNER = "J" * 26, "o" * 43
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
    assert board.withdraw("anna", JOIN) is True
    assert board.contribution("anna", JOIN) is None


def test_a_wrong_code_opens_no_group(board: Board) -> None:
    with pytest.raises(StoreError, match="No group"):
        board.release(OWNER, None)
    with pytest.raises(StoreError, match="No group has that code"):
        board.join("anna", JOIN, {})
    assert board.group(join_code=JOIN) is None
    assert board.forget_group(OWNER) is False
