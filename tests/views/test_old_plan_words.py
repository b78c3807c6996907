"""Plans of version 0.1, shown as what they were."""

from __future__ import annotations

from dataclasses import replace

from assess.planning import Plan, plan
from assess.planning.plan import OldActivity, OldPlan
from assess.views.plan_words import old_plan_view, plan_view, view_of
from tests.builders.plan_words import (
    START,
    asked,
    bakery,
    rated,
)


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
