"""The least effort that reaches a level, weeks aside."""

from __future__ import annotations

from math import inf

from assess.planning.knapsack import Knapsack
from assess.planning.problem import Problem

MOST_NODES = 1000
"""Search nodes for one answer. A clock would make a plan's sentences depend on the machine."""


class FewestHours:
    """Answers for one problem; the program is built at the first question."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._form: Knapsack | None = None

    def to_reach(self, skill_id: str, level: int) -> int | None:
        """Quarter hours of the smallest selection that reaches a level; None where unproved."""
        problem = self._problem
        index = next(i for i, skill in enumerate(problem.skills) if skill.id == skill_id)
        if self._form is None:
            self._form = Knapsack(problem, {}, MOST_NODES)
        form = self._form
        column = form.reached[index, level]
        form.milp.bounds(column, 1, 1)
        objective = {c: float(t.quarters) for c, t in zip(form.chosen, problem.tasks, strict=True)}
        try:
            while True:
                outcome = form.milp.solve(objective, inf, maximise=False)
                if outcome.values is None or not form.repair(outcome):
                    break
        finally:
            form.milp.bounds(column, 0, 1)
        if not outcome.proven or outcome.values is None:
            return None
        return sum(
            task.quarters
            for column, task in zip(form.chosen, problem.tasks, strict=True)
            if outcome.is_one(column)
        )
