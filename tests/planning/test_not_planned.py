"""Why nothing is planned in a competency, as far as it depends on the rest of the plan."""

from __future__ import annotations

from dataclasses import replace

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Pace
from assess.domain.progress import Progress
from assess.planning.explain.not_planned import barrier
from tests.builders.planning import asked, do, model, planned, rated


def waiting() -> CompetencyModel:
    """Three subjects, the last of which waits for the first."""
    return model(
        do("first", 4, {"a": 2}),
        do("other", 4, {"b": 2}),
        do("last", 4, {"c": 2}, requires_level={"a": 2}),
        wanted={"a": 2, "b": 2, "c": 2},
        weights={"a": 3, "b": 2},
    )


def test_what_is_free_later_says_from_when_and_why_it_was_left_out() -> None:
    made = planned(waiting(), rated(a=1, b=1, c=1), asked(2))
    assert [quarter.focus for quarter in made.quarters] == [("a",), ("b",)]
    assert made.not_planned == {
        "c": "possible from 1 March 2027, after level 2 (Learning) in A, but left out: at your "
        "hours the plan takes on one subject a quarter, and others take you further towards the "
        "role"
    }


def test_what_becomes_free_after_the_plan_still_waits() -> None:
    made = planned(waiting(), rated(a=1, b=1, c=1), asked(2, weeks=13))
    assert made.not_planned["c"] == "waits for level 2 (Learning) in A (planned for quarter 1)"


def test_what_the_plan_never_comes_to_has_no_quarter() -> None:
    of = model(
        do("first", 4, {"a": 2}),
        do("last", 4, {"c": 2}, requires_level={"b": 2}),
        wanted={"a": 2, "b": 1, "c": 2},
    )
    made = planned(of, rated(a=1, b=1, c=1), asked(2))
    assert made.not_planned == {"c": "waits for level 2 (Learning) in B"}


def test_a_year_that_has_its_subjects_is_said() -> None:
    of = replace(waiting(), pace=Pace(subjects_a_year=1))
    made = planned(of, rated(a=1, b=1, c=1), asked(2))
    assert made.not_planned["b"] == (
        "the plan takes on one subject a year, and others take you further towards the role"
    )


def test_where_a_place_is_free_the_hours_are_named() -> None:
    of = model(
        do("first", 20, {"a": 2}),
        do("other", 20, {"b": 2}),
        wanted={"a": 2, "b": 2},
        weights={"a": 3},
    )
    made = planned(of, rated(a=1, b=1), asked(3, weeks=13))
    assert [quarter.focus for quarter in made.quarters] == [("a",)]
    assert made.not_planned["b"] == (
        "its next step takes at least 20 hours, and in these hours others take you further towards "
        "the role"
    )


def test_nothing_keeps_out_what_is_under_way() -> None:
    of = model(
        do("first", 4, {"a": 2}), do("last", 4, {"a": 3}, requires=("first",)), wanted={"a": 3}
    )
    who = rated(a=2).with_progress("first", Progress("dropped"))
    assert barrier(of, who, asked(), "last") == "it needs “FIRST”, which is left out"
    begun = who.with_progress("last", Progress("in_progress"))
    assert barrier(of, begun, asked(), "last") == ""
