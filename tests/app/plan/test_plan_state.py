"""A visit's plan: made, kept, grown old, made anew, without any widget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from assess.app.plan import state as session_plan
from assess.app.plan.data import plan_data
from assess.app.plan.progress import ProgressState
from assess.app.plan.state import PlanState
from assess.app.state.visitor import VisitorState
from assess.app.take.files import VisitorFiles
from assess.domain.answers import KeptPlan
from assess.errors import PlanError, StoreError
from assess.planning.explain.again import compare
from assess.store import Store
from tests.builders.visits import (
    CODE,
    MODEL,
    MONDAY,
    Broken,
    choose_roles,
    eight_weeks,
    mark,
    note,
    rate_all,
    stored,
)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """It is so many days after the plan's first day."""
    monkeypatch.setattr(session_plan, "today", lambda: MONDAY + timedelta(days=days))


def test_a_plan_is_made_and_its_settings_are_kept(
    session: VisitorState, plans: PlanState, store: Store
) -> None:
    rate_all(session)
    made = plans.make(eight_weeks())
    assert plans.plan is made
    assert (made.role, made.hours_per_week, made.number_of_weeks) == ("baker", 4, 8)
    assert set(made.ids) == {"ask-sales", "read-costs"}
    assert stored(store)["settings"] == {
        "hours_per_week": 4,
        "weeks": 8,
        "start": MONDAY.isoformat(),
        "reserve": "mostly",
    }
    assert plans.age == ()


def test_what_is_not_said_is_the_usual(session: VisitorState, plans: PlanState) -> None:
    rate_all(session)
    made = plans.make()
    assert (made.hours_per_week, made.number_of_weeks, made.start) == (4, 52, MONDAY)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"hours_per_week": -1}, "Hours per week must be a number above 0, not -1."),
        (
            {"hours_per_week": float("nan")},
            "Hours per week must be a number above 0, not nan.",
        ),
        ({"hours_per_week": 200}, "A week has 168 hours, not 200."),
        ({"weeks": 530}, "A plan can run for 520 weeks at most, not 530."),
    ],
)
def test_what_can_not_be_planned_is_a_sentence_and_changes_nothing(
    session: VisitorState, plans: PlanState, parts: dict[str, Any], said: str
) -> None:
    rate_all(session)
    before = session.assessment
    with pytest.raises(PlanError) as refused:
        plans.make({**eight_weeks(), **parts})
    assert str(refused.value) == said
    assert (session.assessment, plans.plan) == (before, None)


def test_too_few_ratings_give_no_plan(session: VisitorState, plans: PlanState) -> None:
    session.rate("baking", 1)
    with pytest.raises(PlanError) as refused:
        plans.make(eight_weeks())
    assert str(refused.value).startswith("Rate ")


