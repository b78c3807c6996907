"""A visit's plan: made, kept, grown old, made anew, without any widget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from visits import CODE, MODEL, MONDAY, Broken, eight_weeks, mark, rate_all, stored

from assess.answers import KeptPlan
from assess.errors import PlanError, StoreError
from assess.planning.explain.again import compare
from assess.store import Store
from assess.ui import session_plan
from assess.ui.plan_data import plan_data
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """It is so many days after the plan's first day."""
    monkeypatch.setattr(session_plan, "today", lambda: MONDAY + timedelta(days=days))


def test_a_plan_is_made_and_its_settings_are_kept(
    session: Session, plans: SessionPlan, store: Store
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
    assert plans.old is False


def test_what_is_not_said_is_the_usual(session: Session, plans: SessionPlan) -> None:
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
    session: Session, plans: SessionPlan, parts: dict[str, Any], said: str
) -> None:
    rate_all(session)
    before = session.assessment
    with pytest.raises(PlanError) as refused:
        plans.make({**eight_weeks(), **parts})
    assert str(refused.value) == said
    assert (session.assessment, plans.plan) == (before, None)


def test_too_few_ratings_give_no_plan(session: Session, plans: SessionPlan) -> None:
    session.rate("baking", 1)
    with pytest.raises(PlanError) as refused:
        plans.make(eight_weeks())
    assert str(refused.value).startswith("Rate ")


def test_an_answer_makes_the_plan_old_until_it_is_made_again(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    first = plans.make(eight_weeks())
    assert (plans.age, plans.old) == ((), False)
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
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    session.rate("selling", 2)
    session.rate("selling", 1)
    assert plans.age == ()


def test_a_note_makes_no_plan_old_and_another_role_does(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    session.note("baking", "Ran the oven")
    assert plans.age == ()
    session.choose_roles("baker", "apprentice")
    assert plans.age == ("the role you want is another one now",)


def test_what_a_return_finds_is_known_to_be_old_too(
    session: Session, plans: SessionPlan, store: Store
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    session.rate("selling", 2)
    session.rate("pricing", 2)
    later = Session(MODEL, store)
    again = SessionPlan(later)
    later.resume(CODE)
    again.open()
    assert again.plan == plans.plan
    assert again.age == ("2 answers changed",)


def test_opening_makes_no_plan_before_one_was_asked_for(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    plans.open()
    assert plans.plan is None


def test_a_return_finds_its_plan_again(session: Session, plans: SessionPlan, store: Store) -> None:
    rate_all(session)
    made = plans.make(eight_weeks())
    later = Session(MODEL, store)
    again = SessionPlan(later)
    later.resume(CODE)
    assert again.plan is None
    again.open()
    assert again.plan == made
    assert again.age == ()


# --- again --------------------------------------------------------------------------------------


def test_a_quarter_that_runs_keeps_its_first_day_and_its_activities(
    session: Session, plans: SessionPlan, monkeypatch: pytest.MonkeyPatch
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
    session: Session, plans: SessionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    later(monkeypatch, 7 * 8 + 1)
    made = plans.make()
    assert made.start == MONDAY + timedelta(weeks=9)
    assert made.number_of_weeks == 8


def test_a_better_plan_is_offered_and_only_taken_when_asked_for(
    session: Session, plans: SessionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_all(session)
    plans.make(eight_weeks(1))  # one subject a quarter: the counter
    later(monkeypatch, 1)
    kept = plans.make({"lead": "pricing"})
    assert kept.ids == ("ask-sales",)
    assert plans.better is not None
    assert plans.said.startswith("A better plan exists")
    assert "this quarter kept as it is" in plan_data(plans)["view"]["checked"]
    plans.keep_mine()
    assert (plans.better, plans.said, plans.plan) == (None, "", kept)
    assert "this quarter kept as it is" in plan_data(plans)["view"]["checked"]
    plans.make({"lead": "pricing"})
    better = plans.see_better()
    assert better.ids == ("read-costs",)
    assert (plans.plan, plans.better, plans.age) == (better, None, ())
    assert "this quarter kept as it is" not in plan_data(plans)["view"]["checked"]
    plans.undo()
    assert plans.plan == kept


def test_a_better_plan_that_was_never_found_can_not_be_seen(plans: SessionPlan) -> None:
    with pytest.raises(PlanError):
        plans.see_better()


def test_what_is_done_or_dropped_is_not_planned_again(session: Session, plans: SessionPlan) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    mark(session, "ask-sales", "done", MONDAY)
    mark(session, "read-costs", "dropped")
    assert plans.age == ("2 activities are done or dropped",)
    assert not {"ask-sales", "read-costs"} & set(plans.make().ids)
    assert plans.age == ()


# --- versions -----------------------------------------------------------------------------------


def test_each_plan_that_differs_is_kept_and_can_be_compared_with(
    session: Session, plans: SessionPlan, store: Store
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
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    (kept,) = session.assessment.plans
    other = {**kept.plan, "model": {"id": "another", "version": "1.0.0"}}
    broken = [KeptPlan("2026-11-22T10:00:00Z", data) for data in (other, {}, {"kind": "x"})]
    session.replace_by(replace(session.assessment, plans=(*broken, kept)))
    assert [item.number for item in plans.versions()] == [4]


def test_a_plan_of_a_file_takes_the_place_of_the_present_one_with_its_settings(
    session: Session, plans: SessionPlan
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


def test_the_default_start_is_the_coming_monday(plans: SessionPlan, the_day: date) -> None:
    assert plans.next_monday == the_day + timedelta(days=2) == MONDAY


def test_a_plan_made_while_another_tab_changed_an_answer_is_old_at_once(
    session: Session, plans: SessionPlan, store: Store
) -> None:
    rate_all(session)
    second = Session(MODEL, store)
    second.resume(CODE)
    second.rate("baking", 3)
    plans.make(eight_weeks())
    assert (plans.plan is not None, plans.old) == (True, True)
    assert session.assessment.level("baking") == 3
    plans.make()
    assert plans.old is False


def test_a_failing_store_does_not_take_the_plan_away() -> None:
    session = Session(MODEL)
    session.begin(CODE)
    rate_all(session)
    plans = SessionPlan(session)
    session._store = Broken()
    with pytest.raises(StoreError):
        plans.make(eight_weeks())
    assert plans.plan is not None
    assert (plans.old, session.kept) == (False, False)
    assert session.assessment.settings.weeks == 8


def test_a_loaded_file_and_a_forgetting_leave_no_plan(session: Session, plans: SessionPlan) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    session.replace_by(session.assessment)
    assert plans.plan is None
    plans.make(eight_weeks())
    session.forget(CODE)
    assert (plans.plan, plans.old) == (None, False)
