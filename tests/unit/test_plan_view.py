"""What a plan says: every sentence is exact, speaks to one person and promises nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import planning_cases
import pytest
from plan_words_cases import (
    START,
    asked,
    bakery,
    planned,
    rated,
    seen,
    subject,
    with_progress,
)

from assess.answers import Assessment, Progress
from assess.model import Activity
from assess.planning import Plan, plan
from assess.planning.old_plan import OldActivity, OldLevel, OldPlan
from assess.planning.plan import Wish
from assess.views.plan_words import old_plan_view, plan_view, view_of

CHAIN = {"owner": "chain"}


# --- the whole ---------------------------------------------------------------------------------


def test_the_summary_says_what_this_quarter_is_about() -> None:
    view = seen()
    assert view.title == "Your plan: from Helper to Baker"
    assert view.summary == (
        "This quarter you work on oven and selling: 4 activities, about 23 hours, until 28 "
        "February 2027."
    )
    assert view.begin == "Begin on 30 November: Write down today's heat."
    assert view.checked == "Checked: with these wishes no other plan does better."


def test_the_wishes_that_it_was_made_from_are_said_in_words() -> None:
    assert seen().based_on == (
        "Based on: up to 4 hours a week from 30 November 2026, 26 weeks ahead, the hours are "
        "mostly yours."
    )
    view = seen(
        lead="selling",
        reserve="often-eaten",
        focus={"prices": 2, "dough": 0.5},
        pinned=("run-oven",),
        excluded=("oven-log", "sell-firms"),
        weeks_off=(START + timedelta(weeks=4),),
    )
    assert view.based_on == (
        "Based on: up to 4 hours a week from 30 November 2026, 26 weeks ahead, other work often "
        "eats the hours, selling first, prices matters more, dough matters less, 1 week off, 1 "
        "activity you put in, 2 activities you left out."
    )


def test_a_plan_says_what_it_does_not_know_about_the_situation() -> None:
    assert seen().notes == (
        "You haven't said anything about your situation, so this plan assumes that everyone can "
        "be asked and nothing is missing.",
    )
    assert seen(situation=CHAIN).notes == ()


@pytest.mark.parametrize(
    ("who", "wishes", "note"),
    [
        (
            rated(),
            {"lead": "prices", "situation": CHAIN},
            "You named prices, but no activity leads on in your situation: “Set the price of one "
            "bread” needs what isn't there (own prices). Name something else, or change what is in "
            "the way.",
        ),
        (
            rated(prices=3),
            {"lead": "prices", "situation": CHAIN},
            "You named prices, but you are where the role asks you to be in it: name something "
            "else.",
        ),
        (
            rated(),
            {"lead": "crew-work", "situation": CHAIN, "weeks": 13},
            "You named crew work, but it waits for level 3 (Running) in Oven (planned for quarter "
            "1). Name something else, or change what is in the way.",
        ),
    ],
)
def test_what_was_named_and_can_not_come_has_a_sentence(
    who: Assessment, wishes: dict[str, Any], note: str
) -> None:
    assert seen(who, **wishes).notes[0] == note


def test_what_was_named_and_comes_at_once_needs_no_note() -> None:
    assert seen(lead="oven", situation=CHAIN).notes == ()


def test_what_was_named_and_waits_says_for_what_and_when_it_comes() -> None:
    view = seen(lead="crew-work", situation=CHAIN)
    assert view.notes == (
        "You named crew work, but it waits for oven, so it comes in the second quarter.",
    )
    assert view.wishes[0].value == "in the second quarter: it waits for oven"


def test_the_most_important_gap_is_named_where_it_comes_later_or_not_at_all() -> None:
    view = seen(lead="prices", hours_per_week=2.75, situation={"owner": "us"})
    assert view.notes == (
        "Your most important gap, oven (you're at 2, the role needs 3), comes next quarter. "
        "Before it comes prices (you named it).",
    )
    view = seen(excluded=("run-oven", "oven-log"), situation={"owner": "us"})
    assert view.notes == (
        "Your most important gap, oven (you're at 2, the role needs 3), isn't planned: every "
        "activity that leads to level 3 (Running) is done, dropped or left out.",
    )


def test_of_equal_gaps_the_named_one_counts_else_one_of_this_quarter() -> None:
    of = planning_cases.model(
        planning_cases.do("first", 4, {"b": 2}),
        planning_cases.do("last", 4, {"a": 2}, requires_level={"b": 2}),
        wanted={"a": 2, "b": 2},
    )
    who = planning_cases.rated(a=1, b=1)
    for lead, notes in (
        (None, ()),
        ("b", ()),
        ("a", ("You named a, but it waits for b, so it comes in the second quarter.",)),
    ):
        request = planning_cases.asked(2, lead=lead, situation={"who": "firms"})
        made = planning_cases.planned(of, who, request)
        assert [quarter.focus for quarter in made.quarters] == [("b",), ("a",)]
        assert plan_view(of, who, made).notes == notes


def test_a_most_important_gap_without_room_says_its_hours() -> None:
    model = bakery(without="oven-log")
    items = tuple(
        replace(item, hours=30, requires=("dough-class",)) if item.id == "run-oven" else item
        for item in model.activities
    )
    crew = tuple(replace(item, builds_on=()) for item in model.competencies)
    model = replace(model, activities=items, competencies=crew)
    view = seen(of=model, weeks=13, situation={"owner": "us"})
    assert view.notes == (
        "Your most important gap, oven (you're at 2, the role needs 3), isn't planned: its "
        "activities need more hours or weeks than the first half year of this plan holds. Its "
        "next step takes 34 hours at least.",
    )


def test_what_prepares_the_most_important_gap_is_named() -> None:
    model = bakery(without="oven-log")
    items = tuple(
        replace(item, requires=("visit",)) if item.id == "run-oven" else item
        for item in model.activities
    )
    visit = Activity("visit", "Visit another bakery", "people", 2, {"selling": 3})
    model = replace(model, activities=(*items, visit))
    view = seen(of=model, situation={"owner": "us"})
    assert view.notes == (
        "Your most important gap, oven (you're at 2, the role needs 3), comes next quarter; "
        "“Visit another bakery” prepares it now.",
    )


def test_progress_is_counted_and_never_a_percentage() -> None:
    assert seen().progress == (
        "0 of 2 subjects of this quarter done",
        "4 of 4 rated skills where the role asks more",
    )
    who = rated()
    made = planned(who)
    done = {"run-oven": Progress("done"), "oven-log": Progress("done")}
    view = plan_view(bakery(), with_progress(who, done), made)
    assert view.progress[0] == "1 of 2 subjects of this quarter done"


def test_what_was_finished_stands_on_top_with_what_is_ready_to_be_looked_at() -> None:
    who = with_progress(rated(), {"run-oven": Progress("done", date(2027, 1, 9))})
    (done,) = seen(who).done
    assert (done.title, done.when, done.state) == (
        "Run the oven for a week",
        "done on 9 January 2027",
        "done",
    )
    assert done.leads_to == ("Oven: Running, once someone confirms it",)
    confirmed = with_progress(rated(oven=3), {"run-oven": Progress("done")})
    assert seen(confirmed).done[0].leads_to == ()


def test_each_wish_is_said_with_its_value() -> None:
    said = [(wish.wish, wish.value) for wish in seen(lead="selling").wishes]
    assert said[0] == ("What you named comes first, as soon as it can", "at once")
    assert said[-1] == ("It takes as few hours as possible", "39 hours")


def test_a_plan_that_ran_out_of_time_says_what_is_open() -> None:
    made = planned()
    open_ = tuple(replace(item, proved=item.wish != "twice") for item in made.wishes)
    view = plan_view(bakery(), rated(), replace(made, optimal=False, wishes=open_))
    assert view.checked == (
        "Time ran out before we could be sure. This is the best plan found so far; still open: "
        "where the hours allow it, two activities lead to a step."
    )
    proved = tuple(Wish(item.wish, item.value, item.bound, True) for item in made.wishes)
    view = plan_view(bakery(), rated(), replace(made, optimal=False, wishes=proved))
    assert view.checked == (
        "Checked as far as the time allowed; another plan may be as good as this one."
    )


def test_what_is_not_planned_is_said_to_the_person() -> None:
    view = seen(rated(prices=None, dough=0), situation=CHAIN)
    assert [(item.title, item.why) for item in view.not_planned] == [
        ("Prices", "you marked it as not applicable"),
        ("Dough", "not rated yet: rate it to include it"),
    ]


def test_where_nothing_is_planned_there_is_one_sentence() -> None:
    there = rated(oven=3, selling=3, prices=3, crew_work=3)
    view = seen(there, situation=CHAIN)
    assert view.summary == view.message
    assert view.summary.startswith("There is nothing to plan: ")
    assert (view.begin, view.checked, view.notes) == ("", "", ())


def test_of_gaps_the_one_that_counts_most_over_all_its_steps_is_the_most_important() -> None:
    of = planning_cases.model(
        planning_cases.do("first", 4, {"b": 2}),
        planning_cases.do("last", 4, {"a": 2}, requires_level={"b": 2}),
        planning_cases.do("later", 4, {"a": 3}),
        wanted={"a": 3, "b": 2},
        weights={"a": 2, "b": 3},
    )
    who = planning_cases.rated(a=1, b=1)
    made = planning_cases.planned(of, who, planning_cases.asked(2, situation={"who": "firms"}))
    assert plan_view(of, who, made).notes == (
        "Your most important gap, a (you're at 1, the role needs 3), comes next quarter. Before "
        "it comes b (it waits for that).",
    )


def test_of_equal_gaps_the_one_of_most_levels_is_the_most_important() -> None:
    of = planning_cases.model(
        planning_cases.do("first", 4, {"b": 2}),
        planning_cases.do("last", 4, {"a": 2}, requires_level={"b": 2}),
        planning_cases.do("later", 4, {"a": 3}),
        wanted={"a": 3, "b": 2},
        held={"b": 2},
        weights={"a": 1, "b": 1},
    )
    who = planning_cases.rated(a=1, b=1)
    made = planning_cases.planned(of, who, planning_cases.asked(2, situation={"who": "firms"}))
    assert (
        plan_view(of, who, made)
        .notes[0]
        .startswith("Your most important gap, a (you're at 1, the ")
    )


def test_what_both_jobs_ask_for_says_that_it_counts_double() -> None:
    model = bakery()
    helper = replace(model.roles[0], targets={"oven": 3, "selling": 3})
    view = seen(of=replace(model, roles=(helper, model.roles[1])))
    assert subject(view, "selling").reason == (
        "Selling: you are at Helping (2), your present job asks for Running (3), the role asks for "
        "Running (3); both jobs ask for this step, so it counts double."
    )


def test_what_a_subject_does_for_the_present_job_besides_is_its_reason() -> None:
    of = planning_cases.model(
        planning_cases.do("one", 4, {"a": 2, "b": 2}),
        planning_cases.do("other", 4, {"a": 2, "c": 2}),
        wanted={"a": 2},
        held={"b": 3, "c": 3},
        weights={"a": 3},
    )
    who = planning_cases.rated(a=1, b=1, c=1)
    view = plan_view(of, who, planning_cases.planned(of, who, planning_cases.asked(2, weeks=13)))
    assert subject(view, "a").reason.endswith(
        "; its activities lead on in b and c too, where you are more than a level below what your "
        "present job asks."
    )


# --- reasons -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "wishes", "sentence"),
    [
        (
            "oven",
            {},
            "Oven: you are at Helping (2), the role asks for Running (3); the role you want rests "
            "on it, and crew work waits for it.",
        ),
        (
            "oven",
            {"lead": "oven"},
            "Oven: you are at Helping (2), the role asks for Running (3); you named it, and crew "
            "work waits for it.",
        ),
        (
            "oven",
            {"lead": "crew-work"},
            "Oven: you are at Helping (2), the role asks for Running (3); you named crew work, "
            "which waits for it.",
        ),
        (
            "crew-work",
            {"lead": "crew-work"},
            "Crew work: you are at Helping (2), the role asks for Running (3); you named it.",
        ),
        (
            "dough",
            {"who": rated(dough=1)},
            "Dough: you are at Watching (1), your present job asks for Running (3); that is more "
            "than a level below what your present "
            "job asks.",
        ),
        (
            "selling",
            {},
            "Selling: you are at Helping (2), the role asks for Running (3); the role you want "
            "rests on it.",
        ),
    ],
)
def test_each_subject_has_its_true_reason(key: str, wishes: dict[str, Any], sentence: str) -> None:
    assert subject(seen(**wishes), key).reason == sentence


def test_a_light_subject_that_others_wait_for_says_so() -> None:
    model = bakery()
    light = tuple(
        replace(item, weight=0.5 if item.id == "oven" else item.weight)
        for item in model.competencies
    )
    view = seen(of=replace(model, competencies=light), lead="selling")
    assert (
        subject(view, "oven").reason
        == "Oven: you are at Helping (2), the role asks for Running (3); crew work waits for it."
    )


def test_an_activity_that_asks_for_a_level_is_named() -> None:
    model = bakery()
    items = tuple(
        replace(item, requires_level={"dough": 2}) if item.id == "sell-stand" else item
        for item in model.activities
    )
    roles = (
        replace(model.roles[0], targets={}),
        replace(model.roles[1], targets={**model.roles[1].targets, "dough": 2}),
    )
    view = seen(
        rated(dough=1), replace(model, activities=items, roles=roles), pinned=("sell-stand",)
    )
    assert subject(view, "dough").reason == (
        "Dough: you are at Watching (1), the role asks for Helping (2); “Run the stand on the "
        "market” asks for it."
    )


def test_many_waiting_subjects_are_counted() -> None:
    model = bakery()
    wait = model.competency("crew-work").builds_on
    items = tuple(
        replace(item, builds_on=wait) if item.id in ("selling", "prices") else item
        for item in model.competencies
    )
    view = seen(of=replace(model, competencies=items))
    assert subject(view, "oven").reason == (
        "Oven: you are at Helping (2), the role asks for Running (3); the role you want rests on "
        "it, and selling and 2 other subjects "
        "wait for it."
    )


def test_a_subject_says_where_the_person_is_and_what_comes_next() -> None:
    found = subject(seen(), "oven")
    assert (found.level, found.goal, found.target) == (2, 3, 3)
    assert (found.anchor_now, found.anchor_next) == ("Helping in oven.", "Running in oven.")
    assert found.weight_why == "Bread comes out of it."


def test_the_named_subject_stands_first_then_the_present_job() -> None:
    def order(**wishes: Any) -> list[str]:
        view = seen(rated(dough=1), hours_per_week=6, **wishes)
        return [item.competency for item in view.quarters[0].subjects]

    assert order()[:2] == ["dough", "oven"]
    assert order(lead="prices")[:2] == ["prices", "dough"]


def test_an_activity_of_two_subjects_stands_with_the_first() -> None:
    model = bakery(without="sell-stand")
    both = tuple(
        replace(item, teaches={"oven": 3, "selling": 3}) if item.id == "run-oven" else item
        for item in model.activities
        if item.id != "sell-firms"
    )
    view = seen(of=replace(model, activities=both))
    assert [item.id for item in subject(view, "oven").activities] == ["run-oven", "oven-log"]
    assert subject(view, "selling").activities == ()
    assert subject(view, "selling").shared == ("Run the oven for a week",)
    assert view.progress[0] == "0 of 2 subjects of this quarter done"


# --- plan files from anywhere ------------------------------------------------------------------


def test_a_plan_file_that_is_whole_but_odd_is_shown() -> None:
    made = planned()
    first, second = made.quarters
    step = replace(first.steps[0], level=1)
    odd = replace(
        made,
        request=replace(made.request, focus={"shop": 2.0}),
        quarters=(
            replace(first, focus=("dough", "oven"), steps=(step,)),
            second,
            replace(second, activities=(), asks=(), focus=("dough",), steps=()),
        ),
    )
    view = plan_view(bakery(), rated(), odd)
    assert [quarter.title for quarter in view.quarters] == [
        "This quarter",
        "Next quarter",
        "Quarter 3",
    ]
    assert [item.competency for item in view.quarters[0].subjects] == ["oven"]
    assert view.quarters[0].subjects[0].anchor_now == ""
    assert view.progress[0] == "0 of 2 subjects of this quarter done"
    assert "shop matters more" in view.based_on


# --- plans of version 0.1 ----------------------------------------------------------------------


def old() -> OldPlan:
    """Two activities, one of which the model has no more."""
    return OldPlan(
        model_id="bakery",
        model_version="1.0.0",
        role="baker",
        hours_per_week=4,
        weeks=8,
        start=START,
        hours=9,
        activities=(
            OldActivity("run-oven", 6, {1: 4, 2: 2}, "It leads to Running in Oven."),
            OldActivity("gone", 3, {2: 1, 3: 2}, ""),
        ),
        levels={"oven": OldLevel(2, 3, 3)},
        not_planned={"prices": "unrated", "lost": "no activity leads there"},
        message="",
        data={},
    )


def test_an_old_plan_is_shown_as_it_was() -> None:
    view = view_of(bakery(), rated(), old())
    assert view == old_plan_view(bakery(), old())
    assert view.title == "An earlier plan towards Baker"
    assert view.notes == ("Made by an earlier version. Make it again.",)
    assert view.summary == "2 activities, 9 hours in 3 weeks."
    assert view.based_on == ("Based on: up to 4 hours a week for 8 weeks from 30 November 2026.")
    (whole,) = view.quarters
    assert (whole.title, whole.dates) == (
        "The whole plan",
        "30 November 2026 to 20 December 2026",
    )
    assert [(item.title, item.hours, item.note) for item in whole.preparing] == [
        ("Run the oven for a week", "6 hours", "It leads to Running in Oven."),
        ("gone", "3 hours", ""),
    ]
    assert whole.weeks[1].entries == (("Run the oven for a week", "2 hours"), ("gone", "1 hour"))
    assert [(item.title, item.why) for item in view.not_planned] == [
        ("Prices", "not rated yet: rate it to include it"),
        ("lost", "no activity leads there"),
    ]


def test_an_old_plan_without_activities_says_its_sentence() -> None:
    view = old_plan_view(bakery(), replace(old(), activities=(), message="Nothing fits."))
    assert (view.summary, view.quarters) == ("Nothing fits.", ())


def test_a_plan_of_today_is_viewed_as_itself() -> None:
    made: Plan = plan(bakery(), rated(), asked(), time_limit=30)
    assert view_of(bakery(), rated(), made) == plan_view(bakery(), rated(), made)
