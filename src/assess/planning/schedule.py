"""When to do what: chosen tasks laid out over weeks, the way a person would.

Tasks that others wait for come first, what was begun is finished before something new, pieces
are hours rather than quarters. Several manners are tried; the calmest result that fits is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

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
    they still must take, "all" only one for their last.
    """

    piece: int
    finish_first: bool
    fill: Fill = "none"
    even: bool = True


PIECES = (4, 2, 1)
TIGHT = Manner(1, False, "all", even=False)


def schedule(problem: Problem, selected: Collection[int]) -> Weeks | None:
    """The calmest schedule found that fits into the weeks; None where none was found."""
    if problem.quarters(selected) > problem.room:
        return None
    priorities = _priorities(problem, selected)
    levels = [
        [Manner(piece, first, fill) for fill in get_args(Fill) for first in (True, False)]
        for piece in PIECES
    ]
    for manners in (*levels, [TIGHT]):
        drafts = [
            lay_out(problem, priority, manner) for priority in priorities for manner in manners
        ]
        fitting = [weeks for weeks in drafts if weeks is not None]
        if fitting:
            return min(fitting, key=lambda weeks: unrest(problem, weeks))
    return None


def _priorities(problem: Problem, selected: Collection[int]) -> list[dict[int, int]]:
    """Orders in which to offer tasks a place, the most telling first."""
    chains = tails(problem, selected)
    slow = {
        index: chain + problem.capacity * problem.tasks[index].min_weeks
        for index, chain in chains.items()
    }
    return [
        {index: -chain for index, chain in chains.items()},
        {index: -weight for index, weight in slow.items()},
    ]


def unrest(problem: Problem, weeks: Weeks) -> tuple[int, int]:
    """How restless a schedule is (fragments, pauses, tasks drawn out), then how late it ends."""
    total = late = 0
    for index, spent in weeks.items():
        task = problem.tasks[index]
        span = max(spent) - min(spent) + 1
        least = max(task.min_weeks, -(-task.quarters // problem.capacity))
        total += 2 * (span - least) + (span - len(spent))
        total += sum(
            4 if size < 2 else 2 for size in spent.values() if size < min(4, task.quarters)
        )
        late += max(spent)
    return total, late


def tails(problem: Problem, selected: Collection[int]) -> dict[int, int]:
    """Task → quarter hours from its start to the end of the longest chain that hangs on it."""
    order, _ = problem.reach(selected)
    found: dict[int, int] = {}
    for place in range(len(order) - 1, -1, -1):
        index = order[place]
        task = problem.tasks[index]
        waiting = [other for other in order[place + 1 :] if _feeds(problem, index, other)]
        length = max(task.quarters, (task.min_weeks - 1) * problem.capacity + 1)
        found[index] = length + max((found[other] for other in waiting), default=0)
    return found


def _feeds(problem: Problem, first: int, second: int) -> bool:
    task = problem.tasks[second]
    if first in task.requires:
        return True
    taught: set[Step] = set(problem.tasks[first].teaches)
    return not taught.isdisjoint(problem.needed_steps(task))


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
    for week in range(1, problem.weeks + 1):
        desk.work(week)
        if not desk.waiting:
            return desk.weeks
    return None if desk.waiting else desk.weeks


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
        self._taught: set[Step] = set()
        self._levels = [skill.current for skill in problem.skills]

    def work(self, week: int) -> None:
        """Fill one week."""
        free = self.problem.capacity_in(week)
        if not self.manner.even:
            free = self._edges(week, free)
        free = self._round(week, free, self._amount)
        if self.manner.fill != "none":
            self._round(week, free, self._more)

    def _round(self, week: int, free: int, amount_of: Callable[[int, int, int], int]) -> int:
        """Offer each ready task its amount, once; what is left of the week."""
        served: set[int] = set()
        while free:
            ready = [i for i in self.waiting if i not in served and self._ready(i, week)]
            if not ready:
                break
            index = min(ready, key=self._order)
            served.add(index)
            amount = amount_of(index, week, free)
            self._give(index, week, amount)
            free -= amount
        return free

    def _order(self, index: int) -> tuple[bool, int, int]:
        return (
            self.manner.finish_first and not self.weeks[index],
            self.priority[index],
            index,
        )

    def _ready(self, index: int, week: int) -> bool:
        if self.weeks[index]:
            return True
        task = self.problem.tasks[index]
        return (
            week >= self.release.get(index, 1)
            and self.waiting.isdisjoint(task.requires)
            and all(self._levels[skill] >= level for skill, level in task.needs)
        )

    def _last_allowed(self, index: int, week: int) -> bool:
        """Whether a task that begins, or has begun, may be finished this week."""
        first = min(self.weeks[index], default=week)
        return week - first + 1 >= self.problem.tasks[index].min_weeks

    def _edges(self, week: int, free: int) -> int:
        """A quarter hour for every long task that can begin or end now: others wait for its end."""
        while True:
            due = [
                i
                for i in self.waiting
                if self.problem.tasks[i].min_weeks > 1
                and self._ready(i, week)
                and (not self.weeks[i] or (self.left[i] == 1 and self._last_allowed(i, week)))
            ]
            if not due or not free:
                return free
            self._give(min(due, key=self._order), week, 1)
            free -= 1

    def _amount(self, index: int, week: int, free: int) -> int:
        left, task = self.left[index], self.problem.tasks[index]
        if self._last_allowed(index, week):
            return self._sitting(left, free)
        most = min(free, left - 1)
        if not self.manner.even:
            return most
        first = min(self.weeks[index], default=week)
        pace = -(-left // (task.min_weeks - (week - first)))
        pace += pace % 2 if pace > 2 else 0
        # a sitting shorter than its fair share only puts off the rest
        return min(most, pace) if free >= min(pace, self.manner.piece) else 0

    def _more(self, index: int, week: int, free: int) -> int:
        """What a task takes of a week that would else be left unused."""
        left, piece = self.left[index], self.manner.piece
        if self._last_allowed(index, week):
            return self._sitting(left, free)
        first = min(self.weeks[index], default=week)
        weeks_after = self.problem.tasks[index].min_weeks - (week - first) - 1
        kept = piece * (weeks_after if self.manner.fill == "fair" else 1)
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
        if not amount:
            return
        self.weeks[index][week] = self.weeks[index].get(week, 0) + amount
        self.left[index] -= amount
        if self.left[index]:
            return
        self.waiting.discard(index)
        self._taught.update(self.problem.tasks[index].teaches)
        for skill, _ in self.problem.tasks[index].teaches:
            while (skill, self._levels[skill] + 1) in self._taught:
                self._levels[skill] += 1
