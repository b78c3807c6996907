"""The check-in, the look back and the likely ranges in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assess.domain.answers import Assessment
from assess.domain.progress import CheckIn, Measure, Progress, Routine
from assess.planning import plan
from assess.views.ask_words import Speaker
from assess.views.check_in import CheckInView, check_in_view, review_view
from assess.views.plan_words import plan_view
from assess.views.quarter_words import likely_hours, likely_quarter
from assess.views.this_week import ThisWeekView, routine_in_words, this_week
from tests.builders.plan_words import START, asked, bakery, rated, with_progress

MODEL = bakery()
PLAN = plan(MODEL, rated(), asked())


def at(day: date, who: Assessment | None = None) -> CheckInView:
    return check_in_view(Speaker(MODEL, who or rated(), PLAN), day)


def week_at(day: date, who: Assessment | None = None) -> ThisWeekView:
    who = who or rated()
    found = this_week(MODEL, who, PLAN, plan_view(MODEL, who, PLAN), day)
    assert found is not None
    return found


def test_before_the_plan_begins_there_is_no_week_to_check_in() -> None:
    assert at(START - timedelta(days=1)).weeks == ()


def test_early_in_a_week_one_asks_about_the_week_before_unless_it_was_said() -> None:
    second = START + timedelta(weeks=1)
    assert [week.label for week in at(START).weeks] == ["This week"]
    assert [week.label for week in at(second).weeks] == ["Last week", "This week"]
    late = at(second + timedelta(days=3)).weeks
    assert [week.label for week in late] == ["This week", "Last week"]
    said = rated().with_check_in(START, CheckIn(START, verdict="keep"))
    assert [week.label for week in at(second, said).weeks] == ["This week"]
    away = replace(rated(), settings=asked(weeks_off=(START,)))
    assert [week.label for week in at(second, away).weeks] == ["This week"]


def test_a_check_in_is_a_line_of_the_history_once_it_is_handed_in() -> None:
    first, second = START, START + timedelta(weeks=1)
    who = rated().with_check_in(first, CheckIn(first, obstacle="people", words="legal"))
    assert at(second, who).history == ()
    item = CheckIn(first, True, 2.5, (), "people", "legal", "keep", "", (3, 9))
    who = who.with_check_in(first, item)
    who = who.with_check_in(second, CheckIn(second, obstacle="nothing", verdict="keep"))
    assert [text for _, text in at(second, who).history] == [
        "Week of 7 December: checked in.",
        "Week of 30 November: 2.5 hours; 3 of 9 boxes ticked by then; "
        "I waited for someone (legal).",
    ]


def test_three_missed_weeks_are_said_kindly_and_two_arent() -> None:
    assert at(START + timedelta(weeks=2)).missed == ""
    found = at(START + timedelta(weeks=3))
    assert found.missed.startswith("Three weeks went by without it. That happens to most people")
    assert found.smaller == found.present / 2
    in_review = at(START + timedelta(weeks=12))
    assert (in_review.missed, in_review.smaller) == ("", None)


def test_the_last_week_asks_for_each_measure_as_it_was_at_first() -> None:
    who = rated().with_measure("run-oven", Measure("4 burnt", "none"))
    review = review_view(Speaker(MODEL, who, PLAN))
    assert review is not None
    assert review.day == START + timedelta(weeks=12)
    rows = {key: before for key, _, _, before in review.measures}
    assert all(MODEL.activity(key).measure for key in rows)
    assert rows.get("run-oven", "4 burnt") == "4 burnt"
    assert week_at(START + timedelta(weeks=12)).review is not None
    assert week_at(START + timedelta(weeks=11)).review is None


def test_a_week_that_was_checked_in_is_over_and_isnt_called_a_week_off() -> None:
    who = rated().with_check_in(START, CheckIn(START, verdict="keep"))
    again = plan(MODEL, rated(), asked(weeks_off=(START,)))
    told = this_week(MODEL, who, again, plan_view(MODEL, who, again), START)
    assert told is not None
    assert told.message.startswith("That's it for this week.")


def test_who_was_asked_is_no_longer_to_be_asked_and_who_wasnt_still_is() -> None:
    first = week_at(START)
    assert first.asks
    person = first.asks[0]
    later = START + timedelta(weeks=5)
    assert person.person in {ask.person for ask in week_at(later).asks}
    who = rated()
    for key in person.people:
        who = who.with_asked(key, START)
    assert week_at(START, who).asks[0].asked == START
    assert person.person not in {ask.person for ask in week_at(later, who).asks}


def test_minutes_share_the_hours_of_the_week() -> None:
    seen = [task for n in range(12) for task in week_at(START + timedelta(weeks=n)).tasks]
    assert seen
    for task in seen:
        if task.hours and task.steps:
            assert all(step.minutes.startswith("about ") for step in task.steps)
    assert any(task.note for task in seen)


def test_nothing_is_likely_before_hours_are_logged_and_then_a_range_is() -> None:
    assert likely_hours(MODEL, rated(), PLAN, [4.0]) == ""
    assert likely_quarter(MODEL, rated(), PLAN, 1) == ""
    done = {"dough-class": Progress("done", START, hours_spent=8)}
    who = with_progress(rated(), done)
    made = plan(MODEL, who, asked())
    low, high = (int(number) for number in likely_hours(MODEL, who, made, [4.0]).split()[1:4:2])
    assert low < 4 < high
    said = likely_quarter(MODEL, who, made, 1)
    assert said.startswith("By the hours you log, likely ")
    assert plan_view(MODEL, who, made).quarters[0].likely == said
    same = plan(MODEL, who, asked(hours_factor=1))
    scaled = likely_hours(MODEL, who, same, [4.0])
    assert int(scaled.split()[3]) > high


def test_a_routine_is_a_sentence() -> None:
    assert routine_in_words(None) == ""
    assert routine_in_words(Routine()) == ""
    full = Routine(2, "09:30", 90, "stand-up is over", "a release", "do it on Friday")
    assert routine_in_words(full) == (
        "On Tuesdays at 09:30 for 90 minutes when stand-up is over; if a release: do it on Friday"
    )
