"""What the best plan is, on problems that can be solved by head."""

from __future__ import annotations

from datetime import date

import pytest
from planning_cases import START, do, ids, model, planned, rated, weeks_of

from assess.planning import Plan, plan


def test_the_plan_takes_the_steps_worth_most_in_the_hours() -> None:
    of = model(
        do("cheap", 3, {"a": 2}), do("dear", 5, {"b": 2}), a=2, b=2, weights={"a": 1, "b": 1.5}
    )
    made = planned(of, rated(a=1, b=1), hours=5, weeks=1)
    assert ids(made) == {"dear"}
    assert (made.value, made.bound, made.gap, made.optimal, made.hours) == (1.5, 1.5, 0, True, 5)


def test_of_equal_value_the_fewest_hours_win() -> None:
    of = model(do("long", 4, {"a": 2}), do("short", 2.25, {"a": 2}), a=2)
    made = planned(of, rated(a=1))
    assert ids(made) == {"short"}
    assert made.hours == 2.25


def test_of_equal_hours_the_earlier_in_the_file_wins() -> None:
    of = model(do("first", 2, {"a": 2}), do("second", 2, {"a": 2}), a=2)
    assert ids(planned(of, rated(a=1))) == {"first"}


def test_a_set_that_holds_the_earlier_activity_is_earlier_even_if_it_is_larger() -> None:
    of = model(do("half", 1, {"a": 2}), do("both", 2, {"a": 2, "b": 2}), do("rest", 1, {"b": 2}),
               a=2, b=2)  # fmt: skip
    assert ids(planned(of, rated(a=1, b=1))) == {"half", "rest"}


def test_of_equal_hours_the_previous_plan_is_kept() -> None:
    of = model(do("first", 2, {"a": 2}), do("second", 2, {"a": 2}), a=2)
    made = planned(of, rated(a=1), previous=["second"])
    assert ids(made) == {"second"}
    assert ids(planned(of, rated(a=1), previous=made)) == {"second"}


def test_the_previous_plan_never_costs_hours() -> None:
    of = model(do("long", 4, {"a": 2}), do("short", 2, {"a": 2}), a=2)
    assert ids(planned(of, rated(a=1), previous=["long", "gone-from-the-model"])) == {"short"}


def test_focus_weighs_a_competency() -> None:
    of = model(do("one", 4, {"a": 2}), do("two", 4, {"b": 2}), a=2, b=2)
    made = planned(of, rated(a=1, b=1), hours=4, weeks=1, focus={"b": 2})
    assert ids(made) == {"two"}
    assert made.value == 2


def test_tenths_are_exact() -> None:
    """0.1 + 0.1 + 0.1 against 0.3: a tie, so that the hours decide."""
    of = model(
        do("big", 4, {"d": 2}), do("x", 1, {"a": 2}), do("y", 1, {"b": 2}), do("z", 1, {"c": 2}),
        a=2, b=2, c=2, d=2, weights={"a": 0.1, "b": 0.1, "c": 0.1, "d": 0.3},
    )  # fmt: skip
    made = planned(of, rated(a=1, b=1, c=1, d=1), hours=4, weeks=1)
    assert ids(made) == {"x", "y", "z"}
    assert made.value == 0.3


def test_weights_too_fine_for_the_solver_leave_an_honest_bound() -> None:
    of = model(do("x", 2, {"a": 2}), do("y", 2, {"b": 2}), a=2, b=2,
               weights={"a": 1.0000000000000002, "b": 1e-9})  # fmt: skip
    made = planned(of, rated(a=1, b=1), hours=2, weeks=1)
    assert ids(made) == {"x"}
    assert not made.optimal
    assert made.value < made.bound < made.value + 1e-6


def test_excluded_activities_and_those_that_require_them_stay_out() -> None:
    of = model(do("base", 1, {}), do("top", 1, {"a": 2}, requires=("base",)), a=2)
    made = planned(of, rated(a=1), excluded=["base"])
    assert ids(made) == set()
    assert made.not_planned == {"a": "no activity leads there"}


