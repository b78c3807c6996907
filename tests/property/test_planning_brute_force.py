"""plan() against trying every choice: the same activities, quarters, subjects and wishes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from planning_brute_force import World
from planning_strategies import Case, case_of, cases, planned

from assess.errors import PlanError

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
