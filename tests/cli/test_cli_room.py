"""assess serve --room: what lies in its file, and one sentence for what can't be."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assess.cli import room as rooms
from assess.cli.main import main
from assess.cli.room import OpenRoom, open_room, release_question
from assess.errors import AssessError, CohortError, ServeError
from assess.formats.model_yaml.loader import load_model
from assess.store import Store, open_store
from tests.cli.test_cli_group import join
from tests.notebooks.test_workshop import SECOND

MODEL = load_model(SECOND)
Enter = Callable[..., OpenRoom]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    url = f"sqlite:///{tmp_path / 'answers.sqlite3'}"
    monkeypatch.setenv("ASSESS_DATABASE_URL", url)
    monkeypatch.setenv("ASSESS_MODEL", str(SECOND))
    return open_store(url)


@pytest.fixture
def enter(store: Store) -> Enter:
    def call(title: str | None = "Days", **more: Any) -> OpenRoom:
        said = {"is_open": False, "role": None, **more}
        return open_room(title, store, lambda: MODEL, **said)

    return call


def test_a_room_lies_in_a_file_that_only_its_owner_reads_and_is_a_groups_key(
    enter: Enter, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    room = enter()
    assert stat.S_IMODE(room.path.stat().st_mode) == 0o600
    assert len(room.code()) == 6
    assert main(["group", "show", str(room.path)]) == 0
    assert "Days: fewer than 5 people so far" in capsys.readouterr().out
    found = store.groups.to_join(room.join_code)
    assert found is not None
    assert (found.title, found.k, found.open) == ("Days", 5, False)


def test_the_same_title_is_the_same_room_and_another_one_puts_it_aside(
    enter: Enter, capsys: pytest.CaptureFixture[str]
) -> None:
    first = enter()
    first.failed()
    first.entered()
    again = enter(None)
    assert (again.code(), again.token, again.join_code, again.wrong()) == (
        first.code(),
        first.token,
        first.join_code,
        1,
    )
    other = enter("Other days")
    assert other.join_code != first.join_code
    assert other.wrong() == 0
    (aside,) = other.path.parent.glob("room-*.json")
    assert json.loads(aside.read_text(encoding="utf-8"))["join"] == first.join_code
    assert str(aside) in capsys.readouterr().out


def test_a_room_that_was_put_aside_opens_again_by_its_title(
    enter: Enter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = enter("Days")
    other = enter("Other days")
    (tmp_path / "room-unreadable.json").write_text("{", encoding="utf-8")
    again = enter("Days")
    assert (again.join_code, again.token, again.secret, again.path) == (
        first.join_code,
        first.token,
        first.secret,
        first.path,
    )
    assert enter("Other days").join_code == other.join_code
    capsys.readouterr()
    with pytest.raises(ServeError, match="is closed, and people joined it as that"):
        enter("Days", is_open=True)


def test_another_day_has_other_digits_and_no_wrong_ones(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = enter()
    before = room.code()
    room.failed()
    monkeypatch.setattr(rooms, "today", lambda: date(2030, 1, 1))
    drawn = iter([111111, 222222])
    monkeypatch.setattr(rooms.secrets, "randbelow", lambda _: next(drawn))
    assert room.code() == "111111" != before
    assert room.code() == "111111"
    assert room.wrong() == 0
    assert enter().code() == "111111"


def test_the_wall_says_nothing_of_fewer_than_five(enter: Enter, store: Store) -> None:
    room = enter()
    for _ in range(4):
        room.entered()
    assert {number for _, number in room.standing().lines} == {"fewer than 5"}
    join(store, room.path, range(4))
    assert dict(room.standing().lines)["Added their levels"] == "fewer than 5"
    room.entered()
    join(store, room.path, range(6))
    assert dict(room.standing().lines) == {
        "In the room": "5",
        "Rated everything": "fewer than 5",
        "Added their levels": "6",
    }


def test_results_are_asked_about_released_and_drawn(enter: Enter, store: Store) -> None:
    room = enter(role=MODEL.role_pair[0])
    with pytest.raises(CohortError, match="Fewer than 5 people have added"):
        room.question()
    assert room.results() == ""
    join(store, room.path, range(10))
    for _ in range(12):
        room.entered()
    assert room.question().startswith("10 of 12 people have added their levels. Latecomers can")
    assert room.release() == "Results of 10 people."
    assert room.standing().results
    assert "Days" in room.results()
    assert store.groups.releases(room_owner(room))[0].document["role"] == MODEL.role_pair[0]
    assert "Results were shown already. New ones need at least 5" in room.question()


def room_owner(room: OpenRoom) -> str:
    return str(json.loads(room.path.read_text(encoding="utf-8"))["owner"])


def test_an_open_room_stays_open_and_a_closed_one_closed(enter: Enter, store: Store) -> None:
    room = enter("Team", is_open=True)
    assert room.open
    assert enter("Team").open
    assert dict(room.standing().lines)["Added their levels"] == "fewer than 2"
    enter("Days")
    with pytest.raises(ServeError, match="is closed, and people joined it as that"):
        enter("Days", is_open=True)


def test_a_group_that_was_erased_gives_way_to_a_new_one(enter: Enter, store: Store) -> None:
    room = enter()
    store.groups.forget(room_owner(room))
    with pytest.raises(CohortError, match="group was erased"):
        room.standing()
    again = enter()
    assert again.join_code != room.join_code
    assert again.standing().lines


def test_what_cannot_be_is_one_sentence(enter: Enter) -> None:
    with pytest.raises(ServeError, match="1 to 100 characters"):
        enter("x" * 101)
    with pytest.raises(AssessError, match="no role 'chef'"):
        enter(role="chef")
    room = enter()
    for text in ("{", "[]", "{}", '{"title": "x", "unknown": 1}'):
        room.path.write_text(text, encoding="utf-8")
        with pytest.raises(AssessError, match="can't be read as a room"):
            enter()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--open",), "--open and --role go with --room"),
        (("--role", "x"), "--open and --role go with --room"),
        (("--room", "--insecure"), "A room has its own code"),
        (("--room", "--proxy-header", "X", "--proxy-from", "10.0.0.1"), "A room has its own code"),
    ],
)
def test_options_that_contradict_are_said(
    store: Store, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert main(["serve", "--no-browser", *words]) == 1
    assert sentence in capsys.readouterr().err


def test_the_question_names_those_who_are_missing_only_where_some_are() -> None:
    assert release_question(12, 5, 0, of=12).startswith("12 people have added")
    assert release_question(10, 5, 0, of=12).startswith("10 of 12 people have added")
    assert "After that, new results need at least 5" in release_question(10, 5, 0)