def test_a_required_activity_is_finished_first_in_the_same_week_at_the_latest() -> None:
    of = model(do("top", 2, {"a": 2}, requires=("base",)), do("base", 3, {}), a=2)
    made = planned(of, rated(a=1), hours=5, weeks=1)
    assert [item.id for item in made.activities] == ["top", "base"]  # file order within a week
    assert weeks_of(made, "base") == {1: 3}
    assert weeks_of(made, "top") == {1: 2}


def test_a_required_level_is_reached_before() -> None:
    of = model(do("top", 5, {"a": 3}, requires_level={"b": 2}), do("two", 5, {"a": 2}),
               do("other", 5, {"b": 2}), a=3, b=1)  # fmt: skip
    made = planned(of, rated(a=1, b=1), hours=5, weeks=3)
    assert ids(made) == {"top", "two", "other"}
    assert weeks_of(made, "other").keys() == {1}
    assert min(weeks_of(made, "top")) > 1


def test_a_level_held_at_the_start_needs_no_activity() -> None:
    of = model(do("top", 1, {"a": 2}, requires_level={"b": 3}), a=2, b=1)
    assert ids(planned(of, rated(a=1, b=3))) == {"top"}


@pytest.mark.parametrize("answers", [{"a": 1}, {"a": 1, "b": None}])
def test_an_unrated_or_not_applicable_competency_meets_no_need(answers: dict[str, int]) -> None:
    of = model(do("top", 1, {"a": 2, "b": 2}, requires_level={"b": 1}), a=2, b=2)
    made = planned(of, rated(**answers))
    assert ids(made) == set()
    assert made.not_planned["a"] == "no activity leads there"
    assert made.not_planned["b"] == ("not applicable" if "b" in answers else "unrated")


def test_no_activity_meets_its_own_need() -> None:
    of = model(do("self", 1, {"a": 2, "b": 2}, requires_level={"b": 2}), a=2, b=2)
    assert ids(planned(of, rated(a=1, b=1))) == set()


def test_no_two_activities_meet_each_others_need() -> None:
    of = model(do("one", 1, {"a": 2, "c": 2}, requires_level={"b": 2}),
               do("two", 1, {"b": 2, "c": 3}, requires_level={"a": 2}), a=2, b=2, c=3)  # fmt: skip
    assert ids(planned(of, rated(a=1, b=1, c=1))) == set()


def test_a_way_into_a_circle_opens_it() -> None:
    of = model(do("one", 1, {"a": 2, "c": 2}, requires_level={"b": 2}),
               do("two", 1, {"b": 2, "c": 3}, requires_level={"a": 2}),
               do("way", 9, {"a": 2}), a=2, b=2, c=3)  # fmt: skip
    made = planned(of, rated(a=1, b=1, c=1))
    assert ids(made) == {"one", "two", "way"}
    assert made.value == 4


def test_steps_count_in_whatever_order_they_are_done() -> None:
    """The step to 3 may be finished before the step to 2: the run is what counts."""
    of = model(do("three", 4, {"a": 3, "b": 2}), do("two", 4, {"a": 2}, requires_level={"b": 2}),
               a=3, b=1)  # fmt: skip
    made = planned(of, rated(a=1, b=1), hours=4, weeks=2)
    assert weeks_of(made, "three") == {1: 4}
    assert weeks_of(made, "two") == {2: 4}
    assert made.levels["a"].end == 3


def test_a_step_above_the_target_is_worth_nothing_but_may_open_a_way() -> None:
    of = model(do("above", 1, {"b": 2}), do("top", 1, {"a": 2}, requires_level={"b": 2}),
               do("idle", 1, {"b": 3}), a=2, b=1)  # fmt: skip
    made = planned(of, rated(a=1, b=1))
    assert ids(made) == {"above", "top"}
    assert made.value == 1
    assert dict(made.activities[0].raises) == {"b": 2}
    assert set(made.levels) == {"a"}


