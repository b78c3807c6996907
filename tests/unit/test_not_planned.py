"""Why nothing is planned in a competency, as far as it depends on the rest of the plan."""

from __future__ import annotations

from planning_cases import asked, do, model, planned, rated


def test_what_waits_says_when_the_plan_comes_to_what_it_waits_for() -> None:
    of = model(
        do("first", 4, {"a": 2}),
        do("other", 4, {"b": 2}),
        do("last", 4, {"c": 2}, requires_level={"a": 2}),
        wanted={"a": 2, "b": 2, "c": 2},
        weights={"a": 3, "b": 2},
    )
    made = planned(of, rated(a=1, b=1, c=1), asked(2))
    assert [quarter.focus for quarter in made.quarters] == [("a",), ("b",)]
    assert made.not_planned == {"c": "waits for level 2 (Learning) in A (planned for quarter 1)"}


def test_what_the_plan_never_comes_to_has_no_quarter() -> None:
    of = model(
        do("first", 4, {"a": 2}),
        do("last", 4, {"c": 2}, requires_level={"b": 2}),
        wanted={"a": 2, "b": 1, "c": 2},
    )
    made = planned(of, rated(a=1, b=1, c=1), asked(2))
    assert made.not_planned == {"c": "waits for level 2 (Learning) in B"}
