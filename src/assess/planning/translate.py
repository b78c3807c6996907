"""From a model and a person's answers to the planning problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor, gcd, lcm

from assess.answers import Assessment
from assess.model import Activity, CompetencyModel
from assess.planning.problem import QUARTERS, Problem, Skill, Task
from assess.planning.pruning import prune
from assess.scoring import exact


def build(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    hours_per_week: float,
    weeks: int | None,
    *,
    focus: Mapping[str, float],
    excluded: Collection[str],
    previous: Collection[str] | None = None,
) -> Problem:
    """The problem that a person's answers pose; `weeks` None: as long as it takes.

    Only tasks remain that can be finished in time and lead to a step towards the role.
    """
    targets = model.role(role_id).targets
    rated = [(item, assessment.level(item.id)) for item in model.competencies]
    skills: list[Skill] = []
    worths: list[Fraction] = []
    index_of: dict[str, int] = {}
    for item, level in rated:
        if level is None:
            continue
        index_of[item.id] = len(skills)
        target = max(targets.get(item.id, level), level)
        skills.append(Skill(item.id, level, target, 0))
        gain = exact(item.weight) * exact(focus.get(item.id, 1)) if target > level else Fraction(0)
        worths.append(gain)
    scale = _scale(worths)
    skills = [
        replace(skill, worth=int(worth * scale))
        for skill, worth in zip(skills, worths, strict=True)
    ]
    capacity = quarter_hours(hours_per_week)
    horizon = weeks if weeks is not None else _long_enough(model.activities, capacity)
    problem = Problem(tuple(skills), (), capacity, horizon, scale)
    usable = [item for item in model.activities if _usable(item, index_of, excluded)]
    problem = _with_tasks(problem, usable, index_of)
    problem = prune(problem)
    if previous is not None:
        known = set(previous)
        kept = frozenset(i for i, task in enumerate(problem.tasks) if task.id in known)
        problem = replace(problem, previous=kept)
    return problem


def quarter_hours(hours: float) -> int:
    """Whole quarter hours in a number of hours, rounded down."""
    return floor(exact(hours) * QUARTERS)


def _long_enough(activities: Iterable[Activity], capacity: int) -> int:
    return 1 + sum(
        max(item.min_weeks, -(-quarter_hours(item.hours) // capacity)) for item in activities
    )


def _scale(worths: list[Fraction]) -> Fraction:
    """The smallest factor that makes every worth whole."""
    positive = [worth for worth in worths if worth]
    if not positive:
        return Fraction(1)
    common = lcm(*(worth.denominator for worth in positive))
    return Fraction(common, gcd(*(int(worth * common) for worth in positive)))


def _usable(item: Activity, index_of: Mapping[str, int], excluded: Collection[str]) -> bool:
    if item.id in excluded or any(key not in index_of for key in item.requires_level):
        return False
    # a first and a last week with work in each take two quarter hours
    return item.min_weeks <= 1 or quarter_hours(item.hours) >= 2


def _with_tasks(
    problem: Problem, activities: list[Activity], index_of: Mapping[str, int]
) -> Problem:
    """The problem with these activities, less those whose `requires` aren't among them."""
    known = {item.id for item in activities}
    while True:
        kept = [item for item in activities if known.issuperset(item.requires)]
        if len(kept) == len(activities):
            break
        activities = kept
        known = {item.id for item in activities}
    place = {item.id: index for index, item in enumerate(activities)}
    current = [skill.current for skill in problem.skills]
    tasks = []
    for item in activities:
        taught = [(index_of[key], level) for key, level in item.teaches.items() if key in index_of]
        needed = [(index_of[key], level) for key, level in item.requires_level.items()]
        tasks.append(
            Task(
                item.id,
                quarter_hours(item.hours),
                max(1, item.min_weeks),
                tuple(sorted((c, n) for c, n in taught if n > current[c])),
                tuple(sorted({place[key] for key in item.requires})),
                tuple(sorted((c, n) for c, n in needed if n > current[c])),
            )
        )
    return replace(problem, tasks=tuple(tasks))
