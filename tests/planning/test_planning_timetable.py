"""Every choice that keeps the limits has a timetable, and it keeps the rules of the weeks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from assess.planning.problem import Problem, Quarter, Task, cut_into_quarters
from assess.planning.timetable import lay_out, takes_two_quarters

RESERVES = tuple(map(Fraction, ("0", "1/6", "1/4", "1/3", "1/2", "9/10")))


@dataclass(frozen=True)
class Choice:
    """Tasks and the quarters in which they end: within the room, and open at once within a week."""

    problem: Problem
    ended: dict[int, int]
    asking: dict[int, int]


def choices() -> st.SearchStrategy[Choice]:
    return st.integers(0, 2**48).map(choice_of)


def choice_of(seed: int) -> Choice:
    """Fill the quarters at random, as full as a dozen tries make them."""
    dice = Random(seed)
    weeks = dice.choice([*range(1, 32), *[26] * 10])
    off = set(dice.sample(range(1, weeks + 1), dice.randint(0, weeks // dice.choice([1, 2, 5, 9]))))
    capacity = dice.choice([1, 2, 3, 4, 6, 8, 12, 20, 48])
    quarters = cut_into_quarters(weeks, off, capacity, dice.choice(RESERVES))[:2]
    empty = Problem((), (), quarters, 1, 6, None, Fraction(1))
    tasks: list[Task] = []
    ended: dict[int, int] = {}
    for _ in range(dice.choice([2, 6, 15])):
        task = _task(dice, len(tasks), quarters)
        end = dice.randrange(len(quarters))
        trial = _with(empty, [*tasks, task])
        if _fits(trial, {**ended, len(tasks): end}):
            ended[len(tasks)] = end
            tasks.append(task)
    # at most half an hour for each person asked, in the first weeks
    asking = {
        week: dice.choice([0, 2, 4])
        for quarter in quarters
        for week in quarter.working[: max(1, quarter.asking)]
    }
    return Choice(_with(empty, tasks), ended, asking)


def _with(problem: Problem, tasks: list[Task]) -> Problem:
    return Problem((), tuple(tasks), problem.quarters, 1, 6, None, Fraction(1))


def _task(dice: Random, number: int, quarters: tuple[Quarter, ...]) -> Task:
    room = max(1, *(quarter.room for quarter in quarters))
    size = max(1, round(room * dice.choice([0, 0.05, 0.1, 0.3, 0.6, 1, 1.5, 2])))
    weeks = 1 if size == 1 else dice.choice([1, 1, 1, 2, 3, 5, 9, 10, 12, 14, 18, 22, 25])
    people = ("boss",) if dice.random() < 0.5 else ()
    return Task(f"a{number}", size, weeks, (), (), (), people)


def _fits(problem: Problem, ended: dict[int, int]) -> bool:
    """The room of each quarter, at most a quarter hour a week's hours open, and room in halves."""
    hours: dict[int, int] = defaultdict(int)
    open_: dict[int, int] = defaultdict(int)
    for task, end in ended.items():
        item, here = problem.tasks[task], problem.quarters[end]
        if item.quarter_hours <= here.room and item.min_weeks <= len(here.working) - here.asking:
            parts = {end: item.quarter_hours}
        else:
            if end == 0 or item.quarter_hours < 2:
                return False
            before = problem.quarters[end - 1]
            most = len(before.working) - before.asking + len(here.working)
            if item.min_weeks > most:
                return False
            later = item.quarter_hours // 2
            parts = {end - 1: item.quarter_hours - later, end: later}
        for quarter, size in parts.items():
            hours[quarter] += size
            open_[quarter] += 1
    return all(
        hours[number] <= quarter.room and open_[number] <= quarter.capacity
        for number, quarter in enumerate(problem.quarters)
    )


def keeps_the_rules(choice: Choice, weeks: dict[int, dict[int, int]]) -> None:
    problem, spent = choice.problem, defaultdict(int)
    assert weeks.keys() == choice.ended.keys()
    for task, end in choice.ended.items():
        item, here, mine = problem.tasks[task], problem.quarters[end], weeks[task]
        begin = end - 1 if takes_two_quarters(problem, task, end) else end
        asking = set(problem.quarters[begin].working[: problem.quarters[begin].asking])
        assert sum(mine.values()) == item.quarter_hours
        assert all(isinstance(size, int) and size > 0 for size in mine.values())
        assert max(mine) - min(mine) + 1 >= item.min_weeks
        if item.people:
            assert not asking & set(mine)
        if begin < end:
            before = problem.quarters[begin].working
            first = sum(size for week, size in mine.items() if week in before)
            assert first == item.quarter_hours - item.quarter_hours // 2
            assert set(mine) <= {*before, *here.working}
        else:
            assert set(mine) <= set(here.working)
        for week, size in mine.items():
            spent[week] += size
    capacity = problem.quarters[0].capacity
    assert all(size <= capacity for size in spent.values())


@settings(max_examples=800)
@given(choices(), st.randoms(use_true_random=False))
def test_every_choice_within_the_limits_has_a_timetable(choice: Choice, dice: Random) -> None:
    order = list(choice.ended)
    dice.shuffle(order)
    event(f"{min(5, len(order))} activities")
    keeps_the_rules(choice, lay_out(choice.problem, choice.ended, order, choice.asking))
