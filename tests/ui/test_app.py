"""The page with its real widgets, without a browser: what it hears, keeps, draws and says."""

from __future__ import annotations

import html
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from pages import Visitor, notices
from visits import CODE, MODEL, OTHER, Broken, stored

from assess.errors import StoreError
from assess.store import Store
from assess.ui import texts
from assess.ui.app import app
from assess.ui.session import Session

NOTE = "Ran the oven alone <b>twice</b>"
PLAN = {"hours": "4", "start": "2026-11-30", "end": "2027-01-24"}


def step(visitor: Visitor, name: str) -> None:
    visitor.app.steps.step = name


# --- answering -----------------------------------------------------------------------------------


def test_a_click_is_kept_and_drawn(visitor: Visitor, store: Store) -> None:
    assert "0 of 5" in visitor.app.picture.summary.value
    assert visitor.rate("baking", 2) == [{"kind": "saved", "kept": True}]
    assert stored(store)["answers"]["baking"]["level"] == 2
    assert "1 of 5" in visitor.app.picture.summary.value
    assert visitor.app.picture.radar.values[2]["r"][0] == 2
    assert visitor.app.rate.form.answers == {"baking": {"evidence": "", "level": 2}}


def test_notes_not_applicable_clear_and_undo_reach_the_session(visitor: Visitor) -> None:
    visitor.says("form", kind="note", id="baking", text=NOTE)
    visitor.says("form", kind="rate", id="baking", not_applicable=True)
    answer = visitor.app.session.assessment.answer("baking")
    assert (answer.state, answer.evidence) == ("not_applicable", NOTE)
    visitor.says("form", kind="clear", id="baking")
    assert visitor.app.rate.form.answers == {}
    sent = visitor.says("form", kind="undo", id="baking")
    shown = {"baking": {"not_applicable": True, "evidence": NOTE}}
    assert sent == [{"kind": "answers", "answers": shown}, {"kind": "saved", "kept": True}]
    assert visitor.app.rate.form.answers == shown


def test_a_note_that_is_too_long_is_a_notice_and_is_not_kept(visitor: Visitor) -> None:
    sent = visitor.says("form", kind="note", id="baking", text="x" * 2001)
    assert [item["text"] for item in sent] == ["A note has at most 2,000 characters: shorten it."]
    assert visitor.app.session.assessment.answer("baking").empty


def test_each_chart_is_sent_again_only_where_it_changed(visitor: Visitor) -> None:
    figure = visitor.app.picture.radar.figure
    visitor.rate("baking", 2)
    assert visitor.app.picture.radar.figure == figure


# --- failures ------------------------------------------------------------------------------------


def test_a_stale_write_is_a_notice_that_offers_the_newer_answers(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    other = Session(MODEL, store)
    other.resume(CODE)
    other.rate("baking", 3)
    (notice,) = visitor.rate("shaping", 1)
    assert notice == {
        "kind": "notice",
        "text": "Your last change was not kept: these answers were changed in another tab or "
        "window. Show the newer answers and make the change again.",
        "action": {"kind": "newer", "label": "Show the newer answers"},
    }
    assert visitor.app.session.assessment.level("shaping") is None
    sent = visitor.says("visit", kind=notice["action"]["kind"])
    assert sent == [{"kind": "answers", "answers": {"baking": {"evidence": "", "level": 3}}}]
    assert visitor.rate("shaping", 1) == [{"kind": "saved", "kept": True}]


def test_a_full_disk_is_said_and_the_answer_stays_on_the_page(visitor: Visitor) -> None:
    visitor.app.session._store = Broken()
    sent = visitor.rate("baking", 2)
    assert sent == [
        {"kind": "saved", "kept": False},
        {"kind": "notice", "text": "The disk is full.", "action": None},
    ]
    assert visitor.app.rate.form.answers == {"baking": {"evidence": "", "level": 2}}
    assert "1 of 5" in visitor.app.picture.summary.value


def test_what_is_undone_on_a_full_disk_is_shown(visitor: Visitor) -> None:
    visitor.rate("baking", 2)
    visitor.says("form", kind="clear", id="baking")
    visitor.app.session._store = Broken()
    sent = visitor.says("form", kind="undo", id="baking")
    assert {"kind": "answers", "answers": {"baking": {"evidence": "", "level": 2}}} in sent
    assert [item["text"] for item in notices(sent)] == ["The disk is full."]


def test_an_unexpected_failure_is_a_sentence_and_its_words_are_not_logged(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_arguments: object) -> None:
        raise RuntimeError(NOTE)

    monkeypatch.setattr(visitor.app.session, "rate", fails)
    with caplog.at_level(logging.DEBUG):
        sent = visitor.rate("baking", 2)
    assert sent == [{"kind": "notice", "text": texts.UNEXPECTED, "action": None}]
    assert "RuntimeError at " in caplog.text
    assert "test_app.py" in caplog.text
    assert "oven" not in caplog.text


# --- coming back ---------------------------------------------------------------------------------


def test_hello_offers_what_is_kept_without_showing_it(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    visitor.says("form", kind="note", id="baking", text=NOTE)
    later = Visitor(MODEL, store, visitor.sent)
    (offer,) = later.says("visit", kind="hello", codes=[CODE, "junk", 5], here=None, fresh=OTHER)
    (item,) = offer["items"]
    assert item["code"] == CODE
    assert item["text"].startswith("1 of 5 rated, last changed ")
    assert "oven" not in json.dumps(offer)
    assert later.app.rate.form.answers == {}
    sent = later.says("visit", kind="resume", code=CODE)
    assert sent[0]["answers"]["baking"] == {"evidence": NOTE, "level": 2}
    assert "1 of 5" in later.app.picture.summary.value


def test_a_reload_of_the_same_tab_goes_on_at_once(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    later = Visitor(MODEL, store, visitor.sent)
    sent = later.says("visit", kind="hello", codes=[CODE], here=CODE, fresh=OTHER)
    assert [item["kind"] for item in sent] == ["using", "answers"]
    assert later.app.session.assessment.level("baking") == 2


def test_a_code_that_this_browser_does_not_hold_is_not_resumed_by_a_reload(
    visitor: Visitor, store: Store
) -> None:
    visitor.rate("baking", 2)
    later = Visitor(MODEL, store, visitor.sent)
    sent = later.says("visit", kind="hello", codes=[], here=CODE, fresh=OTHER)
    assert sent == [{"kind": "earlier", "items": []}]
    assert not later.app.session.assessment.answers


def test_only_twenty_codes_are_looked_up(visitor: Visitor, monkeypatch: Any) -> None:
    asked: list[str] = []
    monkeypatch.setattr(visitor.app.session._store, "load", asked.append)
    codes = [f"{number:022}" for number in range(1000)]
    visitor.says("visit", kind="hello", codes=codes, here=None, fresh=CODE)
    assert asked == codes[:20]


def test_forgetting_erases_and_the_page_begins_anew(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    sent = visitor.says("visit", kind="forget", code=CODE)
    assert [item["kind"] for item in sent] == ["notice", "answers", "forgotten"]
    assert sent[0]["text"] == "These answers are erased from this computer."
    assert store.list() == ()
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
    visitor.app.session._store = Broken()
    said = visitor.says("visit", kind="hello", codes=[CODE], here=CODE, fresh=OTHER)
    assert said == [{"kind": "earlier", "items": []}]
    visitor.rate("baking", 2)
    assert visitor.app.session.assessment.level("baking") == 2
    with pytest.raises(StoreError):
        visitor.app.session.resume(CODE)
