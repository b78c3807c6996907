"""The coach's page with its real widgets: blind until the reveal, hostile messages do nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from assess.app.coach.people.copies import Copies, directory
from assess.app.coach.root import CoachApp
from assess.app.coach.state import CoachState
from assess.domain.answers import Answer, Assessment
from assess.domain.history import begin_round
from assess.formats.answers import dumps
from tests.builders.coaches import MODEL, TODAY
from tests.builders.meetings import coach, own
from tests.builders.page import widgets

OWN_WORDS = ("Seen baking", "Seen kneading", "Seen selling")


class Coach:
    """A page, what it sent, and what its browser would say."""

    def __init__(self, sent: list[Any]) -> None:
        self.app = CoachApp(CoachState(MODEL, today=TODAY))
        self.sent = sent

    def says(self, step: str, handler: str = "hear", **message: Any) -> list[Any]:
        del self.sent[:]
        heard_by = self.app if step == "visit" else getattr(self.app, step)
        getattr(heard_by, handler)(None, message, [])
        return list(self.sent)

    def brings(self) -> None:
        self.says("people", kind="bring", name="robin.json", text=dumps(own()))

    def rates(self, key: str, rating: str) -> list[Any]:
        return self.takes({"id": key, "rating": rating})

    def takes(self, *changes: dict[str, Any]) -> list[Any]:
        """What the browser says was changed about whoever is chosen."""
        seen = {"rating_seen": ["", "1", "2", "3"], "value_seen": ["", False, "1", "2", "open"]}
        sent = [{"n": number, **seen, **change} for number, change in enumerate(changes)]
        person = self.app.visit.chosen
        return self.says("visit", kind="changes", person=person, changes=sent)

    def change(self, kind: str, key: str = "", value: Any = True) -> list[Any]:
        return self.takes({"kind": kind, "id": key, "value": value})

    def rates_all(self) -> None:
        for key, answer in coach().answers.items():
            self.rates(key, str(answer.level))

    def known_to_the_browser(self) -> str:
        """Every synced value and every message so far."""
        states = [widget.get_state() for widget in widgets(self.app.root)]
        return json.dumps([states, self.sent], default=str)


@pytest.fixture
def page(sent: list[Any]) -> Iterator[Coach]:
    made = Coach(sent)
    yield made
    for widget in widgets(made.app.root):
        widget.close()


def _notices(sent: list[Any]) -> list[str]:
    return [item["text"] for item in sent if item["kind"] in ("notice", "problem", "failed")]


def test_before_the_reveal_the_browser_knows_nothing_of_the_persons_ratings(page: Coach) -> None:
    page.brings()
    page.rates_all()
    for step in ("people", "rate", "compare", "since", "decide", "take"):
        page.app.steps.step = step
        known = page.known_to_the_browser()
        assert not [word for word in OWN_WORDS if word in known], step
    form = {"hours": "4", "start": "2026-12-14", "end": "2027-02-07"}
    page.app.steps.step = "decide"
    page.says("decide", "hear_plan", kind="submit", values=form)
    assert page.app.decide.planner.error["text"].startswith("Compare first")
    (said,) = _notices(page.change("goal", "selling"))
    assert said.startswith("Compare first")
    assert page.app.coaching.session.goals == ()
    known = page.known_to_the_browser()
    assert not [word for word in ("step to go", "steps to go", "gained", "→") if word in known]
    assert page.app.decide.goals.data == {}
    page.change("reveal")
    page.app.steps.step = "compare"
    assert "Seen baking" in page.known_to_the_browser()


def test_a_whole_session_from_file_to_file(page: Coach) -> None:
    page.brings()
    page.rates_all()
    page.change("reveal")
    page.app.steps.step = "compare"
    rows = page.app.compare.views.data["rows"]
    assert [row["kind"] for row in rows] == ["more", "one", "single", "single", "equal"]
    answer, taken = page.change("agreed", "baking", "2")
    assert taken["done"] == [0]
    assert answer["row"]["moved"] == "both"
    assert answer["count"] == "1 of 5 agreed"
    page.change("agreed_note", "baking", "One shift alone.")
    page.change("equal")
    page.app.steps.step = "decide"
    page.says(
        "decide",
        "hear_plan",
        kind="submit",
        values={"hours": "4", "start": "2026-12-14", "end": "2027-02-07"},
    )
    *_, answer, _taken = page.change("agreed", "kneading", "2")
    assert answer["plan"].startswith("The plan is up to date. ")
    page.change("goal", "baking")
    page.change("promise", json.dumps(["Find a shift", "manager", "2027-01-31"]))
    data = page.app.decide.goals.data
    assert data["goals"][0]["title"] == "Heat"
    assert data["promises"][0]["who"] == "the manager, by 31 January 2027"
    (file,) = page.says("leave", kind="export", format="json", notes=True)
    assert json.loads(file["text"])["kind"] == "session"
    assert file["name"] == "aaaa-session-for-me-2026-12-07.json"
    assert not page.app.visit.unkept
    (report,) = page.says("leave", kind="export", format="html", notes=False)
    assert "One shift alone." not in report["text"]


def test_a_page_that_is_opened_shows_whoever_has_a_copy(
    page: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.settings.data_dir", lambda: tmp_path)
    earlier = CoachState(MODEL, today=TODAY)
    earlier.recover(Copies(directory()))
    earlier.bring(dumps(own()), "Robin")
    page.says("visit", kind="hello", owner="", zone="")
    assert [row["name"] for row in page.app.people.list.data["people"]] == ["Robin"]
    assert page.app.blind.form.person == earlier.people[0].key


def test_of_somebody_in_a_round_a_coach_has_the_record_from_before_it(page: Coach) -> None:
    """Whether they are brought for the first time, again, or to the next meeting."""
    before = own()
    again = begin_round(before, at="2026-12-05T10:00:00Z").with_answer("baking", Answer(1))

    def on_the_list() -> tuple[list[str], Assessment]:
        notes = [row["note"] for row in page.app.people.list.data["people"]]
        return notes, page.app.coaching.session.own

    said = "A new blind round is under way, begun on 5 December 2026: until it ends, "
    page.says("people", kind="bring", name="robin.json", text=dumps(again))
    for _ in range(2):
        (note,), record = on_the_list()
        assert note == f"{said}the record from before it counts."
        assert (record.answers, record.round) == (before.answers, None)
        page.says("people", kind="bring", name="robin.json", text=dumps(before))
        page.says("people", kind="use")  # it is older: that is asked first
        assert on_the_list()[0] == [""]
        page.says("people", kind="bring", name="robin.json", text=dumps(again))
    page.rates_all()
    page.change("reveal")
    page.says("people", kind="next", text=dumps(before))
    assert on_the_list()[0] == [""]
    page.says("people", kind="next", text=dumps(again))
    (note,), record = on_the_list()
    assert note.startswith(said)
    assert record.answers == before.answers


def test_after_the_reveal_a_blind_rating_is_refused_with_a_sentence(page: Coach) -> None:
    page.brings()
    page.rates_all()
    page.change("reveal")
    assert page.app.blind.form.layout.display == "none"
    (said,) = _notices(page.rates("baking", "3"))
    assert "you can't change yours" in said
    assert page.app.coaching.session.coach.level("baking") == 1


def test_a_bad_file_is_one_sentence_that_names_the_file(page: Coach) -> None:
    (said,) = _notices(page.says("people", kind="bring", name="x.json", text="{"))
    assert said.startswith("x.json: The file ends in the middle")
    assert page.app.coaching.people == ()


def test_without_a_shared_server_no_code_is_read(page: Coach) -> None:
    assert page.says("people", kind="code", code="GOOD") == []
    assert page.app.people.list.data["shared"] is False


def test_where_nothing_is_chosen_each_step_says_so(page: Coach) -> None:
    for step in ("compare", "since", "decide", "take", "rate"):
        page.app.steps.step = step
    assert page.app.compare.views.data["waits"] == "Choose someone under People first."
    (said,) = _notices(page.says("leave", kind="export", format="json", notes=True))
    assert said == "Choose someone under People first."
    (taken,) = page.change("goal", "baking")
    assert (taken["kept"], taken["problem"]) == (False, "Choose someone under People first.")


HOSTILE = (None, 0, -1, 1.5, True, "", "x" * 5000, [], {}, ["a"], "baking", "../etc", "\ud800")


@pytest.mark.parametrize("step", ["people", "blind", "visit", "leave"])
def test_no_message_breaks_the_page_or_changes_what_a_rater_said(page: Coach, step: str) -> None:
    """Every kind of message with every kind of value: sentences at most."""
    page.brings()
    page.rates_all()
    page.change("reveal")
    before = page.app.coaching.session
    kinds = ("bring", "choose", "changes", "note", "agree", "back", "goal", "promise", "change")
    kinds += ("export", "code", "use", "leave", "copies", "hello", "ping")
    names = (
        "id",
        "key",
        "name",
        "person",
        "on",
        "level",
        "text",
        "code",
        "place",
        "kept",
        "field",
        "value",
    )
    names += ("owner", "by", "format", "notes", "changes", "values")
    usual = dict.fromkeys(names, "baking") | {"place": 0, "level": 1, "notes": True}
    for kind, name in product((*kinds, *HOSTILE), names):
        for value in HOSTILE:
            for said in page.says(step, **{**usual, "kind": kind, name: value}):
                assert said["kind"] != "notice" or "our mistake" not in said["text"], (kind, value)
    page.app.coaching.choose(page.app.coaching.people[0].key)
    after = page.app.coaching.session
    assert (after.own, after.coach) == (before.own, before.coach)


def test_a_step_that_isnt_there_is_the_first(page: Coach) -> None:
    page.app.steps.step = "elsewhere"
    assert page.app.steps.step == "people"


def test_no_value_shows_in_a_widgets_text_form(page: Coach) -> None:
    page.brings()
    for widget in widgets(page.app.root):
        assert "Robin" not in repr(widget)
