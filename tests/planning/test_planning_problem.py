"""From a model, answers and wishes to the problem's data; and what has been reached when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import BuildsOn
from assess.domain.progress import Progress
from assess.planning import Plan
from assess.planning.problem import Problem, State, Task
from assess.planning.request import checked
from assess.planning.translate import build
from tests.builders.planning import START, asked, do, model, planned, rated, weeks_of


def built(of: CompetencyModel, who: Assessment, *, previous: Any = None, **wishes: Any) -> Problem:
    request = checked(of, who, "held", "wanted", asked(**wishes))
    return build(of, who, of.role("held"), of.role("wanted"), request, previous=previous)


def task(problem: Problem, key: str) -> Task:
    return next(item for item in problem.tasks if item.id == key)


def keys(problem: Problem) -> list[str]:
    return [item.id for item in problem.tasks]


def test_a_step_is_of_use_up_to_one_below_the_present_job_or_the_wanted_role() -> None:
    of = model(do("any", 1, {"a": 2}), wanted={"a": 2, "b": 4}, held={"a": 4, "b": 2, "c": 3})
    problem = built(of, rated(a=1, b=3, c=1))
    found = {skill.id: (skill.current, skill.top) for skill in problem.skills}
    assert found == {"a": (1, 3), "b": (3, 4), "c": (1, 2)}
    assert [problem.of_use((0, level)) for level in (1, 2, 3, 4)] == [False, True, True, False]


def test_unrated_and_not_applicable_competencies_are_in_no_plan() -> None:
    of = model(do("one", 1, {"a": 2, "b": 2, "c": 2}), wanted={"a": 2, "b": 2, "c": 2})
    problem = built(of, rated(a=1, b=None))
    assert [skill.id for skill in problem.skills] == ["a"]
    assert task(problem, "one").teaches == ((0, 2),)


def test_weights_become_whole_numbers() -> None:
    of = model(do("any", 1, {"a": 2}), wanted={"a": 2, "b": 2}, weights={"a": 0.1, "b": 3})
    problem = built(of, rated(a=1, b=1), focus={"b": 1.25})
    assert [skill.weight for skill in problem.skills] == [2, 75]
    assert problem.scale == 20


def test_only_what_leads_to_a_step_of_use_or_is_required_by_that_is_a_candidate() -> None:
    of = model(
        do("tool-of-tool", 1, {}),
        do("tool", 1, {}, requires=("tool-of-tool",)),
        do("use", 1, {"a": 2}, requires=("tool",)),
        do("too-high", 1, {"a": 3}),
        do("too-low", 1, {"a": 1}),
        do("for-nothing", 1, {}),
        do("for-what-cannot-be", 1, {}),
        do("cannot-be", 1, {"a": 2}, requires=("for-what-cannot-be", "left-out")),
        do("left-out", 1, {"a": 2}),
        wanted={"a": 2},
    )
    problem = built(of, rated(a=1), excluded=("left-out",))
    assert keys(problem) == ["tool-of-tool", "tool", "use"]
    assert task(problem, "use").requires == (1,)


def test_what_must_be_there_before_is_the_highest_level_asked_for() -> None:
    of = model(
        do("one", 1, {"a": 3}, requires_level={"b": 2}),
        do("first", 1, {"a": 2}),
        do("b2", 1, {"b": 2}),
        do("b3", 1, {"b": 3}),
        wanted={"a": 3, "b": 3},
        builds_on={"a": (BuildsOn("b", 3, 3), BuildsOn("b", 2, 2))},
    )
    problem = built(of, rated(a=1, b=1))
    assert task(problem, "one").needs == ((1, 3),)
    assert task(problem, "first").needs == ((1, 2),)
    # held today: nothing to wait for
    assert task(built(of, rated(a=1, b=2)), "first").needs == ()


def test_the_own_team_is_asked_in_passing() -> None:
    of = model(do("one", 1, {"a": 2}, agree_with=("team", "sales", "boss")), wanted={"a": 2})
    assert task(built(of, rated(a=1)), "one").people == ("boss", "sales")


def test_one_quarter_hour_cannot_span_two_weeks() -> None:
    of = model(do("one", 0.25, {"a": 2}, min_weeks=2), do("two", 0.5, {"a": 2}, min_weeks=2),
               wanted={"a": 2})  # fmt: skip
    assert keys(built(of, rated(a=1))) == ["two"]


def test_an_earlier_plan_marks_its_activities() -> None:
    of = model(do("one", 1, {"a": 2}), do("two", 1, {"a": 2}), wanted={"a": 2})
    problem = built(of, rated(a=1), previous=("two", "gone"))
    assert [item.previous for item in problem.tasks] == [False, True]
    assert problem.with_previous
    assert not built(of, rated(a=1)).with_previous


# --- in the middle of things ------------------------------------------------------------------

OF = model(
    do("base", 2, {"b": 2}),
    do("top", 4, {"a": 2}, requires=("base",), agree_with=("boss",)),
    do("long", 9, {"a": 2}),
    do("slow", 4, {"a": 2}, min_weeks=5, requires_level={"c": 2}),
    wanted={"a": 2, "b": 2, "c": 1},
)
WHO = rated(a=1, b=1, c=1)


def after(**states: Progress) -> Assessment:
    return replace(WHO, progress=states)


def made(**states: Progress) -> Plan:
    return planned(OF, after(**states))


def test_what_is_done_is_not_planned_again_and_what_it_made_counts() -> None:
    problem = built(OF, after(base=Progress("done")))
    assert "base" not in keys(problem)
    assert task(problem, "top").requires == ()
    plan = made(base=Progress("done"))
    assert plan.activities[0].quarters == (1, 1)
    # a level changes only when the person says so
    assert plan.not_planned.keys() == {"b"}


def test_what_was_dropped_stays_out_and_so_does_what_needs_it() -> None:
    assert keys(built(OF, after(base=Progress("dropped")))) == ["long", "slow"]


def test_what_is_under_way_has_begun() -> None:
    """Nobody is asked any more, and what it asked for before is no matter."""
    problem = built(OF, after(top=Progress("in_progress", hours_left=1.5)))
    top = task(problem, "top")
    assert (top.quarter_hours, top.requires, top.needs, top.people) == (6, (), (), ())
    assert top.begun
    slow = task(built(OF, after(slow=Progress("in_progress"))), "slow")
    assert (slow.quarter_hours, slow.needs) == (16, ())


def test_what_is_under_way_goes_first() -> None:
    plan = made(long=Progress("in_progress", hours_left=1.5))
    begun = next(item for item in plan.activities if item.id == "long")
    assert (begun.hours, begun.state, weeks_of(plan, "long")) == (1.5, "in_progress", {1: 1.5})
    assert {item.state for item in plan.activities if item.id != "long"} == {"planned"}


def test_weeks_since_it_was_begun_count_for_the_least_weeks() -> None:
    begun = Progress("in_progress", START - timedelta(days=15), hours_left=1)
    assert task(built(OF, after(slow=begun)), "slow").min_weeks == 2
    assert task(built(OF, after(slow=replace(begun, date=None))), "slow").min_weeks == 5
    later = replace(begun, date=START + timedelta(days=3))
    assert task(built(OF, after(slow=later)), "slow").min_weeks == 5
    last = replace(begun, date=None, hours_left=0.25)
    assert task(built(OF, after(slow=last)), "slow").min_weeks == 1


# --- levels, quarter by quarter -----------------------------------------------------------------


def test_a_step_taught_early_is_held_after_a_quarter_of_use() -> None:
    of = model(do("two", 1, {"a": 2}), do("three", 1, {"a": 3}), wanted={"a": 3})
    state = State(built(of, rated(a=1), weeks=52))
    first = frozenset({0})
    state.decide({0: 0, 1: 0}, [first, frozenset()])
    assert state.levels == [(2,), (2,)]
    assert (state.gained(0), state.gained(1)) == ({(0, 2)}, frozenset())
    state.decide({}, [first])
    assert state.levels[2] == (3,)
    assert state.taught_before((0, 3)) == 1
    assert state.subjects_of_the_year(3) == {0}
    assert state.subjects_of_the_year(4) == frozenset()


def test_the_reserve_is_exact() -> None:
    of = model(do("any", 1, {"a": 2}), wanted={"a": 2})
    pace = replace(of.pace, reserve={**of.pace.reserve, "mine": Fraction(1, 6)})
    problem = built(replace(of, pace=pace), rated(a=1), hours=0.75, weeks=13, reserve="mine")
    assert [quarter.room for quarter in problem.quarters] == [30]
