"""Two tabs or computers with the same answers, without any widget: nothing of either is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assess.app.state.changes import Change, note_stamp
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Answer, Assessment
from assess.errors import ClashError, ErasedError, MissingError, StaleWriteError, StoreError
from assess.store import Store
from tests.builders.visits import CODE, MODEL, Broken, choose_roles, stored


@pytest.fixture
def other(session: VisitorState, store: Store) -> VisitorState:
    """A second tab that shows the first one's answer."""
    session.rate("baking", 2)
    second = VisitorState(MODEL, store)
    second.resume(CODE)
    return second


def change(key: str, rating: str, seen: str, number: int = 1) -> Change:
    return Change(number, key, rating=rating, rating_seen=(seen,))


def levels(session: VisitorState) -> dict[str, int | None]:
    return {key: session.assessment.level(key) for key in session.assessment.answers}


def test_answers_to_different_questions_are_joined_and_shown_in_both(
    session: VisitorState, other: VisitorState, store: Store
) -> None:
    other.rate("pricing", 3)
    outcome = session.take([change("shaping", "1", "")])
    assert (outcome.done, outcome.conflicts, outcome.kept) == ((1,), (), True)
    assert levels(session) == {"baking": 2, "pricing": 3, "shaping": 1}
    assert (session.merged, other.merged) == (1, 0)
    other.rate("selling", 2)
    assert levels(other) == {"baking": 2, "pricing": 3, "shaping": 1, "selling": 2}
    assert stored(store)["answers"].keys() == levels(other).keys()


def test_a_rating_there_and_a_note_here_are_one_answer(
    session: VisitorState, other: VisitorState
) -> None:
    other.rate("baking", 3)
    session.take([Change(1, "baking", note="Ran it", note_seen=(note_stamp(""),))])
    answer = session.assessment.answer("baking")
    assert (answer.level, answer.evidence) == (3, "Ran it")


def test_the_same_question_is_a_conflict_and_the_stored_answer_stays_until_mine_is_wanted(
    session: VisitorState, other: VisitorState, store: Store
) -> None:
    other.rate("baking", 3)
    outcome = session.take([change("baking", "1", "2"), change("shaping", "1", "", 2)])
    (conflict,) = outcome.conflicts
    assert (outcome.done, outcome.kept) == ((2,), True)
    assert (conflict["mine"], conflict["kept"]) == ("Watches", "Runs it")
    assert levels(session) == {"baking": 3, "shaping": 1}
    assert stored(store)["answers"]["baking"]["level"] == 3
    insisted = session.take([change("baking", "1", conflict["stamp"], 3)])
    assert (insisted.done, insisted.conflicts) == ((3,), ())
    assert stored(store)["answers"]["baking"]["level"] == 1


def test_a_change_whose_answer_was_lost_may_be_sent_again(
    session: VisitorState, store: Store
) -> None:
    first = change("baking", "2", "")
    assert session.take([first]).done == (1,)
    again = VisitorState(MODEL, store)
    again.resume(CODE)
    assert again.take([first]).done == (1,)
    assert stored(store)["revision"] == 1


def test_settings_of_both_are_joined(
    session: VisitorState, other: VisitorState, store: Store
) -> None:
    choose_roles(other, "baker", "apprentice")
    session.change(lambda present: replace(present, person="A. Baker"))
    assert session.roles == ("baker", "apprentice")
    assert stored(store)["person"] == "A. Baker"


def test_different_roles_in_both_are_a_sentence_and_mine_can_be_used_after_all(
    session: VisitorState, other: VisitorState, store: Store
) -> None:
    choose_roles(other, "baker", "apprentice")
    other.rate("pricing", 3)
    with pytest.raises(ClashError, match="What you chose there is saved"):
        choose_roles(session, "apprentice", "apprentice")
    assert session.roles == ("baker", "apprentice")
    assert session.kept
    session.use_mine()
    assert session.roles == ("apprentice", "apprentice")
    assert levels(session) == {"baking": 2, "pricing": 3}
    assert stored(store)["roles"] == {"from": "apprentice", "to": "apprentice"}
    revision = stored(store)["revision"]
    session.use_mine()  # nothing is contested any more
    assert stored(store)["revision"] == revision


def test_a_loaded_file_replaces_what_another_tab_has_changed_only_where_that_is_wanted(
    session: VisitorState, other: VisitorState
) -> None:
    session.rate("shaping", 2)
    other.rate("baking", 3)
    loaded = Assessment(MODEL.id, MODEL.version).with_answer("pricing", Answer(1))
    with pytest.raises(ClashError):
        session.replace_by(loaded)
    assert levels(session) == {"baking": 3, "pricing": 1}
    session.use_mine()
    assert levels(session) == {"pricing": 1}


