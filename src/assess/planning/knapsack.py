"""Which activities fit into the hours: the planning problem without its weeks.

Every plan is a solution of this program, so its optimum is a proven bound; a schedule for the
chosen set turns the bound into the answer.
"""

from __future__ import annotations

from collections.abc import Collection

from assess.planning.founding import ancestors, unfounded_cut
from assess.planning.milp import Milp, Outcome
from assess.planning.problem import Problem, Step


class Knapsack:
    """One yes-or-no column a task (`chosen`), one a step; `gains`: step column → scaled worth."""

    def __init__(
        self, problem: Problem, worths: dict[Step, int], most_nodes: int | None = None
    ) -> None:
        self.problem = problem
        self.milp = Milp(most_nodes)
        self.chosen = tuple(self.milp.column(1 if t.pinned else 0, 1) for t in problem.tasks)
        self.reached = {step: self.milp.column(0, 1) for step in problem.steps}
        self.gains = {self.reached[step]: worth for step, worth in worths.items() if worth}
        self._add_hours()
        self._add_steps()
        self._add_needs()

    def repair(self, outcome: Outcome) -> bool:
        """Cut off an outcome whose tasks hold each other up; False where it is sound."""
        selected = {i for i, column in enumerate(self.chosen) if outcome.is_one(column)}
        circle, outsiders = unfounded_cut(self.problem, selected)
        for index in circle:
            terms = {self.chosen[other]: 1.0 for other in outsiders}
            terms[self.chosen[index]] = -1.0
            self.milp.row(terms, low=0)
        return bool(circle)

    def forbid(self, selected: Collection[int]) -> None:
        """Cut off a set that doesn't fit into the weeks, and all that contain it.

        A wider set may fit only if it has another teacher of a step that the set waits for.
        """
        problem = self.problem
        awaited = {step for i in selected for step in problem.needed_steps(problem.tasks[i])}
        terms = {self.chosen[i]: -1.0 for i in selected}
        for index, task in enumerate(problem.tasks):
            if index not in selected and not awaited.isdisjoint(task.teaches):
                terms[self.chosen[index]] = 1.0
        self.milp.row(terms, low=1 - len(selected))

    def _add_hours(self) -> None:
        problem = self.problem
        starts = sorted({task.earliest_start for task in problem.tasks})
        for start in starts:
            # whatever can't begin before this week must fit into what is left from it on
            late = {
                column: float(task.quarters)
                for column, task in zip(self.chosen, problem.tasks, strict=True)
                if task.earliest_start >= start
            }
            self.milp.row(late, high=problem.room - problem.room_by[start - 1])

    def _add_steps(self) -> None:
        for step, column in self.reached.items():
            below = self.reached.get((step[0], step[1] - 1))
            if below is not None:
                self.milp.row({below: 1, column: -1}, low=0)
            terms = {self.chosen[i]: 1.0 for i in self.problem.teachers[step]}
            terms[column] = -1.0
            self.milp.row(terms, low=0)

    def _add_needs(self) -> None:
        problem = self.problem
        for index, task in enumerate(problem.tasks):
            own = self.chosen[index]
            for other in ancestors(problem, index):
                self.milp.row({self.chosen[other]: 1, own: -1}, low=0)
            for need in task.needs:
                self.milp.row({self.reached[need]: 1, own: -1}, low=0)
            for step in problem.needed_steps(task):
                teachers = problem.teachers[step]
                helpful = [i for i in teachers if self._can_precede(i, index)]
                if len(helpful) < len(teachers):
                    terms = {self.chosen[i]: 1.0 for i in helpful}
                    terms[own] = -1.0
                    self.milp.row(terms, low=0)

    def _can_precede(self, first: int, second: int) -> bool:
        """Whether one task can be finished early enough for another that doesn't feed it."""
        problem = self.problem
        if problem.dominators[first] >> second & 1:
            return False
        start = problem.tasks[first].earliest_finish
        return problem.finish_of(problem.tasks[second], start) <= problem.weeks
