"""Four wishes, in order: most value, fewest hours, fewest changes, earliest in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Protocol

from assess.planning.milp import Milp, Outcome
from assess.planning.problem import Problem

CHUNK = 20
"""Tasks whose file order one objective can hold exactly, as powers of two."""

TOLERANCE = 1e-6


class Formulation(Protocol):
    """A program whose solutions are selections of tasks."""

    problem: Problem
    milp: Milp
    chosen: tuple[int, ...]
    gains: dict[int, int]

    def repair(self, outcome: Outcome) -> bool:
        """Cut off an outcome that isn't sound; False where it is."""
        ...


@dataclass(frozen=True, slots=True)
class Best:
    """`selected`: the best selection found, None where none is known (or none exists: `proven`).

    `proven`: optimal in all four wishes. `bound`: no selection has more (scaled) value, in the
    worths that the formulation was given; None where nothing was proved.
    """

    selected: frozenset[int] | None
    outcome: Outcome | None
    proven: bool
    bound: int | None


class Stages:
    """One climb through the wishes, on one formulation, up to one deadline."""

    def __init__(self, formulation: Formulation, deadline: float) -> None:
        self.form = formulation
        self.deadline = deadline
        self.found: Outcome | None = None

    def run(self) -> Best:
        """All wishes, or as many as the time allows."""
        form, problem = self.form, self.form.problem
        quarters = {c: t.quarters for c, t in zip(form.chosen, problem.tasks, strict=True)}
        first = self._solve(form.gains, maximise=True)
        bound = None if abs(first.bound) == float("inf") else floor(first.bound + TOLERANCE)
        if not first.proven or first.values is None:
            return self._best(first.infeasible, bound)
        value = round(sum(worth for c, worth in form.gains.items() if first.is_one(c)))
        # half a unit of slack where a solver's tolerance could reject the integers themselves
        slack = 0.0 if value < 10**5 else 0.5
        form.milp.row(form.gains, low=value - slack)
        second = self._solve(quarters, maximise=False)
        if not second.proven or second.values is None:
            return self._best(False, value)
        hours = sum(size for c, size in quarters.items() if second.is_one(c))
        form.milp.row(quarters, low=hours, high=hours)
        if problem.previous is not None:
            changes = {c: -1 if i in problem.previous else 1 for i, c in enumerate(form.chosen)}
            third = self._solve(changes, maximise=False)
            if not third.proven or third.values is None:
                return self._best(False, value)
            least = sum(sign for c, sign in changes.items() if third.is_one(c))
            form.milp.row(changes, high=least)
        return self._best(self._earliest(), value)

    def _best(self, proven: bool, bound: int | None) -> Best:
        if self.found is None:
            return Best(None, None, proven, bound)
        return Best(self._selected(self.found), self.found, proven, bound)

    def _selected(self, outcome: Outcome) -> frozenset[int]:
        return frozenset(i for i, c in enumerate(self.form.chosen) if outcome.is_one(c))

    def _solve(self, objective: Mapping[int, float], *, maximise: bool) -> Outcome:
        """Solve, cutting off unsound outcomes until one is sound."""
        while True:
            hint: Sequence[float] | None = self.found.values if self.found else None
            outcome = self.form.milp.solve(objective, self.deadline, maximise=maximise, hint=hint)
            if outcome.values is None:
                return outcome
            if not self.form.repair(outcome):
                self.found = outcome
                return outcome

    def _earliest(self) -> bool:
        """Look for a selection that comes earlier in file order until there is none."""
        form, count = self.form, len(self.form.chosen)
        for start in range(0, count, CHUNK):
            assert self.found is not None
            selected = self._selected(self.found)
            self._ask_for_earlier(selected)
            chunk = range(start, min(start + CHUNK, count))
            ranks = {form.chosen[i]: float(2 ** (chunk[-1] - i)) for i in chunk}
            before, self.found = self.found, None
            outcome = self._solve(ranks, maximise=True)
            if outcome.values is None:
                self.found = before
                return outcome.infeasible
            if not outcome.proven:
                return False
            for i in chunk:
                value = 1 if outcome.is_one(form.chosen[i]) else 0
                form.milp.bounds(form.chosen[i], value, value)
        return True

    def _ask_for_earlier(self, selected: frozenset[int]) -> None:
        """At the first task where they differ, the other selection has it and this one hasn't."""
        form = self.form
        outside: dict[int, float] = {}
        for i, column in enumerate(form.chosen):
            if i in selected:
                form.milp.row({**outside, column: 1.0}, low=1)
            else:
                outside[column] = 1.0
        form.milp.row(outside, low=1)
