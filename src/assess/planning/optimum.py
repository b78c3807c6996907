"""The best plan and its proof.

1. The knapsack (no weeks) gives the best set that the hours allow: a bound for every plan.
2. If that set fits into the weeks, it is the answer.
3. If not, the timetable (weeks included) decides.
Past the deadline: the best plan found so far, with the best bound proved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assess.planning.exact_schedule import fit, from_outcome
from assess.planning.greedy import greedy
from assess.planning.knapsack import Knapsack
from assess.planning.problem import Problem, Step
from assess.planning.schedule import Weeks
from assess.planning.stages import Stages
from assess.planning.timetable import Timetable

LARGEST = 10**9
"""Sums of whole numbers that a solver in floating point still tells apart."""


@dataclass(frozen=True, slots=True)
class Solution:
    """`selected` tasks with their `weeks`; `bound`: no plan has more scaled value.

    `optimal`: best in value, hours, changes and file order, all proved.
    """

    selected: tuple[int, ...]
    weeks: Weeks
    bound: int
    optimal: bool


def solve(problem: Problem, deadline: float) -> Solution:
    """The best plan that is found before the deadline (of `time.monotonic`)."""
    total = sum(problem.worth(step) for step in problem.steps)
    if not total:
        return Solution((), {}, 0, True)
    # worths too fine for the solver are rounded up: bounds stay bounds, but nothing is proved
    grain = -(-total // LARGEST)
    worths = {step: -(-problem.worth(step) // grain) for step in problem.steps}
    relaxed = Stages(Knapsack(problem, worths), deadline).run()
    bound = total if relaxed.bound is None else min(total, relaxed.bound * grain)
    found: list[tuple[Collection[int], Weeks]] = []
    if relaxed.selected is not None:
        attempt = fit(problem, relaxed.selected, deadline)
        if attempt.weeks is not None:
            if relaxed.proven and grain == 1:
                return _solution(relaxed.selected, attempt.weeks, bound, True)
            found.append((relaxed.selected, attempt.weeks))
        elif attempt.proven:
            exact = _with_weeks(problem, worths, deadline)
            bound = min(bound, exact.bound * grain)
            if exact.optimal and grain == 1:
                return exact
            found.append((exact.selected, exact.weeks))
    found.append(greedy(problem))
    selected, weeks = min(found, key=lambda pair: problem.rank(pair[0]))
    return _solution(selected, weeks, max(bound, problem.value(selected)), False)


def _with_weeks(problem: Problem, worths: dict[Step, int], deadline: float) -> Solution:
    table = Timetable(problem, worths)
    best = Stages(table, deadline).run()
    bound = sum(worths.values()) if best.bound is None else best.bound
    if best.selected is None or best.outcome is None:
        return Solution((), {}, bound, False)
    weeks = from_outcome(problem, table, best.outcome)
    return _solution(best.selected, weeks, bound, best.proven)


def _solution(selected: Collection[int], weeks: Weeks, bound: int, optimal: bool) -> Solution:
    return Solution(tuple(sorted(selected)), weeks, bound, optimal)
