"""The coach's page with its real widgets: blind until the reveal, hostile messages do nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from coaches import MODEL, TODAY
from pages import widgets
from tests.review_cases import coach, own

from assess.answers_json import dumps
from assess.ui.coach_app import CoachApp
from assess.ui.coaching_session import Coaching

OWN_WORDS = ("Seen baking", "Seen kneading", "Seen selling")


class Coach:
    """A page, what it sent, and what its browser would say."""

    def __init__(self, sent: list[Any]) -> None:
        self.app = CoachApp(Coaching(MODEL, today=TODAY))
        self.sent = sent

    def says(self, step: str, handler: str = "hear", **message: Any) -> list[Any]:
        del self.sent[:]
        getattr(getattr(self.app, step), handler)(None, message, [])
        return list(self.sent)

    def brings(self) -> None:
        self.says("people", kind="bring", name="robin.json", text=dumps(own()))

    def rates(self) -> None:
        for key, answer in coach().answers.items():
            self.says("blind", kind="rate", id=key, level=answer.level)

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
    page.rates()
    for step in ("people", "rate", "compare", "since", "decide", "take"):
        page.app.steps.step = step
        known = page.known_to_the_browser()
        assert not [word for word in OWN_WORDS if word in known], step
    form = {"hours": "4", "start": "2026-12-14", "end": "2027-02-07"}
    page.app.steps.step = "decide"
    page.says("decide", "hear_plan", values=form)
    assert page.app.decide.planner.error["text"].startswith("Compare first")
    page.says("decide", kind="add", id="selling")
    known = page.known_to_the_browser()
    assert not [word for word in ("step to go", "steps to go", "gained", "→") if word in known]
    assert page.app.decide.goals.data == {}
    page.says("compare", kind="reveal")
    page.app.steps.step = "compare"
    assert "Seen baking" in page.known_to_the_browser()


def test_a_whole_session_from_file_to_file(page: Coach) -> None:
    page.brings()
    page.rates()
    page.says("compare", kind="reveal")
    page.app.steps.step = "compare"
    rows = page.app.compare.views.data["rows"]
    assert [row["kind"] for row in rows] == ["more", "one", "single", "single", "equal"]
    (answer,) = page.says("compare", kind="agree", id="baking", level=2)
    assert answer["row"]["moved"] == "both"
    assert answer["count"] == "1 of 5 agreed"
    page.says("compare", kind="note", id="baking", text="One shift alone.")
    page.says("compare", kind="equal")
    page.app.steps.step = "decide"
    page.says(
        "decide",
        "hear_plan",
        values={"hours": "4", "start": "2026-12-14", "end": "2027-02-07"},
    )
    (answer,) = page.says("compare", kind="agree", id="kneading", level=2)
    assert answer["plan"].startswith("The plan is up to date. ")
    page.says("decide", kind="add", id="baking")
    page.says("decide", kind="promise", text="Find a shift", owner="manager", by="2027-01-31")
    data = page.app.decide.goals.data
    assert data["goals"][0]["title"] == "Heat"
    assert data["promises"][0]["who"] == "the manager, by 31 January 2027"
    (file,) = page.says("leave", kind="export", format="json", notes=True)
    assert json.loads(file["text"])["kind"] == "session"
    assert file["name"] == "session-2026-12-07.json"
    assert not page.app.says.unkept
    (report,) = page.says("leave", kind="export", format="html", notes=False)
    assert "One shift alone." not in report["text"]


def test_after_the_reveal_a_blind_rating_is_refused_with_a_sentence(page: Coach) -> None:
    page.brings()
    page.rates()
    page.says("compare", kind="reveal")
    assert page.app.blind.form.layout.display == "none"
    (said,) = _notices(page.says("blind", kind="rate", id="baking", level=3))
    assert "you can't change yours" in said
    assert page.app.coaching.session.coach.level("baking") == 1


def test_a_bad_file_is_one_sentence_that_names_the_file(page: Coach) -> None:
    (said,) = _notices(page.says("people", kind="bring", name="x.json", text="{"))
    assert said.startswith("x.json: The file isn't JSON")
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
    (said,) = _notices(page.says("decide", kind="add", id="baking"))
    assert said == "Choose someone under People first."


HOSTILE = (None, 0, -1, 1.5, True, "", "x" * 5000, [], {}, ["a"], "baking", "../etc", "\ud800")


@pytest.mark.parametrize("step", ["people", "blind", "compare", "since", "decide", "leave"])
def test_no_message_breaks_the_page_or_changes_what_a_rater_said(page: Coach, step: str) -> None:
    """Every kind of message with every kind of value: sentences at most."""
    page.brings()
    page.rates()
    page.says("compare", kind="reveal")
    before = page.app.coaching.session
    kinds = ("bring", "choose", "rate", "note", "clear", "undo", "agree", "back", "goal", "promise")
    kinds += ("change", "add", "remove", "withdraw", "export", "code", "equal", "next ", "reveal")
    for kind in (*kinds, *HOSTILE):
        for value in HOSTILE:
            names = ("id", "key", "level", "text", "code", "place", "kept", "field", "value")
            message = dict.fromkeys((*names, "owner", "by", "format", "values"), value)
            for said in page.says(step, kind=kind, **message):
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
