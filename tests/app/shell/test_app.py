"""The page with its real widgets, without a browser: what it hears, keeps, draws and says."""

from __future__ import annotations

import html
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assess.app.shared import texts
from assess.app.shell.root import app
from assess.app.state.visitor import VisitorState
from assess.domain.plan_request import PlanRequest
from assess.errors import StoreError
from assess.store import Store
from tests.builders.page import Visitor, kept
from tests.builders.visits import CODE, MODEL, OTHER, Broken, stored

FRESH = "Aa1-fresh_fresh_fresh-00"
NOTE = "Ran the oven alone <b>twice</b>"
PLAN = {"hours": "4", "start": "2026-11-30", "end": "2027-01-24"}


def step(visitor: Visitor, name: str) -> None:
    visitor.app.steps.step = name


# --- answering -----------------------------------------------------------------------------------


def test_a_click_is_kept_and_drawn(visitor: Visitor, store: Store) -> None:
    assert "0 of 5" in visitor.app.radar_panel.summary.value
    assert visitor.rate("baking", 2) == [kept(1)]
    assert stored(store)["answers"]["baking"]["level"] == 2
    assert "1 of 5" in visitor.app.radar_panel.summary.value
    assert "1 of 5 rated" in visitor.app.radar_panel.radar.alt
    assert visitor.app.rate.form.answers == {"baking": {"evidence": "", "level": 2}}


def test_notes_not_applicable_and_clear_reach_the_session(visitor: Visitor) -> None:
    visitor.note("baking", NOTE)
    visitor.change("baking", rating="na")
    answer = visitor.app.session.assessment.answer("baking")
    assert (answer.state, answer.evidence) == ("not_applicable", NOTE)
    visitor.clear("baking")
    assert visitor.app.rate.form.answers == {}
    assert visitor.change("baking", rating="na", note=NOTE) == [kept(4)]  # an undo
    shown = {"baking": {"not_applicable": True, "evidence": NOTE}}
    assert visitor.app.rate.form.answers == shown


def test_changes_that_the_form_does_not_show_are_put_into_it(visitor: Visitor) -> None:
    change = {"n": 1, "id": "baking", "rating": "2", "rating_seen": [""]}
    sent = visitor.says("visit", kind="changes", changes=[change], show=True)
    assert sent == [
        {
            "kind": "answers",
            "answers": {"baking": {"evidence": "", "level": 2}},
            "other": False,
        },
        kept(1),
    ]


def test_a_note_that_is_too_long_is_a_notice_and_is_not_kept(visitor: Visitor) -> None:
    sent = visitor.note("baking", "x" * 2001)
    assert sent[0] == kept(1)  # it need not be sent again: it would be refused again
    assert [item["text"] for item in sent[1:]] == [
        "A note has at most 2,000 characters: shorten it."
    ]
    assert visitor.app.session.assessment.answer("baking").empty


def test_each_chart_is_sent_again_only_where_it_changed(visitor: Visitor) -> None:
    radar = visitor.app.radar_panel.radar
    sent = []
    radar.observe(lambda change: sent.append(change["name"]))
    visitor.rate("baking", 2)
    assert sent == ["alt"]  # the page itself has moved the mark


# --- failures ------------------------------------------------------------------------------------


