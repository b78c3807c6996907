"""The coach's list and session without widgets."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from assess.app.coach.changes import suggestions
from assess.app.coach.state import CoachState
from assess.app.state.changes import Change
from assess.domain.answers import Answer
from assess.domain.review.meeting import CoachingMeeting
from assess.errors import AnswersError, PlanError, ReviewError
from assess.formats.answers import assessment_to_json, dumps
from assess.formats.json_text import plain
from assess.formats.meeting import read_brought
from assess.store import Store
from tests.builders.coaches import MODEL, TODAY, agree, change, coaching, rate, rated, revealed
from tests.builders.meetings import own, whole
from tests.builders.meetings import rated as rated_levels
from tests.builders.visits import CODE

EIGHT_WEEKS = {"hours_per_week": 4.0, "start": date(2026, 12, 14), "weeks": 8}


def test_people_are_kept_apart() -> None:
    made = coaching()
    robin = made.chosen
    assert robin is not None
    rate(made, "baking", 1)
    made.bring(dumps(replace(own(), id="b" * 32)), "Kim")
    assert made.session.coach.answers == {}
    rate(made, "selling", 3)
    made.choose(robin.key)
    assert set(made.session.coach.answers) == {"baking"}
    assert [person.name for person in made.people] == ["Robin", "Kim"]


def test_a_name_that_is_there_gets_a_number_and_a_nameless_one_a_word() -> None:
    made = coaching()
    names = [made.bring(dumps(replace(own(), id=None)), "Robin").name]
    names.append(made.bring(dumps(replace(own(), id="0a-b_c9")), "po-to-pm-2026-11-28").name)
    assert names == ["Robin (2)", "Person abc9"]


def test_newer_answers_of_the_same_person_leave_the_blind_ratings_alone() -> None:
    made = rated()
    newer = replace(own(), answers={"baking": Answer(1)})
    made.bring(dumps(newer), "Robin again")
    assert len(made.people) == 1
    assert made.session.own.level("baking") == 1
    assert made.session.coach.level("kneading") == 1
    change(made, "reveal")
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
    outcome = made.take([Change(0, "baking", rating="1")])
    assert (outcome.done, outcome.kept) == ((), False)
    assert outcome.problem.startswith("Choose someone")


GOOD = "ABCDEFGHJKMNPQRSTVWXYZ0123"


def sharing(store: Store, document: dict[str, Any]) -> Store:
    """The store, with a document in it that the code `GOOD` opens to a coach."""
    store.answers.save(CODE, document, expected=0)
    store.shares.add(CODE, "coach", GOOD, datetime.now(UTC) + timedelta(days=1))
    return store


def test_a_share_code_opens_the_persons_answers_and_a_wrong_one_nothing(store: Store) -> None:
    made = CoachState(MODEL, sharing(store, assessment_to_json(own())), today=TODAY)
    for wrong in ("BAD", "1" * 26):
        with pytest.raises(ReviewError, match="expired or cancelled"):
            made.bring_shared(wrong)
    assert made.people == ()
    made.bring_shared(" abcde-fghjk-mnpqr-stvwx-yz0123 ")
    assert replace(made.session.own, revision=0) == own()
    assert [use.who for use in store.shares.accesses(CODE)] == ["coach"]


def test_codes_are_tried_ten_times_a_minute_at_most(store: Store) -> None:
    made = CoachState(MODEL, sharing(store, assessment_to_json(own())), today=TODAY)
    for _ in range(10):
        with pytest.raises(ReviewError, match="doesn't work"):
            made.bring_shared("1" * 26)
    with pytest.raises(ReviewError, match="Too many tries"):
        made.bring_shared(GOOD)


def test_a_share_code_of_another_model_shows_nothing(store: Store) -> None:
    document = {**assessment_to_json(own()), "model": {"id": "other"}}
    made = CoachState(MODEL, sharing(store, document), today=TODAY)
    with pytest.raises(ReviewError, match="a different set of questions"):
        made.bring_shared(GOOD)
    assert made.people == ()


def test_a_cleared_blind_rating_comes_back() -> None:
    made = rated()
    made.take([Change(0, "baking", note="Watched a shift.")])
    made.take([Change(0, "baking", rating="", note="")])
    assert made.session.coach.answer("baking").empty
    made.take([Change(0, "baking", rating="1", note="Watched a shift.")])
    assert made.session.coach.answer("baking").level == 1
    assert made.session.coach.answer("baking").evidence == "Watched a shift."


def test_what_is_no_level_or_competency_is_refused() -> None:
    made = coaching()
    for key, level in (("baking", 9), ("churning", 1), ("baking", -1)):
        assert len(rate(made, key, level)) == 1
    (said,) = made.take([Change(0, "baking", note="x" * 2001)]).refused
    assert "2,000" in said
    made.take([Change(0, "hours", kind="setting", value="4")])
    assert made.session.coach.settings == coaching().session.coach.settings


def test_the_plan_follows_an_agreed_level_at_once() -> None:
    made = revealed()
    made.make_plan(EIGHT_WEEKS)
    before = made.plan
    assert before is not None
    assert "night-shift" not in before.ids
    agree(made, "baking", 2)
    after = made.plan
    assert after is not None
    assert "night-shift" in after.ids
    assert len(made.session.plans) == 1
    agree(made, "baking", "")
    assert made.plan == before


def test_what_comes_first_is_asked_for_and_stays() -> None:
    made = revealed()
    agree(made, "selling", 1)
    agree(made, "pricing", 1)
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
        agree(made, key, "na")
    assert made.session.agreed.answer("baking").not_applicable


def test_goals_are_suggested_changed_and_limited() -> None:
    made = revealed()
    made.make_plan(EIGHT_WEEKS)
    agree(made, "baking", 1)
    assert "selling" in [item.goal.competency_id for item in suggestions(MODEL, made.session)]
    change(made, "goal", "selling")
    assert "selling" not in [item.goal.competency_id for item in suggestions(MODEL, made.session)]
    change(made, "goal_why", "selling", "The clerk leaves in spring.")
    change(made, "goal_by", "selling", "2027-01-31")
    change(made, "goal_to", "selling", 3)
    goal = made.session.goals[0]
    assert (goal.why, goal.by, goal.to) == (
        "The clerk leaves in spring.",
        date(2027, 1, 31),
        3,
    )
    for field, value in (("to", 1), ("to", "3"), ("by", "soon"), ("why", "x" * 501), ("id", 1)):
        assert change(made, f"goal_{field}", "selling", value), (field, value)
    assert change(made, "goal_by", "selling", "03/04/2027")
    assert change(made, "goal_by", "selling", "28.2.2027") == ()
    assert made.session.goals[0].by == date(2027, 2, 28)
    change(made, "goal", "selling", False)
    assert made.session.goals == ()
    (said,) = change(made, "goal_why", "selling", "Too late.")
    assert "gone already" in said
    (said,) = change(made, "goal", "pricing")
    assert "a skill that is rated" in said


def promise(text: str, owner: str, by: str | None) -> str:
    return json.dumps([text, owner, by])


def test_promises_name_who_and_when_and_are_there_once() -> None:
    made = revealed()
    key = promise("  Find a shift ", "manager", "2027-01-31")
    for _ in range(2):
        change(made, "promise", key)
    assert [item.text for item in made.session.commitments] == ["Find a shift"]
    wrong = (promise(" ", "coach", ""), promise("x", "boss", ""), promise("x", "coach", "soon"))
    for text in (*wrong, "", "[]", "{", "[" * 5000):
        assert change(made, "promise", text), text
    for _ in range(2):
        change(made, "promise", key, False)
    assert made.session.commitments == ()


def test_next_time_the_old_plan_stands_beside_the_calendar_and_goals_are_judged() -> None:
    from assess.formats.meeting import dumps_session

    made = CoachState(MODEL, today=TODAY)
    made.bring(dumps_session(whole()), "Robin")
    assert made.standing() is None
    made.start_next(dumps(replace(rated_levels(baking=3), id=whole().own.id)))
    assert made.session.held == TODAY
    assert made.session.own.level("baking") == 3
    standing = made.standing()
    assert standing is not None
    assert standing.count("late") > 0
    change(made, "judged_goal", "0", "kept")
    change(made, "judged_promise", "0", "not_kept")
    assert made.session.past[-1].goals[0].kept == "kept"
    assert made.session.past[-1].commitments[0].kept == "not_kept"
    for place, kept in (("1", "kept"), ("-1", "kept"), ("0", "maybe"), ("²", "kept"), ("", "kept")):
        assert change(made, "judged_goal", place, kept), (place, kept)


def test_a_quarter_of_the_last_session_that_runs_goes_on() -> None:
    made = revealed()
    agree(made, "selling", 1)
    agree(made, "pricing", 1)
    last = made.make_plan({**EIGHT_WEEKS, "hours_per_week": 1.0, "start": TODAY})
    (subject,) = last.quarters[0].focus
    made.start_next()
    rate(made, "baking", 1)
    change(made, "reveal")
    agree(made, "selling", 1)
    agree(made, "pricing", 1)
    assert made.plan_request.start == TODAY
    wishes = {"hours_per_week": 1.0, "weeks": 8, "focus": {subject: 0.01}}
    assert made.make_plan(wishes).quarters[0].focus == (subject,)
    assert made.said.startswith("A better plan exists")
    on_another_day = made.make_plan({"start": TODAY + timedelta(weeks=1)})
    assert on_another_day.quarters[0].focus != (subject,)
    assert made.said == ""


def test_what_is_taken_along_loads_again_and_only_with_notes_counts_as_kept() -> None:
    made = revealed()
    assert made.unkept
    agree(made, "baking", 2)
    change(made, "agreed_note", "baking", "One shift alone.")
    for text in (made.file("json", with_notes=True), made.file("html", with_notes=True)):
        assert read_brought(text, MODEL) == made.session
    bare = read_brought(made.file("json", with_notes=False), MODEL)
    assert isinstance(bare, CoachingMeeting)
    assert "One shift" not in str(plain(bare))
    made.kept()
    assert not made.unkept
    agree(made, "baking", 3)
    assert made.unkept


def test_there_is_no_calendar_without_a_plan() -> None:
    with pytest.raises(PlanError, match="Make one under Decide"):
        revealed().file("ics")
    made = revealed()
    made.make_plan(EIGHT_WEEKS)
    assert made.file("ics").startswith("BEGIN:VCALENDAR")
    assert made.file("md").startswith("# Your plan: ")


def test_a_long_name_is_shortened_where_it_shows_and_never_inside_a_character() -> None:
    made = coaching()
    letter = "q\N{COMBINING DOT BELOW}\N{COMBINING DIAERESIS}"
    made.bring(dumps(replace(own(), id="c" * 32, person=letter * 40)), "file")
    assert made.people[-1].name == letter * 26 + "…"


def test_what_a_meeting_takes_out_of_the_plan_is_cancelled_in_the_next_calendar() -> None:
    made = revealed()
    made.make_plan(EIGHT_WEEKS)
    assert "CANCELLED" not in made.file("ics")
    for item in MODEL.competencies:  # nothing is left to learn: the plan that was exported is gone
        agree(made, item.id, MODEL.highest)
    assert made.plan is not None
    assert not made.plan.activities
    text = made.file("ics")
    assert text.count("STATUS:CANCELLED") == text.count("BEGIN:VEVENT") > 0
    with pytest.raises(PlanError, match="nothing to plan"):
        made.file("md")


def test_an_activity_is_left_out_swapped_and_let_in_again() -> None:
    made = revealed()
    first = made.make_plan(EIGHT_WEEKS).ids[0]
    assert first not in made.wish(first, "leave").ids
    assert made.plan_request.excluded == (first,)
    assert first in made.swap("night-shift", first).ids
    assert made.plan_request.excluded == ("night-shift",)
    assert made.plan_request.pinned == (first,)
    made.wish("night-shift", "let")
    assert made.plan_request.excluded == ()
    for key, other in (("nothing", first), (first, "nothing")):
        with pytest.raises(PlanError):
            made.swap(key, other)


def test_a_page_goes_on_while_the_plan_is_made_again_and_a_file_waits_for_it() -> None:
    made = revealed()
    before = made.make_plan(EIGHT_WEEKS)
    heard: list[str] = []
    made.replanned = heard.append

    async def agreeing() -> None:
        agree(made, "baking", 2)
        assert made.searching
        assert made.plan == before
        agree(made, "kneading", 2)  # the first search is stopped: one answer for both
        while made.searching:
            await asyncio.sleep(0.05)

    asyncio.run(agreeing())
    assert heard == [made.people[0].key]
    assert made.plan is not None
    assert "night-shift" in made.plan.ids

    async def leaving() -> None:
        agree(made, "baking", "")
        agree(made, "kneading", "")
        text = made.file("json", with_notes=True)
        assert not made.searching
        taken = read_brought(text, MODEL)
        assert isinstance(taken, CoachingMeeting)
        assert taken.plan == made.plan == before

    asyncio.run(leaving())
