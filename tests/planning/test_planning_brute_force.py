"""plan() against trying every choice: the same activities, quarters, subjects and wishes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from assess.errors import PlanError
from assess.planning.solver import wishes
from assess.planning.solver.milp import Milp, Outcome
from tests.builders.planning_brute_force import World
from tests.builders.planning_strategies import Case, case_of, cases, planned

UNITS = {"people": -1, "hours": -4}
"""The brute force counts so that more is better, and hours in quarter hours."""


def agrees(case: Case) -> None:
    """All that is chosen, and the values of the wishes, are those of the search through all."""
    world = World(case)
    best = world.best()
    if best is None:
        event("what is pinned doesn't fit")
        with pytest.raises(PlanError):
            planned(case)
        return
    made = planned(case)
    event(f"{len(best.ends)} activities")
    assert made.optimal
    assert {item.id: item.quarters[1] for item in made.activities} == best.ends
    assert {n: frozenset(q.focus) for n, q in enumerate(made.exact, 1)} == best.focus
    names = ("named", "present_job", "wanted_role", "twice", "people", "hours")
    expected = dict(zip(names, best.values, strict=False))
    if case.request.lead is None:
        del expected["named"]
    for name, value in expected.items():
        (wish,) = [wish for wish in made.wishes if wish.wish == name]
        assert wish.proved
        assert wish.value == wish.bound == float(value / UNITS.get(name, 1)), name


@settings(max_examples=150)
@given(cases(wishes=False))
def test_the_plan_is_the_best_of_all_choices(case: Case) -> None:
    agrees(case)


@settings(max_examples=250)
@given(cases())
def test_the_plan_is_the_best_in_the_middle_of_things(case: Case) -> None:
    agrees(case)


@settings(max_examples=300)
@given(cases(most=5))
def test_the_plan_is_the_best_of_few_activities(case: Case) -> None:
    agrees(case)


def _waits(case: Case, key: str) -> bool:
    """Whether an activity had to wait for what one of its subjects builds on."""
    for taught, level in case.model.activity(key).teaches.items():
        for other in case.model.competency(taught).builds_on:
            now = case.assessment.level(other.competency)
            if other.from_level <= level and now is not None and now < other.level:
                return True
    return False


def test_the_random_cases_are_worth_the_search() -> None:
    """Of 100 cases, so many show what the problem is about."""
    found: Counter[str] = Counter()
    for seed in range(100):
        case = case_of(seed)
        try:
            made = planned(case)
        except PlanError:
            continue
        found["planned"] += bool(made.activities)
        found["three or more"] += len(made.activities) >= 3
        found["two quarters long"] += any(a.quarters[0] < a.quarters[1] for a in made.activities)
        found["two activities for a step"] += any(step.twice for step in made.steps)
        found["a step out of focus"] += any(not step.in_focus for step in made.steps)
        found["waited for a level"] += any(_waits(case, key) for key in made.ids)
        found["people asked"] += any(quarter.asks for quarter in made.exact)
        found["under way"] += any(item.state == "in_progress" for item in made.activities)
    least = {
        "planned": 60,
        "three or more": 10,
        "two quarters long": 5,
        "two activities for a step": 10,
        "a step out of focus": 5,
        "waited for a level": 5,
        "people asked": 20,
        "under way": 5,
    }
    assert {key: found[key] for key in least if found[key] < least[key]} == {}


PRINT_PLANS = """
from tests.builders.planning_strategies import case_of, planned
from assess.errors import PlanError
for seed in range(40):
    try:
        print(*vars(planned(case_of(seed))).values())
    except PlanError as error:
        print(error)
"""


def test_plans_are_the_same_to_the_byte_in_every_process() -> None:
    plans = {
        subprocess.run(
            [sys.executable, "-c", PRINT_PLANS],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(plans) == 1
    assert plans.pop().count(b"PlannedActivity(") > 40


def out_of_time_at(call: int) -> Callable[..., Outcome]:
    """A solver that finds no more than any choice, and a bound, when it runs for this time."""
    real, calls = Milp.solve, count()

    def solve(milp: Milp, objective: dict[int, float], deadline: float, **more: Any) -> Outcome:
        if next(calls) != call:
            return real(milp, objective, deadline, **more)
        some = real(milp, {}, deadline)
        return Outcome(False, some.values, real(milp, objective, deadline, **more).bound)

    return solve


@settings(max_examples=200)
@given(cases(), st.integers(0, 4))
def test_a_search_cut_short_claims_no_more_than_it_knows(case: Case, call: int) -> None:
    """The values are those of its choice, which keeps the rules, and no bound is too low."""
    case = replace(case, request=replace(case.request, pinned=()))
    best = World(case).best()
    assert best is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wishes, "LARGEST", 1)
        patch.setattr(Milp, "solve", out_of_time_at(call))
        made = planned(case)
    event(f"all proved: {made.optimal}")
    names = ("named", "present_job", "wanted_role", "twice", "people", "hours")
    known = dict(zip(names, best.values, strict=False))
    found = []
    for wish in made.wishes:
        value = known[wish.wish] / UNITS.get(wish.wish, 1)
        if found == [known[earlier.wish] for earlier in made.wishes[: len(found)]]:
            sign = -1 if wish.wish in UNITS else 1
            assert sign * wish.value <= sign * value
            assert wish.bound is None or sign * wish.bound >= sign * value
            assert not wish.proved or wish.value == value
        found.append(Fraction(wish.value) * UNITS.get(wish.wish, 1))


@settings(max_examples=100)
@given(cases(), st.sampled_from([1, 2, 3]), st.sampled_from([1, 100]))
def test_the_plan_is_the_best_however_the_search_is_cut_up(
    case: Case, chunk: int, largest: int
) -> None:
    """Few tasks for each look at the file's order, and wishes that are solved one by one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wishes, "CHUNK", chunk)
        patch.setattr(wishes, "LARGEST", largest)
        agrees(case)
