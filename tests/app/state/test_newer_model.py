"""Answers belong to the sentences that were read: two versions of a model in use at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assess.app.state.changes import Change, apply, changes_from, questions_of
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Assessment
from assess.domain.model_parts import Renaming
from assess.errors import AnswersError, NewerModelError
from assess.store import Store
from tests.builders.visits import CODE, MODEL, stored

MINOR = replace(MODEL, version="1.9.0", renamed=(Renaming(("bread",), "baking", "1.9.0"),))
MAJOR = replace(MINOR, version="2.0.0")
BLANK = Assessment(MODEL.id, MAJOR.version)
OLD = questions_of(MODEL)


def test_a_change_made_before_a_major_version_goes_in_and_waits_for_a_yes() -> None:
    after, clashes = apply(MAJOR, BLANK, Change(1, "bread", rating="2", questions=OLD))
    assert (after.level("baking"), after.confirm, clashes) == (2, ("baking",), ())
    assert apply(MAJOR, after, Change(1, "bread", rating="2", questions=OLD))[0] is after


def test_a_yes_to_the_older_sentences_is_none_to_the_newer() -> None:
    present, _ = apply(MAJOR, BLANK, Change(1, "baking", rating="2", questions=OLD))
    older = Change(2, "baking", confirm=True, questions=OLD)
    assert apply(MAJOR, present, older)[0].confirm == ("baking",)
    assert apply(MAJOR, present, replace(older, questions=questions_of(MAJOR)))[0].confirm == ()


def test_a_change_made_before_a_minor_version_is_only_renamed() -> None:
    after, _ = apply(
        MINOR, Assessment(MODEL.id, MINOR.version), Change(1, "bread", rating="2", questions=OLD)
    )
    assert (after.level("baking"), after.confirm) == (2, ())


@pytest.mark.parametrize("questions", ["other-model 1.0.0", "tiny", f"{MODEL.id} seven"])
def test_a_change_to_other_questions_is_refused(questions: str) -> None:
    with pytest.raises(AnswersError):
        apply(MAJOR, BLANK, Change(1, "baking", rating="2", questions=questions))


def test_a_browser_says_which_questions_a_change_is_about() -> None:
    sent = {"n": 1, "id": "baking", "rating": "2", "questions": OLD}
    (change,) = changes_from([sent])
    assert change.questions == OLD
    assert changes_from([{**sent, "questions": 7}]) == ()


def test_a_page_with_the_older_model_overwrites_nothing_and_says_why(
    session: VisitorState, store: Store
) -> None:
    session.rate("baking", 2)
    newer = VisitorState(MAJOR, store)
    newer.resume(CODE)
    newer.rate("pricing", 3)
    outcome = session.take([Change(1, "shaping", rating="1", rating_seen=("",))])
    assert (outcome.done, outcome.kept, outcome.missing) == ((), False, False)
    assert "newer questions" in outcome.problem
    assert session.assessment.level("shaping") == 1
    assert "shaping" not in stored(store)["answers"]
    with pytest.raises(NewerModelError):
        session.resume(CODE)
    newer.take([Change(1, "shaping", rating="1", rating_seen=("",), questions=OLD)])
    assert newer.assessment.confirm == ("baking", "shaping")
