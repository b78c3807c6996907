"""Week by week: which task gets how many quarter hours, by one manner of handing them out."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from assess.planning.problem import Problem, Step

Weeks = dict[int, dict[int, int]]
"""Task → week (from 1) → quarter hours."""

Fill = Literal["none", "fair", "all"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How to hand out a week.

    `piece`: least quarter hours in a sitting. `finish_first`: begun tasks go before new ones.
    `even`: tasks that must take several weeks get about the same hours in each of them.
    `fill`: what is left of a week then goes to them too; "fair" keeps a piece for each week that
    they still must take, "all" only one for their last. `most_open`: tasks begun and not finished
    at any time, None: any number.
    """

    piece: int
    finish_first: bool
    fill: Fill = "none"
    even: bool = True
    most_open: int | None = None


def lay_out(
    problem: Problem,
    priority: Mapping[int, int],
    manner: Manner,
    release: Mapping[int, int] | None = None,
) -> Weeks | None:
    """Week by week, the ready task with the least priority number first; None if it overruns.

    `release`: task → the first week in which it may be worked on.
    """
    desk = _Desk(problem, priority, manner, release or {})
    left = sum(desk.left.values())
    for week in range(1, problem.weeks + 1):
        if left > problem.room - problem.room_by[week - 1]:
            return None
        left -= desk.work(week)
        if not desk.waiting:
            return desk.weeks
    return None


class _Desk:
    """What lies on the desk while the weeks go by."""

    def __init__(
        self,
        problem: Problem,
        priority: Mapping[int, int],
        manner: Manner,
        release: Mapping[int, int],
    ) -> None:
        self.problem = problem
        self.priority = priority
        self.manner = manner
        self.release = release
        self.waiting = set(priority)
        self.left = {i: problem.tasks[i].quarters for i in priority}
        self.weeks: Weeks = {i: {} for i in sorted(priority)}
        self._first: dict[int, int] = {}
        self._taught: set[Step] = set()
        self._levels = [skill.current for skill in problem.skills]
        self._begun: list[tuple[int, int]] = []
        self._startable: list[tuple[int, int]] = []
        self._locked = sorted(priority)
        self._unlock()

    def work(self, week: int) -> int:
        """Fill one week; the quarter hours that were used."""
        capacity = free = self.problem.capacity_in(week)
        if not self.manner.even:
            free = self._edges(week, free)
        free = self._round(week, free, self._amount)
        if self.manner.fill != "none":
            free = self._round(week, free, self._more)
        return capacity - free

    def _unlock(self) -> None:
        """Tasks whose needs are met now join those that may begin."""
        still = []
        for index in self._locked:
            task = self.problem.tasks[index]
            if self.waiting.isdisjoint(task.requires) and all(
                self._levels[skill] >= level for skill, level in task.needs
            ):
                insort(self._startable, (self.priority[index], index))
            else:
                still.append(index)
        self._locked = still

    def _round(self, week: int, free: int, amount_of: Callable[[int, int, int], int]) -> int:
        """Offer each ready task its amount, once; what is left of the week."""
        served: set[int] = set()
        while free:
            index = self._next(week, served)
            if index is None:
                break
            served.add(index)
            amount = amount_of(index, week, free)
            if amount:
                self._give(index, week, amount)
                free -= amount
        return free

    def _next(self, week: int, served: set[int]) -> int | None:
        """The first task in line that wasn't served yet, or None."""
        begun = self._first_of(self._begun, served)
        most = self.manner.most_open
        if (most is not None and len(self._begun) >= most) or (self.manner.finish_first and begun):
            return begun[1] if begun else None
        fresh = self._first_of(self._startable, served, week)
        if begun and fresh:
            return min(begun, fresh)[1]
        found = begun or fresh
        return found[1] if found else None

    def _first_of(
        self, line: list[tuple[int, int]], served: set[int], week: int | None = None
    ) -> tuple[int, int] | None:
        """The first pair that wasn't served yet (and is released by `week`), or None."""
        for pair in line:
            if pair[1] not in served and (week is None or week >= self.release.get(pair[1], 1)):
                return pair
        return None

    def _last_allowed(self, index: int, week: int) -> bool:
        """Whether a task that begins, or has begun, may be finished this week."""
        return week - self._first.get(index, week) + 1 >= self.problem.tasks[index].min_weeks

    def _edges(self, week: int, free: int) -> int:
        """A quarter hour for every long task that can begin or end now: others wait for its end."""
        while free:
            ending = [p for p in self._begun if self.left[p[1]] == 1]
            due = [
                pair
                for pair in (*ending, *self._startable)
                if self.problem.tasks[pair[1]].min_weeks > 1
                and week >= self.release.get(pair[1], 1)
                and (pair[1] not in self._first or self._last_allowed(pair[1], week))
            ]
            if not due:
                break
            begun_first = self.manner.finish_first
            _, index = min(due, key=lambda p: (begun_first and p[1] not in self._first, p))
            self._give(index, week, 1)
            free -= 1
        return free

    def _amount(self, index: int, week: int, free: int) -> int:
        left, task = self.left[index], self.problem.tasks[index]
        if self._last_allowed(index, week):
            return self._sitting(left, free)
        most = min(free, left - 1)
        if not self.manner.even:
            return most
        pace = -(-left // (task.min_weeks - (week - self._first.get(index, week))))
        pace += pace % 2 if pace > 2 else 0
        # a sitting shorter than its fair share only puts off the rest
        return min(most, pace) if free >= min(pace, self.manner.piece) else 0

    def _more(self, index: int, week: int, free: int) -> int:
        """What a task takes of a week that would else be left unused."""
        left, piece = self.left[index], self.manner.piece
        if self._last_allowed(index, week):
            return self._sitting(left, free)
        weeks_after = self.problem.tasks[index].min_weeks - (week - self._first.get(index, week))
        kept = piece * (weeks_after - 1 if self.manner.fill == "fair" else 1)
        amount = min(free, left - kept)
        begun_now = week in self.weeks[index]
        return amount if amount >= (1 if begun_now else piece) else 0

    def _sitting(self, left: int, free: int) -> int:
        """As much as fits, but neither a fragment now nor a fragment left for later."""
        if left <= free:
            return left
        piece = self.manner.piece
        amount = min(free, left - piece)
        return amount if amount >= piece else 0

    def _give(self, index: int, week: int, amount: int) -> None:
        pair = (self.priority[index], index)
        if index not in self._first:
            self._first[index] = week
            self._startable.remove(pair)
            insort(self._begun, pair)
        self.weeks[index][week] = self.weeks[index].get(week, 0) + amount
        self.left[index] -= amount
        if self.left[index]:
            return
        self._begun.remove(pair)
        self.waiting.discard(index)
        self._taught.update(self.problem.tasks[index].teaches)
        for skill, _ in self.problem.tasks[index].teaches:
            while (skill, self._levels[skill] + 1) in self._taught:
                self._levels[skill] += 1
        self._unlock()
