"""Activities begun, done and dropped on a visit, and the levels that a person then confirms."""

from __future__ import annotations

from datetime import date

import pytest

from assess.app.plan.progress import ProgressState
from assess.app.plan.state import PlanState, today
from assess.app.state.changes import Change
from assess.app.state.visitor import VisitorState
from assess.domain.progress import Progress
from assess.domain.rating import Entry
from assess.errors import PlanError
from assess.store import Store
from tests.builders.visits import CODE, eight_weeks, mark, note, rate_all, stored

DAY = date(2026, 12, 4)
WORDS = "Sat at the counter for a morning"


@pytest.fixture
def progress(session: VisitorState, plans: PlanState) -> ProgressState:
    rate_all(session)
    plans.make(eight_weeks())
    return ProgressState(plans)


def test_what_is_done_is_kept_with_its_day_and_evidence_and_the_level_is_only_proposed(
    session: VisitorState, plans: PlanState, progress: ProgressState, store: Store
) -> None:
    mark(session, "ask-sales", "done", DAY, f" {WORDS}\r\n")
    assert session.assessment.progress["ask-sales"] == Progress("done", DAY, WORDS)
    assert stored(store)["progress"]["ask-sales"]["date"] == "2026-12-04"
    assert session.assessment.level("selling") == 1
    (found,) = progress.proposals()
    assert (found.activity_id, found.competency_id, found.to_level) == ("ask-sales", "selling", 2)
    assert plans.age == ("1 activity is done or dropped",)


def test_a_confirmed_level_is_rated_and_the_evidence_joins_the_ratings(
    session: VisitorState, progress: ProgressState
) -> None:
    note(session, "selling", "Before")
    mark(session, "ask-sales", "done", DAY, WORDS)
    said = progress.confirm("ask-sales", "selling", 2, add_note=True)
    assert said == "Well done! You're at Helps in Counter now. That was your own work."
    answer = session.assessment.answer("selling")
    assert (answer.level, answer.entries) == (2, (Entry("Before"), Entry(WORDS, date=DAY)))
    assert progress.proposals() == ()


def test_evidence_without_room_stays_as_it_is_and_that_is_said(
    session: VisitorState, progress: ProgressState
) -> None:
    full = [{"text": str(number) * 1990} for number in range(3)]
    session.take([Change(1, "selling", kind="evidence", value=full)])
    before = session.assessment.answer("selling").entries
    mark(session, "ask-sales", "done", DAY, "x" * 60)
    said = progress.confirm("ask-sales", "selling", 2, add_note=True)
    assert "isn't room for that in your evidence" in said
    answer = session.assessment.answer("selling")
    assert (answer.level, answer.entries) == (2, before)


def test_without_a_yes_to_it_the_evidence_stays_out_of_the_note(
    session: VisitorState, progress: ProgressState
) -> None:
    mark(session, "ask-sales", "done", DAY, WORDS)
    progress.confirm("ask-sales", "selling", 2)
    assert session.assessment.answer("selling").evidence == ""


def test_not_yet_leaves_the_rating_and_is_not_asked_again_on_this_visit(
    session: VisitorState, progress: ProgressState
) -> None:
    mark(session, "ask-sales", "done", DAY)
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
    session: VisitorState, progress: ProgressState, activity: str, competency: str, level: int
) -> None:
    mark(session, "ask-sales", "done", DAY)
    before = session.assessment
    with pytest.raises(PlanError, match="answered that already"):
        progress.confirm(activity, competency, level)
    assert session.assessment == before


def test_what_is_marked_and_taken_back_says_whether_the_plan_is_old(
    session: VisitorState, plans: PlanState, progress: ProgressState
) -> None:
    mark(session, "read-costs", "in_progress", today())
    assert session.assessment.progress["read-costs"] == Progress("in_progress", today())
    assert plans.age == ()
    mark(session, "read-costs", "dropped")
    assert plans.age == ("1 activity is done or dropped",)
    session.take([Change(2, "read-costs", kind="progress", value=None)])
    assert session.assessment.progress == {}


def test_a_confirmed_level_can_be_undone(
    session: VisitorState, plans: PlanState, progress: ProgressState
) -> None:
    mark(session, "ask-sales", "done", DAY, WORDS)
    progress.confirm("ask-sales", "selling", 2, add_note=True)
    plans.undo()
    answer = session.assessment.answer("selling")
    assert (answer.level, answer.evidence) == (1, "")
