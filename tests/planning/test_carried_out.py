"""How a plan is carried out: boxes and hours counted, missed weeks, a smaller plan proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assess.domain.answers import Assessment
from assess.domain.progress import CheckIn, Progress, Size
from assess.formats.plan import plan_to_json
from assess.planning import plan
from assess.planning.explain.again import plan_again
from assess.planning.explain.carried_out import (
    carried_out,
    hours_logged,
    smaller_hours,
    weeks_missed,
)
from assess.planning.plan import Plan
from tests.builders.plan_words import START, asked, bakery, rated, with_progress

MODEL = bakery()
PLAN = plan(MODEL, rated(), asked())


def monday(week: int) -> date:
    return START + timedelta(weeks=week - 1)


def said(who: Assessment, week: int, *, hours: float | None = None, size: Size = "") -> Assessment:
    item = CheckIn(monday(week), done=bool(hours), hours=hours, on=("run-oven",), size=size)
    return who.with_check_in(monday(week), item)


def missed(who: Assessment, week: int) -> int:
    """Counted on the Monday of a week."""
    return weeks_missed(who, PLAN, monday(week))


def test_weeks_without_anything_are_missed_and_the_running_one_isnt() -> None:
    assert [missed(rated(), week) for week in (1, 2, 4)] == [0, 1, 3]
    assert weeks_missed(rated(), PLAN, START - timedelta(days=3)) == 0


def test_a_check_in_with_hours_a_tick_and_a_decision_end_the_row() -> None:
    assert missed(said(rated(), 2, hours=1), 5) == 2
    assert missed(said(rated(), 2, hours=0), 5) == 4
    assert missed(said(rated(), 2, size="same"), 5) == 2
    assert missed(said(rated(), 5, size="smaller"), 5) == 0
    ticked = {"run-oven": Progress("in_progress", START, ticks=(0,), touched=monday(3))}
    assert missed(with_progress(rated(), ticked), 6) == 2


def test_a_holiday_neither_counts_nor_ends_the_row() -> None:
    who = rated()
    away = replace(who, settings=replace(who.settings, weeks_off=(monday(3),)))
    assert missed(away, 5) == 3


@pytest.mark.parametrize(("hours", "fewer"), [((), 2.0), ((1, 1.5), 1.5), ((9, 9), 2.0)])
def test_what_is_proposed_is_what_was_spent_or_half(hours: tuple[float, ...], fewer: float) -> None:
    who = rated()
    for week, spent in enumerate(hours, start=1):
        who = said(who, week, hours=spent)
    made = plan(MODEL, rated(), asked(hours_per_week=4))
    assert smaller_hours(who, made) == fewer
    assert smaller_hours(rated(), plan(MODEL, rated(), asked(hours_per_week=0.5))) is None


def test_hours_of_a_week_are_shared_among_its_activities() -> None:
    who = rated().with_check_in(START, CheckIn(START, hours=3, on=("run-oven", "oven-log")))
    who = said(who, 2, hours=2)
    assert (hours_logged(who, "run-oven"), hours_logged(who, "oven-log")) == (3.5, 1.5)


def test_boxes_of_the_quarter_hold_what_was_finished_in_it() -> None:
    kept = rated().with_plan(plan_to_json(PLAN))
    first = [item.id for item in PLAN.activities if item.quarters[0] == 1]
    boxes = sum(len(MODEL.activity(key).steps) for key in first)
    assert carried_out(MODEL, kept, PLAN).boxes == boxes
    done = with_progress(kept, {"run-oven": Progress("done", START)})
    again = plan_again(MODEL, done, asked(), PLAN, START).plan
    assert "run-oven" not in again.ids
    counts = carried_out(MODEL, said(done, 1, hours=2), again)
    assert counts.ticked == len(MODEL.activity("run-oven").steps)
    assert counts.boxes >= boxes
    assert counts.hours == 2


def again(who: Assessment, week: int, old: Plan = PLAN) -> Plan:
    return plan_again(MODEL, who, asked(), old, monday(week)).plan


def test_who_was_asked_in_the_quarter_isnt_asked_again_when_the_plan_is_made_again() -> None:
    first = PLAN.quarters[0].asks
    assert first
    moved = again(rated(), 3)
    assert {ask.week for ask in moved.quarters[0].asks} == {3}
    who = rated()
    for person in {ask.person for ask in first}:
        who = who.with_asked(person, START)
    agreed = again(who, 3)
    assert agreed.quarters[0].asks == ()
    assert {item.state for item in agreed.activities} == {"planned"}
    assert again(who, 5, agreed).quarters[0].asks == ()
    long_ago = who
    for person in {ask.person for ask in first}:
        long_ago = long_ago.with_asked(person, START - timedelta(days=30))
    assert again(long_ago, 3).quarters[0].asks == moved.quarters[0].asks


def test_what_is_under_way_takes_the_hours_of_its_open_steps() -> None:
    def hours(**record: tuple[int, ...]) -> float:
        who = with_progress(rated(), {"run-oven": Progress("in_progress", START, **record)})
        return next(item.hours for item in again(who, 2).activities if item.id == "run-oven")

    whole = MODEL.activity("run-oven").hours
    assert hours() == whole
    assert hours(ticks=(0,)) == whole / 2
    assert hours(partly=(0,)) == whole * 3 / 4
    assert hours(ticks=(0, 1)) == 0.25
