"""A visit's plan: made, kept, grown old, made anew, without any widget."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from visits import CODE, MODEL, MONDAY, SUNDAY, rate_all, stored

from assess.errors import PlanError
from assess.store import Store
from assess.ui.session import Session


def test_a_plan_is_made_and_its_settings_are_kept(session: Session, store: Store) -> None:
    rate_all(session)
    made = session.make_plan(4, MONDAY, SUNDAY)
    assert session.plan is made
    assert made.role_id == "baker"
    assert (made.settings.hours_per_week, made.settings.weeks) == (4, 8)
    assert {item.id for item in made.activities} == {"ask-sales", "read-costs", "price-list"}
    assert stored(store)["settings"] == {
        "hours_per_week": 4,
        "weeks": 8,
        "start": MONDAY.isoformat(),
    }
    assert session.plan_is_old is False


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
    session: Session, hours: float, start: date, end: date, said: str | None
) -> None:
    rate_all(session)
    before = session.assessment
    if said is None:  # the last weeks of the calendar can be planned
        assert session.make_plan(hours, start, end).settings.weeks == 4
        return
    with pytest.raises(PlanError) as refused:
        session.make_plan(hours, start, end)
    assert str(refused.value) == said
    assert (session.assessment, session.plan) == (before, None)


def test_too_few_ratings_give_no_plan(session: Session) -> None:
    session.rate("baking", 1)
    with pytest.raises(PlanError) as refused:
        session.make_plan(4, MONDAY, SUNDAY)
    assert str(refused.value) == (
        "Rate at least half of what the role Baker asks for first (1 of 4 rated)."
    )


def test_an_answer_makes_the_plan_old_and_refreshing_makes_it_new(session: Session) -> None:
    rate_all(session)
    first = session.make_plan(4, MONDAY, SUNDAY)
    session.rate("selling", 2)
    assert (session.plan is first, session.plan_is_old) == (True, True)
    session.refresh_plan()
    assert session.plan is not None
    assert session.plan_is_old is False
    assert {item.id for item in session.plan.activities} == {"read-costs", "price-list"}
    again = session.plan
    session.refresh_plan()
    assert session.plan is again


def test_refreshing_makes_no_plan_before_one_was_asked_for(session: Session) -> None:
    rate_all(session)
    session.refresh_plan()
    assert session.plan is None


def test_a_return_finds_its_plan_again(session: Session, store: Store) -> None:
    rate_all(session)
    made = session.make_plan(4, MONDAY, SUNDAY)
    later = Session(MODEL, store)
    later.resume(CODE)
    later.refresh_plan()
    assert later.plan == made


def test_the_default_start_is_the_coming_monday(session: Session) -> None:
    assert session.next_monday.weekday() == 0
    assert 0 < (session.next_monday - date.today()).days <= 8


def test_the_plan_can_be_taken_as_calendar_and_checklist_once_there_is_one(
    session: Session,
) -> None:
    for kind in ("ics", "md"):
        with pytest.raises(PlanError, match="There is no plan yet"):
            session.plan_file(kind)
    rate_all(session)
    session.make_plan(4, MONDAY, SUNDAY)
    assert session.plan_file("ics").count("BEGIN:VEVENT") == 3
    assert "- [ ]" in session.plan_file("md")
