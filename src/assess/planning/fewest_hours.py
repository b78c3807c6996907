"""The least effort that reaches a level, or that what is pinned takes; weeks aside."""

from __future__ import annotations

from functools import cached_property
from math import inf

from assess.planning.knapsack import Knapsack
from assess.planning.problem import Problem

MOST_NODES = 1000
"""Search nodes for one answer. A clock would make a plan's sentences depend on the machine."""


class FewestHours:
    """Answers for one problem; the program is built at the first question."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    @cached_property
    def _form(self) -> Knapsack:
        form = Knapsack(self._problem, {}, MOST_NODES)
        for index in self._problem.pinned:
            form.milp.bounds(form.chosen[index], 0, 1)
        return form

    def to_reach(self, skill_id: str, level: int) -> int | None:
        """Quarter hours of the smallest selection that reaches a level; None where unproved."""
        problem = self._problem
        index = next(i for i, skill in enumerate(problem.skills) if skill.id == skill_id)
        return self._with([self._form.reached[index, level]])

    def of_pinned(self) -> int | None:
        """Quarter hours of the smallest selection that holds all pinned tasks."""
        return self._with([self._form.chosen[index] for index in sorted(self._problem.pinned)])

    def _with(self, columns: list[int]) -> int | None:
        form, tasks = self._form, self._problem.tasks
        objective = {c: float(t.quarters) for c, t in zip(form.chosen, tasks, strict=True)}
        for column in columns:
            form.milp.bounds(column, 1, 1)
        try:
            while True:
                outcome = form.milp.solve(objective, inf, maximise=False)
                if outcome.values is None or not form.repair(outcome):
                    break
        finally:
            for column in columns:
                form.milp.bounds(column, 0, 1)
        if not outcome.proven or outcome.values is None:
            return None
        return sum(
            task.quarters
            for column, task in zip(form.chosen, tasks, strict=True)
            if outcome.is_one(column)
        )
