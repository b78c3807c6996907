"""The best plan and its proof.

1. The knapsack (no weeks) gives the best set that the hours allow: a bound for every plan.
2. If that set fits into the weeks, it is the answer.
3. If not, it is forbidden and the next best set is tried; after a few misfits the timetable
   (weeks included) decides.
Past the deadline: the best plan found so far, with the best bound proved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic

from assess.planning.desk import Weeks
from assess.planning.exact_schedule import fit, from_windows
from assess.planning.greedy import greedy
from assess.planning.knapsack import Knapsack
from assess.planning.problem import Problem, Step
from assess.planning.schedule import schedule
from assess.planning.stages import Stages
from assess.planning.timetable import Timetable

LARGEST = 10**9
"""Sums of whole numbers that a solver in floating point still tells apart."""

MISFITS = 12
"""Best sets that may fail to fit before the slow program is asked."""


@dataclass(frozen=True, slots=True)
class Solution:
    """`selected` tasks with their `weeks`; `bound`: no plan has more scaled value.

    `optimal`: best in value, hours, changes and file order, all proved. Where `selected` lacks a
    pinned task, no plan with all of them was found.
    """

    selected: tuple[int, ...]
    weeks: Weeks
    bound: int
    optimal: bool


def solve(problem: Problem, deadline: float) -> Solution:
    """The best plan that is found before the deadline (of `time.monotonic`)."""
    if not problem.tasks:
        return Solution((), {}, 0, True)
    total = sum(problem.worth(step) for step in problem.steps)
    # worths too fine for the solver are rounded up: bounds stay bounds, but nothing is proved
    grain = max(1, -(-total // LARGEST))
    worths = {step: -(-problem.worth(step) // grain) for step in problem.steps}
    best = _without_weeks(problem, worths, deadline)
    if best.bound * grain < total:
        total = best.bound * grain
    if best.optimal and grain == 1:
        return best
    found = [(best.selected, best.weeks), greedy(problem)]
    selected, weeks = min(
        found, key=lambda pair: (not problem.pinned.issubset(pair[0]), *problem.rank(pair[0]))
    )
    weeks = schedule(problem, selected) or weeks
    return _solution(selected, weeks, max(total, problem.value(selected)), False)


def _without_weeks(problem: Problem, worths: dict[Step, int], deadline: float) -> Solution:
    """The knapsack's best set that fits into the weeks; the timetable's after some that don't."""
    bound = sum(worths.values())
    misfits: list[frozenset[int]] = []
    while len(misfits) < MISFITS:
        form = Knapsack(problem, worths)
        for misfit in misfits:
            form.forbid(misfit)
        best = Stages(form, deadline).run()
        bound = bound if best.bound is None else min(bound, best.bound)
        if best.selected is None:
            return Solution((), {}, bound, False)
        attempt = fit(problem, best.selected, deadline)
        if attempt.weeks is not None:
            return _solution(best.selected, attempt.weeks, bound, best.proven)
        if not (attempt.proven and best.proven):
            return Solution((), {}, bound, False)
        misfits.append(best.selected)
    return _with_weeks(problem, worths, bound, deadline)


def _with_weeks(problem: Problem, worths: dict[Step, int], bound: int, deadline: float) -> Solution:
    if monotonic() >= deadline:
        return Solution((), {}, bound, False)
    table = Timetable(problem, worths)
    best = Stages(table, deadline).run()
    bound = bound if best.bound is None else min(bound, best.bound)
    if best.selected is None or best.outcome is None:
        return Solution((), {}, bound, False)
    # asked again, so that the weeks depend on the set alone, not on the way to it
    attempt = fit(problem, best.selected, deadline)
    if attempt.weeks is not None:
        return _solution(best.selected, attempt.weeks, bound, best.proven)
    weeks = from_windows(problem, table.windows(best.outcome))
    return _solution(best.selected, weeks, bound, False)


def _solution(selected: Collection[int], weeks: Weeks, bound: int, optimal: bool) -> Solution:
    return Solution(tuple(sorted(selected)), weeks, bound, optimal)
