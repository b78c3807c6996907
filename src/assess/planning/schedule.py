"""When to do what: chosen tasks laid out over weeks, the way a person would.

Tasks that others wait for come first, few are open at once, what was begun is finished before
something new, pieces are hours rather than quarters. Several manners are tried; the calmest result
that fits is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice, product
from random import Random
from typing import get_args

from assess.planning.desk import Fill, Manner, Weeks, lay_out
from assess.planning.problem import Problem, Step

AT_ONCE = 3
"""A person does one to three things at a time."""

CALM = ((2, 3), (4,), (5,), (6,), (8, None))
"""How many tasks may be open at once: tried until a schedule fits, fewest first."""

PIECES = ((4, 2), (1,))
SEED = 1
EFFORT = 1200
"""Tasks to lay out once more, in search of a calmer schedule: fewer tries for larger plans."""

TIGHT = Manner(1, False, "all", even=False)


def schedule(problem: Problem, selected: Collection[int], *, hurry: bool = False) -> Weeks | None:
    """The calmest schedule found that fits into the weeks; None where none was found.

    `hurry`: the first that fits will do.
    """
    if problem.quarters(selected) > problem.room:
        return None
    priorities = _priorities(problem, selected)
    for manners in _manners():
        drafts = (lay_out(problem, priority, m) for priority in priorities for m in manners)
        found = (weeks for weeks in drafts if weeks is not None)
        fitting = list(islice(found, 1) if hurry else found)
        if fitting and hurry:
            return fitting[0]
        if fitting:
            best = min(fitting, key=lambda weeks: unrest(problem, weeks))
            return _calmer(problem, priorities, best)
    return None


def _calmer(problem: Problem, priorities: list[dict[int, int]], best: Weeks) -> Weeks:
    """The calmest of a schedule and of some more, their orders shaken: always the same ones."""
    least = unrest(problem, best)
    if not least[0]:
        return best
    dice = Random(SEED)  # noqa: S311 - it only shuffles
    most = max(_open(problem, best).values())
    for _ in range(EFFORT // len(best)):
        order = dice.choice(priorities)
        shaken = {index: key * dice.randint(50, 150) // 100 for index, key in order.items()}
        for index in shaken:
            if problem.tasks[index].begun:
                shaken[index] = 2 * order[index]
        fill = dice.choice(get_args(Fill)[:2])
        manner = Manner(4, dice.random() < 0.8, fill, most_open=dice.choice((most, most - 1)))
        weeks = lay_out(problem, shaken, manner)
        if weeks is not None and unrest(problem, weeks) < least:
            best, least = weeks, unrest(problem, weeks)
    return best


def _manners() -> Iterator[list[Manner]]:
    for most_open, pieces in product(CALM, PIECES):
        yield [
            Manner(piece, first, fill, most_open=most)
            for most in most_open
            for piece in pieces
            for fill in get_args(Fill)
            for first in (True, False)
        ]
    yield [TIGHT]


def _priorities(problem: Problem, selected: Collection[int]) -> list[dict[int, int]]:
    """Orders in which to offer tasks a place, the most telling first; what is begun leads."""
    chains = tails(problem, selected)
    ahead = 1 + sum(chains.values()) + problem.capacity * problem.weeks
    lead = {index: ahead if problem.tasks[index].begun else 0 for index in chains}
    slow = {
        index: chain + problem.capacity * problem.tasks[index].min_weeks
        for index, chain in chains.items()
    }
    return [
        {index: -chain - lead[index] for index, chain in chains.items()},
        {index: -weight - lead[index] for index, weight in slow.items()},
    ]


def unrest(problem: Problem, weeks: Weeks) -> tuple[int, int]:
    """How restless a schedule is, then how late it ends.

    Counted are tasks open beyond three in a week, tasks drawn out, pauses and fragments.
    """
    total = late = 0
    for index, spent in weeks.items():
        task = problem.tasks[index]
        span = _working(problem, spent)
        least = max(task.min_weeks, -(-task.quarters // problem.capacity))
        total += 2 * max(0, len(span) - least) + (len(span) - len(spent))
        total += sum(
            4 if size < 2 else 2 for size in spent.values() if size < min(4, task.quarters)
        )
        late += max(spent)
    total += sum(4 * max(0, tasks - AT_ONCE) for tasks in _open(problem, weeks).values())
    return total, late


def _open(problem: Problem, weeks: Weeks) -> Counter[int]:
    """Week → tasks that are begun and not finished in it."""
    return Counter(week for spent in weeks.values() for week in _working(problem, spent))


def _working(problem: Problem, spent: Collection[int]) -> list[int]:
    """The weeks from the first to the last of a task, weeks off left out."""
    return [week for week in range(min(spent), max(spent) + 1) if week not in problem.off]


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
