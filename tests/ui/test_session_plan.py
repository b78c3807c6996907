"""A visit's plan: made, kept, grown old, made anew, without any widget."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from visits import CODE, MODEL, MONDAY, SUNDAY, Broken, rate_all, stored

from assess.errors import PlanError, StoreError
from assess.store import Store
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan


def test_a_plan_is_made_and_its_settings_are_kept(
    session: Session, plans: SessionPlan, store: Store
) -> None:
    rate_all(session)
    made = plans.make(4, MONDAY, SUNDAY)
    assert plans.plan is made
    assert made.role_id == "baker"
    assert (made.settings.hours_per_week, made.settings.weeks) == (4, 8)
    assert {item.id for item in made.activities} == {"ask-sales", "read-costs", "price-list"}
    assert stored(store)["settings"] == {
        "hours_per_week": 4,
        "weeks": 8,
        "start": MONDAY.isoformat(),
    }
    assert plans.old is False


@pytest.mark.parametrize(
    ("hours", "start", "end", "said"),
    [
        (4, MONDAY, MONDAY - timedelta(days=1), "The end is before the start: choose a later end"
         " date."),
        (4, MONDAY, MONDAY + timedelta(days=5), "There is no whole week between these dates:"
         " choose a later end date."),
        (0, MONDAY, SUNDAY, "Hours per week must be a number above 0, not 0."),
        (-1, MONDAY, SUNDAY, "Hours per week must be a number above 0, not -1."),
        (float("nan"), MONDAY, SUNDAY, "Hours per week must be a number above 0, not nan."),
        (200, MONDAY, SUNDAY, "A week has 168 hours, not 200."),
        (4, MONDAY, MONDAY + timedelta(weeks=530), "A plan can run for 520 weeks at most, not"
         " 530."),
        (4, date(9999, 12, 1), date(9999, 12, 31), None),
    ],
)  # fmt: skip
def test_what_can_not_be_planned_is_a_sentence_and_changes_nothing(
    session: Session, plans: SessionPlan, hours: float, start: date, end: date, said: str | None
) -> None:
    rate_all(session)
    before = session.assessment
    if said is None:  # the last weeks of the calendar can be planned
        assert plans.make(hours, start, end).settings.weeks == 4
        return
    with pytest.raises(PlanError) as refused:
        plans.make(hours, start, end)
    assert str(refused.value) == said
    assert (session.assessment, plans.plan) == (before, None)


def test_too_few_ratings_give_no_plan(session: Session, plans: SessionPlan) -> None:
    session.rate("baking", 1)
    with pytest.raises(PlanError) as refused:
        plans.make(4, MONDAY, SUNDAY)
    assert str(refused.value) == (
        "Rate at least half of what the role Baker asks for first (1 of 4 rated)."
    )


def test_an_answer_makes_the_plan_old_and_refreshing_makes_it_new(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    first = plans.make(4, MONDAY, SUNDAY)
    session.rate("selling", 2)
    assert (plans.plan is first, plans.old) == (True, True)
    plans.refresh()
    assert plans.plan is not None
    assert plans.old is False
    assert {item.id for item in plans.plan.activities} == {"read-costs", "price-list"}
    again = plans.plan
    plans.refresh()
    assert plans.plan is again


def test_refreshing_makes_no_plan_before_one_was_asked_for(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    plans.refresh()
    assert plans.plan is None


def test_a_return_finds_its_plan_again(session: Session, plans: SessionPlan, store: Store) -> None:
    rate_all(session)
    made = plans.make(4, MONDAY, SUNDAY)
    later = Session(MODEL, store)
    again = SessionPlan(later)
    later.resume(CODE)
    assert again.plan is None
    again.refresh()
    assert again.plan == made


def test_the_default_start_is_the_coming_monday(session: Session, plans: SessionPlan) -> None:
    assert plans.next_monday.weekday() == 0
    assert 0 < (plans.next_monday - date.today()).days <= 8


def test_a_plan_made_while_another_tab_changed_an_answer_is_old_at_once(
    session: Session, plans: SessionPlan, store: Store
) -> None:
    rate_all(session)
    second = Session(MODEL, store)
    second.resume(CODE)
    second.rate("baking", 3)
    plans.make(4, MONDAY, SUNDAY)
    assert (plans.plan is not None, plans.old) == (True, True)
    assert session.assessment.level("baking") == 3
    plans.refresh()
    assert plans.old is False


def test_a_failing_store_does_not_take_the_plan_away() -> None:
    session = Session(MODEL)
    session.begin(CODE)
    rate_all(session)
    plans = SessionPlan(session)
    session._store = Broken()
    with pytest.raises(StoreError):
        plans.make(4, MONDAY, SUNDAY)
    assert plans.plan is not None
    assert (plans.old, session.kept) == (False, False)
    assert session.assessment.settings.weeks == 8


def test_a_loaded_file_and_a_forgetting_leave_no_plan(session: Session, plans: SessionPlan) -> None:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    session.replace_by(session.assessment)
    assert plans.plan is None
    plans.make(4, MONDAY, SUNDAY)
    session.forget(CODE)
    assert (plans.plan, plans.old) == (None, False)