def test_what_was_erased_elsewhere_is_not_made_anew(
    session: VisitorState, other: VisitorState
) -> None:
    other.forget(CODE)
    with pytest.raises(ErasedError, match="deleted in another tab"):
        session.take([change("shaping", "1", "")])
    with pytest.raises(ErasedError):
        choose_roles(session, "baker", "apprentice")
    assert other.earlier([CODE]) == ()


def test_what_a_full_disk_refused_here_survives_what_is_stored_there(
    session: VisitorState, other: VisitorState, store: Store
) -> None:
    session.store = Broken()
    assert session.take([change("shaping", "1", "")]).problem == "The disk is full."
    with pytest.raises(StoreError):
        choose_roles(session, "baker", "apprentice")
    other.rate("pricing", 3)
    session.store = store
    assert session.take([change("shaping", "1", "")]).kept
    assert levels(session) == {"baking": 2, "pricing": 3, "shaping": 1}
    assert stored(store)["roles"] == {"from": "baker", "to": "apprentice"}


def test_a_store_that_never_agrees_is_given_up_with_a_sentence(
    session: VisitorState, other: VisitorState, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stale(*_arguments: object, **_options: object) -> int:
        raise StaleWriteError("Again.")

    monkeypatch.setattr(session.store.answers, "save", stale)
    with pytest.raises(StaleWriteError, match="changed the same thing"):
        session.take([change("shaping", "1", "")])
    with pytest.raises(StaleWriteError, match="changed the same thing"):
        choose_roles(session, "baker", "apprentice")
    assert levels(session) == {"baking": 2}


def test_many_tabs_at_once_lose_no_answer(store: Store) -> None:
    first = VisitorState(MODEL, store)
    first.begin(CODE)
    first.rate("baking", 1)
    keys = [item.id for item in MODEL.competencies]

    def answer(key: str) -> None:
        tab = VisitorState(MODEL, store)
        tab.resume(CODE)
        for rating, seen in (("1", ""), ("2", "1"), ("3", "2")):
            outcome = tab.take([Change(1, key, rating=rating, rating_seen=(seen, rating))])
            assert outcome.conflicts == ()

    with ThreadPoolExecutor(len(keys)) as pool:
        list(pool.map(answer, keys))
    found = {key: value["level"] for key, value in stored(store)["answers"].items()}
    assert found == dict.fromkeys(keys, 3)


# --- what is missing, though nobody deleted it ----------------------------------------------------


def lose(store: Store) -> None:
    """As a deleted file or a restored backup does it."""
    with store.database.writing() as work:
        work.change("DELETE FROM assessments")


def test_what_is_merely_missing_stays_on_the_page_and_can_be_saved_again(
    session: VisitorState, store: Store
) -> None:
    session.rate("baking", 2)
    lose(store)
    outcome = session.take([change("shaping", "1", "")])
    assert (outcome.done, outcome.kept, outcome.missing) == ((), False, True)
    assert "nobody deleted it" in outcome.problem
    assert levels(session) == {"baking": 2, "shaping": 1}
    assert store.answers.load(CODE) is None
    session.keep_again()
    assert stored(store)["answers"].keys() == {"baking", "shaping"}
    assert session.take([change("shaping", "1", "")]).done == (1,)


def test_another_kind_of_change_says_the_same(session: VisitorState, store: Store) -> None:
    session.rate("baking", 2)
    lose(store)
    with pytest.raises(MissingError):
        session.change(lambda present: replace(present, person="A. Baker"))
    assert (session.assessment.person, session.kept) == ("A. Baker", False)
    session.keep_again()
    assert stored(store)["person"] == "A. Baker"


def test_an_older_state_that_a_restore_brought_back_does_not_take_the_page_back(
    session: VisitorState, store: Store, tmp_path: Path
) -> None:
    session.rate("baking", 2)
    store.back_up(tmp_path / "backup.jsonl")
    session.rate("baking", 3)
    session.rate("pricing", 3)
    store.restore(tmp_path / "backup.jsonl", replace=True)
    outcome = session.take([change("shaping", "1", "")])
    assert (outcome.kept, outcome.missing) == (False, True)
    assert levels(session) == {"baking": 3, "pricing": 3, "shaping": 1}
    session.keep_again()
    assert stored(store)["answers"].keys() == {"baking", "pricing", "shaping"}
    assert stored(store)["answers"]["baking"]["level"] == 3


def test_a_record_that_another_code_opens_by_now_is_left_to_it(
    session: VisitorState, store: Store, tmp_path: Path
) -> None:
    session.rate("baking", 2)
    with store.database.writing() as work:
        work.change("UPDATE keys SET code_hash = :other", other="0" * 64)
    session.take([change("shaping", "1", "")])
    session.keep_again()
    assert stored(store)["answers"].keys() == {"baking", "shaping"}
    assert len(store.answers.list()) == 2
