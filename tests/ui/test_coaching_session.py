"""The coach's list and session without widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from coaches import MODEL, TODAY, coaching, rated, revealed
from tests.review_cases import own, whole
from tests.review_cases import rated as rated_levels

from assess.answers import Answer
from assess.answers_json import assessment_to_json, dumps
from assess.errors import AnswersError, PlanError, ReviewError
from assess.review import CoachingSession
from assess.session_json import read_brought
from assess.ui.coaching_goals import CoachingGoals
from assess.ui.coaching_session import Coaching

EIGHT_WEEKS = {"hours_per_week": 4.0, "start": date(2026, 12, 14), "weeks": 8}


def test_people_are_kept_apart() -> None:
    made = coaching()
    robin = made.chosen
    assert robin is not None
    made.rate("baking", 1)
    made.bring(dumps(replace(own(), id="b" * 32)), "Kim")
    assert made.session.coach.answers == {}
    made.rate("selling", 3)
    made.choose(robin.key)
    assert set(made.session.coach.answers) == {"baking"}
    assert [person.name for person in made.people] == ["Robin", "Kim"]


def test_a_name_that_is_there_gets_a_number_and_a_nameless_one_a_word() -> None:
    made = coaching()
    names = [made.bring(dumps(replace(own(), id=None)), "Robin").name]
    names.append(made.bring(dumps(replace(own(), id=None))).name)
    assert names == ["Robin (2)", "Person 3"]


def test_newer_answers_of_the_same_person_leave_the_blind_ratings_alone() -> None:
    made = rated()
    newer = replace(own(), answers={"baking": Answer(1)})
    made.bring(dumps(newer), "Robin again")
    assert len(made.people) == 1
    assert made.session.own.level("baking") == 1
    assert made.session.coach.level("kneading") == 1
    made.reveal()
    made.bring(dumps(own()), "Robin again")
    assert len(made.people) == 2


def test_a_bad_file_puts_nobody_on_the_list() -> None:
    made = coaching()
    for text in ("", "{", "<p>no data</p>", '{"kind": "session"}', "[]"):
        with pytest.raises(AnswersError):
            made.bring(text, "Bad")
    other = dumps(replace(own(), model_id="other"))
    with pytest.raises(AnswersError, match="belongs to the model 'other'"):
        made.bring(other, "Other")
    assert len(made.people) == 1


def test_whoever_is_taken_off_is_gone() -> None:
    made = coaching()
    assert made.chosen is not None
    made.take_off(made.chosen.key)
    assert made.people == ()
    with pytest.raises(ReviewError, match="Choose someone"):
        made.rate("baking", 1)


GOOD = "ABCDEFGHJKMNPQRSTVWXYZ0123"


@dataclass
class Stored:
    document: dict[str, Any]


class Shared:
    """A store in which one code works."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.readers: list[str] = []

    def allow_try(self) -> bool:
        return True

    def read_shared(self, secret: str, *, who: str) -> Any:
        self.readers.append(who)
        return Stored(self.document) if secret == GOOD else None


def test_a_share_code_opens_the_persons_answers_and_a_wrong_one_nothing() -> None:
    reader = Shared(assessment_to_json(own()))
    made = Coaching(MODEL, reader, today=TODAY)
    for wrong in ("BAD", "1" * 26):
        with pytest.raises(ReviewError, match="expired or cancelled"):
            made.bring_shared(wrong)
    assert made.people == ()
    made.bring_shared(" abcde-fghjk-mnpqr-stvwx-yz0123 ")
    assert made.session.own == own()
    assert reader.readers == ["coach", "coach"]


def test_codes_are_tried_ten_times_a_minute_at_most() -> None:
    made = Coaching(MODEL, Shared(assessment_to_json(own())), today=TODAY)
    for _ in range(10):
        with pytest.raises(ReviewError, match="doesn't work"):
            made.bring_shared("1" * 26)
    with pytest.raises(ReviewError, match="Too many tries"):
        made.bring_shared(GOOD)


def test_a_share_code_of_another_model_shows_nothing() -> None:
    reader = Shared({**assessment_to_json(own()), "model": {"id": "other"}})
    made = Coaching(MODEL, reader, today=TODAY)
    with pytest.raises(ReviewError, match="a different set of questions"):
        made.bring_shared(GOOD)
    assert made.people == ()


def test_a_cleared_blind_rating_comes_back() -> None:
    made = rated()
    made.note("baking", "Watched a shift.")
    made.clear("baking")
    assert made.session.coach.answer("baking").empty
    made.undo()
    assert made.session.coach.answer("baking").level == 1
    assert made.session.coach.answer("baking").evidence == "Watched a shift."
    made.undo()


def test_what_is_no_level_or_competency_is_refused() -> None:
    made = coaching()
    for key, level in (("baking", 9), ("churning", 1), ("baking", -1)):
        with pytest.raises(ReviewError):
            made.rate(key, level)
    with pytest.raises(ReviewError, match="2,000"):
        made.note("baking", "x" * 2001)


