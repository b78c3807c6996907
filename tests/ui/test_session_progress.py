"""Activities begun, done and dropped on a visit, and the levels that a person then confirms."""

from __future__ import annotations

from datetime import date

import pytest
from visits import CODE, MODEL, MONDAY, SUNDAY, rate_all, stored

from assess.answers import Progress
from assess.errors import AnswersError, PlanError
from assess.store import Store
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan, today
from assess.ui.session_progress import SessionProgress

DAY = date(2026, 12, 4)
WORDS = "Sat at the counter for a morning"


@pytest.fixture
def progress(session: Session, plans: SessionPlan) -> SessionProgress:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    return SessionProgress(plans)


def test_what_is_done_is_kept_with_its_day_and_evidence_and_the_level_is_only_proposed(
    session: Session, plans: SessionPlan, progress: SessionProgress, store: Store
) -> None:
    said = progress.mark("ask-sales", "done", DAY, f" {WORDS}\r\n")
    assert said == "“Sit with the sales clerk” is done. Well done."
    assert session.assessment.progress["ask-sales"] == Progress("done", DAY, WORDS)
    assert stored(store)["progress"]["ask-sales"]["date"] == "2026-12-04"
    assert session.assessment.level("selling") == 1
    (found,) = progress.proposals()
    assert (found.activity_id, found.competency_id, found.to_level) == ("ask-sales", "selling", 2)
    assert plans.age == ("1 activity is done or dropped",)


def test_a_confirmed_level_is_rated_and_the_evidence_joins_the_note(
    session: Session, progress: SessionProgress
) -> None:
    session.note("selling", "Before")
    progress.mark("ask-sales", "done", DAY, WORDS)
    said = progress.confirm("ask-sales", "selling", 2, add_note=True)
    assert said == "Counter is at level 2 (Helps) now."
    answer = session.assessment.answer("selling")
    assert (answer.level, answer.evidence) == (2, f"Before\n{WORDS}")
    assert progress.proposals() == ()


def test_a_note_without_room_stays_as_it_is_and_that_is_said(
    session: Session, progress: SessionProgress
) -> None:
    session.note("selling", "x" * 1990)
    progress.mark("ask-sales", "done", DAY, WORDS)
    said = progress.confirm("ask-sales", "selling", 2, add_note=True)
    assert "didn't fit into its note" in said
    answer = session.assessment.answer("selling")
    assert (answer.level, answer.evidence) == (2, "x" * 1990)


def test_without_a_yes_to_it_the_evidence_stays_out_of_the_note(
    session: Session, progress: SessionProgress
) -> None:
    progress.mark("ask-sales", "done", DAY, WORDS)
    progress.confirm("ask-sales", "selling", 2)
    assert session.assessment.answer("selling").evidence == ""


def test_not_yet_leaves_the_rating_and_is_not_asked_again_on_this_visit(
    session: Session, progress: SessionProgress
) -> None:
    progress.mark("ask-sales", "done", DAY)
    assert progress.not_yet("ask-sales", "selling") == "Counter stays as you rated it."
    assert progress.proposals() == ()
    assert session.assessment.level("selling") == 1
    session.resume(CODE)
    assert len(progress.proposals()) == 1


@pytest.mark.parametrize(
    ("activity", "competency", "level"),
    [
        ("ask-sales", "selling", 3),
        ("ask-sales", "selling", -1),
        ("ask-sales", "baking", 2),
        ("price-list", "pricing", 3),
        ("", "", 2),
    ],
)
def test_a_level_that_is_not_proposed_is_not_set(
    session: Session, progress: SessionProgress, activity: str, competency: str, level: int
) -> None:
    progress.mark("ask-sales", "done", DAY)
    before = session.assessment
    with pytest.raises(PlanError, match="settled already"):
        progress.confirm(activity, competency, level)
    assert session.assessment == before


def test_begun_and_dropped_are_of_today_and_can_be_taken_back(
    session: Session, plans: SessionPlan, progress: SessionProgress
) -> None:
    progress.mark("price-list", "in_progress")
    assert session.assessment.progress["price-list"] == Progress("in_progress", today())
    assert plans.age == ()
    progress.mark("price-list", "dropped")
    assert plans.age == ("1 activity is done or dropped",)
    progress.unmark("price-list")
    assert "price-list" not in session.assessment.progress
    assert plans.undo() == "Taken back."
    assert session.assessment.progress["price-list"].state == "dropped"
    plans.undo()
    assert session.assessment.progress["price-list"].state == "in_progress"
    plans.undo()
    assert session.assessment.progress == {}


def test_a_confirmed_level_can_be_undone(
    session: Session, plans: SessionPlan, progress: SessionProgress
) -> None:
    progress.mark("ask-sales", "done", DAY, WORDS)
    progress.confirm("ask-sales", "selling", 2, add_note=True)
    plans.undo()
    answer = session.assessment.answer("selling")
    assert (answer.level, answer.evidence) == (1, "")


def test_a_plan_made_again_does_without_what_is_done_or_dropped(
    plans: SessionPlan, progress: SessionProgress
) -> None:
    progress.mark("ask-sales", "done", DAY)
    progress.mark("price-list", "dropped")
    made = plans.again(MONDAY)
    assert {item.id for item in made.activities} == {"read-costs"}
    assert plans.age == ()


def test_evidence_that_is_too_long_and_unknown_activities_are_refused(
    session: Session, progress: SessionProgress
) -> None:
    with pytest.raises(AnswersError, match="at most 2,000 characters"):
        progress.mark("ask-sales", "done", DAY, "x" * 2001)
    for key in ("", "baking", "unknown"):
        with pytest.raises(PlanError, match="isn't in this plan"):
            progress.mark(key, "done", DAY)
        with pytest.raises(PlanError, match="isn't in this plan"):
            progress.unmark(key)
    assert session.assessment.progress == {}
    assert not MODEL.has_activity("unknown")
