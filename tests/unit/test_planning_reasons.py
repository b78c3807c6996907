"""Why an activity is in, what is lost without it, and why a gap stays open."""

from __future__ import annotations

import pytest
from planning_cases import LABELS, do, model, planned, rated

from assess.planning import Plan, explain


def because(made: Plan) -> dict[str, str]:
    return {item.id: item.because for item in made.activities}


def without(made: Plan) -> dict[str, str | None]:
    return {item.id: item.without for item in made.activities}


def test_an_activity_is_in_for_the_steps_that_it_alone_brings() -> None:
    of = model(do("one", 1, {"a": 2, "b": 3}), do("two", 1, {"b": 2}), a=2, b=3)
    assert because(planned(of, rated(a=1, b=1))) == {
        "one": "Only this brings you to level 2 (Learning) in A and level 3 (Practising) in B.",
        "two": "Only this brings you to level 2 (Learning) in B.",
    }


def test_an_activity_without_a_step_is_in_for_what_it_prepares() -> None:
    of = model(do("base", 1, {}), do("one", 1, {"a": 2}, requires=("base",)),
               do("two", 1, {"b": 2}, requires=("base",)), a=2, b=2)  # fmt: skip
    assert because(planned(of, rated(a=1, b=1)))["base"] == "Prepares “ONE” and “TWO”."


def test_a_step_that_the_role_does_not_ask_for_names_what_asks_for_it() -> None:
    of = model(do("above", 1, {"b": 2}), do("top", 1, {"a": 2}, requires_level={"b": 2}), a=2, b=1)
    assert because(planned(of, rated(a=1, b=1)))["above"] == (
        "Only this brings you to level 2 (Learning) in B, which “TOP” asks for."
    )


def test_a_step_that_two_bring_is_shared() -> None:
    of = model(do("x", 1, {"a": 2}), do("y", 1, {"a": 2, "b": 2}, requires=("x",)), a=2, b=2)
    found = because(planned(of, rated(a=1, b=1)))
    assert found == {"x": "Prepares “Y”.", "y": "Only this brings you to level 2 (Learning) in B."}


def test_what_is_lost_is_said_only_when_asked_for() -> None:
    of = model(do("base", 1, {}), do("one", 1, {"a": 2, "b": 2}, requires=("base",)),
               do("two", 1, {"b": 3}), a=2, b=3)  # fmt: skip
    made = planned(of, rated(a=1, b=1))
    assert set(without(made).values()) == {None}
    assert without(explain(of, rated(a=1, b=1), made)) == {
        "base": "Without it: A stays at level 1 (Aware) and B stays at level 1 (Aware); "
        "“ONE” and “TWO” go with it.",
        "one": "Without it: A stays at level 1 (Aware) and B stays at level 1 (Aware); "
        "“BASE” and “TWO” go with it.",
        "two": "Without it: B only reaches level 2 (Learning).",
    }


def test_an_open_gap_says_the_fewest_hours_that_close_it() -> None:
    of = model(do("two", 6, {"a": 2}), do("three", 30, {"a": 3}), do("quick", 20, {"a": 3},
               requires=("base",)), do("base", 4.5, {}), a=3)  # fmt: skip
    made = planned(of, rated(a=1), hours=5, weeks=2)
    assert made.levels["a"].end == 2
    assert made.not_planned == {
        "a": "not reached in these hours: level 3 (Practising); would need 30.5 h"
    }


def test_the_hours_of_a_gap_count_the_circle_free_way() -> None:
    of = model(do("one", 1, {"a": 2}, requires_level={"b": 2}),
               do("two", 1, {"b": 2}, requires_level={"a": 2}), do("way", 9, {"a": 2}),
               a=1, b=2)  # fmt: skip
    made = planned(of, rated(a=1, b=1), hours=1, weeks=1)
    assert made.not_planned["b"].endswith("would need 10 h")


def test_a_gap_that_can_only_be_narrowed_says_how_far() -> None:
    made = planned(model(do("two", 6, {"a": 2}), a=4), rated(a=1), hours=5, weeks=1)
    assert made.not_planned == {
        "a": "not reached in these hours: level 2 (Learning); would need 6 h; "
        "no activity leads on to level 4"
    }


def test_the_states_without_a_level_are_told_apart() -> None:
    of = model(do("x", 1, {"a": 2}), a=2, b=2, c=2, d=2)
    made = planned(of, rated(a=1, b=1, c=None))
    assert made.not_planned == {
        "b": "no activity leads there",
        "c": "not applicable",
        "d": "unrated",
    }


@pytest.mark.parametrize("level", [2, 3])
def test_levels_are_named_by_the_scale(level: int) -> None:
    of = model(do("x", 1, {"a": level}), a=level)
    found = because(planned(of, rated(a=level - 1)))["x"]
    assert found == f"Only this brings you to level {level} ({LABELS[level - 1]}) in A."
