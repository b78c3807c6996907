"""A visit's plan: made, kept, grown old, made anew, without any widget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from visits import CODE, MODEL, MONDAY, SUNDAY, Broken, rate_all, stored

from assess.answers import KeptPlan
from assess.errors import PlanError, StoreError
from assess.planning import compare
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


def test_an_answer_makes_the_plan_old_until_it_is_made_again(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    first = plans.make(4, MONDAY, SUNDAY)
    assert (plans.age, plans.old) == ((), False)
    session.rate("selling", 2)
    assert (plans.plan, plans.age) == (first, ("1 answer changed",))
    plans.open()
    assert plans.plan is first
    plans.again(MONDAY)
    assert plans.age == ()
    assert plans.plan is not None
    assert {item.id for item in plans.plan.activities} == {"read-costs", "price-list"}
    assert plans.changed is not None
    assert plans.changed.dropped == ("ask-sales",)


def test_an_answer_that_is_taken_back_leaves_the_plan_as_new(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    session.rate("selling", 2)
    session.rate("selling", 1)
    assert plans.age == ()


def test_a_note_makes_no_plan_old_and_another_role_does(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    session.note("baking", "Ran the oven")
    assert plans.age == ()
    session.choose_roles("baker", "apprentice")
    assert plans.age == ("the role you want is another one now",)


def test_what_a_return_finds_is_known_to_be_old_too(
    session: Session, plans: SessionPlan, store: Store
) -> None:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
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
    made = plans.make(4, MONDAY, SUNDAY)
    later = Session(MODEL, store)
    again = SessionPlan(later)
    later.resume(CODE)
    assert again.plan is None
    again.open()
    assert again.plan == made


def test_settings_of_a_file_without_a_kept_plan_give_one(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    made = plans.make(4, MONDAY, SUNDAY)
    session.replace_by(replace(session.assessment, plans=()))
    assert plans.plan is None
    plans.open()
    assert plans.plan == made


# --- again --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "start", "weeks"),
    [
        (MONDAY - timedelta(days=9), MONDAY, 8),
        (MONDAY + timedelta(days=6), MONDAY, 8),
        (MONDAY + timedelta(days=7), MONDAY + timedelta(days=7), 7),
        (SUNDAY, SUNDAY - timedelta(days=6), 1),
    ],
)
def test_a_plan_made_again_begins_in_the_present_week_and_ends_as_before(
    session: Session, plans: SessionPlan, day: date, start: date, weeks: int
) -> None:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    made = plans.again(day)
    assert (made.settings.start, made.settings.weeks) == (start, weeks)
    assert stored_settings(session) == (start, weeks)


def test_a_plan_whose_last_day_has_passed_is_not_made_again(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    made = plans.make(4, MONDAY, SUNDAY)
    with pytest.raises(PlanError, match="The last day of this plan has passed"):
        plans.again(SUNDAY + timedelta(days=1))
    assert plans.plan is made


def stored_settings(session: Session) -> tuple[date | None, int | None]:
    settings = session.assessment.settings
    return settings.start, settings.weeks


# --- versions -----------------------------------------------------------------------------------


def test_each_plan_that_differs_is_kept_and_can_be_compared_with(
    session: Session, plans: SessionPlan, store: Store
) -> None:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    plans.make(4, MONDAY, SUNDAY)
    assert [item.number for item in plans.versions()] == [1]
    plans.make(1, MONDAY, SUNDAY)
    first, second = plans.versions()
    assert (first.present, second.present) == (False, True)
    assert (first.levels, second.levels) == (3, 3)
    change = plans.compare_with(1)
    assert change == compare(first.plan, second.plan)
    assert change.moved
    assert len(stored(store)["plans"]) == 2
    for number in (0, 3, -1):
        with pytest.raises(PlanError, match="no longer kept"):
            plans.compare_with(number)


def test_a_kept_plan_that_this_model_can_not_read_is_no_version(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    (kept,) = session.assessment.plans
    other = {**kept.plan, "model": {"id": "another", "version": "1.0.0"}}
    broken = [KeptPlan("2026-11-22T10:00:00Z", data) for data in (other, {}, {"kind": "x"})]
    session.replace_by(replace(session.assessment, plans=(*broken, kept)))
    assert [item.number for item in plans.versions()] == [4]


def test_a_plan_of_a_file_takes_the_place_of_the_present_one_with_its_settings(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    small = plans.make(1, MONDAY, SUNDAY)
    big = plans.make(4, MONDAY, SUNDAY)
    plans.take_over(small)
    assert plans.plan is small
    assert plans.settings.hours_per_week == 1
    assert plans.age == ()
    assert plans.changed == compare(big, small)
    assert len(plans.versions()) == 3


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
    plans.again(MONDAY)
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
