"""Answering, and a failing store, without any widget."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assess.app.state.changes import Change
from assess.app.state.visitor import VisitorState
from assess.app.take.files import VisitorFiles
from assess.errors import AnswersError, StoreError
from assess.store import Store
from tests.builders.visits import (
    CODE,
    MODEL,
    OTHER,
    Broken,
    clear,
    not_applicable,
    note,
    say,
    stored,
)

# --- answering -----------------------------------------------------------------------------------


def test_a_visit_begins_with_nothing_answered_and_nothing_kept(store: Store) -> None:
    session = VisitorState(MODEL, store)
    assert (dict(session.assessment.answers), session.kept) == ({}, False)
    assert session.roles == ("apprentice", "baker")
    session.begin(CODE)
    assert store.answers.list() == ()


def test_a_rating_is_kept_at_once(session: VisitorState, store: Store) -> None:
    session.rate("baking", 2)
    assert session.assessment.level("baking") == 2
    assert session.kept is True
    assert stored(store)["answers"]["baking"]["level"] == 2
    assert session.assessment.revision == 1
    session.rate("baking", 3)
    assert (stored(store)["answers"]["baking"]["level"], session.assessment.revision) == (3, 2)


def test_before_a_code_is_known_answers_stay_on_the_page_only(store: Store) -> None:
    session = VisitorState(MODEL, store)
    session.rate("baking", 2)
    assert (session.assessment.level("baking"), session.kept) == (2, False)
    assert store.answers.list() == ()


def test_without_a_store_answers_stay_on_the_page_only() -> None:
    session = VisitorState(MODEL)
    session.begin(CODE)
    session.rate("baking", 2)
    session.forget(OTHER)
    assert (session.assessment.level("baking"), session.kept) == (2, False)
    assert session.earlier([CODE]) == ()


def test_a_rating_keeps_the_note(session: VisitorState) -> None:
    note(session, "baking", "Ran the oven")
    session.rate("baking", 2)
    answer = session.assessment.answer("baking")
    assert (answer.level, answer.evidence) == (2, "Ran the oven")


def test_not_applicable_keeps_the_note_and_takes_the_level(
    session: VisitorState, store: Store
) -> None:
    session.rate("baking", 2)
    note(session, "baking", "Ran the oven")
    not_applicable(session, "baking")
    answer = session.assessment.answer("baking")
    assert (answer.state, answer.level, answer.evidence) == ("not_applicable", None, "Ran the oven")
    assert "level" not in stored(store)["answers"]["baking"]
    session.rate("baking", 1)
    assert session.assessment.answer("baking").state == "rated"


def test_a_note_alone_leaves_its_competency_unrated(session: VisitorState) -> None:
    note(session, "baking", "Ran the oven")
    assert session.assessment.answer("baking").state == "unrated"
    assert session.scores.coverage.rated == 0


def test_a_note_may_have_2000_characters_and_not_one_more(session: VisitorState) -> None:
    note(session, "baking", "x" * 2000)
    with pytest.raises(AnswersError) as refused:
        note(session, "baking", "y" * 2001)
    assert str(refused.value) == "A note has at most 2,000 characters: shorten it."
    assert session.assessment.answer("baking").evidence == "x" * 2000


def test_a_note_is_kept_as_text_that_any_file_can_hold(
    session: VisitorState, store: Store, files: VisitorFiles
) -> None:
    note(session, "baking", "one\r\ntwo\0 \ud800 three")
    kept = stored(store)["answers"]["baking"]["evidence"]
    assert kept == session.assessment.answer("baking").evidence == "one\ntwo ? three"
    # and the file that the person takes along can be read again
    assert files.read(files.answers_file(with_notes=True)) == session.assessment


def test_clearing_takes_rating_and_note(session: VisitorState, store: Store) -> None:
    session.rate("baking", 2)
    note(session, "baking", "Ran the oven")
    clear(session, "baking")
    assert session.assessment.answer("baking").empty
    assert stored(store)["answers"] == {}


@pytest.mark.parametrize("level", [0, 4, -1, 10**30])
def test_a_level_off_the_scale_is_refused(session: VisitorState, level: int) -> None:
    with pytest.raises(AnswersError, match=f"Level {level} isn't on the scale."):
        session.rate("baking", level)
    assert not session.assessment.answers


@pytest.mark.parametrize("key", ["", "unknown", "baker", "night-shift", "__class__"])
def test_a_question_that_the_model_does_not_have_is_refused(
    session: VisitorState, store: Store, key: str
) -> None:
    for use in (
        lambda: session.rate(key, 1),
        lambda: not_applicable(session, key),
        lambda: note(session, key, "text"),
        lambda: clear(session, key),
    ):
        with pytest.raises(AnswersError) as refused:
            use()
        assert str(refused.value) == ("That question isn't in this assessment. Reload the page.")
    assert not session.assessment.answers
    assert store.answers.list() == ()


# --- a failing store -----------------------------------------------------------------------------


def test_a_failing_store_keeps_the_answer_on_the_page_and_says_so() -> None:
    session = VisitorState(MODEL, Broken())
    session.begin(CODE)
    with pytest.raises(StoreError, match="The disk is full"):
        session.rate("baking", 2)
    assert (session.assessment.level("baking"), session.kept) == (2, False)
    with pytest.raises(StoreError):
        note(session, "baking", "Ran the oven")
    assert session.assessment.answer("baking").evidence == "Ran the oven"


def test_what_a_failing_store_missed_is_kept_with_the_next_answer(store: Store) -> None:
    session = VisitorState(MODEL, Broken())
    session.begin(CODE)
    with pytest.raises(StoreError):
        session.rate("baking", 2)
    session.store = store
    session.rate("shaping", 1)
    assert stored(store)["answers"].keys() == {"baking", "shaping"}
    assert session.kept is True


def test_confirming_a_carried_over_answer_keeps_it_and_asks_no_more(session: VisitorState) -> None:
    key = MODEL.competencies[0].id
    session.rate(key, 2)
    session.replace_by(replace(session.assessment, confirm=(key,)))
    assert session.assessment.confirm == (key,)
    say(session, Change(0, key, confirm=True))
    assert session.assessment.confirm == ()
    assert session.assessment.level(key) == 2
