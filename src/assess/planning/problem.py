"""The planning problem in whole numbers: quarter hours, weeks, weights scaled to integers.

`translate` makes it from a model and an assessment, `pruning` leaves out what can't be of use.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

QUARTERS = 4
"""Quarter hours in an hour: the grain of every plan."""

Step = tuple[int, int]
"""(index of the skill, level): the step from the level below to this one."""


@dataclass(frozen=True, slots=True)
class Skill:
    """One rated competency. `worth`: scaled weight · focus of each step up to `target`."""

    id: str
    current: int
    target: int
    worth: int


@dataclass(frozen=True, slots=True)
class Task:
    """One activity that may be chosen; indices point into `Problem.tasks` and `.skills`.

    `needs`: levels above the person's own that must be held before it starts.
    `earliest_start`, `earliest_finish`: weeks from 1 that no plan can beat. `pinned`: must be
    chosen. `begun`: is under way (and pinned), so nothing keeps it from going on.
    """

    id: str
    quarters: int
    min_weeks: int
    teaches: tuple[Step, ...]
    requires: tuple[int, ...]
    needs: tuple[Step, ...]
    earliest_start: int = 1
    earliest_finish: int = 1
    pinned: bool = False
    begun: bool = False


@dataclass(frozen=True)
class Problem:
    """`tasks` in file order; `capacity`: quarter hours a week; `scale`: worth of value 1.

    `previous`: tasks of the earlier plan, None where there is none. `off`: weeks without hours.
    """

    skills: tuple[Skill, ...]
    tasks: tuple[Task, ...]
    capacity: int
    weeks: int
    scale: Fraction
    previous: frozenset[int] | None = None
    off: frozenset[int] = frozenset()

    def capacity_in(self, week: int) -> int:
        """Quarter hours in one week."""
        return 0 if week in self.off else self.capacity

    @cached_property
    def room_by(self) -> tuple[int, ...]:
        """Quarter hours up to and with each week; at index 0: none."""
        sizes = [self.capacity] * self.weeks
        for week in self.off:
            if week <= self.weeks:
                sizes[week - 1] = 0
        return (0, *accumulate(sizes))

    @property
    def room(self) -> int:
        """Quarter hours in all weeks together."""
        return self.room_by[-1]

    def open_after(self, quarters: int) -> int:
        """The first week in which there is room for more than this since week 1."""
        return bisect_right(self.room_by, quarters)

    def finish_of(self, task: Task, start: int) -> int:
        """The earliest week in which a task begun in a week can end; beyond `weeks`: never."""
        if start > self.weeks:
            return self.weeks + 1
        enough = bisect_left(self.room_by, self.room_by[start - 1] + task.quarters)
        return self.open_from(max(start + task.min_weeks - 1, enough))

    def open_from(self, week: int) -> int:
        """The first week with hours in it, from this one on; beyond `weeks`: none."""
        while week in self.off:
            week += 1
        return min(week, self.weeks + 1)

    @cached_property
    def pinned(self) -> frozenset[int]:
        """The tasks that must be chosen."""
        return frozenset(index for index, task in enumerate(self.tasks) if task.pinned)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step that some task teaches, each skill from its lowest, without holes."""
        return tuple(sorted(self.teachers))

    @cached_property
    def teachers(self) -> Mapping[Step, tuple[int, ...]]:
        """Step → the tasks that teach it, in file order."""
        found: dict[Step, list[int]] = {}
        for index, task in enumerate(self.tasks):
            for step in task.teaches:
                found.setdefault(step, []).append(index)
        return {step: tuple(tasks) for step, tasks in found.items()}

    @cached_property
    def dominators(self) -> tuple[int, ...]:
        """For each task, as bits: the tasks (itself too) without which nobody can do it."""
        return _dominators(self)

    def worth(self, step: Step) -> int:
        """Scaled value of reaching one step."""
        skill = self.skills[step[0]]
        return skill.worth if skill.current < step[1] <= skill.target else 0

    def value(self, selected: Iterable[int]) -> int:
        """Scaled value of a founded selection."""
        levels = self.reach(selected)[1]
        return sum(
            skill.worth * max(0, min(level, skill.target) - skill.current)
            for skill, level in zip(self.skills, levels, strict=True)
        )

    def quarters(self, selected: Iterable[int]) -> int:
        """Effort of a selection, in quarter hours."""
        return sum(self.tasks[index].quarters for index in selected)

    def changes(self, selected: Collection[int]) -> int:
        """Tasks by which a selection differs from the previous plan."""
        return 0 if self.previous is None else len(self.previous.symmetric_difference(selected))

    def rank(self, selected: Collection[int]) -> tuple[int, int, int, tuple[bool, ...]]:
        """What the best plan has least of: −value, quarters, changes, then file order."""
        chosen = set(selected)
        absent = tuple(index not in chosen for index in range(len(self.tasks)))
        return -self.value(chosen), self.quarters(chosen), self.changes(chosen), absent

    def reach(self, selected: Iterable[int]) -> tuple[list[int], list[int]]:
        """An order in which tasks of a selection can be done, and the levels they lead to.

        A task whose needs only itself or its own followers would meet never enters the order.
        """
        waiting = sorted(selected)
        order: list[int] = []
        done: set[int] = set()
        taught: set[Step] = set()
        levels = [skill.current for skill in self.skills]
        progress = True
        while waiting and progress:
            progress = False
            left = []
            for index in waiting:
                task = self.tasks[index]
                if done.issuperset(task.requires) and all(levels[c] >= n for c, n in task.needs):
                    order.append(index)
                    done.add(index)
                    taught.update(task.teaches)
                    for skill, _ in task.teaches:
                        while (skill, levels[skill] + 1) in taught:
                            levels[skill] += 1
                    progress = True
                else:
                    left.append(index)
            waiting = left
        return order, levels

    def needed_steps(self, task: Task) -> list[Step]:
        """Every step that must be taken before a task, lowest first."""
        return [
            (skill, level)
            for skill, top in task.needs
            for level in range(self.skills[skill].current + 1, top + 1)
        ]


def _dominators(problem: Problem) -> tuple[int, ...]:
    everything = (1 << len(problem.tasks)) - 1
    bits = [everything] * len(problem.tasks)
    changed = True
    while changed:
        changed = False
        taught: dict[Step, int] = {}
        for step in problem.steps:
            common = everything
            for teacher in problem.teachers[step]:
                common &= bits[teacher]
            taught[step] = common | taught.get((step[0], step[1] - 1), 0)
        for index, task in enumerate(problem.tasks):
            found = 1 << index
            for other in task.requires:
                found |= bits[other]
            for skill, level in task.needs:
                found |= taught.get((skill, level), everything)
            if found != bits[index]:
                bits[index] = found
                changed = True
    return tuple(bits)
