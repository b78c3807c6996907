"""What would be lost, why something is left out, other hours, and plans asked in reverse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from planning_cases import START, do, ids, model, planned, rated

from assess.answers import Progress
from assess.errors import PlanError
from assess.planning import earliest_end, explain, fewest_weekly_hours, left_out, more_or_less

OF = model(
    do("short", 4, {"a": 2}),
    do("same", 4, {"a": 2}),
    do("only", 4, {"b": 2}),
    do("dear", 6, {"c": 2}),
    do("cheap", 2, {"c": 2}),
    do("known", 1, {"a": 1}),
    do("far", 30, {"d": 2}),
    do("deep", 1, {"b": 4}, requires_level={"a": 4}),
    do("beyond", 1, {"c": 3}),
    a=2,
    b=2,
    c=2,
    d=2,
)
WHO = rated(a=1, b=1, c=1, d=1)


def test_what_is_lost_without_an_activity_is_found_by_planning_again() -> None:
    made = explain(OF, WHO, planned(OF, WHO, hours=5, weeks=2))
    assert {item.id: item.without for item in made.activities} == {
        "short": "Without it, nothing is lost: “SAME” would do as well.",
        "only": "Without it: B stays at level 1 (Aware).",
        "cheap": "Without it: C stays at level 1 (Aware).",
    }


def test_a_longer_activity_in_its_place_is_said_with_its_hours() -> None:
    made = explain(OF, WHO, planned(OF, WHO, hours=5, weeks=4), only=["cheap"])
    assert {item.id: item.without for item in made.activities} == {
        "short": None,
        "only": None,
        "cheap": "Without it, no level is lost, but it takes 4 h more: “DEAR” takes its place.",
    }


def test_what_goes_with_it_and_what_would_come_in_is_said() -> None:
    of = model(do("base", 1, {}), do("top", 4, {"a": 2}, requires=("base",)), do("b2", 5, {"b": 2}),
               a=2, b=2, weights={"a": 2, "b": 1})  # fmt: skip
    who = rated(a=1, b=1)
    made = explain(of, who, planned(of, who, hours=5, weeks=1))
    assert made.activities[0].without == (
        "Without it: A stays at level 1 (Aware), but level 2 (Learning) in B is reached; "
        "“TOP” goes with it and “B2” would come in."
    )


def test_a_pin_that_keeps_a_better_plan_away_is_said() -> None:
    made = planned(OF, WHO, hours=10, weeks=1, pinned=["dear"])
    assert made.value == 2
    found = {item.id: item.without for item in explain(OF, WHO, made).activities}
    assert found["dear"] == "Without it, the plan would reach more: level 2 (Learning) in B."
    roomy = planned(OF, WHO, hours=20, weeks=1, pinned=["dear"])
    found = {item.id: item.without for item in explain(OF, WHO, roomy).activities}
    assert found["dear"] == "Without it, the same levels take 4 h fewer: “CHEAP” takes its place."


def test_what_a_pin_builds_on_cannot_be_left_out() -> None:
    of = model(do("base", 1, {}), do("top", 4, {"a": 2}, requires=("base",)), a=2)
    made = explain(of, rated(a=1), planned(of, rated(a=1), pinned=["top"]))
    assert made.activities[0].without == (
        "Without it, what you pinned or have begun can't be done."
    )


def test_progress_is_told_while_plans_are_made_again() -> None:
    told: list[tuple[int, int]] = []
    made = planned(OF, WHO, hours=5, weeks=2)
    explain(OF, WHO, made, on_progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_plan_of_other_answers_is_not_explained() -> None:
    made = planned(OF, WHO, hours=5, weeks=2)
    for later in (rated(a=2, b=1, c=1, d=1), replace(WHO, progress={"short": Progress("done")})):
        with pytest.raises(PlanError, match="have changed since this plan was made"):
            explain(OF, later, made)


@pytest.mark.parametrize(
    ("activity", "sentence"),
    [
        ("same", "“SHORT” does as well, in the same hours."),
        ("dear", "What it teaches is reached without it: 4 h more would reach no more levels."),
        ("known", "You hold already what it teaches: 1 h more would reach no more levels."),
        (
            "beyond",
            "Wanted role doesn't ask for what it teaches: 1 h more would reach no more levels.",
        ),
        ("far", "With what it builds on, it doesn't fit into these hours and weeks."),
        (
            "deep",
            "It can't be planned: it asks for level 4 (Leading) in A, and no activity leads there.",
        ),
    ],
)
def test_why_an_activity_is_left_out(activity: str, sentence: str) -> None:
    made = planned(OF, WHO, hours=5, weeks=4)
    assert left_out(OF, WHO, made, activity) == sentence


def test_why_something_else_was_better() -> None:
    made = planned(OF, WHO, hours=10, weeks=1)
    assert ids(made) == {"short", "only", "cheap"}
    assert left_out(OF, WHO, made, "dear").startswith(
        "There is better use for its hours: with it, "
    )


def test_own_wishes_are_the_reason_where_they_are() -> None:
    who = replace(WHO, progress={"short": Progress("done"), "same": Progress("dropped")})
    made = planned(OF, who, excluded=["only"])
    assert left_out(OF, who, made, "short") == "You have done it already."
    assert left_out(OF, who, made, "same") == "You dropped it."
    assert left_out(OF, who, made, "only") == "You left it out."


def test_only_what_is_left_out_has_such_a_reason() -> None:
    made = planned(OF, WHO)
    with pytest.raises(PlanError, match="“ONLY” is in the plan"):
        left_out(OF, WHO, made, "only")
    with pytest.raises(PlanError, match="no activity 'nothing'"):
        left_out(OF, WHO, made, "nothing")


def test_a_tenth_more_hours_may_reach_one_level_more() -> None:
    made = planned(OF, WHO, hours=2.25, weeks=4)
    assert made.value == 2
    found = more_or_less(OF, WHO, made)
    assert (found.hours_per_week, dict(found.gained), dict(found.lost)) == (2.5, {"b": 2}, {})
    assert found.sentence == "With 2.5 hours a week: level 2 (Learning) in B."


def test_fewer_hours_may_lose_a_level_or_nothing() -> None:
    made = planned(OF, WHO, hours=2.5, weeks=4)
    found = more_or_less(OF, WHO, made, 0.9)
    assert (found.hours_per_week, dict(found.gained)) == (2.25, {})
    assert list(found.lost.values()) == [1]
    roomy = planned(OF, WHO, hours=5, weeks=4)
    assert more_or_less(OF, WHO, roomy, 0.9).sentence == (
        "With 4.5 hours a week: the same levels, in the same hours."
    )


def test_hours_cannot_fall_below_a_quarter() -> None:
    made = planned(OF, WHO, hours=0.25, weeks=4)
    assert more_or_less(OF, WHO, made, 0.5).sentence == "0.25 hours a week can't be fewer."
    with pytest.raises(PlanError):
        more_or_less(OF, WHO, made, 1)


def test_the_fewest_weekly_hours_reach_what_all_hours_would() -> None:
    found = fewest_weekly_hours(OF, WHO, "wanted", 4, START)
    assert found.hours_per_week == 10  # 4 + 4 + 2 + 30 hours in four weeks
    assert found.plan is not None
    assert found.plan.value == 4
    assert found.sentence == (
        "10 hours a week reach 4 levels in 40 h by 27 December 2026; no gap of what is rated "
        "stays open."
    )
    assert planned(OF, WHO, hours=9.75, weeks=4).value < 4


def test_the_earliest_end_reaches_what_ten_years_would() -> None:
    found = earliest_end(OF, WHO, "wanted", 4, START)
    assert (found.weeks, found.end) == (10, date(2027, 2, 7))
    assert found.plan is not None
    assert found.plan.value == 4
    assert found.sentence == (
        "With 4 hours a week you reach 4 levels in 40 h by 7 February 2027, in 10 weeks; no gap of "
        "what is rated stays open."
    )
    off = earliest_end(OF, WHO, "wanted", 4, START, weeks_off=[START])
    assert off.weeks == 11


def test_least_weeks_and_chains_count_in_both() -> None:
    of = model(do("one", 1, {"a": 2}, min_weeks=3), do("two", 1, {"a": 3}, min_weeks=3,
               requires=("one",)), do("rest", 8, {"b": 2}), a=3, b=2)  # fmt: skip
    who = rated(a=1, b=1)
    assert earliest_end(of, who, "wanted", 10, START).weeks == 5
    found = fewest_weekly_hours(of, who, "wanted", 5, START)
    assert found.hours_per_week == 2
    assert found.plan is not None
    assert found.plan.value == 3
    # in four weeks the chain can't be done, with any hours
    four = fewest_weekly_hours(of, who, "wanted", 4, START)
    assert four.plan is not None
    assert (four.plan.value, four.hours_per_week) == (2, 2.25)


def test_where_nothing_is_to_be_reached_the_answer_is_a_sentence() -> None:
    done = rated(a=2, b=2, c=2, d=2)
    assert fewest_weekly_hours(OF, done, "wanted", 4, START).sentence == (
        "There is no gap to Wanted role."
    )
    found = earliest_end(OF, done, "wanted", 4, START)
    assert (found.weeks, found.plan) == (None, None)
    assert found.sentence == "There is no gap to Wanted role."


def test_hours_that_never_suffice_are_said() -> None:
    of = model(do("vast", 200, {"a": 2}), a=2)
    found = earliest_end(of, rated(a=1), "wanted", 0.25, START)
    assert found.plan is None
    assert "not even in 520 weeks" in found.sentence or "fits into" in found.sentence