def test_another_tabs_answers_come_along(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    other = VisitorState(MODEL, store)
    other.resume(CODE)
    other.rate("pricing", 3)
    newer = {"baking": {"evidence": "", "level": 2}, "pricing": {"evidence": "", "level": 3}}
    assert visitor.rate("shaping", 1) == [
        {"kind": "answers", "answers": newer, "other": False},
        kept(2),
    ]
    assert stored(store)["answers"].keys() == {"baking", "pricing", "shaping"}
    assert visitor.app.rate.form.answers.keys() == {"baking", "pricing", "shaping"}


def test_the_same_question_in_two_tabs_is_put_to_the_person(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    other = VisitorState(MODEL, store)
    other.resume(CODE)
    other.rate("baking", 3)
    sent = visitor.rate("baking", 1)
    (answer,) = (item for item in sent if item["kind"] == "kept")
    (clash,) = answer["conflicts"]
    assert (answer["done"], answer["kept"]) == ([], True)
    assert clash == {
        "n": 2,
        "kind": "answer",
        "id": "baking",
        "title": "Heat",
        "field": "rating",
        "mine": "Watches",
        "kept": "Runs it",
        "stamp": "3",
    }
    assert sent[-1] == {
        "kind": "answers",
        "answers": {"baking": {"evidence": "", "level": 3}},
        "other": False,
    }
    assert visitor.change("baking", rating="1", rating_seen=[clash["stamp"]]) == [kept(3)]
    assert stored(store)["answers"]["baking"]["level"] == 1


def test_other_hours_in_two_tabs_are_put_to_the_person(visitor: Visitor, store: Store) -> None:
    visitor.says_value("setting", "hours", "4", "4")
    other = VisitorState(MODEL, store)
    other.resume(CODE)
    other.change(lambda present: replace(present, settings=PlanRequest(hours_per_week=2)))
    sent = visitor.says_value("setting", "hours", "6", "4")
    (answer,) = (item for item in sent if item["kind"] == "kept")
    (clash,) = answer["conflicts"]
    assert clash == {
        "n": 2,
        "kind": "setting",
        "id": "hours",
        "title": "Hours a week",
        "field": "value",
        "mine": "6\u00a0h",
        "kept": "2\u00a0h",
        "stamp": 2,
    }
    assert {"kind": "parts", "parts": visitor.app.plan.form.parts} in sent
    assert visitor.app.plan.form.parts["values"]["hours"] == "2"
    visitor.says_value("setting", "hours", "6", clash["stamp"])
    assert stored(store)["settings"]["hours_per_week"] == 6


def test_answers_that_were_erased_elsewhere_are_not_stored_again(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    store.answers.forget(CODE)
    sent = visitor.rate("shaping", 1)
    assert {"kind": "forgotten", "code": CODE} in sent
    assert "were deleted in another tab" in sent[-1]["text"]
    assert store.answers.list() == ()
    assert not visitor.app.session.assessment.answers


def test_a_full_disk_is_said_and_the_answer_stays_on_the_page(visitor: Visitor) -> None:
    visitor.app.session.store = Broken()
    sent = visitor.rate("baking", 2)
    assert sent == [{**kept(), "kept": False, "problem": "The disk is full."}]
    assert visitor.app.rate.form.answers == {"baking": {"evidence": "", "level": 2}}
    assert "1 of 5" in visitor.app.radar_panel.summary.value


def test_what_a_full_disk_refused_is_kept_when_it_is_sent_again(
    visitor: Visitor, store: Store
) -> None:
    visitor.app.session.store = Broken()
    visitor.rate("baking", 2)
    visitor.app.session.store = store
    change = {"n": 1, "id": "baking", "rating": "2", "rating_seen": [""]}
    assert visitor.says("visit", kind="changes", changes=[change]) == [kept(1)]
    assert stored(store)["answers"]["baking"]["level"] == 2


def test_somebody_who_asks_whether_the_page_is_there_is_answered(visitor: Visitor) -> None:
    assert visitor.says("visit", kind="ping") == [{"kind": "pong"}]


def test_an_unexpected_failure_is_a_sentence_and_its_words_are_not_logged(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_arguments: object) -> None:
        raise RuntimeError(NOTE)

    monkeypatch.setattr(visitor.app.session, "take", fails)
    with caplog.at_level(logging.DEBUG):
        sent = visitor.rate("baking", 2)
    assert sent[0] == {**kept(), "kept": False}
    assert sent[1] == {"kind": "notice", "text": texts.UNEXPECTED, "action": None}
    assert "RuntimeError at " in caplog.text
    assert "test_app.py" in caplog.text
    assert "oven" not in caplog.text


# --- coming back ---------------------------------------------------------------------------------


def test_hello_offers_what_is_kept_without_showing_it(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    visitor.note("baking", NOTE)
    later = Visitor(MODEL, store, visitor.sent)
    (offer,) = later.says("visit", kind="hello", codes=[CODE, "junk", 5], here=None, fresh=OTHER)
    (item,) = offer["items"]
    assert item["code"] == CODE
    assert item["text"] == "1 of 5"
    assert item["detail"].startswith("Last changed ")
    assert "oven" not in json.dumps(offer)
    assert later.app.rate.form.answers == {}
    sent = later.says("visit", kind="resume", code=CODE)
    assert sent[0]["answers"]["baking"] == {"evidence": NOTE, "level": 2}
    assert "1 of 5" in later.app.radar_panel.summary.value


def test_a_reload_of_the_same_tab_goes_on_at_once(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    later = Visitor(MODEL, store, visitor.sent)
    sent = later.says("visit", kind="hello", codes=[CODE], here=CODE, fresh=OTHER)
    assert [item["kind"] for item in sent] == ["answers", "using"]
    assert later.app.session.assessment.level("baking") == 2


def test_a_code_that_this_browser_does_not_hold_is_not_resumed_by_a_reload(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    later = Visitor(MODEL, store, visitor.sent)
    sent = later.says("visit", kind="hello", codes=[], here=CODE, fresh=OTHER)
    assert sent == [{"kind": "earlier", "items": []}]
    assert not later.app.session.assessment.answers


def test_what_a_browser_still_holds_is_offered_too(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    later = Visitor(MODEL, store, visitor.sent)
    left = {CODE: 2, OTHER: 1, "junk": -1, "odd": "many"}
    (offer,) = later.says("visit", kind="hello", codes=[CODE], left=left, here=None, fresh=FRESH)
    known, unknown = offer["items"]
    assert known["code"] == CODE
    assert known["text"] == "1 of 5"
    assert known["detail"].startswith("Last changed ")
    assert known["detail"].endswith("; 2 changes in this browser aren't saved yet")
    unsaved = "1 change in this browser isn't saved yet"
    assert unknown == {"code": OTHER, "text": "", "detail": unsaved}
    later.says("visit", kind="resume", code=OTHER, left=True)
    later.rate("shaping", 1)
    assert stored(store, OTHER)["answers"].keys() == {"shaping"}
    assert stored(store)["answers"].keys() == {"baking"}


def test_a_reload_goes_on_with_what_was_never_stored(sent: list[Any], store: Store) -> None:
    visitor = Visitor(MODEL, store, sent)
    said = visitor.says("visit", kind="hello", codes=[], left={CODE: 3}, here=CODE, fresh=OTHER)
    assert {"kind": "using", "code": CODE} in said
    visitor.rate("baking", 2)
    assert stored(store)["answers"].keys() == {"baking"}


def test_starting_new_keeps_what_was_answered_before_the_choice(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    visitor.says("visit", kind="new")
    visitor.rate("shaping", 1)
    assert stored(store)["answers"].keys() == {"baking", "shaping"}


def test_only_twenty_codes_are_looked_up(visitor: Visitor, monkeypatch: Any) -> None:
    asked: list[str] = []
    monkeypatch.setattr(visitor.app.session.store.answers, "load", asked.append)
    codes = [f"{number:022}" for number in range(1000)]
    visitor.says("visit", kind="hello", codes=codes, here=None, fresh=CODE)
    assert asked == codes[:20]


def test_forgetting_erases_and_the_page_begins_anew(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    sent = visitor.says("visit", kind="forget", code=CODE)
    assert [item["kind"] for item in sent] == ["forgotten", "answers", "notice"]
    assert sent[0]["code"] == CODE
    assert sent[2]["text"] == "Your answers have been deleted from this computer."
    assert store.answers.list() == ()
    visitor.says("visit", kind="fresh", code=OTHER)
    visitor.rate("shaping", 1)
    assert stored(store, OTHER)["answers"].keys() == {"shaping"}


# --- what can't start ----------------------------------------------------------------------------


def test_a_broken_model_is_said_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "<b>.yaml"
    monkeypatch.setenv("ASSESS_MODEL", str(path))
    said = app().value
    assert "This assessment can't start" in said
    assert html.escape(f"{path}: there is no such file; check the path of the model") in said
    assert "<b>.yaml" not in said


def test_a_place_for_answers_that_is_none_is_said_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSESS_DATABASE_URL", "ftp://user:secret@host/x")
    said = app(MODEL).value
    assert "Answers can&#x27;t be kept in ftp" in said
    assert "secret" not in said


def test_a_store_that_fails_at_hello_leaves_a_page_to_answer_on(sent: list[Any]) -> None:
    visitor = Visitor(MODEL, None, sent)
    visitor.app.session.store = Broken()
    said = visitor.says("visit", kind="hello", codes=[CODE], here=CODE, fresh=OTHER)
    assert said == [
        {"kind": "earlier", "items": []},
        {"kind": "saved", "kept": False},
        {"kind": "notice", "text": "The disk is full.", "action": None},
    ]
    visitor.rate("baking", 2)
    assert visitor.app.session.assessment.level("baking") == 2
    with pytest.raises(StoreError):
        visitor.app.session.resume(CODE)


# --- what is kept, and another computer ----------------------------------------------------------


def test_what_is_kept_is_shown_and_cleared_where_somebody_else_begins(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    rows, codes = visitor.says("data", kind="show")
    assert rows["rows"][0] == ["Answers", "1 rated, 0 not applicable, 0 notes"]
    assert codes == {"kind": "codes", "items": []}
    (file,) = visitor.says("data", kind="file")
    assert file["name"] == "bakery-everything.json"
    assert json.loads(file["text"])["assessment"]["document"] == stored(store)
    assert {"kind": "clear"} in visitor.says("visit", kind="fresh", code=OTHER)
    (problem,) = visitor.says("data", kind="file")
    assert problem["kind"] == "problem"


def test_a_code_made_on_one_page_opens_the_answers_on_another(
    sent: list[Any], store: Store
) -> None:
    first = Visitor(MODEL, store, sent, shared=True)
    first.says("visit", kind="hello", codes=[], here=None, fresh=CODE)
    first.rate("baking", 2)
    made, codes = first.says("data", kind="make")
    ((key, _until),) = codes["items"]
    there = Visitor(MODEL, store, sent, shared=True)
    there.says("visit", kind="hello", codes=[], here=None, fresh=OTHER)
    (wrong,) = there.says("visit", kind="redeem", text="nothing", code=FRESH)
    assert (wrong["kind"], wrong["text"][-1]) == ("wrong", ".")
    said = there.says("visit", kind="redeem", text=made["code"], code=FRESH)
    assert {"kind": "using", "code": FRESH} in said
    assert there.app.rate.form.answers["baking"]["level"] == 2
    assert first.says("data", kind="revoke", id=key) == [{"kind": "codes", "items": []}]


def test_where_a_server_is_not_shared_no_code_is_made_or_taken(visitor: Visitor) -> None:
    visitor.rate("baking", 2)
    (problem,) = visitor.says("data", kind="make")
    assert problem["kind"] == "problem"
    (wrong,) = visitor.says("visit", kind="redeem", text="A" * 26, code=FRESH)
    assert wrong["kind"] == "wrong"
    assert visitor.app.session.assessment.level("baking") == 2