def test_an_answer_makes_the_plan_old_until_it_is_made_again(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    first = plans.make(eight_weeks())
    assert plans.age == ()
    session.rate("selling", 2)
    assert (plans.plan, plans.age) == (first, ("1 answer changed",))
    plans.open()
    assert plans.plan is first
    made = plans.make()
    assert plans.age == ()
    assert "ask-sales" not in made.ids
    assert plans.changed is not None
    assert plans.changed.dropped == ("ask-sales",)


def test_an_answer_that_is_taken_back_leaves_the_plan_as_new(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    session.rate("selling", 2)
    session.rate("selling", 1)
    assert plans.age == ()


def test_a_note_makes_no_plan_old_and_another_role_does(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    note(session, "baking", "Ran the oven")
    assert plans.age == ()
    choose_roles(session, "baker", "apprentice")
    assert plans.age == ("the role you want is another one now",)


def test_what_a_return_finds_is_known_to_be_old_too(
    session: VisitorState, plans: PlanState, store: Store
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    session.rate("selling", 2)
    session.rate("pricing", 2)
    later = VisitorState(MODEL, store)
    again = PlanState(later)
    later.resume(CODE)
    again.open()
    assert again.plan == plans.plan
    assert again.age == ("2 answers changed",)


def test_opening_makes_no_plan_before_one_was_asked_for(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    plans.open()
    assert plans.plan is None


def test_a_return_finds_its_plan_again(
    session: VisitorState, plans: PlanState, store: Store
) -> None:
    rate_all(session)
    made = plans.make(eight_weeks())
    later = VisitorState(MODEL, store)
    again = PlanState(later)
    later.resume(CODE)
    assert again.plan is None
    again.open()
    assert again.plan == made
    assert again.age == ()


# --- again --------------------------------------------------------------------------------------


def test_a_quarter_that_runs_keeps_its_first_day_and_its_activities(
    session: VisitorState, plans: PlanState, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_all(session)
    plans.make(eight_weeks(1))
    later(monkeypatch, 8)
    made = plans.make({"hours_per_week": 4.0, "lead": "pricing"})
    assert made.start == MONDAY
    assert "ask-sales" in made.ids
    assert all(week > 1 for item in made.activities for week in item.weeks)
    assert plans.age == ()


def test_a_plan_whose_last_day_has_passed_begins_anew(
    session: VisitorState, plans: PlanState, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    later(monkeypatch, 7 * 8 + 1)
    made = plans.make()
    assert made.start == MONDAY + timedelta(weeks=9)
    assert made.number_of_weeks == 8


def checked(plans: PlanState) -> str:
    return str(plan_data(plans, ProgressState(plans))["view"]["checked"])


def test_a_better_plan_is_offered_and_only_taken_when_asked_for(
    session: VisitorState, plans: PlanState, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_all(session)
    plans.make(eight_weeks(1))  # one subject a quarter: the counter
    later(monkeypatch, 1)
    kept = plans.make({"focus": {"pricing": 9.0}})
    assert kept.ids == ("ask-sales",)
    assert plans.better is not None
    assert plans.said.startswith("A better plan exists")
    assert "while this quarter stays as it is" in checked(plans)
    plans.keep_mine()
    assert (plans.better, plans.said, plans.plan) == (None, "", kept)
    assert "while this quarter stays as it is" in checked(plans)
    plans.make({"focus": {"pricing": 9.0}})
    better = plans.see_better()
    assert better.ids == ("read-costs",)
    assert (plans.plan, plans.better, plans.age) == (better, None, ())
    assert "while this quarter stays as it is" not in checked(plans)
    plans.undo()
    assert plans.plan == kept


def test_the_files_of_a_plan_that_keeps_its_quarter_claim_no_more_than_the_page(
    session: VisitorState, plans: PlanState, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after the plan was read from where it is kept."""
    rate_all(session)
    plans.make(eight_weeks(1))
    later(monkeypatch, 1)
    plans.make({"focus": {"pricing": 9.0}})
    opened = PlanState(session)
    opened.open()
    assert opened.plan is not plans.plan
    assert "while this quarter stays as it is" in checked(opened)
    files = VisitorFiles(session, opened)
    for text in (files.plan_file("md"), files.report(with_notes=True)):
        assert "no other plan does better" in text
        assert "while this quarter stays as it is" in " ".join(text.split())


def test_a_plan_that_has_not_begun_goes_on_too(
    session: VisitorState, plans: PlanState, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, -2)
    rate_all(session)
    first = plans.make(eight_weeks(1))
    assert plans.make({"focus": {"pricing": 9.0}}).ids == first.ids
    assert plans.better is not None


def test_a_better_plan_that_was_never_found_can_not_be_seen(plans: PlanState) -> None:
    with pytest.raises(PlanError):
        plans.see_better()


def test_what_is_done_or_dropped_is_not_planned_again(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    mark(session, "ask-sales", "done", MONDAY)
    mark(session, "read-costs", "dropped")
    assert plans.age == ("2 activities are done or dropped",)
    assert not {"ask-sales", "read-costs"} & set(plans.make().ids)
    assert plans.age == ()


# --- versions -----------------------------------------------------------------------------------


def test_each_plan_that_differs_is_kept_and_can_be_compared_with(
    session: VisitorState, plans: PlanState, store: Store
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    plans.make(eight_weeks())
    assert [item.number for item in plans.versions()] == [1]
    plans.make(eight_weeks(1))
    first, second = plans.versions()
    assert (first.present, second.present) == (False, True)
    assert plans.plan is not None
    assert plans.compare_with(1) == compare(MODEL, first.plan, plans.plan)  # type: ignore[arg-type]
    assert len(stored(store)["plans"]) == 2
    for number in (0, 3, -1):
        with pytest.raises(PlanError, match="That plan is gone"):
            plans.compare_with(number)


def test_a_kept_plan_that_this_model_can_not_read_is_no_version(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    (kept,) = session.assessment.plans
    other = {**kept.plan, "model": {"id": "another", "version": "1.0.0"}}
    broken = [KeptPlan("2026-11-22T10:00:00Z", data) for data in (other, {}, {"kind": "x"})]
    session.replace_by(replace(session.assessment, plans=(*broken, kept)))
    assert [item.number for item in plans.versions()] == [4]


def test_a_plan_of_a_file_takes_the_place_of_the_present_one_with_its_settings(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    small = plans.make(eight_weeks(1))
    big = plans.make(eight_weeks())
    plans.take_over(small)
    assert plans.plan is small
    assert plans.settings.hours_per_week == 1
    assert plans.age == ()
    assert plans.changed == compare(MODEL, big, small)
    assert len(plans.versions()) == 3


def test_the_default_start_is_the_coming_monday(plans: PlanState, the_day: date) -> None:
    assert plans.next_monday == the_day + timedelta(days=2) == MONDAY


def test_a_plan_made_while_another_tab_changed_an_answer_is_old_at_once(
    session: VisitorState, plans: PlanState, store: Store
) -> None:
    rate_all(session)
    second = VisitorState(MODEL, store)
    second.resume(CODE)
    second.rate("baking", 3)
    plans.make(eight_weeks())
    assert (plans.plan is not None, bool(plans.age)) == (True, True)
    assert session.assessment.level("baking") == 3
    plans.make()
    assert plans.age == ()


def test_a_failing_store_does_not_take_the_plan_away() -> None:
    session = VisitorState(MODEL)
    session.begin(CODE)
    rate_all(session)
    plans = PlanState(session)
    session.store = Broken()
    with pytest.raises(StoreError):
        plans.make(eight_weeks())
    assert plans.plan is not None
    assert (plans.age, session.kept) == ((), False)
    assert session.assessment.settings.weeks == 8


def test_a_loaded_file_and_a_forgetting_leave_no_plan(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    session.replace_by(session.assessment)
    assert plans.plan is None
    plans.make(eight_weeks())
    session.forget(CODE)
    assert (plans.plan, plans.age) == (None, ())
