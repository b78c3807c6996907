"""What a plan says: every sentence is exact, speaks to one person and promises nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from assess.domain.answers import Assessment
from assess.domain.model_parts import Activity
from assess.domain.progress import Progress
from assess.formats.plan import plan_to_json
from assess.planning.plan import Wish
from assess.views.plan_words import plan_view
from tests.builders import planning as planning_cases
from tests.builders.plan_words import (
    START,
    bakery,
    planned,
    rated,
    seen,
    subject,
    with_progress,
)

CHAIN = {"owner": "chain"}


# --- the whole ---------------------------------------------------------------------------------


def test_the_summary_says_what_this_quarter_is_about() -> None:
    view = seen()
    assert view.title == "Your plan: from helper to baker"
    assert view.summary == (
        "This quarter you work on oven and selling: 4 activities, about 23 hours, until 28 "
        "February 2027."
    )
    assert view.begin == (
        "Begin on 30 November: Write down today's heat. In the same week, write to the master "
        "baker and a buyer. Drafts are below."
    )
    assert view.checked == "Checked: no other plan does better with these settings."


def test_the_wishes_that_it_was_made_from_are_said_in_words() -> None:
    assert seen().based_on == (
        "Based on: up to 4 hours a week (mostly yours) for 26 weeks from 30 November 2026."
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
        "Based on: up to 4 hours a week (often eaten by other work) for 26 weeks from 30 November "
        "2026, selling first, more weight on prices, less weight on dough, 1 week off, 1 activity "
        "you put in, 2 activities you left out."
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
            "You named prices, but you're where the role needs you there. Name something else.",
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
        "next step takes at least 34 hours.",
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
    assert seen().progress == ("The role asks more of you in 4 of the 4 skills you rated.",)
    at_the_top = rated(oven=4, selling=4, crew_work=4, prices=4, dough=4)
    assert seen(at_the_top).progress == ("The role asks no more of you in any skill you rated.",)
    who = rated()
    made = planned(who)
    done = {"run-oven": Progress("done"), "oven-log": Progress("done")}
    view = plan_view(bakery(), with_progress(who, done), made)
    assert view.progress[0] == "1 of 2 subjects of this quarter done"


def test_a_finished_subject_still_counts_after_the_plan_is_made_again() -> None:
    first = planned(rated(crew_work=None, prices=None))
    assert first.quarters[0].focus == ("oven", "selling")
    done = {"run-oven": Progress("done"), "oven-log": Progress("done")}
    later = with_progress(rated(oven=3, crew_work=None, prices=None), done).with_plan(
        plan_to_json(first)
    )
    again = planned(later)
    assert again.quarters[0].focus == ("selling",)
    view = plan_view(bakery(), later, again)
    assert view.progress[0] == "1 of 2 subjects of this quarter done"
    other = planned(later, start=START + timedelta(weeks=13))
    assert len(plan_view(bakery(), later, other).progress) == 1


def test_what_was_finished_stands_on_top_with_what_is_ready_to_be_looked_at() -> None:
    who = with_progress(rated(), {"run-oven": Progress("done", date(2027, 1, 9))})
    (done,) = seen(who).done
    assert (done.title, done.when, done.state) == (
        "Run the oven for a week",
        "done on 9 January 2027",
        "done",
    )
    assert done.leads_to == (
        "Running in oven, once someone who saw the work confirms it, or you do",
    )
    confirmed = with_progress(rated(oven=3), {"run-oven": Progress("done")})
    assert seen(confirmed).done[0].leads_to == ()


def test_each_wish_is_said_with_its_value() -> None:
    said = [(wish.wish, wish.value) for wish in seen(lead="selling").wishes]
    assert said[0] == ("What you named comes first, as soon as it can", "at once")
    assert said[-1] == ("It takes as few hours as possible", "39 hours")


def test_a_plan_that_keeps_its_quarter_claims_no_more_than_that() -> None:
    made = replace(planned(), outdone=True)
    assert plan_view(bakery(), rated(), made).checked == (
        "Checked: no other plan does better with these settings while this quarter stays as it is."
    )
    assert "this quarter" not in plan_view(bakery(), rated(), planned()).checked


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
        "it comes b (it has to come first).",
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


def test_what_both_jobs_ask_for_says_that_it_counts_twice() -> None:
    model = bakery()
    helper = replace(model.roles[0], targets={"oven": 3, "selling": 3})
    view = seen(of=replace(model, roles=(helper, model.roles[1])))
    assert subject(view, "selling").reason == (
        "Selling: you're at Helping (2), your current job and the new role both ask for Running "
        "(3), so it counts twice."
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
        "; it also takes you further in b and c, where you're more than one level short of what "
        "your current job asks for."
    )


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
    assert len(view.progress) == 1
    assert "more weight on shop" in view.based_on
