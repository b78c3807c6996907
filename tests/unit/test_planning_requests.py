"""Requests that make no sense are refused, each with its sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from planning_cases import do, ids, model, planned, rated

from assess.answers import Assessment
from assess.errors import PlanError
from assess.planning import plan

MODEL = model(do("one", 1, {"a": 2}), a=2, b=2, c=2, d=2)
WHO = rated(a=1, b=1)


def refused(**options: Any) -> str:
    """The sentence with which a request is refused."""
    asked: dict[str, Any] = {"of": MODEL, "who": WHO, "role": "wanted", "hours": 5, "weeks": 4}
    asked |= options
    of, who, role, hours, weeks = (
        asked.pop(key) for key in ("of", "who", "role", "hours", "weeks")
    )
    with pytest.raises(PlanError) as caught:
        plan(of, who, role, hours, weeks, asked.pop("start", date(2026, 11, 30)), **asked)
    return str(caught.value)


@pytest.mark.parametrize("hours", [0, -1, float("nan"), float("inf"), float("-inf"), True, "5"])
def test_hours_must_be_a_number_above_zero(hours: Any) -> None:
    assert refused(hours=hours) == f"Hours per week must be a number above 0, not {hours}."


def test_a_week_has_only_so_many_hours() -> None:
    assert refused(hours=168.5) == "A week has 168 hours, not 168.5."
    assert ids(planned(MODEL, WHO, hours=168)) == {"one"}


def test_less_than_a_quarter_hour_is_no_plan() -> None:
    assert refused(hours=0.2) == (
        "Plans count in quarter hours: give at least 0.25 hours per week, not 0.2."
    )
    assert ids(planned(MODEL, WHO, hours=0.25)) == {"one"}


@pytest.mark.parametrize("weeks", [0, -3, 1.5, True, "4"])
def test_weeks_must_be_a_whole_number(weeks: Any) -> None:
    assert refused(weeks=weeks) == f"Weeks must be a whole number of at least 1, not {weeks}."


def test_ten_years_are_the_longest_plan() -> None:
    assert refused(weeks=521) == "A plan can run for 520 weeks at most, not 521."
    assert ids(planned(MODEL, WHO, weeks=520)) == {"one"}


def test_the_calendar_has_an_end() -> None:
    assert refused(start=date(9999, 12, 20)) == (
        "4 weeks from 9999-12-20 on go past the end of the calendar."
    )


def test_an_unknown_role_names_the_known_ones() -> None:
    assert refused(role="zzz") == (
        "There is no role 'zzz' in this model; its roles are held, wanted."
    )
    assert refused(role="want") == ("There is no role 'want' in this model; did you mean 'wanted'?")


def test_focus_on_an_unknown_competency_is_refused() -> None:
    assert refused(focus={"pricing": 2}) == (
        "The focus names 'pricing', which isn't a competency or an area; check how it is written."
    )


@pytest.mark.parametrize("factor", [0, -2, float("nan"), float("inf")])
def test_focus_must_be_a_number_above_zero(factor: float) -> None:
    assert refused(focus={"a": factor}) == (
        f"The focus on 'a' must be a number above 0, not {factor}."
    )


def test_focus_has_an_upper_end() -> None:
    assert refused(focus={"a": 2e6}) == "The focus on 'a' can be 1,000,000 at most, not 2e+06."


def test_excluding_an_unknown_activity_is_refused() -> None:
    assert refused(excluded=["onne"]) == (
        "The excluded activity 'onne' isn't in this model; did you mean 'one'?"
    )


def test_too_little_rated_is_refused_with_the_count() -> None:
    assert refused(who=rated(a=1)) == (
        "Rate at least half of what the role Wanted role asks for first (1 of 4 rated)."
    )
    assert refused(who=Assessment("small", "1.0.0")) == (
        "Rate at least half of what the role Wanted role asks for first (0 of 4 rated)."
    )


def test_not_applicable_answers_lower_the_half() -> None:
    assert ids(planned(MODEL, rated(a=1, b=None, c=None))) == {"one"}


def test_a_role_that_asks_for_nothing_leaves_no_gap() -> None:
    made = plan(MODEL, Assessment("small", "1.0.0"), "held", 5, 4)
    assert made.message == "There is no gap to Held role."


def test_a_model_without_activities_is_refused() -> None:
    assert refused(of=model(a=2, b=2)) == (
        "This model has no activities yet, so there is nothing to plan with."
    )
