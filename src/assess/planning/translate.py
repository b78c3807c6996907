"""From a model and a person's answers to the planning problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor, gcd, lcm

from assess.answers import Assessment, Progress
from assess.model import Activity, CompetencyModel
from assess.planning.plan import PlanSettings
from assess.planning.problem import QUARTERS, Problem, Skill, Task
from assess.planning.pruning import prune
from assess.scoring import exact


def build(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    settings: PlanSettings,
    *,
    previous: Collection[str] | None = None,
    anytime: bool = False,
) -> Problem:
    """The problem that a person's answers and progress pose; `anytime`: as long as it takes.

    Only tasks remain that can be finished in time and are pinned or lead to a step towards the
    role.
    """
    whole, _ = before_pruning(model, assessment, role_id, settings, anytime=anytime)
    problem = prune(whole)
    if previous is not None:
        known = set(previous)
        kept = frozenset(i for i, task in enumerate(problem.tasks) if task.id in known)
        problem = replace(problem, previous=kept)
    return problem


def before_pruning(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    settings: PlanSettings,
    *,
    anytime: bool = False,
) -> tuple[Problem, dict[str, int]]:
    """The problem with every activity that isn't ruled out; competency id → index of its skill."""
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
        factor = exact(item.weight) * exact(settings.focus.get(item.id, 1))
        worths.append(factor if target > level else Fraction(0))
    scale = _scale(worths)
    skills = [
        replace(skill, worth=int(worth * scale))
        for skill, worth in zip(skills, worths, strict=True)
    ]
    capacity = quarter_hours(settings.hours_per_week)
    weeks = _long_enough(model.activities, capacity) if anytime else settings.weeks
    off: frozenset[int] = frozenset() if anytime else settings.off
    problem = Problem(tuple(skills), (), capacity, weeks, scale, off=off)
    drafts = _drafts(model, assessment, settings, index_of)
    return _with_tasks(problem, drafts, index_of), index_of


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


@dataclass(frozen=True, slots=True)
class _Draft:
    """An activity as it is still to be done: what is left of its hours, weeks and needs."""

    activity: Activity
    quarters: int
    min_weeks: int
    requires: tuple[str, ...]
    needs: Mapping[str, int]
    pinned: bool
    begun: bool


def _drafts(
    model: CompetencyModel,
    assessment: Assessment,
    settings: PlanSettings,
    index_of: Mapping[str, int],
) -> list[_Draft]:
    by_state: dict[str, set[str]] = {"done": set(), "dropped": set(), "in_progress": set()}
    for key, record in assessment.progress.items():
        by_state[record.state].add(key)
    out = by_state["dropped"].union(settings.excluded)
    found = []
    for item in model.activities:
        if item.id in by_state["done"] or item.id in out:
            continue
        if item.id in by_state["in_progress"]:
            found.append(_begun(item, assessment.progress[item.id], settings))
            continue
        quarters = quarter_hours(item.hours)
        # a first and a last week with work in each take two quarter hours
        if item.min_weeks > 1 and quarters < 2:
            continue
        if any(key not in index_of for key in item.requires_level):
            continue
        requires = tuple(key for key in item.requires if key not in by_state["done"])
        pinned = item.id in settings.pinned
        weeks = max(1, item.min_weeks)
        found.append(
            _Draft(item, quarters, weeks, requires, item.requires_level, pinned, begun=False)
        )
    return found


def _begun(item: Activity, record: Progress, settings: PlanSettings) -> _Draft:
    """What is left of an activity under way; its needs were met, or waived, when it was begun."""
    quarters = quarter_hours(item.hours if record.hours_left is None else record.hours_left)
    weeks = item.min_weeks - weeks_since(record.date, settings.start)
    return _Draft(item, quarters, max(1, weeks) if quarters > 1 else 1, (), {}, True, begun=True)


def weeks_since(begun: date | None, start: date) -> int:
    """Weeks, part weeks too, from the day something was begun to the plan's first day."""
    return 0 if begun is None else max(0, -((begun - start).days // 7))


def _with_tasks(problem: Problem, drafts: list[_Draft], index_of: Mapping[str, int]) -> Problem:
    """The problem with these activities, less those whose `requires` aren't among them."""
    known = {item.activity.id for item in drafts}
    while True:
        kept = [item for item in drafts if known.issuperset(item.requires)]
        if len(kept) == len(drafts):
            break
        drafts = kept
        known = {item.activity.id for item in drafts}
    place = {item.activity.id: index for index, item in enumerate(drafts)}
    current = [skill.current for skill in problem.skills]
    tasks = []
    for item in drafts:
        teaches = item.activity.teaches
        taught = [(index_of[key], level) for key, level in teaches.items() if key in index_of]
        needed = [(index_of[key], level) for key, level in item.needs.items()]
        tasks.append(
            Task(
                item.activity.id,
                item.quarters,
                item.min_weeks,
                tuple(sorted((c, n) for c, n in taught if n > current[c])),
                tuple(sorted({place[key] for key in item.requires})),
                tuple(sorted((c, n) for c, n in needed if n > current[c])),
                pinned=item.pinned,
                begun=item.begun,
            )
        )
    return replace(problem, tasks=tuple(tasks))
