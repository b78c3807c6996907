"""Pinned activities, weeks off, focus on an area, and wishes that contradict each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from planning_cases import START, do, ids, model, planned, rated, weeks_of

from assess.answers import Progress
from assess.errors import PlanError
from assess.model import Area, CompetencyModel

OF = model(
    do("base", 2, {}),
    do("top", 4, {"a": 2}, requires=("base",)),
    do("long", 9, {"a": 2}),
    do("other", 4, {"b": 2}),
    do("deep", 2, {"b": 4}, requires_level={"c": 3}),
    a=2,
    b=2,
    c=2,
)
WHO = rated(a=1, b=1, c=2)


def refused(of: CompetencyModel = OF, **options: Any) -> str:
    who = replace(WHO, progress=options.pop("progress", {}))
    with pytest.raises(PlanError) as caught:
        planned(of, who, **options)
    return str(caught.value)


def test_a_pinned_activity_is_in_though_a_shorter_one_would_do() -> None:
    made = planned(OF, WHO, pinned=["long"])
    assert ids(made) == {"long", "other"}
    assert made.settings.pinned == ("long",)
    assert made.optimal


def test_what_a_pinned_activity_builds_on_comes_with_it() -> None:
    of = model(do("base", 1, {}), do("idle", 1, {}, requires=("base",)), a=2)
    made = planned(of, rated(a=1), pinned=["idle"])
    assert ids(made) == {"base", "idle"}
    assert {item.id: item.because for item in made.activities} == {
        "base": "Prepares “IDLE”.",
        "idle": "You pinned it.",
    }


def test_a_week_off_has_no_hours() -> None:
    of = model(do("one", 9, {"a": 2}), a=2)
    made = planned(of, rated(a=1), weeks_off=[START + timedelta(days=9)])
    assert weeks_of(made, "one") == {1: 5, 3: 4}
    assert made.settings.off == {2}


def test_weeks_off_take_hours_from_the_plan() -> None:
    of = model(do("one", 9, {"a": 2}), a=2)
    assert ids(planned(of, rated(a=1), weeks=2)) == {"one"}
    assert ids(planned(of, rated(a=1), weeks=2, weeks_off=[START])) == set()


def test_days_outside_the_plan_change_nothing() -> None:
    days = [START - timedelta(days=1), START + timedelta(weeks=4)]
    made = planned(OF, WHO, weeks_off=days)
    assert made.settings.off == frozenset()
    assert made.activities == planned(OF, WHO).activities


def test_a_focus_on_an_area_counts_for_its_competencies_and_their_own_wins() -> None:
    two = replace(
        OF,
        areas=(Area("area", "Area"), Area("rest", "Rest")),
        competencies=tuple(
            replace(item, area="rest" if item.id == "c" else "area") for item in OF.competencies
        ),
    )
    made = planned(two, WHO, focus={"area": 2, "b": 3})
    assert made.settings.focus == {"a": 2, "b": 3}
    assert made.value == 5


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"pinned": ["top"], "excluded": ["top"]},
            "“TOP” is pinned and left out: take back one of the two.",
        ),
        (
            {"pinned": ["top"], "progress": {"top": Progress("dropped")}},
            "“TOP” is pinned, but was dropped: take back one of the two.",
        ),
        (
            {"excluded": ["top"], "progress": {"top": Progress("in_progress")}},
            "“TOP” is under way, but left out: drop it, or don't leave it out.",
        ),
        (
            {"pinned": ["top"], "excluded": ["base"]},
            "“TOP” is pinned, but it needs “BASE”, which is left out.",
        ),
        (
            {"pinned": ["top"], "progress": {"base": Progress("dropped")}},
            "“TOP” is pinned, but it needs “BASE”, which was dropped.",
        ),
        (
            {"pinned": ["deep"]},
            "“DEEP” is pinned, but it asks for level 3 (Practising) in C, and no activity leads "
            "there.",
        ),
        (
            {"pinned": ["top", "long"], "weeks": 2},
            "What is pinned or under way needs at least 15 h with what it builds on; 5 hours a "
            "week for 2 weeks are 10 h.",
        ),
        (
            {"weeks_off": [START + timedelta(weeks=n) for n in range(4)]},
            "Every week of this plan is a week off: leave one, or give more weeks.",
        ),
        (
            {"pinned": ["tops"]},
            "The pinned activity 'tops' isn't in this model; did you mean 'top'?",
        ),
        (
            {"progress": {"tops": Progress("done")}},
            "The progress names 'tops', which isn't in this model; did you mean 'top'?",
        ),
        (
            {"progress": {"top": Progress("in_progress", hours_left=4.25)}},
            "“TOP” can't have 4.25 h left: the whole activity has 4 h.",
        ),
        (
            {"progress": {"top": Progress("in_progress", hours_left=0)}},
            "The hours left of “TOP” must be quarter hours above 0, not 0; where nothing is left, "
            "mark it as done.",
        ),
    ],
)
def test_wishes_that_make_no_sense_are_refused(options: dict[str, Any], sentence: str) -> None:
    assert refused(**options) == sentence


def test_a_pin_on_what_an_unrated_competency_opens_is_refused() -> None:
    of = model(do("one", 1, {"a": 2}, requires_level={"b": 1}), a=2, b=2)
    with pytest.raises(PlanError) as caught:
        planned(of, rated(a=1), pinned=["one"])
    assert str(caught.value) == (
        "“ONE” is pinned, but it asks for level 1 (Aware) in B, which isn't rated yet."
    )


def test_pins_that_fit_the_hours_but_not_the_weeks_are_refused() -> None:
    of = model(do("slow", 1, {}, min_weeks=3), do("next", 1, {"a": 2}, min_weeks=3,
               requires=("slow",)), a=2)  # fmt: skip
    with pytest.raises(PlanError) as caught:
        planned(of, rated(a=1), pinned=["next"], weeks=4)
    assert str(caught.value) == (
        "What is pinned or under way needs at least 2 h and can't be fitted into 5 hours a week "
        "for 4 weeks, because some of it takes its weeks or waits for something else: give more "
        "weeks, or pin less."
    )


def test_a_datetime_is_taken_for_its_day() -> None:
    made = planned(OF, WHO, weeks_off=[date(2026, 12, 1)])
    assert made.settings.off == {1}


def test_out_of_time_what_is_pinned_stays_in() -> None:
    made = planned(OF, WHO, pinned=["long"], time_limit=0)
    assert "long" in ids(made)
    assert made.value <= made.bound
