"""plan() against trying every set of activities and every way to spread their hours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from planning_calls import planned
from planning_strategies import Case, best_by_exhaustion, cases

from assess.errors import PlanError
from assess.planning import exact_schedule, optimum
from assess.planning.exact_schedule import Attempt
from assess.planning.problem import Problem


def agrees(case: Case) -> None:
    """Value, hours, changes and set are those of the exhaustive search."""
    best = best_by_exhaustion(case)
    if best is None:
        with pytest.raises(PlanError):
            planned(case)
        return
    made = planned(case)
    value, quarters, changes, ids = best
    chosen = {item.id for item in made.activities}
    previous = set(case.options.get("previous", chosen))
    assert made.optimal
    assert (made.value, made.bound, made.gap) == (float(value), float(value), 0)
    assert (made.hours * 4, len(chosen ^ previous)) == (quarters, changes)
    assert chosen == set(ids)
    assert all(item.because for item in made.activities)
    begun = [
        key for key, record in case.assessment.progress.items() if record.state == "in_progress"
    ]
    assert [item.id for item in made.activities if item.state == "in_progress"] == begun


@settings(max_examples=200)
@given(cases())
def test_the_plan_is_the_best_of_all(case: Case) -> None:
    agrees(case)


@settings(max_examples=100)
@given(cases(most_activities=10, sizes=(1, 1, 2), most_quarters=3))
def test_the_plan_is_the_best_of_many_small_activities(case: Case) -> None:
    agrees(case)


@settings(max_examples=150)
@given(cases(most_activities=7, most_quarters=2, most_weeks=5, min_weeks=(1, 2, 2, 3)))
def test_the_plan_is_the_best_where_the_weeks_bind(case: Case) -> None:
    agrees(case)


@settings(max_examples=250)
@given(cases(most_activities=8, wishes=True))
def test_the_plan_is_the_best_that_holds_what_is_pinned_and_under_way(case: Case) -> None:
    agrees(case)


@settings(max_examples=100)
@given(cases(most_activities=7, most_weeks=5, min_weeks=(1, 2, 3), wishes=True))
def test_the_program_with_weeks_knows_weeks_off_and_progress(case: Case) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimum, "MISFITS", 0)
        agrees(case)


@settings(max_examples=25)
@given(cases(most_activities=14, most_weeks=3, sizes=(1, 2, 3), min_weeks=(1, 1, 2)))
def test_the_plan_is_the_best_of_fourteen_activities(case: Case) -> None:
    agrees(case)


def by_solver_only(problem: Problem, selected: object) -> None:
    """In place of the schedule by rule: finds nothing."""


@settings(max_examples=100)
@given(cases(most_activities=7, min_weeks=(1, 2, 3)))
def test_schedules_by_the_solver_give_the_same_plan(case: Case) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact_schedule, "schedule", by_solver_only)
        agrees(case)


@settings(max_examples=100)
@given(cases(most_activities=7, min_weeks=(1, 2, 3)))
def test_the_program_with_weeks_gives_the_same_plan(case: Case) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimum, "MISFITS", 0)
        agrees(case)


@settings(max_examples=60)
@given(cases(most_activities=7))
def test_where_no_schedule_is_found_the_bound_stays_honest(case: Case) -> None:
    """The plan may be worse than the best, but never claims otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimum, "fit", lambda *_: Attempt(None, False))
        made = planned(case)
    best = best_by_exhaustion(case)
    assert best is not None
    value = best[0]
    assert made.value <= float(value) <= made.bound
    assert made.optimal == (made.bound == 0)
