"""A schedule for a chosen set wherever there is one, or the proof that there is none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from time import monotonic

from assess.planning.desk import Manner, Weeks, lay_out
from assess.planning.problem import Problem
from assess.planning.schedule import schedule
from assess.planning.timetable import Timetable, Window


@dataclass(frozen=True, slots=True)
class Attempt:
    """`weeks`: the schedule, None where none was found; `proven`: then there is none."""

    weeks: Weeks | None
    proven: bool


def fit(problem: Problem, selected: Collection[int], deadline: float) -> Attempt:
    """Lay the tasks out by rule, and by the solver where the rules fail."""
    weeks = schedule(problem, selected)
    if weeks is not None:
        return Attempt(weeks, True)
    if problem.quarters(selected) > problem.room:
        return Attempt(None, True)
    if monotonic() >= deadline:
        return Attempt(None, False)
    table = Timetable(problem, {}, must=selected)
    while True:
        outcome = table.milp.solve({}, deadline, maximise=False)
        if outcome.values is None:
            return Attempt(None, outcome.infeasible)
        if not table.repair(outcome):
            return Attempt(from_windows(problem, table.windows(outcome)), True)


def from_windows(problem: Problem, windows: Mapping[int, Window]) -> Weeks:
    """Hours for tasks whose first and last weeks are settled.

    Windows that hold are a flow from tasks to weeks; earliest due date first solves it.
    """
    priority = {index: last for index, (_, last) in windows.items()}
    release = {index: first for index, (first, _) in windows.items()}
    for manner in (Manner(2, False, "fair"), Manner(1, False, "all")):
        weeks = lay_out(problem, priority, manner, release)
        if weeks is not None:
            return weeks
    return _earliest_due(problem, windows)


def _earliest_due(problem: Problem, windows: Mapping[int, Window]) -> Weeks:
    left = {index: problem.tasks[index].quarters for index in windows}
    weeks: Weeks = {index: {} for index in sorted(windows)}
    free = {week: problem.capacity_in(week) for week in range(1, problem.weeks + 1)}

    def give(index: int, week: int, amount: int) -> None:
        if amount:
            weeks[index][week] = weeks[index].get(week, 0) + amount
            left[index] -= amount
            free[week] -= amount

    for index, (first, last) in sorted(windows.items()):
        if problem.tasks[index].min_weeks > 1:
            give(index, first, 1)
            give(index, last, 1)
    for week in free:
        due = [i for i, (first, last) in windows.items() if first <= week <= last and left[i]]
        for index in sorted(due, key=lambda i: (windows[i][1], i)):
            give(index, week, min(left[index], free[week]))
    return {index: dict(sorted(spent.items())) for index, spent in weeks.items()}