def test_the_plan_follows_an_agreed_level_at_once() -> None:
    made = revealed()
    made.make_plan(EIGHT_WEEKS)
    before = made.plan
    assert before is not None
    assert "night-shift" not in before.ids
    made.agree("baking", 2)
    after = made.plan
    assert after is not None
    assert "night-shift" in after.ids
    assert len(made.session.plans) == 1
    made.agree("baking", None)
    assert made.plan == before


def test_what_comes_first_is_asked_for_and_stays() -> None:
    made = revealed()
    made.agree("selling", 1)
    made.agree("pricing", 1)
    first = made.make_plan({**EIGHT_WEEKS, "hours_per_week": 1.0})
    (subject,) = first.quarters[0].focus
    other = {"selling": "pricing", "pricing": "selling"}[subject]
    assert made.make_plan({"lead": other}).quarters[0].focus == (other,)
    assert made.plan_request.lead == other
    assert made.plan_request.hours_per_week == 1


def test_too_little_agreed_for_a_plan_is_no_error_while_agreeing() -> None:
    made = revealed()
    made.make_plan(EIGHT_WEEKS)
    for key in ("baking", "kneading", "selling"):
        made.agree(key, None, not_applicable=True)
    assert made.session.agreed.answer("baking").not_applicable


def test_goals_are_suggested_changed_and_limited() -> None:
    made = revealed()
    made.make_plan(EIGHT_WEEKS)
    made.agree("baking", 1)
    goals = CoachingGoals(made)
    assert "selling" in [item.goal.competency_id for item in made.suggestions()]
    goals.add("selling")
    assert "selling" not in [item.goal.competency_id for item in made.suggestions()]
    goals.change("selling", "why", "The clerk leaves in spring.")
    goals.change("selling", "by", "2027-01-31")
    goals.change("selling", "to", 3)
    goal = made.session.goals[0]
    assert (goal.why, goal.by, goal.to) == (
        "The clerk leaves in spring.",
        date(2027, 1, 31),
        3,
    )
    for field, value in (("to", 1), ("to", "3"), ("by", "soon"), ("why", "x" * 501), ("id", 1)):
        with pytest.raises(ReviewError):
            goals.change("selling", field, value)
    goals.remove("selling")
    assert made.session.goals == ()
    with pytest.raises(ReviewError, match="gone already"):
        goals.remove("selling")
    with pytest.raises(ReviewError, match="a skill that is rated"):
        goals.add("pricing")


def test_promises_name_who_and_when() -> None:
    made = revealed()
    goals = CoachingGoals(made)
    goals.promise("  Find a shift ", "manager", "2027-01-31")
    assert made.session.commitments[0].text == "Find a shift"
    for text, owner, by in ((" ", "coach", ""), ("x", "boss", ""), ("x", "coach", "soon")):
        with pytest.raises(ReviewError):
            goals.promise(text, owner, by)
    goals.withdraw(0)
    with pytest.raises(ReviewError, match="gone already"):
        goals.withdraw(0)


def test_next_time_the_old_plan_stands_beside_the_calendar_and_goals_are_judged() -> None:
    from assess.session_json import dumps_session

    made = Coaching(MODEL, today=TODAY)
    made.bring(dumps_session(whole()), "Robin")
    assert made.standing() is None
    made.start_next(dumps(rated_levels(baking=3)))
    assert made.session.held == TODAY
    assert made.session.own.level("baking") == 3
    standing = made.standing()
    assert standing is not None
    assert standing.count("late") > 0
    goals = CoachingGoals(made)
    goals.judge_goal(0, "kept")
    goals.judge_promise(0, "not_kept")
    assert made.session.past[-1].goals[0].kept == "kept"
    assert made.session.past[-1].commitments[0].kept == "not_kept"
    for place, kept in ((1, "kept"), (-1, "kept"), (0, "maybe")):
        with pytest.raises(ReviewError):
            goals.judge_goal(place, kept)


def test_what_is_taken_along_loads_again_and_only_with_notes_counts_as_kept() -> None:
    made = revealed()
    assert made.unkept
    made.agree("baking", 2)
    made.agree_note("baking", "One shift alone.")
    for text in (made.file(with_notes=True), made.report(with_notes=True)):
        assert read_brought(text, MODEL) == made.session
    bare = read_brought(made.file(with_notes=False), MODEL)
    assert isinstance(bare, CoachingSession)
    assert "One shift" not in repr(bare)
    made.kept()
    assert not made.unkept
    made.agree("baking", 3)
    assert made.unkept


def test_there_is_no_calendar_without_a_plan() -> None:
    with pytest.raises(PlanError, match="Make one under Decide"):
        revealed().plan_file("ics")
    made = revealed()
    made.make_plan(EIGHT_WEEKS)
    assert made.plan_file("ics").startswith("BEGIN:VCALENDAR")
    assert made.plan_file("md").startswith("# Your plan: ")
