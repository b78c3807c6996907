"""The whole planning problem, weeks included, as one program: slow, exact.

Used where the knapsack's choice doesn't fit into the weeks, and (`must` set) to prove that.
"""

from __future__ import annotations

from collections.abc import Collection

from assess.planning.founding import ancestors, unfounded_cut
from assess.planning.milp import Milp, Outcome
from assess.planning.problem import Problem, Step

Window = tuple[int, int]
"""(first week, last week) of a task."""


class Timetable:
    """For each task and week: begun by then, finished by then (yes or no), quarter hours in it.

    `chosen`: the columns "finished by the last week". With whole begun and finished columns the
    hours are a flow, so they needn't be declared whole.
    """

    def __init__(
        self, problem: Problem, worths: dict[Step, int], must: Collection[int] | None = None
    ) -> None:
        self.problem = problem
        self.milp = Milp()
        self._weeks = range(1, problem.weeks + 1)
        self._only = None if must is None else set(must)
        begun, done, self._work = [], [], []
        for index, task in enumerate(problem.tasks):
            out = self._only is not None and index not in self._only
            begun.append(self._flags(task.earliest_start, out))
            done.append(self._flags(task.earliest_finish, out))
            size = 0 if out else min(task.quarters, problem.capacity)
            self._work.append({t: self.milp.column(0, size, whole=False) for t in self._weeks})
        self._begun, self._done = begun, done
        self.chosen = tuple(columns[problem.weeks] for columns in done)
        for index in problem.pinned.union(self._only or ()):
            self.milp.bounds(self.chosen[index], 1, 1)
        self._held = {
            # whole at the end, so that the solver sees that values are whole too
            step: {t: self.milp.column(0, 1, whole=t == problem.weeks) for t in self._weeks}
            for step in problem.steps
        }
        self.gains = {
            self._held[step][problem.weeks]: worth for step, worth in worths.items() if worth
        }
        self._add_tasks()
        self._add_steps()
        self._add_capacity()

    def windows(self, outcome: Outcome) -> dict[int, Window]:
        """Task → the weeks in which an outcome begins and finishes it."""
        found = {}
        for index, column in enumerate(self.chosen):
            if outcome.is_one(column):
                begun, done = self._begun[index], self._done[index]
                first = min(t for t in self._weeks if outcome.is_one(begun[t]))
                found[index] = (first, min(t for t in self._weeks if outcome.is_one(done[t])))
        return found

    def repair(self, outcome: Outcome) -> bool:
        """Cut off tasks that hold each other up within a week; False where there are none."""
        repaired = False
        for week in self._weeks:
            finished = {i for i, flags in enumerate(self._done) if outcome.is_one(flags[week])}
            circle, outsiders = unfounded_cut(self.problem, finished)
            for index in circle:
                repaired = True
                for t in self._weeks:
                    terms = {self._done[other][t]: 1.0 for other in outsiders}
                    terms[self._done[index][t]] = -1.0
                    self.milp.row(terms, low=0)
        return repaired

    def _flags(self, earliest: int, out: bool) -> dict[int, int]:
        columns = {t: self.milp.column(0, 0 if out or t < earliest else 1) for t in self._weeks}
        for t in self._weeks[1:]:
            self.milp.row({columns[t]: 1, columns[t - 1]: -1}, low=0)
        return columns

    def _add_tasks(self) -> None:
        last = self.problem.weeks
        for index, task in enumerate(self.problem.tasks):
            begun, done, work = self._begun[index], self._done[index], self._work[index]
            size = min(task.quarters, self.problem.capacity)
            self.milp.row({begun[last]: 1, done[last]: -1}, low=0, high=0)
            terms = dict.fromkeys(work.values(), 1.0)
            terms[done[last]] = -float(task.quarters)
            self.milp.row(terms, low=0, high=0)
            for t in self._weeks:
                open_now = {work[t]: -1.0, begun[t]: float(size)}
                if t > 1:
                    open_now[done[t - 1]] = -float(size)
                self.milp.row(open_now, low=0)
                first = t - task.min_weeks + 1
                if first >= 1:
                    self.milp.row({begun[first]: 1, done[t]: -1}, low=0)
                else:
                    self.milp.bounds(done[t], 0, 0)
                if task.min_weeks > 1:
                    for flags in (begun, done):
                        edge = {work[t]: 1.0, flags[t]: -1.0}
                        if t > 1:
                            edge[flags[t - 1]] = 1.0
                        self.milp.row(edge, low=0)

    def _add_steps(self) -> None:
        problem = self.problem
        for step, columns in self._held.items():
            below = self._held.get((step[0], step[1] - 1))
            for t, column in columns.items():
                if below is not None:
                    self.milp.row({below[t]: 1, column: -1}, low=0)
                terms = {self._done[i][t]: 1.0 for i in problem.teachers[step]}
                terms[column] = -1.0
                self.milp.row(terms, low=0)
        for index, task in enumerate(problem.tasks):
            if self._only is not None and index not in self._only:
                continue
            for t, begun in self._begun[index].items():
                for other in ancestors(problem, index):
                    self.milp.row({self._done[other][t]: 1, begun: -1}, low=0)
                for need in task.needs:
                    self.milp.row({self._held[need][t]: 1, begun: -1}, low=0)

    def _add_capacity(self) -> None:
        for t in self._weeks:
            terms = {work[t]: 1.0 for work in self._work}
            self.milp.row(terms, high=self.problem.capacity_in(t))
