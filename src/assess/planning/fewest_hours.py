"""The least effort that reaches a level, or that what is pinned takes; weeks aside."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from assess.planning.knapsack import Knapsack
from assess.planning.problem import Problem
from assess.planning.pruning import leading_to

MOST_NODES = 1000
"""Search nodes for one answer. A clock would make a plan's sentences depend on the machine."""


def to_reach(problem: Problem, skill_id: str, level: int) -> int | None:
    """Quarter hours of the smallest selection that reaches a level; None where unproved."""
    index = next(i for i, skill in enumerate(problem.skills) if skill.id == skill_id)
    current = problem.skills[index].current
    # a small program of its own: most of a large model has nothing to do with one level
    near = leading_to(problem, {(index, n) for n in range(current + 1, level + 1)})
    return _fewest(near, lambda form: [form.reached[index, level]])


def of_pinned(problem: Problem) -> int | None:
    """Quarter hours of the smallest selection that holds all pinned tasks."""
    near = leading_to(problem, set(), problem.pinned)
    return _fewest(near, lambda form: [form.chosen[index] for index in near.pinned])


def _fewest(problem: Problem, must: Callable[[Knapsack], list[int]]) -> int | None:
    form = Knapsack(problem, {}, MOST_NODES)
    for index in problem.pinned:
        form.milp.bounds(form.chosen[index], 0, 1)
    for column in must(form):
        form.milp.bounds(column, 1, 1)
    sizes = {c: t.quarters for c, t in zip(form.chosen, problem.tasks, strict=True)}
    while True:
        outcome = form.milp.solve(sizes, inf, maximise=False)
        if outcome.values is None or not form.repair(outcome):
            break
    if not outcome.proven or outcome.values is None:
        return None
    return sum(size for column, size in sizes.items() if outcome.is_one(column))
