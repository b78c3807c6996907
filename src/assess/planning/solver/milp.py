"""A thin layer over the HiGHS solver: integer programs with named parts, solved without a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from time import monotonic
from typing import Any

SEED = 1
LEAST_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run ended.

    `proven`: optimal or proved infeasible. `values`: one number a column, None where no solution
    is known. `bound`: no solution can be better than this.
    """

    proven: bool
    values: tuple[float, ...] | None
    bound: float

    @property
    def infeasible(self) -> bool:
        """Proved: there is no solution."""
        return self.proven and self.values is None

    def is_one(self, column: int) -> bool:
        """Whether a yes-or-no column came out as yes."""
        return self.values is not None and self.values[column] > 0.5

    def total(self, terms: Mapping[int, int]) -> int:
        """Σ coefficient · column in whole numbers, whatever the solver's rounding."""
        return sum(factor for column, factor in terms.items() if self.is_one(column))


def load() -> None:
    """Import the solver: once, and not on the time that a plan is given."""
    import highspy  # noqa: F401


class Milp:
    """A program that grows row by row and is solved again and again, each time to the end.

    One thread and a fixed seed: the same program gives the same answer in every process.
    """

    def __init__(self, most_nodes: int | None = None) -> None:
        """`most_nodes`: a limit on the search that, unlike a clock, ends it always alike."""
        import highspy

        self._api: Any = highspy
        self._highs: Any = self._api.Highs()
        self._count = 0
        self._known_rows = 0
        self._columns: list[tuple[float, float]] = []
        self._rows: list[tuple[dict[int, float], float, float]] = []
        options = {
            "output_flag": False,
            "threads": 1,
            "random_seed": SEED,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.0,
            # half the time of a small program; here it finds nothing that the search doesn't
            "mip_heuristic_run_feasibility_jump": False,
        }
        if most_nodes is not None:
            options["mip_max_nodes"] = most_nodes
        for name, value in options.items():
            self._highs.setOptionValue(name, value)

    def column(self, low: float, high: float) -> int:
        """A new whole number between two bounds; its index."""
        self._columns.append((low, high))
        self._count += 1
        return self._count - 1

    def row(self, terms: Mapping[int, float], low: float = -inf, high: float = inf) -> int:
        """low ≤ Σ coefficient · column ≤ high; the row's index."""
        self._rows.append((dict(terms), low, high))
        return self._known_rows + len(self._rows) - 1

    def drop(self, row: int) -> None:
        """Let a row that was solved with hold no more."""
        self._highs.changeRowBounds(row, -inf, inf)

    def _hand_over(self) -> None:
        """Give the solver what was added since it last ran, all at once: one by one is slow."""
        if self._columns:
            known, count = self._count - len(self._columns), len(self._columns)
            low, high = zip(*self._columns, strict=True)
            self._highs.addVars(count, low, high)
            kinds = [int(self._api.HighsVarType.kInteger)] * count
            self._highs.changeColsIntegrality(count, [*range(known, self._count)], kinds)
            self._columns.clear()
        if self._rows:
            every, low, high = zip(*self._rows, strict=True)
            entries = [sorted(terms.items()) for terms in every]
            starts = [0, *accumulate(map(len, entries))]
            columns = [column for terms in entries for column, _ in terms]
            values = [float(value) for terms in entries for _, value in terms]
            self._highs.addRows(len(entries), low, high, len(columns), starts[:-1], columns, values)
            self._known_rows += len(self._rows)
            self._rows.clear()

    def solve(
        self,
        objective: Mapping[int, float],
        deadline: float,
        *,
        hint: Sequence[float] | None = None,
    ) -> Outcome:
        """The columns' values for the largest objective; stops at the deadline (of `monotonic`)."""
        api, highs = self._api, self._highs
        seconds = deadline - monotonic()
        if not self._count:
            # nothing to decide: what is asked for holds of nothing, or never
            fits = all(low <= 0 <= high for _, low, high in self._rows)
            return Outcome(True, () if fits else None, 0.0)
        if seconds <= LEAST_SECONDS:
            return Outcome(False, None, inf)
        self._hand_over()
        highs.setOptionValue("time_limit", seconds)
        highs.changeObjectiveSense(api.ObjSense.kMaximize)
        costs = [float(objective.get(index, 0)) for index in range(self._count)]
        highs.changeColsCost(self._count, list(range(self._count)), costs)
        if hint is not None:
            start = api.HighsSolution()
            start.col_value = list(hint)
            highs.setSolution(start)
        highs.run()
        status = highs.getModelStatus()
        info = highs.getInfo()
        if status == api.HighsModelStatus.kInfeasible:
            return Outcome(True, None, -inf)
        known = info.primal_solution_status == api.SolutionStatus.kSolutionStatusFeasible
        values = tuple(highs.getSolution().col_value) if known else None
        done = status in (api.HighsModelStatus.kOptimal, api.HighsModelStatus.kModelEmpty)
        return Outcome(done and values is not None, values, info.mip_dual_bound)
