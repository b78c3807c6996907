"""The planning problem of docs/planning.md as data: quarters, tasks, steps. No solver in here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

WEEKS_IN_A_QUARTER = 13
SHORTEST = 6
"""Weeks: a shorter rest joins the quarter before it; a shorter quarter has no review week."""
ASKING_WEEKS = 2
LONG_ENOUGH_TO_ASK = 5


@dataclass(frozen=True, slots=True)
class Quarter:
    """Weeks `first` to `last`; `room` and `capacity` (of one week) are in quarter hours.

    `working`: the weeks that hold activities; the first `asking` of them are also for asking
    people. `review`: the week that is kept free for looking back, None in a short quarter.
    """

    first: int
    last: int
    working: tuple[int, ...]
    asking: int
    review: int | None
    capacity: int
    room: int

    @property
    def after_asking(self) -> tuple[int, ...]:
        """The working weeks in which somebody's answer has come."""
        return self.working[self.asking :]


def cut_into_quarters(
    weeks: int, off: Collection[int], capacity: int, reserve: Fraction
) -> tuple[Quarter, ...]:
    """Cut `weeks` weeks from the front into blocks of 13.

    `off`: weeks without hours. `capacity`: quarter hours a week. `reserve`: the share of the
    hours that stays free.
    """
    starts = list(range(1, weeks + 1, WEEKS_IN_A_QUARTER))
    if len(starts) > 1 and weeks - starts[-1] + 1 < SHORTEST:
        starts.pop()
    ends = [start - 1 for start in starts[1:]] + [weeks]
    found = []
    for first, last in zip(starts, ends, strict=True):
        working = [week for week in range(first, last + 1) if week not in off]
        review = working.pop() if len(working) >= SHORTEST else None
        count = len(working)
        asking = ASKING_WEEKS if count >= LONG_ENOUGH_TO_ASK else 0
        room = floor(capacity * min((1 - reserve) * count, Fraction(count - asking)))
        found.append(Quarter(first, last, tuple(working), asking, review, capacity, room))
    return tuple(found)


Step = tuple[int, int]
"""(index of a skill, level)."""


@dataclass(frozen=True, slots=True)
class Skill:
    """One rated competency, in levels.

    `top`: the highest level of use. `present`: what one level below the present job is (steps up
    to it are the second wish), with the worth `present_worth` each. `held`: what the present job
    asks for. `weight`: scaled to a whole number.
    """

    id: str
    current: int
    top: int
    present: int
    present_worth: int
    held: int
    weight: int

    def of_use(self, level: int) -> bool:
        """Whether a level lies above today's and no higher than what a role asks for."""
        return self.current < level <= self.top

    def worth(self, level: int) -> int:
        """How much a step to this level counts for the wanted role; twice up to the present job."""
        return self.weight * (2 if level <= self.held else 1)


@dataclass(frozen=True, slots=True)
class Task:
    """One activity that can be in; hours in quarter hours.

    `teaches`: every step above today's level that it leads to. `requires`: tasks that must have
    ended before. `needs`: levels that must be there before it begins. `people`: who must agree.
    `pinned`: must be in.
    """

    id: str
    quarter_hours: int
    min_weeks: int
    teaches: tuple[Step, ...]
    requires: tuple[int, ...]
    needs: tuple[Step, ...]
    people: tuple[str, ...]
    pinned: bool = False
    begun: bool = False
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What shall stay of an earlier plan's first quarter: `assess.planning.plan.Keep` by index.

    `fresh`: the tasks that had better not begin in the first quarter. `closed`: no new subjects.
    """

    ends: Mapping[int, int]
    subjects: frozenset[int]
    fresh: frozenset[int]
    closed: bool
    named_first: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that the plan is chosen from; tasks and skills stand in file order.

    `subjects`: at most so many a quarter, `subjects_a_year`: in four quarters. `lead`: index of
    the skill that the person named. `scale`: what weights were multiplied by to be whole. `kept`:
    of an earlier plan's first quarter.
    """

    skills: tuple[Skill, ...]
    tasks: tuple[Task, ...]
    quarters: tuple[Quarter, ...]
    subjects: int
    subjects_a_year: int
    lead: int | None
    scale: Fraction
    with_previous: bool = False
    kept: Kept | None = None

    def of_use(self, step: Step) -> bool:
        """Whether a step lies above today's level and no higher than what a role asks for."""
        return self.skills[step[0]].of_use(step[1])


@dataclass(slots=True)
class State:
    """What has been chosen quarter by quarter; quarters count from 0.

    `ended`: task → quarter in which it ends. `subjects`: the skills in focus, by quarter.
    `levels`: the levels held at the end of each decided quarter.
    """

    problem: Problem
    ended: dict[int, int] = field(default_factory=dict)
    subjects: list[frozenset[int]] = field(default_factory=list)
    levels: list[tuple[int, ...]] = field(default_factory=list)

    def level(self, skill: int, quarter: int) -> int:
        """The level held at the end of a quarter; before the first one, today's."""
        return self.problem.skills[skill].current if quarter < 0 else self.levels[quarter][skill]

    def teachers(self, step: Step, quarter: int) -> int:
        """How many tasks that teach a step have ended by the end of a quarter."""
        return sum(
            end <= quarter and step in self.problem.tasks[task].teaches
            for task, end in self.ended.items()
        )

    def taught_before(self, step: Step) -> int:
        """How many tasks that teach a step have ended in the quarters decided so far."""
        return self.teachers(step, len(self.levels))

    def subjects_of_the_year(self, quarter: int) -> frozenset[int]:
        """The skills that were in focus in the decided quarters of a quarter's year."""
        year = self.subjects[quarter - quarter % 4 : quarter]
        return frozenset().union(*year)

    def decide(self, ended: Mapping[int, int], subjects: Collection[frozenset[int]]) -> None:
        """Add the quarters of a window: tasks → quarter of their end, and each quarter's focus."""
        self.ended.update(ended)
        for focus in subjects:
            quarter = len(self.levels)
            levels = []
            for skill in range(len(self.problem.skills)):
                next_up = self.level(skill, quarter - 2) + 1
                before = self.level(skill, quarter - 1)
                taught = next_up > before and self.teachers((skill, next_up), quarter)
                levels.append(next_up if taught else before)
            self.levels.append(tuple(levels))
            self.subjects.append(focus)

    def gained(self, quarter: int) -> frozenset[Step]:
        """The steps that are held at the end of a quarter and weren't before."""
        return frozenset(
            (skill, self.level(skill, quarter))
            for skill in range(len(self.problem.skills))
            if self.level(skill, quarter) > self.level(skill, quarter - 1)
        )
