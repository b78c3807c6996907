"""The planning problem of docs/planning.md solved by trying everything.

Written a second time and slowly, from the text alone: nothing is shared with assess.planning. Time
is counted in quarters of the plan, from 1; quarter 0 is the day before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations, product
from math import ceil, floor
from typing import Any

from assess.domain.model_parts import Activity
from tests.builders.planning_strategies import HELD, START, WANTED, Case


@dataclass(frozen=True)
class Stretch:
    """One quarter: working weeks, asking weeks, quarter hours that may be planned."""

    work: int
    asking: int
    room: int


@dataclass(frozen=True)
class Best:
    """The best choice: activity → quarter of its end, quarter → subjects, and the wishes' values.

    `values`: the first seven wishes, such that more is better; `choices`: how many were compared.
    """

    ends: dict[str, int]
    focus: dict[int, frozenset[str]]
    values: tuple[Fraction, ...]
    choices: int


class World:
    """One case, as the text of the contract reads it."""

    def __init__(self, case: Case) -> None:
        self.case, self.model, self.request = case, case.model, case.request
        self.low = 1
        self.held = self.model.role(HELD).targets
        self.wanted = self.model.role(WANTED).targets
        self.per_week = floor(Fraction(str(self.request.hours_per_week)) * 4)
        hours = Fraction(self.per_week, 4)
        self.at_once = [count for least, count in self.model.pace.subjects if least <= hours][-1]
        self.rated = {
            item.id: level
            for item in self.model.competencies
            if (level := case.assessment.level(item.id)) is not None
        }
        self.state = {key: item.state for key, item in case.assessment.progress.items()}
        quarters = self._quarters()
        self.window = {number: quarters[number - 1] for number in (1, 2) if number <= len(quarters)}

    # --- what the plan is made of ----------------------------------------------------------------

    def _quarters(self) -> list[Stretch]:
        assert self.request.weeks is not None
        left = list(range(self.request.weeks))
        blocks: list[list[int]] = []
        while left:
            block, left = left[:13], left[13:]
            if blocks and len(block) < 6:
                blocks[-1] += block
            else:
                blocks.append(block)
        found = []
        reserve = self.model.pace.reserve[self.request.reserve or "mostly"]
        for block in blocks:
            weeks = [week for week in block if not self._is_off(week)]
            work = len(weeks) - 1 if len(weeks) >= 6 else len(weeks)
            asking = 2 if work >= 5 else 0
            room = self.per_week * min((1 - Fraction(reserve)) * work, Fraction(work - asking))
            found.append(Stretch(work, asking, floor(room)))
        return found

    def _is_off(self, week: int) -> bool:
        monday = START + timedelta(weeks=week)
        return any(monday <= day <= monday + timedelta(days=6) for day in self.request.weeks_off)

    @cached_property
    def facts(self) -> set[str]:
        there: set[str] = set()
        for question in self.model.situation:
            chosen = self.request.situation.get(question.id)
            for answer in question.answers:
                if chosen in (None, answer.id):
                    there |= set(answer.facts)
        return there

    @cached_property
    def reach(self) -> set[str]:
        if self.request.within_reach is not None:
            return {*self.request.within_reach, "team"}
        there = {"team", "anyone"}
        for question in self.model.situation:
            chosen = self.request.situation.get(question.id)
            for answer in question.answers:
                if chosen in (None, answer.id):
                    there |= set(answer.people)
        return there

    def top(self, key: str) -> int:
        return max(self.wanted.get(key, self.low), self.held.get(key, self.low) - 1)

    def of_use(self, key: str, level: int) -> bool:
        return key in self.rated and self.rated[key] < level <= self.top(key)

    def begun(self, item: Activity) -> bool:
        return self.state.get(item.id) == "in_progress"

    def size(self, item: Activity) -> int:
        progress = self.case.assessment.progress.get(item.id)
        if self.begun(item) and progress is not None and progress.hours_left is not None:
            return round(progress.hours_left * 4)
        factor = Fraction(str(self.request.hours_factor or 1))
        return ceil(Fraction(str(item.hours)) * factor * 4)

    def least_weeks(self, item: Activity) -> int:
        """Weeks that have gone by since it was begun count."""
        progress = self.case.assessment.progress.get(item.id)
        if not self.begun(item) or progress is None:
            return item.min_weeks
        if self.size(item) == 1:
            return 1
        gone = 0
        if progress.date is not None:
            while progress.date + timedelta(weeks=gone) < START:
                gone += 1
        return max(1, item.min_weeks - gone)

    @cached_property
    def candidates(self) -> list[Activity]:
        items = [item for item in self.model.activities if self._possible(item)]
        useful = {
            item.id for item in items if any(self.of_use(*step) for step in item.teaches.items())
        }
        while True:
            more = {key for item in items if item.id in useful for key in item.requires} - useful
            if not more:
                return [item for item in items if item.id in useful]
            useful |= more

    def _possible(self, item: Activity) -> bool:
        if item.id in self.request.excluded or self.state.get(item.id) in ("done", "dropped"):
            return False
        if not self.facts.issuperset(item.needs):
            return False
        for key in item.agree_with:
            if key not in self.reach and not self.model.person(key).stand_in:
                return False
        if not self.begun(item) and not set(self.rated).issuperset(item.requires_level):
            return False
        return self.size(item) > 1 or self.least_weeks(item) == 1

    def place(self, item: Activity, end: int) -> tuple[int, dict[int, int]] | None:
        """The quarter in which it begins and its quarter hours by quarter; None: not possible."""
        size, here = self.size(item), self.window[end]
        weeks = self.least_weeks(item)
        if size <= here.room and weeks <= here.work - here.asking:
            return end, {end: size}
        if end == 1 or size == 1:
            return None
        before = self.window[end - 1]
        first, second = size - size // 2, size // 2
        if first > before.room or second > here.room:
            return None
        if weeks > before.work - before.asking + here.work:
            return None
        return end - 1, {end - 1: first, end: second}

    # --- trying everything ------------------------------------------------------------------------

    def best(self) -> Best | None:
        """None where nothing holds all that is pinned."""
        pinned = {key for key in self.request.pinned if self.state.get(key) != "done"}
        if not pinned <= {item.id for item in self.candidates}:
            return None
        best: tuple[Any, ...] | None = None
        found: Best | None = None
        tried = 0
        for ends in self._choices():
            if not pinned <= set(ends):
                continue
            gained = self.gained_by(ends)
            if gained is None:
                continue
            for focus in self._focuses(gained):
                if not self.worth_it(ends, gained, focus):
                    continue
                tried += 1
                values = self.values(ends, gained, focus)
                rank = (*values, *self._order(ends, focus))
                if best is None or rank > best:
                    best, found = rank, Best(ends, focus, values, 0)
        return None if found is None else Best(found.ends, found.focus, found.values, tried)

    def _choices(self) -> Iterator[dict[str, int]]:
        """All choices that keep the hours and the number of activities."""
        places = [
            [(0, None), *((end, place) for end in self.window if (place := self.place(item, end)))]
            for item in self.candidates
        ]
        names = [item.id for item in self.candidates]
        for chosen in product(*places):
            open_, hours, ending = [0, 0, 0], [0, 0, 0], [0, 0, 0]
            for end, place in chosen:
                if place is not None:
                    ending[end] += 1
                    for quarter, size in place[1].items():
                        hours[quarter] += size
                        open_[quarter] += 1
            if all(
                hours[quarter] <= self.window[quarter].room
                and ending[quarter] <= 2 * self.at_once
                and open_[quarter] <= self.per_week
                for quarter in self.window
            ):
                yield {name: end for name, (end, _) in zip(names, chosen, strict=True) if end}

    def _held(self, ends: dict[str, int]) -> dict[int, dict[str, int]]:
        """Quarter → competency → level held at its end."""
        levels = {-1: dict(self.rated), 0: dict(self.rated)}
        for quarter in self.window:
            now = dict(levels[quarter - 1])
            for key in now:
                step = levels[quarter - 2][key] + 1
                if step > now[key] and any(
                    end <= quarter and self.model.activity(name).teaches.get(key) == step
                    for name, end in ends.items()
                ):
                    now[key] = step
            levels[quarter] = now
        return levels

    def gained_by(self, ends: dict[str, int]) -> dict[int, set[tuple[str, int]]] | None:
        """Quarter → steps of use gained in it; None where something begins too early."""
        levels = self._held(ends)
        for name, end in ends.items():
            item = self.model.activity(name)
            if self.begun(item):
                continue
            place = self.place(item, end)
            assert place is not None
            before = place[0] - 1
            for other in item.requires:
                if self.state.get(other) != "done" and not 1 <= ends.get(other, 9) <= before:
                    return None
            asked = list(item.requires_level.items())
            for key, level in item.teaches.items():
                if self.of_use(key, level):
                    asked += [
                        (rest.competency, rest.level)
                        for rest in self.model.competency(key).builds_on
                        if rest.from_level <= level and rest.competency in self.rated
                    ]
            if any(levels[before][key] < level for key, level in asked):
                return None
            for key, level in item.teaches.items():
                same = [
                    other
                    for other, last in ends.items()
                    if last == end and self.model.activity(other).teaches.get(key) == level
                ]
                if len(same) > 2 and self.of_use(key, level):
                    return None
        return {
            quarter: {
                (key, level)
                for key, level in levels[quarter].items()
                if level > levels[quarter - 1][key] and self.of_use(key, level)
            }
            for quarter in self.window
        }

    def _focuses(
        self, gained: dict[int, set[tuple[str, int]]]
    ) -> Iterator[dict[int, frozenset[str]]]:
        """All choices of subjects: none without a step."""
        options = []
        for quarter in self.window:
            keys = sorted({key for key, _ in gained[quarter]})
            some = chain.from_iterable(combinations(keys, n) for n in range(self.at_once + 1))
            options.append([frozenset(keys) for keys in some])
        for chosen in product(*options):
            if len(frozenset().union(*chosen)) <= self.model.pace.subjects_a_year:
                yield dict(zip(self.window, chosen, strict=True))

    def worth_it(
        self,
        ends: dict[str, int],
        gained: dict[int, set[tuple[str, int]]],
        focus: dict[int, frozenset[str]],
    ) -> bool:
        required = {
            key
            for name in ends
            if not self.begun(self.model.activity(name))
            for key in self.model.activity(name).requires
        }
        return all(
            name in required
            or any(
                step in gained[end] and step[0] in focus[end]
                for step in self.model.activity(name).teaches.items()
            )
            for name, end in ends.items()
        )

    def values(
        self,
        ends: dict[str, int],
        gained: dict[int, set[tuple[str, int]]],
        focus: dict[int, frozenset[str]],
    ) -> tuple[Fraction, ...]:
        named = present = wanted = twice = Fraction(0)
        for quarter in self.window:
            early = len(self.window) - (quarter - 1)
            if self.request.lead in focus[quarter] and not named:
                named = Fraction(early)
            for key, level in gained[quarter]:
                times = 2 if key in focus[quarter] else 1
                asked = self.held.get(key, self.low)
                weight = Fraction(str(self.model.competency(key).weight))
                weight *= Fraction(str(self.request.focus.get(key, 1)))
                if level <= asked - 1:
                    present += early * (asked - self.low) * times
                wanted += early * weight * (2 if level <= asked else 1) * times
                teachers = [
                    name
                    for name, end in ends.items()
                    if end <= quarter and self.model.activity(name).teaches.get(key) == level
                ]
                if times == 2 and len(teachers) >= 2:
                    twice += early * weight
        pairs, hours = set(), 0
        for name, end in ends.items():
            item = self.model.activity(name)
            hours += self.size(item)
            place = self.place(item, end)
            assert place is not None
            if not self.begun(item):
                pairs |= {(key, place[0]) for key in item.agree_with if key != "team"}
        previous = self.case.previous
        changed = 0 if previous is None else len(set(previous) ^ set(ends))
        return (named, present, wanted, twice, *map(Fraction, (-len(pairs), -hours, -changed)))

    def _order(
        self, ends: dict[str, int], focus: dict[int, frozenset[str]]
    ) -> tuple[tuple[int, ...], ...]:
        """Earlier in the file is better, then earlier quarters, then earlier subjects."""
        names = [item.id for item in self.model.activities]
        subjects = frozenset().union(*focus.values())
        return (
            tuple(int(name in ends) for name in names),
            tuple(-ends[name] for name in names if name in ends),
            tuple(int(item.id in subjects) for item in self.model.competencies),
        )
