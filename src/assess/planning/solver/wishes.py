"""Climb through the eight wishes of docs/planning.md, each exactly, on one window's program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from assess.planning.problem import Problem, State
from assess.planning.solver.milp import Milp, Outcome
from assess.planning.solver.window import Terms, Window

CHUNK = 20
"""Tasks whose file order one objective can hold exactly, as powers of two."""

LARGEST = 10**6
"""Wishes are solved in one go as long as both fit into whole numbers up to here."""

FINEST = 10**7
"""A wish whose numbers go further is rounded, so that they stay exact within the solver's
tolerances, and never called proved."""

TOLERANCE = 1e-6

ALL_WISHES = ("named", "present_job", "wanted_role", "twice", "people", "hours", "changes")
OUTLOOK_WISHES = ("present_job", "wanted_role", "twice")
WORTH = ("named", "present_job", "wanted_role")
"""What a choice is worth; the other wishes choose among choices that are worth the same."""


Subjects = tuple[frozenset[int], ...]
"""The skills in focus, by quarter."""


@dataclass(frozen=True, slots=True)
class WishValue:
    """One wish's value and its bound in the program's whole numbers; `bound` None: unknown."""

    name: str
    value: int
    bound: int | None
    proved: bool


@dataclass(frozen=True, slots=True)
class Solved:
    """A window's choice: task → quarter in which it ends, each quarter's focus, each wish."""

    ended: Mapping[int, int]
    focus: Subjects
    wishes: tuple[WishValue, ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class _Wish:
    name: str
    terms: Terms
    maximise: bool

    @property
    def grain(self) -> int:
        """What the terms are divided by before the solver sees them; 1: exact."""
        return sum(abs(factor) for factor in self.terms.values()) // FINEST + 1

    @property
    def solved_terms(self) -> Terms:
        """The terms as the solver gets them."""
        grain = self.grain
        return {
            # what counts at all goes on counting
            column: round(factor / grain) or (1 if factor > 0 else -1)
            for column, factor in self.terms.items()
        }

    @property
    def reach(self) -> int:
        """An upper bound of how far two values can lie apart."""
        return sum(abs(factor) for factor in self.solved_terms.values())


def solve_window(
    problem: Problem,
    state: State,
    deadline: float,
    *,
    names: Sequence[str] = ALL_WISHES,
    most_nodes: int | None = None,
) -> Solved | None:
    """Decide the next quarters; None where not all that is pinned can be in.

    `names`: the wishes to fulfil; only with all of them the earliest of equally good choices is
    taken. `most_nodes`: a limit on each search that, unlike the `deadline`, ends it always alike.
    """
    window = Window(problem, state, most_nodes=most_nodes)
    return _Climb(window, deadline, names).run()


class _Climb:
    def __init__(self, window: Window, deadline: float, names: Sequence[str]) -> None:
        self.names = names
        self.window = window
        self.milp: Milp = window.milp
        self.deadline = deadline
        self.best: Outcome | None = None
        self.values: list[WishValue] = []
        self._wishes: list[_Wish] = []

    def run(self) -> Solved | None:
        """All wishes, or as many as the time allows."""
        proved = True
        for group in self._groups():
            if not proved:
                self._leave_open(group)
                continue
            ended = self._solve_group(group)
            if ended is None:
                return None
            proved = ended
        if proved and self.names == ALL_WISHES:
            proved = self._earliest_set() and self._earliest_quarters() and self._earliest_focus()
        return self._solved(proved)

    # --- wishes 1 to 7 --------------------------------------------------------------------------

    def _groups(self) -> list[list[_Wish]]:
        """The wishes in order; neighbours whose values fit into one number are solved in one go."""
        window = self.window
        wishes = self._first() if "named" in self.names else []
        # in this order: two of them add columns
        for name, terms, maximise in (
            ("present_job", window.present_job, True),
            ("wanted_role", window.wanted_role, True),
            ("twice", window.twice, True),
            ("people", window.people, False),
            ("hours", window.hours, False),
            ("changes", window.changes, False),
        ):
            if name in self.names and (name != "changes" or window.problem.with_previous):
                wishes.append(_Wish(name, terms(), maximise))
        self._wishes = wishes
        groups: list[list[_Wish]] = []
        size = 1
        for wish in wishes:
            reach = wish.reach + 1
            # the first group ends where the columns of the next wishes would only be in the way
            if groups and size * reach <= LARGEST and wish.name != "people":
                groups[-1].append(wish)
                size *= reach
            else:
                groups.append([wish])
                size = reach
        return groups

    def _first(self) -> list[_Wish]:
        """What was named, and what stays of an earlier plan's first quarter, as far as it fits.

        First what was begun and goes on, then the subjects, with whatever activity, then what the
        wanted role rests on among these, then the hours of the activities; then as little as may
        be of activities and subjects that the quarter didn't have.
        """
        window, kept = self.window, self.window.problem.kept
        named = []
        if window.problem.lead is not None:
            named.append(_Wish("named", window.named(), True))
        if kept is None:
            return named
        tasks, skills = window.problem.tasks, window.problem.skills
        columns = window.columns
        subjects = {column: skill for (skill, at), column in columns.focus.items() if at == 0}
        stay = {column: skill for column, skill in subjects.items() if skill in kept.subjects}
        others = {column for column in subjects if kept.closed and column not in stay}
        begin = {columns.ends[key]: key for key, place in window.places.items() if place.begin == 0}
        ends = {column: key for column, key in begin.items() if key[0] in kept.ends}
        others |= {column for column, (task, _) in begin.items() if task in kept.fresh}
        hours = {
            # twice where it ends as before
            column: tasks[task].quarter_hours * (2 if kept.ends[task] == end else 1)
            for column, (task, end) in ends.items()
        }
        worth = {
            column: skills[skill].worth(window.next_steps[skill][1])
            for column, skill in stay.items()
        }
        begun = [column for column, (task, _) in ends.items() if tasks[task].begun]
        stays = [
            _Wish("under_way", dict.fromkeys(begun, 1), True),
            _Wish("kept_subjects", dict.fromkeys(stay, 1), True),
            _Wish("kept_worth", worth, True),
            _Wish("kept_hours", hours, True),
            _Wish("fresh", dict.fromkeys(others, 1), False),
        ]
        return [*named, *stays] if kept.named_first else [*stays, *named]

    def _solve_group(self, group: list[_Wish]) -> bool | None:
        """Solve a group and hold its values; False past the deadline, None where nothing fits."""
        objective: dict[int, float] = defaultdict(int)
        factor, size = 1, 1
        for wish in reversed(group):
            factor = size if wish.maximise else -size
            size *= wish.reach + 1
            for column, term in wish.solved_terms.items():
                objective[column] += factor * term
        outcome = self._solve(objective)
        nothing = outcome.values is None and self.best is None
        if nothing and (outcome.infeasible or self.window.pinned):
            return None
        if outcome.values is not None:
            self.best = outcome
        if outcome.proven and outcome.values is not None:
            for wish in group:
                held, exact = outcome.total(wish.solved_terms), wish.grain == 1
                self.milp.row(wish.solved_terms, low=held, high=held)
                value = outcome.total(wish.terms)
                self.values.append(WishValue(wish.name, value, value if exact else None, exact))
            return True
        first = group[0]
        bound: int | None = None
        if first.maximise and first.grain == 1 and abs(outcome.bound) != float("inf"):
            bound = floor(outcome.bound / factor + TOLERANCE)
        self._leave_open(group, bound)
        return False

    def _leave_open(self, group: Sequence[_Wish], bound: int | None = None) -> None:
        for wish in group:
            value = 0 if self.best is None else self._count(wish, self.best)
            self.values.append(WishValue(wish.name, value, bound, bound == value))
            bound = None

    def _count(self, wish: _Wish, outcome: Outcome) -> int:
        """The value of a wish that wasn't climbed: then its own columns may say anything."""
        if wish.name == "people":
            return len(self.window.people_asked(outcome))
        if wish.name == "twice":
            return self.window.worth_of_twice(outcome)
        return outcome.total(wish.terms)

    def _solve(self, objective: Mapping[int, float], *, hinted: bool = True) -> Outcome:
        hint = self.best.values if hinted and self.best is not None else None
        return self.milp.solve(objective, self.deadline, hint=hint)

    # --- wish 8 ---------------------------------------------------------------------------------

    def _earliest_set(self) -> bool:
        """Look for a set that comes earlier in file order until there is none."""
        columns = self.window.columns.ends
        chosen = [
            [columns[task, end] for end in range(self.window.size) if (task, end) in columns]
            for task in self.window.tasks
        ]
        for start in range(0, len(chosen), CHUNK):
            asked = self._ask_for_earlier(chosen)
            chunk = chosen[start : start + CHUNK]
            outcome = self._solve(_ranks(chunk), hinted=False)
            for row in asked:
                self.milp.drop(row)
            if outcome.values is None:
                if outcome.infeasible:
                    break
                return False
            if not outcome.proven:
                return False
            self.best = outcome
            self._fix(chunk)
        self._fix(chosen)
        return True

    def _ask_for_earlier(self, chosen: Sequence[Sequence[int]]) -> list[int]:
        """At the first task where they differ, the other set has it and the best so far hasn't."""
        rows = []
        outside: dict[int, int] = {}
        for columns in chosen:
            if self._is_in(columns):
                rows.append(self.milp.row({**outside, **dict.fromkeys(columns, 1)}, low=1))
            else:
                outside |= dict.fromkeys(columns, 1)
        return [*rows, self.milp.row(outside, low=1)]

    def _is_in(self, columns: Sequence[int]) -> bool:
        return self.best is not None and any(self.best.is_one(column) for column in columns)

    def _fix(self, groups: Sequence[Sequence[int]]) -> None:
        for columns in groups:
            value = int(self._is_in(columns))
            self.milp.row(dict.fromkeys(columns, 1), low=value, high=value)

    def _earliest_quarters(self) -> bool:
        """Of the set that is chosen now: the earliest ends, in file order."""
        columns = self.window.columns.ends
        both = [
            [columns[task, 0]]
            for task in self._ended()
            if (task, 0) in columns and (task, 1) in columns
        ]
        return self._first_of_each(both)

    def _earliest_focus(self) -> bool:
        """Of what is gained: the subjects that come first in file order."""
        if self._focus() == self._skills_by_quarter(self.window.gained):
            return True
        # a subject is in focus once in a window at most: it gains no more than one step
        return self._first_of_each(
            [[column] for _, column in sorted(self.window.columns.focus.items())]
        )

    def _first_of_each(self, groups: Sequence[Sequence[int]]) -> bool:
        for start in range(0, len(groups), CHUNK):
            chunk = groups[start : start + CHUNK]
            outcome = self._solve(_ranks(chunk))
            if not outcome.proven or outcome.values is None:
                return False
            self.best = outcome
            self._fix(chunk)
        return True

    # --- the result -----------------------------------------------------------------------------

    def _ended(self) -> dict[int, int]:
        if self.best is None:
            return {}
        columns = self.window.columns.ends
        return {task: end for (task, end), column in columns.items() if self.best.is_one(column)}

    def _skills_by_quarter(self, terms_of: Callable[[int, int], Terms]) -> Subjects:
        """The skills, by quarter, whose terms (of a skill and a quarter) are above 0."""
        return tuple(
            frozenset(
                skill
                for skill, number in self.window.columns.focus
                if number == quarter
                and self.best is not None
                and self.best.total(terms_of(skill, number)) > 0
            )
            for quarter in range(self.window.size)
        )

    def _focus(self) -> Subjects:
        return self._skills_by_quarter(lambda *key: {self.window.columns.focus[key]: 1})

    def _solved(self, proved: bool) -> Solved:
        first = self.window.first
        ended = {task: first + end for task, end in self._ended().items()}
        proved = proved and all(wish.proved for wish in self.values)
        return Solved(ended, self._focus(), self._counted(), proved)

    def _counted(self) -> tuple[WishValue, ...]:
        """The wishes with the values of the choice: a later one may move within a rounded one."""
        if self.best is None:
            return tuple(self.values)
        wishes = {wish.name: wish for wish in self._wishes}
        return tuple(
            item if item.proved else replace(item, value=self._count(wishes[item.name], self.best))
            for item in self.values
        )


def _ranks(groups: Sequence[Sequence[int]]) -> dict[int, float]:
    """Powers of two: having an earlier one is worth more than having all the later ones."""
    return {
        column: float(2 ** (len(groups) - 1 - place))
        for place, columns in enumerate(groups)
        for column in columns
    }
