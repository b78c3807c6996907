"""plan() on models small enough to solve by head: each wish, each rule, and what is said."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from assess.domain.answers import Assessment
from assess.domain.model_parts import Area, BuildsOn, Pace
from assess.planning import Plan, plan
from assess.planning.problem import Problem, State
from assess.planning.solver import Solved, solve_window
from tests.builders.planning import (
    START,
    THREE_AT_ONCE,
    asked,
    do,
    ends,
    model,
    planned,
    rated,
    weeks_of,
)


def focus(made: Plan) -> list[tuple[str, ...]]:
    """The subjects of the exact quarters."""
    return [quarter.focus for quarter in made.exact]


def value(made: Plan, name: str) -> float:
    """How far a wish is met."""
    return next(wish.value for wish in made.wishes if wish.wish == name)


ONE_AT_ONCE = Pace(((0.0, 1),), 6)
A_AND_B = (do("a-way", 4, {"a": 2}), do("b-way", 4, {"b": 2}))


def test_what_was_named_comes_first() -> None:
    of = model(*A_AND_B, wanted={"a": 3, "b": 3}, weights={"b": 3}, pace=ONE_AT_ONCE)
    who = rated(a=1, b=1)
    assert focus(planned(of, who)) == [("b",), ("a",)]
    made = planned(of, who, asked(lead="a"))
    assert focus(made) == [("a",), ("b",)]
    assert value(made, "named") == 2


def test_what_the_present_job_asks_comes_before_the_weightier() -> None:
    """Two levels below the present job: the step to one below it counts; then it is no more."""
    of = model(*A_AND_B, wanted={"a": 3, "b": 3}, held={"a": 3}, weights={"b": 3}, pace=ONE_AT_ONCE)
    made = planned(of, rated(a=1, b=1))
    assert focus(made) == [("a",), ("b",)]
    # both quarters: two levels above the lowest, in focus
    assert value(made, "present_job") == 2 * 2 * 2
    near = planned(of, rated(a=2, b=1))
    assert (focus(near), value(near, "present_job")) == ([("b",), ()], 0)


def test_the_present_job_alone_is_reason_for_a_step() -> None:
    of = model(*A_AND_B, wanted={"b": 2}, held={"a": 3})
    assert ends(planned(of, rated(a=1, b=2))) == {"a-way": (1, 1)}
    assert ends(planned(of, rated(a=2, b=2))) == {}


def test_the_weightier_comes_first_and_twice_up_to_the_present_job() -> None:
    of = model(*A_AND_B, wanted={"a": 3, "b": 3}, weights={"a": 2, "b": 3}, pace=ONE_AT_ONCE)
    assert focus(planned(of, rated(a=1, b=1))) == [("b",), ("a",)]
    of = replace(of, roles=(replace(of.roles[0], targets={"a": 2}), of.roles[1]))
    made = planned(of, rated(a=1, b=1))
    assert focus(made) == [("a",), ("b",)]
    assert value(made, "wanted_role") == 2 * 2 * (2 * 2) + 1 * 2 * 3


def test_a_focus_factor_weighs_and_an_area_gives_it_to_its_own() -> None:
    of = model(*A_AND_B, wanted={"a": 3, "b": 3}, pace=ONE_AT_ONCE)
    of = replace(
        of,
        areas=(*of.areas, Area("other", "Other")),
        competencies=tuple(
            replace(item, area="other") if item.id == "b" else item for item in of.competencies
        ),
    )
    who = rated(a=1, b=1)
    assert focus(planned(of, who)) == [("a",), ("b",)]
    assert focus(planned(of, who, asked(focus={"other": 1.5}))) == [("b",), ("a",)]
    made = planned(of, who, asked(focus={"other": 1.5, "b": 0.1}))
    assert focus(made) == [("a",), ("b",)]
    assert value(made, "wanted_role") == pytest.approx(4 + 0.2)


def test_a_step_gets_a_second_activity_where_the_hours_allow() -> None:
    of = model(do("long", 20, {"a": 2}), do("short", 4, {"a": 2}), wanted={"a": 2})
    made = planned(of, rated(a=1), asked(hours=4, weeks=13))
    assert ends(made) == {"long": (1, 1), "short": (1, 1)}
    assert made.steps[0].twice
    small = planned(of, rated(a=1), asked(hours=2, weeks=13))
    assert (ends(small), small.steps[0].twice) == ({"short": (1, 1)}, False)


def test_half_an_hour_less_a_week_can_take_the_second_way_from_a_plan_from_nothing() -> None:
    """No other choice leads there twice, so no planner that keeps the wishes could hold it."""
    ways = do("long", 26, {"a": 2}), do("short", 10, {"a": 2})
    of = model(*ways, wanted={"a": 2}, pace=ONE_AT_ONCE)
    four, less = asked(hours=4, weeks=13), asked(hours=3.5, weeks=13)
    assert ends(planned(of, rated(a=1), four)) == {"long": (1, 1), "short": (1, 1)}
    made = planned(of, rated(a=1), less)
    assert (ends(made), value(made, "twice")) == ({"short": (1, 1)}, 0)


def test_fewer_people_are_asked_and_then_fewer_hours_taken() -> None:
    alone = do("alone", 9, {"a": 2})
    of = model(do("with-boss", 4, {"a": 2}, agree_with=("boss",)), alone, wanted={"a": 2},
               pace=ONE_AT_ONCE)  # fmt: skip
    made = planned(of, rated(a=1), asked(hours=1, weeks=13))
    assert ends(made) == {"alone": (1, 1)}
    of = replace(of, activities=(do("with-team", 4, {"a": 2}, agree_with=("team",)), alone))
    made = planned(of, rated(a=1), asked(hours=1, weeks=13))
    assert ends(made) == {"with-team": (1, 1)}
    assert (value(made, "people"), value(made, "hours")) == (0, 4)
    assert made.exact[0].asks == ()


def test_of_equal_hours_the_previous_plan_is_kept_then_the_file_decides() -> None:
    of = model(do("first", 7, {"a": 2}), do("second", 7, {"a": 2}), wanted={"a": 2})
    request = asked(hours=1, weeks=13)
    made = planned(of, rated(a=1), request)
    assert ends(made) == {"first": (1, 1)}
    other = planned(of, rated(a=1), replace(request, excluded=("first",)))
    assert ends(planned(of, rated(a=1), request, previous=other)) == {"second": (1, 1)}


def test_a_quarter_of_use_lies_between_two_steps() -> None:
    of = model(do("two", 4, {"a": 2}), do("three", 4, {"a": 3}), wanted={"a": 3})
    made = planned(of, rated(a=1), asked(weeks=52))
    assert [[step.level for step in quarter.steps] for quarter in made.quarters] == [
        [2],
        [],
        [3],
        [],
    ]
    assert ends(made) == {"two": (1, 1)}


def test_what_builds_on_another_level_waits_for_it() -> None:
    of = model(
        do("b-way", 4, {"b": 2}),
        do("a-way", 4, {"a": 2}),
        wanted={"a": 2, "b": 2},
        builds_on={"b": (BuildsOn("a", 2, 2),)},
    )
    assert ends(planned(of, rated(a=1, b=1))) == {"a-way": (1, 1), "b-way": (2, 2)}
    assert ends(planned(of, rated(a=2, b=1))) == {"b-way": (1, 1)}
    assert ends(planned(of, rated(a=None, b=1))) == {"b-way": (1, 1)}


def test_steps_below_those_that_build_on_it_do_not_wait() -> None:
    of = model(
        do("b-way", 4, {"b": 2}), wanted={"a": 2, "b": 3}, builds_on={"b": (BuildsOn("a", 2, 3),)}
    )
    assert ends(planned(of, rated(a=1, b=1))) == {"b-way": (1, 1)}


def test_a_required_level_of_something_unrated_keeps_an_activity_out() -> None:
    of = model(do("one", 4, {"a": 2}, requires_level={"b": 1}), wanted={"a": 2, "b": 2})
    assert ends(planned(of, rated(a=1))) == {}
    assert ends(planned(of, rated(a=1, b=1))) == {"one": (1, 1)}


def test_a_step_above_what_the_roles_ask_for_may_open_a_way() -> None:
    of = model(
        do("both", 4, {"a": 2, "b": 2}),
        do("next", 4, {"c": 2}, requires_level={"b": 2}),
        wanted={"a": 2, "b": 1, "c": 2},
    )
    made = planned(of, rated(a=1, b=1, c=1))
    assert ends(made) == {"both": (1, 1), "next": (2, 2)}
    assert [step.competency for step in made.steps] == ["a", "c"]


def test_what_is_required_ends_in_an_earlier_quarter() -> None:
    of = model(do("tool", 4, {}), do("use", 4, {"a": 2}, requires=("tool",)), wanted={"a": 2})
    assert ends(planned(of, rated(a=1))) == {"tool": (1, 1), "use": (2, 2)}
    assert ends(planned(of, rated(a=1), asked(weeks=13))) == {}
    assert ends(planned(of, rated(a=1), asked(excluded=("tool",)))) == {}


def test_too_long_for_one_quarter_takes_two() -> None:
    of = model(
        do("long", 40, {"a": 2}), do("slow", 2, {"b": 2}, min_weeks=11), wanted={"a": 2, "b": 2}
    )
    made = planned(of, rated(a=1, b=1))
    assert ends(made) == {"long": (1, 2), "slow": (1, 2)}
    assert sum(hours for week, hours in weeks_of(made, "long").items() if week < 14) == 20


@pytest.mark.parametrize(
    ("weeks", "quarters"), [(10, (1, 1)), (11, (1, 2)), (22, (1, 2)), (23, None)]
)
def test_least_weeks_decide_too(weeks: int, quarters: tuple[int, int] | None) -> None:
    """10 weeks after asking in one quarter; 10 and the 12 of the next one in two."""
    of = model(do("slow", 2, {"a": 2}, min_weeks=weeks), wanted={"a": 2})
    assert ends(planned(of, rated(a=1))).get("slow") == quarters


@pytest.mark.parametrize(("hours", "fits"), [(72, True), (72.25, False)])
def test_halves_must_fit_with_the_odd_quarter_hour_in_the_first(hours: float, fits: bool) -> None:
    """A quarter has room for 36 hours."""
    of = model(do("long", hours, {"a": 2}), wanted={"a": 2})
    assert bool(ends(planned(of, rated(a=1)))) == fits


def test_an_odd_quarter_hour_counts_in_the_first_quarter() -> None:
    """The second quarter has room for 33 hours, a week being off: the first takes 33.25."""
    of = model(do("long", 66.25, {"a": 2}), wanted={"a": 2})
    off = (START + timedelta(weeks=20),)
    made = planned(of, rated(a=1), asked(weeks_off=off))
    assert sum(hours for week, hours in weeks_of(made, "long").items() if week < 14) == 33.25
    assert made.exact[1].room == 33


def test_less_room_may_open_what_more_room_lacks() -> None:
    """With less room the big one takes two quarters, which leaves room in the second."""
    of = model(
        do("tool", 1, {}),
        do("big", 40, {"a": 2}),
        do("late", 18, {"b": 2}, requires=("tool",)),
        wanted={"a": 2, "b": 2},
    )
    two_weeks_off = (START, START + timedelta(weeks=1))
    more = planned(of, rated(a=1, b=1), asked(hours=5, weeks_off=two_weeks_off))
    less = planned(of, rated(a=1, b=1), asked(hours=4.25, weeks_off=two_weeks_off))
    assert len(more.steps) == 1
    assert ends(less) == {"tool": (1, 1), "big": (1, 2), "late": (2, 2)}


def test_a_single_quarter_hour_has_no_halves() -> None:
    """One subject at once, and a second quarter without weeks: no half of it can lie there."""
    of = model(
        do("a-way", 4, {"a": 2}),
        do("tiny", 0.25, {"b": 2}),
        wanted={"a": 2, "b": 2},
        weights={"a": 3},
        pace=ONE_AT_ONCE,
    )
    off = tuple(START + timedelta(weeks=n) for n in range(13, 26))
    assert ends(planned(of, rated(a=1, b=1), asked(weeks_off=off))) == {"a-way": (1, 1)}
    assert ends(planned(of, rated(a=2, b=1), asked(weeks_off=off))) == {"tiny": (1, 1)}


def test_facts_and_people_out_of_reach_keep_activities_out_but_a_stand_in_will_do() -> None:
    of = model(
        do("priced", 4, {"a": 2}, needs=("price",)),
        do("with-boss", 4, {"a": 2}, agree_with=("boss",)),
        do("with-sales", 4, {"a": 2}, agree_with=("sales",)),
        wanted={"a": 2},
    )
    who = rated(a=1)
    assert set(ends(planned(of, who))) == {"priced", "with-boss"}
    by_law = planned(of, who, asked(situation={"who": "law"}))
    assert ends(by_law) == {"with-sales": (1, 1)}
    assert by_law.exact[0].asks[0].person == "sales"
    named = planned(of, who, asked(situation={"who": "law"}, within_reach=("boss",)))
    assert set(ends(named)) == {"with-boss", "with-sales"}


def test_subjects_at_once_follow_the_hours_in_whole_quarter_hours() -> None:
    of = model(*A_AND_B, wanted={"a": 2, "b": 2}, pace=Pace(((0.0, 1), (4.9, 2)), 6))
    who = rated(a=1, b=1)
    assert focus(planned(of, who, asked(hours=4.9))) == [("a",), ("b",)]
    assert focus(planned(of, who, asked(hours=5))) == [("a", "b"), ()]


def test_a_year_has_so_many_subjects() -> None:
    of = model(*A_AND_B, wanted={"a": 2, "b": 2}, pace=Pace(((0.0, 1),), 1))
    made = planned(of, rated(a=1, b=1), asked(weeks=78))
    assert [quarter.focus for quarter in made.quarters] == [("a",), (), (), (), ("b",), ()]


def test_no_more_than_two_activities_that_teach_the_same_step_end_in_a_quarter() -> None:
    ways = [do(f"way{n}", 1, {"a": 2}) for n in range(4)]
    of = model(*ways, wanted={"a": 2}, pace=THREE_AT_ONCE)
    assert set(ends(planned(of, rated(a=1)))) == {"way0", "way1"}


def test_no_more_than_two_activities_for_each_subject_at_once_end_in_a_quarter() -> None:
    """The tool is needed in the next quarter, so there is one way to the first step, not two."""
    ways = [do(f"way{n}", 1, {"a": 2}) for n in range(2)]
    use = do("use", 1, {"b": 2}, requires=("tool",))
    of = model(*ways, do("tool", 1, {}), use, wanted={"a": 2, "b": 2}, pace=ONE_AT_ONCE)
    assert ends(planned(of, rated(a=1, b=1))) == {"way0": (1, 1), "tool": (1, 1), "use": (2, 2)}


def test_of_equal_subjects_the_first_in_the_file_is_in_focus() -> None:
    of = model(
        do("both", 1, {"c": 2, "a": 2, "b": 2}), wanted={"c": 2, "b": 2, "a": 2}, pace=ONE_AT_ONCE
    )
    assert focus(planned(of, rated(a=1, b=1, c=1))) == [("c",), ()]


def test_who_must_agree_is_asked_in_the_first_two_weeks() -> None:
    of = model(do("one", 4, {"a": 2}, agree_with=("boss", "team", "sales")), wanted={"a": 2})
    made = planned(of, rated(a=1), asked(hours=0.5))
    (first, _) = made.exact
    assert [(ask.person, ask.week) for ask in first.asks] == [("boss", 1), ("sales", 2)]
    assert made.activities[0].asks == ("boss", "sales")
    assert made.activities[0].first_week == 3


def test_weeks_begin_on_the_day_asked_for_and_weeks_off_stay_free() -> None:
    of = model(do("one", 4, {"a": 2}), wanted={"a": 2})
    made = planned(of, rated(a=1), asked(hours=2, weeks_off=(datetime(2026, 12, 3, 9),)))
    assert (made.start, made.off, weeks_of(made, "one")) == (START, {1}, {2: 2, 3: 2})
    assert made.week_of(2) == date(2026, 12, 7)


def test_without_a_date_the_plan_starts_on_the_next_monday() -> None:
    made = planned(model(do("one", 4, {"a": 2}), wanted={"a": 2}), rated(a=1), asked(start=None))
    assert made.start.weekday() == 0
    assert made.start > date.today()


def test_an_outlook_out_of_time_leaves_the_first_half_year_proved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = model(do("two", 4, {"a": 2}), do("three", 4, {"a": 3}), wanted={"a": 3})

    def hurried(problem: Problem, state: State, deadline: float, **more: Any) -> Solved | None:
        return solve_window(problem, state, 0 if "most_nodes" in more else deadline, **more)

    monkeypatch.setattr("assess.planning.planner.solve_window", hurried)
    made = planned(of, rated(a=1), asked(weeks=52))
    assert made.optimal
    assert [quarter.steps for quarter in made.outlook] == [(), ()]


def test_out_of_time_the_plan_says_what_is_not_proved() -> None:
    of = model(*A_AND_B, wanted={"a": 2, "b": 2})
    made = plan(of, rated(a=1, b=1), asked(), time_limit=0)
    assert not made.optimal
    assert (made.activities, {wish.proved for wish in made.wishes}) == ((), {False})
    assert {wish.bound for wish in made.wishes} == {None}


def test_nothing_to_decide_is_proved_at_once() -> None:
    made = planned(model(*A_AND_B, wanted={"a": 2, "b": 2}), rated(a=2, b=2))
    assert (made.optimal, made.activities) == (True, ())
    assert "nothing to plan" in made.message


def test_weights_too_fine_for_the_solver_are_not_called_proved() -> None:
    of = model(*A_AND_B, wanted={"a": 2, "b": 2})
    made = planned(of, rated(a=1, b=1), asked(focus={"a": 0.123456789, "b": 987654.3}))
    assert ends(made) == {"a-way": (1, 1), "b-way": (1, 1)}
    assert not made.optimal


def test_roles_other_than_the_models_pair_can_be_asked_for() -> None:
    of = model(*A_AND_B, wanted={"a": 2}, held={"b": 2})
    who = Assessment("small", "1.0.0", rated(a=1, b=1).answers, roles=("wanted", "held"))
    assert ends(plan(of, who, asked())) == {"b-way": (1, 1)}
    assert ends(plan(of, who, asked(), held="held", role="wanted")) == {"a-way": (1, 1)}


def test_importing_the_planner_loads_no_solver() -> None:
    code = "import sys, assess.planning, assess.planning.check; print('highspy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"