def test_a_broken_run_is_worth_nothing() -> None:
    of = model(do("four", 1, {"a": 4}), do("two", 1, {"a": 2}), a=4)
    made = planned(of, rated(a=1))
    assert ids(made) == {"two"}
    assert (made.levels["a"].start, made.levels["a"].end, made.levels["a"].target) == (1, 2, 4)


def test_min_weeks_keep_a_plan_from_ending_early() -> None:
    of = model(do("slow", 2, {"a": 2}, min_weeks=3), a=2)
    assert ids(planned(of, rated(a=1), weeks=2)) == set()
    made = planned(of, rated(a=1), weeks=3)
    assert min(weeks_of(made, "slow")) == 1
    assert max(weeks_of(made, "slow")) == 3


def test_one_quarter_hour_cannot_span_two_weeks() -> None:
    of = model(do("tiny", 0.25, {"a": 2}, min_weeks=2), a=2)
    assert planned(of, rated(a=1)).not_planned == {"a": "no activity leads there"}


def test_a_set_that_fits_the_hours_but_not_the_weeks_gives_way_to_one_that_fits_both() -> None:
    """Two tasks of two weeks in a row need three weeks, whatever the hours."""
    of = model(do("one", 1, {"a": 2}, min_weeks=2), do("two", 1, {"a": 3}, min_weeks=2,
               requires=("one",)), do("other", 8, {"b": 2}), a=3, b=2)  # fmt: skip
    made = planned(of, rated(a=1, b=1), hours=5, weeks=2)
    assert ids(made) == {"one", "other"}
    assert (made.value, made.bound, made.optimal) == (2, 2, True)
    assert planned(of, rated(a=1, b=1), hours=5, weeks=3).value == 3


def test_part_of_a_quarter_hour_is_left_unused() -> None:
    of = model(do("one", 5.25, {"a": 2}), a=2)
    assert ids(planned(of, rated(a=1), hours=5.2, weeks=1)) == set()
    assert ids(planned(of, rated(a=1), hours=5.3, weeks=1)) == {"one"}


def test_week_one_begins_on_the_start_date() -> None:
    made = planned(model(do("one", 1, {"a": 2}), a=2), rated(a=1))
    assert made.settings.week_of(1) == START
    assert made.to_frame()["date"].iloc[0].date() == START


def test_without_a_date_the_plan_starts_on_the_next_monday() -> None:
    made = plan(model(do("one", 1, {"a": 2}), a=2), rated(a=1), "wanted", 5, 1)
    assert made.settings.start.weekday() == 0
    assert 1 <= (made.settings.start - date.today()).days <= 7


def test_a_past_start_is_fine() -> None:
    made = plan(model(do("one", 1, {"a": 2}), a=2), rated(a=1), "wanted", 5, 1, date(2001, 1, 3))
    assert made.settings.start == date(2001, 1, 3)


def test_without_a_gap_there_is_a_message_and_no_activity() -> None:
    made = planned(model(do("one", 1, {"a": 2}), a=2), rated(a=4))
    assert made.message == "There is no gap to Wanted role."
    assert (made.activities, dict(made.levels), made.value, made.optimal) == ((), {}, 0, True)


def test_when_nothing_fits_the_plan_says_so() -> None:
    made = planned(model(do("one", 10, {"a": 2}), a=2), rated(a=1), hours=2.5, weeks=1)
    assert made.message == (
        "No activity that leads towards Wanted role fits into 2.5 hours a week for 1 week."
    )


def many_ways() -> Plan:
    activities = [do(f"x{n}", 1 + n % 3, {f"c{n % 4}": 2 + n // 4 % 3}) for n in range(24)]
    of = model(*activities, c0=4, c1=4, c2=4, c3=4)
    return planned(of, rated(c0=1, c1=1, c2=1, c3=1), hours=2, weeks=5, time_limit=0)


def test_out_of_time_there_is_still_a_plan_with_its_honest_bound() -> None:
    made = many_ways()
    assert made.activities
    assert not made.optimal
    assert made.value <= made.bound == 12
    assert made.gap == (made.bound - made.value) / made.bound
