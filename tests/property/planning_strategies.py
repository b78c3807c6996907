"""Small random planning problems, and the exhaustive answer to them.

Nothing is shared with assess.planning: the rules are written down here a second time, slowly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

from hypothesis import strategies as st

from assess.answers import Answer, Assessment, Progress
from assess.model import Activity, Area, Competency, CompetencyModel, Level, Role

ROLE = "wanted"
START = date(2026, 11, 30)


@dataclass(frozen=True)
class Case:
    """Everything that `plan` is called with."""

    model: CompetencyModel
    assessment: Assessment
    hours: float
    weeks: int
    options: dict[str, Any] = field(default_factory=dict)


def cases(
    *,
    most_activities: int = 8,
    most_quarters: int = 4,
    most_weeks: int = 4,
    sizes: tuple[int, ...] = (1, 1, 2, 3, 4),
    min_weeks: tuple[int, ...] = (1, 1, 1, 2, 3),
    wishes: bool = False,
) -> st.SearchStrategy[Case]:
    """Two to four competencies, up to `most_activities` activities of `sizes` quarter hours.

    `wishes`: with activities pinned, done, under way or dropped, and weeks off.
    Drawn from a seed: part by part, hypothesis prefers models in which nothing can be planned.
    """
    return st.integers(0, 2**48).map(
        lambda seed: (
            _case(Random(seed), most_activities, most_quarters, most_weeks, sizes, min_weeks)
            if not wishes
            else _with_wishes(
                Random(seed),
                _case(Random(seed), most_activities, most_quarters, most_weeks, sizes, min_weeks),
            )
        )
    )


def _with_wishes(dice: Random, case: Case) -> Case:
    """The case in the middle of things: some of it done, begun, dropped, pinned; weeks off."""
    options = dict(case.options)
    free = [a for a in case.model.activities if a.id not in options.get("excluded", ())]
    dice.shuffle(free)
    progress: dict[str, Progress] = {}
    if dice.random() < 0.6:
        progress[free.pop().id] = Progress("done")
    if free and dice.random() < 0.3:
        progress[free.pop().id] = Progress("dropped")
    if free and dice.random() < 0.5:
        item = free.pop()
        left = dice.randint(1, round(item.hours * 4)) / 4 if dice.random() < 0.7 else None
        begun = START - timedelta(days=dice.randint(1, 20)) if dice.random() < 0.5 else None
        progress[item.id] = Progress("in_progress", begun, hours_left=left)
    if free and dice.random() < 0.6:
        options["pinned"] = [free.pop().id]
    if dice.random() < 0.5:
        weeks = dice.sample(range(case.weeks), min(case.weeks - 1, dice.choice([1, 1, 2])))
        options["weeks_off"] = [START + timedelta(days=7 * n + dice.randrange(7)) for n in weeks]
    return Case(
        case.model, replace(case.assessment, progress=progress), case.hours, case.weeks, options
    )


def _case(
    dice: Random,
    most_activities: int,
    most_quarters: int,
    most_weeks: int,
    sizes: tuple[int, ...],
    min_weeks: tuple[int, ...],
) -> Case:
    skills = [f"c{n}" for n in range(dice.randint(2, 4))]
    top = dice.randint(3, 4)
    targets = {key: dice.randint(2, top) for key in skills if dice.random() < 0.85}
    activities = tuple(
        _activity(dice, n, skills, top, sizes, min_weeks)
        for n in range(dice.randint(most_activities // 2, most_activities))
    )
    answers = {
        key: Answer(not_applicable=True) if dice.random() < 0.1 else Answer(dice.choice([1, 1, 2]))
        for key in skills
        if dice.random() < 0.9
    }
    model = CompetencyModel(
        "random",
        "1.0.0",
        "Random",
        tuple(Level(n, f"Level {n}") for n in range(1, top + 1)),
        (Area("area", "Area"),),
        tuple(
            Competency(
                key,
                "area",
                key.upper(),
                dict.fromkeys(range(1, top + 1), "…"),
                weight=dice.choice([1, 1, 0.1, 1.5, 2]),
            )
            for key in skills
        ),
        (Role("held", "Held", {}), Role(ROLE, "Wanted", targets)),
        activities,
    )
    ids = [item.id for item in activities]
    options: dict[str, Any] = {}
    if dice.random() < 0.25:
        options["focus"] = {dice.choice(skills): dice.choice([2, 0.3, 1.5])}
    if dice.random() < 0.25:
        options["excluded"] = [dice.choice(ids)]
    if dice.random() < 0.5:
        options["previous"] = dice.sample(ids, dice.randint(0, len(ids)))
    hours = max(dice.randint(1, most_quarters), dice.randint(1, most_quarters)) / 4
    weeks = max(dice.randint(1, most_weeks), dice.randint(1, most_weeks))
    return Case(model, Assessment("random", "1.0.0", answers), hours, weeks, options)


def _activity(
    dice: Random,
    number: int,
    skills: list[str],
    top: int,
    sizes: tuple[int, ...],
    min_weeks: tuple[int, ...],
) -> Activity:
    taught = dice.sample(skills, dice.choice([0, 1, 1, 2, 2, 2]))
    needed = dice.sample(skills, dice.choice([0, 0, 0, 1, 1, 2]))
    earlier = [f"a{n}" for n in range(number)]
    return Activity(
        f"a{number}",
        f"Activity {number}",
        "practice",
        dice.choice(sizes) / 4,
        {key: dice.choice([2, 2, 2, 3, 3, top]) for key in taught},
        min_weeks=dice.choice(min_weeks),
        requires=(dice.choice(earlier),) if earlier and dice.random() < 0.3 else (),
        requires_level={key: dice.choice([1, 2, 2, 2, 3]) for key in needed},
    )


def _in_state(case: Case, state: str) -> set[str]:
    return {key for key, record in case.assessment.progress.items() if record.state == state}


def _quarters(case: Case, name: str) -> int:
    """What is left to do of an activity."""
    record = case.assessment.progress.get(name)
    left = None if record is None else record.hours_left
    return round((case.model.activity(name).hours if left is None else left) * 4)


def _least_span(case: Case, name: str) -> int:
    """Weeks that what is left must stretch over, those since it was begun taken off."""
    least = case.model.activity(name).min_weeks
    record = case.assessment.progress.get(name)
    if record is None or record.state != "in_progress":
        return least
    if record.date is not None:
        day = record.date
        while day < START:
            least -= 1
            day += timedelta(weeks=1)
    return 1 if _quarters(case, name) == 1 else least


def _off(case: Case, week: int) -> bool:
    first = START + timedelta(weeks=week - 1)
    return any(0 <= (day - first).days < 7 for day in case.options.get("weeks_off", ()))


def best_by_exhaustion(case: Case) -> tuple[Fraction, int, int, tuple[str, ...]] | None:
    """(value, quarter hours, changes, ids in file order) of the best plan, by trying all sets.

    None where no set holds all that is pinned or under way.
    """
    out = set(case.options.get("excluded", ())) | _in_state(case, "done")
    out |= _in_state(case, "dropped")
    must = set(case.options.get("pinned", ())) | _in_state(case, "in_progress")
    usable = [item for item in case.model.activities if item.id not in out]
    place = {item.id: n for n, item in enumerate(case.model.activities)}
    quarters = {item.id: _quarters(case, item.id) for item in usable}
    room = round(case.hours * 4) * sum(not _off(case, n + 1) for n in range(case.weeks))
    previous = set(case.options.get("previous", ()))
    ranked = []
    for chosen in _subsets(usable):
        ids = tuple(item.id for item in chosen)
        effort = sum(quarters[key] for key in ids)
        if effort > room or not must.issubset(ids):
            continue
        changes = len(previous ^ set(ids)) if "previous" in case.options else 0
        absent = tuple(key not in ids for key in place)
        ranked.append((-_value(case, set(ids)), effort, changes, absent, ids))
    for negative, effort, changes, _, ids in sorted(ranked):
        if fits(case, ids):
            return -negative, effort, changes, ids
    assert must, "the empty set always fits"
    return None


def _subsets(items: list[Activity]) -> Iterator[tuple[Activity, ...]]:
    for size in range(len(items) + 1):
        yield from combinations(items, size)


def _value(case: Case, done: set[str]) -> Fraction:
    focus = case.options.get("focus", {})
    total = Fraction(0)
    for key, target in case.model.role(ROLE).targets.items():
        start = case.assessment.level(key)
        if start is not None:
            steps = max(0, min(_held(case, done, key), target) - start)
            weight = Fraction(str(case.model.competency(key).weight))
            total += weight * Fraction(str(focus.get(key, 1))) * steps
    return total


def _held(case: Case, done: set[str], key: str) -> int:
    level = case.assessment.level(key)
    assert level is not None
    while any(case.model.activity(name).teaches.get(key) == level + 1 for name in done):
        level += 1
    return level


def _may_start(case: Case, name: str, done: set[str]) -> bool:
    activity = case.model.activity(name)
    if name in _in_state(case, "in_progress"):
        return True
    return set(activity.requires) <= done | _in_state(case, "done") and all(
        case.assessment.level(key) is not None and _held(case, done, key) >= level
        for key, level in activity.requires_level.items()
    )


def fits(case: Case, ids: tuple[str, ...]) -> bool:
    """Whether some assignment of quarter hours to weeks keeps every rule: tries all of them."""
    order: list[str] = []
    while len(order) < len(ids):
        ready = [n for n in ids if n not in order and _may_start(case, n, set(order))]
        if not ready:
            return False
        order.append(ready[0])
    capacity = round(case.hours * 4)
    seen: set[Any] = set()

    def weeks_from(week: int, left: tuple[int, ...], begun: tuple[int, ...]) -> bool:
        if not any(left):
            return True
        if week > case.weeks or (week, left, begun) in seen:
            return False
        seen.add((week, left, begun))
        return any(
            weeks_from(week + 1, after, since) for after, since in one_week(week, left, begun)
        )

    def one_week(
        week: int, left: tuple[int, ...], begun: tuple[int, ...]
    ) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
        """All states after a week: quarter hours are handed out one by one, in any order."""
        found = set()
        stack = [(left, begun, 0 if _off(case, week) else capacity)]
        known = set(stack)
        while stack:
            rest, since, free = stack.pop()
            found.add((rest, since))
            done = {name for name, quarters in zip(ids, rest, strict=True) if quarters == 0}
            for n, name in enumerate(ids):
                if not free or not rest[n]:
                    continue
                if not since[n] and not _may_start(case, name, done):
                    continue
                first = since[n] or week
                ends = rest[n] == 1
                if ends and week - first + 1 < least_span[n]:
                    continue
                state = (
                    (*rest[:n], rest[n] - 1, *rest[n + 1 :]),
                    (*since[:n], first, *since[n + 1 :]),
                    free - 1,
                )
                if state not in known:
                    known.add(state)
                    stack.append(state)
        return found

    least_span = [_least_span(case, name) for name in ids]
    quarters = tuple(_quarters(case, name) for name in ids)
    return weeks_from(1, quarters, (0,) * len(ids))
