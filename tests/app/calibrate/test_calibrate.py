"""Practice cases on both pages: the key comes after the choice, and nothing is ever kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from assess.app.calibrate import offer
from assess.app.coach.root import CoachApp
from assess.app.coach.state import CoachState
from assess.app.rate.step import rating_content
from assess.domain.model_parts import Case
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from assess.store import Store
from tests.app.conftest import visit
from tests.builders.coaches import TODAY
from tests.builders.meetings import own
from tests.builders.page import Visitor, widgets
from tests.builders.visits import CODE, MODEL, note, stored

CASES = (
    Case("first-loaf", "baking", 2, "Ana baked beside Leo.", "Heat as seen at level 2"),
    Case("own-dough", "kneading", 3, "Ben kneads all day alone.", "at level 3"),
)
PRACTICE = replace(MODEL, cases=CASES)
FIRST = {
    "skill": "Heat",
    "text": "Ana baked beside Leo.",
    "anchors": {str(level): f"Heat as seen at level {level}." for level in (1, 2, 3)},
}


@pytest.fixture
def practising(store: Store, sent: list[Any]) -> Iterator[Visitor]:
    yield from visit(PRACTICE, store, sent)


@pytest.fixture
def coach(sent: list[Any]) -> Iterator[CoachApp]:
    made = CoachApp(CoachState(PRACTICE, today=TODAY))
    yield made
    for widget in widgets(made.root):
        widget.close()


def choose(visitor: Visitor, *chosen: Any, area: Any = "oven") -> list[dict[str, Any]]:
    return visitor.says("form", kind="calibrate", area=area, chosen=list(chosen))


def test_each_case_is_shown_without_its_key_which_comes_after_the_choice(
    practising: Visitor,
) -> None:
    (first,) = choose(practising)
    assert first == {"kind": "calibration", "area": "oven", "done": 0, "all": 2, "case": FIRST}
    (second,) = choose(practising, 3)
    assert second["key"] == {"level": 2, "because": "Heat as seen at level 2"}
    assert second["case"]["text"] == "Ben kneads all day alone."
    assert "lean" not in second
    (last,) = choose(practising, 3, 3)
    assert last["key"] == {"level": 3, "because": "at level 3"}
    assert last["lean"].startswith("You chose higher than the key in 1 of 2.")
    assert "case" not in last


def test_no_key_is_on_the_page_before_a_choice(practising: Visitor, sent: list[Any]) -> None:
    states = [widget.get_state() for widget in widgets(practising.app.root)]
    choose(practising)
    known = json.dumps([states, sent], default=str)
    assert "Ana baked" in known
    assert not [word for word in ('"key": {', 'level 2"', "Ben kneads") if word in known]


def test_practising_changes_and_stores_nothing(
    practising: Visitor, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    practising.rate("baking", 1)
    note(practising, "baking", "Ran the oven")
    before = json.dumps(stored(store)).encode()
    shown = dict(practising.app.rate.form.answers)
    calls: list[str] = []
    for name in ("save", "load", "forget"):
        monkeypatch.setattr(
            type(store.answers), name, lambda *_all, name=name, **_more: calls.append(name)
        )
    for chosen in ((), (3,), (3, 1), ()):  # to the end, and once more
        assert choose(practising, *chosen)
    assert calls == []
    monkeypatch.undo()
    assert json.dumps(stored(store)).encode() == before
    assert practising.app.rate.form.answers == shown
    assert practising.app.session.assessment.level("kneading") is None


def test_what_no_page_sends_is_passed_over(practising: Visitor) -> None:
    for chosen in ((9,), (0,), (2, 3, 1), (True,), ("2",), (2.0,)):
        assert choose(practising, *chosen) == []
    for area in ("shop", "nowhere", "", None, ["oven"]):
        assert choose(practising, area=area) == []
    assert practising.app.session.code == CODE


def test_only_an_area_with_cases_offers_them_with_their_number_and_minutes() -> None:
    offers = {area["id"]: area["practice"] for area in rating_content(PRACTICE)["areas"]}
    assert offers == {"oven": "Practise on 2 short cases first (1 minute)", "shop": ""}
    assert {offer(MODEL, area.id) for area in MODEL.areas} == {""}
    one = replace(MODEL, cases=CASES[:1])
    assert offer(one, "oven") == "Practise on a short case first (1 minute)"


def test_every_area_of_the_shipped_model_offers_cases_of_a_few_minutes() -> None:
    model = load_model(package_model())
    for area in model.areas:
        number = len(model.cases_in(area.id))
        assert offer(model, area.id).startswith(f"Practise on {number} short cases first (")


def test_a_coach_practises_on_the_same_cases_and_no_session_changes(
    coach: CoachApp, sent: list[Any]
) -> None:
    coach.people.hear(None, {"kind": "bring", "name": "robin.json", "text": dumps(own())}, [])
    assert coach.blind.form.content["areas"][0]["practice"]
    before = coach.coaching.session
    for chosen in ([], [3], [3, 1]):
        del sent[:]
        coach.blind.hear(None, {"kind": "calibrate", "area": "oven", "chosen": chosen}, [])
        assert [message["kind"] for message in sent] == ["calibration"]
    assert coach.coaching.session is before
