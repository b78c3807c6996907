"""The integer program of one window: which activity ends in which quarter, what is in focus.

Rows and names follow docs/planning.md. Within a window each competency can gain one step at most:
the lowest that isn't held yet, since a quarter of use lies between two steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assess.planning.problem import Problem, Quarter, State, Step
from assess.planning.solver.milp import Milp, Outcome

MOST_OF_ONE_STEP = 2
"""Activities that teach one and the same step and end in the same quarter."""

Terms = dict[int, int]
"""Column → coefficient."""


@dataclass(frozen=True, slots=True)
class Place:
    """A task could end in quarter `end` of the window and begin in `begin` (both from 0).

    `hours`: quarter hours in each quarter of the window.
    """

    task: int
    begin: int
    end: int
    hours: Mapping[int, int]


@dataclass(slots=True)
class Columns:
    """The program's columns; the two keys are task or skill, and quarter of the window."""

    ends: dict[tuple[int, int], int] = field(default_factory=dict)
    held: dict[tuple[int, int], int] = field(default_factory=dict)
    focus: dict[tuple[int, int], int] = field(default_factory=dict)
    asked: dict[tuple[str, int], int] = field(default_factory=dict)


class Window:
    """One window's program. `first`: its first quarter; `size`: one or two quarters."""

    def __init__(self, problem: Problem, state: State, *, most_nodes: int | None = None) -> None:
        """Pinned tasks must be in the first window."""
        self.problem, self.state = problem, state
        self.first = len(state.levels)
        self.pinned = {
            index for index, task in enumerate(problem.tasks) if task.pinned and self.first == 0
        }
        self.size = min(2, len(problem.quarters) - self.first)
        self.quarters = problem.quarters[self.first : self.first + self.size]
        self.milp = Milp(most_nodes)
        self.columns = Columns()
        self.next_steps = tuple(
            (skill, state.level(skill, self.first - 1) + 1) for skill in range(len(problem.skills))
        )
        self.places = {
            (place.task, place.end): place
            for task in self._candidates()
            for place in self._places(task)
        }
        self.tasks = sorted({task for task, _ in self.places})
        self._add_columns()
        self._limit_hours()
        self._follow_steps()
        self._keep_order()
        self._justify()
        self._limit_focus()
        self._force()

    # --- what could be in -----------------------------------------------------------------------

    def weight_of_quarter(self, quarter: int) -> int:
        """Weigh a quarter of the window: `size` for the first, 1 for the last (E in the docs)."""
        return self.size - quarter

    def can_be_held(self, skill: int, quarter: int) -> bool:
        """Whether a quarter of use lies before the skill's next step in this quarter."""
        absolute = self.first + quarter
        return self.state.level(skill, absolute - 2) >= self.next_steps[skill][1] - 1

    def _candidates(self) -> list[int]:
        """The tasks that teach a next step of use, or that such a task requires."""
        tasks = self.problem.tasks
        fresh = {
            index
            for index, task in enumerate(tasks)
            if any(
                self.problem.of_use(step) and step == self.next_steps[step[0]]
                for step in task.teaches
            )
        }
        wanted: set[int] = set()
        while fresh := fresh - wanted - self.state.ended.keys():
            wanted |= fresh
            fresh = {other for index in fresh for other in tasks[index].requires}
        return sorted(wanted)

    def _places(self, index: int) -> Iterator[Place]:
        task = self.problem.tasks[index]
        for end, quarter in enumerate(self.quarters):
            size = task.quarter_hours
            if size <= quarter.room and task.min_weeks <= len(quarter.after_asking):
                place = Place(index, end, end, {end: size})
            else:
                place = Place(index, end - 1, end, {end - 1: size - size // 2, end: size // 2})
                if end == 0 or not self._fits_in_halves(task.min_weeks, place, quarter):
                    continue
            if self._may_begin(index, place.begin):
                yield place

    def _fits_in_halves(self, min_weeks: int, place: Place, quarter: Quarter) -> bool:
        before = self.quarters[place.begin]
        # a single quarter hour has no halves
        return (
            place.hours[place.end] > 0
            and place.hours[place.begin] <= before.room
            and place.hours[place.end] <= quarter.room
            and min_weeks <= len(before.after_asking) + len(quarter.working)
        )

    def _may_begin(self, index: int, begin: int) -> bool:
        """Whether what must be there before could be there; rows see to the rest."""
        task = self.problem.tasks[index]
        later = [step for step in task.needs if step[1] >= self.next_steps[step[0]][1]]
        if begin == 0:
            return not later and all(other in self.state.ended for other in task.requires)
        return all(
            step == self.next_steps[step[0]] and self.can_be_held(step[0], 0) for step in later
        )

    # --- columns and rows -----------------------------------------------------------------------

    def _teaching(self, skill: int, *quarters: int) -> list[int]:
        """Columns of the tasks that teach a skill's next step and end in one of the quarters."""
        step = self.next_steps[skill]
        return [
            self.columns.ends[task, quarter]
            for quarter in quarters
            for task in self.tasks
            if (task, quarter) in self.places and step in self.problem.tasks[task].teaches
        ]

    def _add_columns(self) -> None:
        columns, problem = self.columns, self.problem
        for key in sorted(self.places):
            columns.ends[key] = self.milp.column(0, 1)
        for skill, step in enumerate(self.next_steps):
            before = self.state.taught_before(step)
            for quarter in range(self.size):
                if not self.can_be_held(skill, quarter):
                    continue
                if before or self._teaching(skill, *range(quarter + 1)):
                    columns.held[skill, quarter] = self.milp.column(1 if before else 0, 1)
                    if problem.of_use(step):
                        columns.focus[skill, quarter] = self.milp.column(0, 1)

    def _limit_hours(self) -> None:
        """Hours, activities that end, activities that are open, and one place for each task."""
        for number, quarter in enumerate(self.quarters):
            hours = {
                self.columns.ends[key]: place.hours[number]
                for key, place in self.places.items()
                if number in place.hours
            }
            self.milp.row(hours, high=quarter.room)
            self.milp.row(dict.fromkeys(hours, 1), high=quarter.capacity)
            ending = [column for (_, end), column in self.columns.ends.items() if end == number]
            self.milp.row(dict.fromkeys(ending, 1), high=2 * self.problem.subjects)
            self._limit_one_step(number)
        for task in self.tasks:
            both = [self.columns.ends[key] for key in self.places if key[0] == task]
            if len(both) > 1:
                self.milp.row(dict.fromkeys(both, 1), high=1)

    def _limit_one_step(self, number: int) -> None:
        """No more than two teach the same step in a quarter, also of steps that wait."""
        teaching: dict[Step, list[int]] = {step: [] for step in self.next_steps}
        for (task, end), column in self.columns.ends.items():
            for step in self.problem.tasks[task].teaches if end == number else ():
                teaching.setdefault(step, []).append(column)
        for step, same in teaching.items():
            if len(same) > MOST_OF_ONE_STEP and self.problem.of_use(step):
                self.milp.row(dict.fromkeys(same, 1), high=MOST_OF_ONE_STEP)

    def _follow_steps(self) -> None:
        """A step is held once a task that teaches it has ended; in focus only when gained."""
        for (skill, quarter), held in self.columns.held.items():
            if not self.state.taught_before(self.next_steps[skill]):
                teachers = self._teaching(skill, *range(quarter + 1))
                self.milp.row({held: 1, **dict.fromkeys(teachers, -1)}, high=0)
                for teacher in teachers:
                    self.milp.row({held: 1, teacher: -1}, low=0)
        for (skill, quarter), focus in self.columns.focus.items():
            gained = {column: -factor for column, factor in self.gained(skill, quarter).items()}
            self.milp.row({focus: 1, **gained}, high=0)

    def gained(self, skill: int, quarter: int) -> Terms:
        """Terms that are 1 where the skill's next step is gained in a quarter, else 0."""
        terms = {self.columns.held[skill, quarter]: 1}
        before = self.columns.held.get((skill, quarter - 1))
        return terms if before is None else {**terms, before: -1}

    def _keep_order(self) -> None:
        """What begins in the second quarter may rest on what ended in the first."""
        for key, place in self.places.items():
            if place.begin == 0:
                continue
            task, column = self.problem.tasks[place.task], self.columns.ends[key]
            before = [
                self.columns.ends.get((other, 0))
                for other in task.requires
                if other not in self.state.ended
            ]
            before += [
                self.columns.held.get((skill, 0))
                for skill, level in task.needs
                if level >= self.next_steps[skill][1]
            ]
            for needed in before:
                terms = {column: 1} if needed is None else {column: 1, needed: -1}
                self.milp.row(terms, high=0)

    def _justify(self) -> None:
        """Each task teaches a step gained in focus when it ends, or a chosen one requires it."""
        required_by = defaultdict(list)
        for key, column in self.columns.ends.items():
            for other in self.problem.tasks[key[0]].requires:
                required_by[other].append(column)
        for (task, quarter), column in self.columns.ends.items():
            reasons = [
                self.columns.focus[skill, quarter]
                for skill, level in self.problem.tasks[task].teaches
                if (skill, level) == self.next_steps[skill]
                and (skill, quarter) in self.columns.focus
            ]
            reasons += required_by[task]
            self.milp.row({column: 1, **dict.fromkeys(reasons, -1)}, high=0)

    def _limit_focus(self) -> None:
        """Subjects at once, and different ones in the year."""
        for number in range(self.size):
            same = [column for (_, q), column in self.columns.focus.items() if q == number]
            self.milp.row(dict.fromkeys(same, 1), high=self.problem.subjects)
        years = {(self.first + number) // 4 for number in range(self.size)}
        for year in sorted(years):
            numbers = [n for n in range(self.size) if (self.first + n) // 4 == year]
            known = self.state.subjects_of_the_year(self.first + numbers[0])
            # a skill gains one step a window at most, so it is in focus once at most
            fresh = {
                column: 1
                for (skill, number), column in self.columns.focus.items()
                if number in numbers and skill not in known
            }
            self.milp.row(fresh, high=self.problem.subjects_a_year - len(known))

    def _force(self) -> None:
        for index in self.pinned:
            both = [self.columns.ends[key] for key in self.places if key[0] == index]
            self.milp.row(dict.fromkeys(both, 1), low=1)

    # --- the wishes -----------------------------------------------------------------------------

    def named(self) -> Terms:
        """Wish 1: how early a step of the named subject is gained in focus."""
        return {
            column: self.weight_of_quarter(quarter)
            for (skill, quarter), column in self.columns.focus.items()
            if skill == self.problem.lead
        }

    def present_job(self) -> Terms:
        """Wish 2: steps that lie more than a level below what the present job asks."""
        return self._worth_of_steps(
            {
                skill: self.problem.skills[skill].present_worth
                for skill, level in self.next_steps
                if level <= self.problem.skills[skill].present
            }
        )

    def wanted_role(self) -> Terms:
        """Wish 3: what the wanted role rests on."""
        return self._worth_of_steps(
            {
                skill: self.problem.skills[skill].worth(level)
                for skill, level in self.next_steps
                if self.problem.of_use((skill, level))
            }
        )

    def _worth_of_steps(self, worth: Mapping[int, int]) -> Terms:
        terms: Terms = defaultdict(int)
        for (skill, quarter), column in self.columns.focus.items():
            if skill in worth:
                factor = worth[skill] * self.weight_of_quarter(quarter)
                terms[column] += factor
                for held, sign in self.gained(skill, quarter).items():
                    terms[held] += sign * factor
        return {column: factor for column, factor in terms.items() if factor}

    def twice(self) -> Terms:
        """Wish 4: steps in focus that two activities lead to; adds the columns it needs."""
        terms = {}
        for (skill, quarter), focus in self.columns.focus.items():
            before = self.state.taught_before(self.next_steps[skill])
            teachers = self._teaching(skill, *range(quarter + 1))
            if before + len(teachers) < MOST_OF_ONE_STEP:
                continue
            column = self.milp.column(0, 1)
            self.milp.row({column: 1, focus: -1}, high=0)
            self.milp.row({column: 2, **dict.fromkeys(teachers, -1)}, high=before)
            terms[column] = self.problem.skills[skill].weight * self.weight_of_quarter(quarter)
        return terms

    def worth_of_twice(self, outcome: Outcome) -> int:
        """Wish 4 of a choice, whatever the columns of the wish say."""
        total = 0
        for (skill, quarter), focus in self.columns.focus.items():
            teachers = self._teaching(skill, *range(quarter + 1))
            count = self.state.taught_before(self.next_steps[skill])
            count += sum(outcome.is_one(column) for column in teachers)
            if outcome.is_one(focus) and count >= MOST_OF_ONE_STEP:
                total += self.problem.skills[skill].weight * self.weight_of_quarter(quarter)
        return total

    def people(self) -> Terms:
        """Wish 5: pairs of a person to ask and a quarter; adds the columns it needs."""
        for key, place in sorted(self.places.items()):
            for person in self.problem.tasks[place.task].people:
                pair = person, place.begin
                if pair not in self.columns.asked:
                    self.columns.asked[pair] = self.milp.column(0, 1)
                self.milp.row({self.columns.asked[pair]: 1, self.columns.ends[key]: -1}, low=0)
        return dict.fromkeys(self.columns.asked.values(), 1)

    def people_asked(self, outcome: Outcome) -> set[tuple[str, int]]:
        """Wish 5 of a choice: the pairs, whatever the columns of the wish say."""
        return {
            (person, place.begin)
            for key, place in self.places.items()
            if outcome.is_one(self.columns.ends[key])
            for person in self.problem.tasks[place.task].people
        }

    def hours(self) -> Terms:
        """Wish 6: quarter hours of all that is chosen."""
        return {
            column: self.problem.tasks[task].quarter_hours
            for (task, _), column in self.columns.ends.items()
        }

    def changes(self) -> Terms:
        """Wish 7: what wasn't in the previous plan counts one, what was counts minus one."""
        return {
            column: -1 if self.problem.tasks[task].previous else 1
            for (task, _), column in self.columns.ends.items()
        }
