"""The rules of the planning problem, checked on a finished plan with nothing but the model.

Shares no code with the solver's side, so a mistake there can't hide here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from fractions import Fraction
from math import ceil, isclose

from assess.answers import Assessment
from assess.errors import PlanCheckError
from assess.model import Activity, CompetencyModel
from assess.planning.plan import LevelChange, Plan, PlannedActivity
from assess.scoring import exact


def check(model: CompetencyModel, assessment: Assessment, plan: Plan) -> None:
    """Raise PlanCheckError with the first broken rule; a plan that passes keeps all of them."""
    chosen = {item.id: item for item in plan.activities}
    _require(len(chosen) == len(plan.activities), "an activity is planned twice")
    for item in plan.activities:
        _check_activity(model, assessment, plan, item)
    _check_wishes(assessment, plan)
    _check_order(model, plan)
    _check_capacity(plan)
    _check_starts(model, assessment, plan)
    reached = _levels(model, assessment, chosen)
    _check_levels(model, assessment, plan, reached)
    _check_raises(model, assessment, plan, reached)
    _check_numbers(model, assessment, plan, reached)


def _require(condition: bool, rule: str) -> None:
    if not condition:
        raise PlanCheckError(f"The plan breaks a rule: {rule}.")


def _state(assessment: Assessment, activity_id: str) -> str:
    record = assessment.progress.get(activity_id)
    return "" if record is None else record.state


def _check_wishes(assessment: Assessment, plan: Plan) -> None:
    """What must be in is in; what is done or was dropped isn't."""
    chosen = {item.id for item in plan.activities}
    for key in plan.settings.pinned:
        _require(key in chosen or _state(assessment, key) == "done", f"{key} was pinned")
    for key in assessment.progress:
        begun = _state(assessment, key) == "in_progress"
        _require(begun == (key in chosen), f"{key} doesn't follow its progress")


def _check_activity(
    model: CompetencyModel, assessment: Assessment, plan: Plan, item: PlannedActivity
) -> None:
    _require(model.has_activity(item.id), f"{item.id} isn't an activity of the model")
    _require(item.id not in plan.settings.excluded, f"{item.id} was excluded")
    activity = model.activity(item.id)
    _require(item.kind == activity.kind, f"{item.id} has another kind in the model")
    begun = assessment.progress.get(item.id) if item.state == "in_progress" else None
    _require((begun is None) == (_state(assessment, item.id) == ""), f"{item.id} isn't begun")
    left = None if begun is None else begun.hours_left
    hours = activity.hours if left is None else left
    _require(item.hours == hours, f"{item.id} has other hours in the model")
    _require(bool(item.weeks), f"{item.id} has no week")
    for week, hours in item.weeks.items():
        _require(1 <= week <= plan.settings.weeks, f"{item.id} runs outside the weeks")
        _require(hours > 0, f"{item.id} has a week without work")
        _require((hours * 4).is_integer(), f"{item.id} isn't in quarter hours")
    _require(sum(item.weeks.values()) == item.hours, f"{item.id}'s weeks don't add up")
    span = max(item.weeks) - min(item.weeks) + 1
    if begun is not None and begun.date is not None:
        before = (plan.settings.start - begun.date).days
        span += max(0, ceil(before / 7))
    # one quarter hour that is left fits into one week only
    enough = span >= activity.min_weeks or (begun is not None and item.hours == 0.25)
    _require(enough, f"{item.id} takes fewer weeks than it must")


def _check_order(model: CompetencyModel, plan: Plan) -> None:
    place = {item.id: index for index, item in enumerate(model.activities)}
    keys = [(min(item.weeks), max(item.weeks), place[item.id]) for item in plan.activities]
    _require(keys == sorted(keys), "activities aren't in order of their weeks")


def _check_capacity(plan: Plan) -> None:
    spent: dict[int, float] = {}
    for item in plan.activities:
        for week, hours in item.weeks.items():
            spent[week] = spent.get(week, 0) + hours
    for week, hours in sorted(spent.items()):
        _require(hours <= plan.settings.hours_per_week, f"week {week} has too many hours")
        days = [plan.settings.start + timedelta(days=7 * (week - 1) + n) for n in range(7)]
        _require(not set(days).intersection(plan.settings.weeks_off), f"week {week} is off")


def _levels(
    model: CompetencyModel, assessment: Assessment, done: Collection[str]
) -> dict[str, int]:
    """Rated competency → level after these activities: the unbroken run above today's level."""
    taught = {(key, level) for name in done for key, level in model.activity(name).teaches.items()}
    found = {}
    for item in model.competencies:
        level = assessment.level(item.id)
        if level is not None:
            while (item.id, level + 1) in taught:
                level += 1
            found[item.id] = level
    return found


def _check_starts(model: CompetencyModel, assessment: Assessment, plan: Plan) -> None:
    """There is an order in which each activity starts with its needs met by the ones before it."""
    finished: set[str] = set()
    waiting = sorted(plan.activities, key=lambda item: item.last_week)
    while waiting:
        for item in waiting:
            by_then = {
                other.id
                for other in plan.activities
                if other.id in finished and other.last_week <= item.first_week
            }
            if _may_start(model, assessment, model.activity(item.id), by_then):
                finished.add(item.id)
                waiting.remove(item)
                break
        else:
            _require(False, f"{waiting[0].id} starts before its needs are met")


def _may_start(
    model: CompetencyModel, assessment: Assessment, activity: Activity, done: Collection[str]
) -> bool:
    if _state(assessment, activity.id) == "in_progress":
        return True
    held = _levels(model, assessment, done)
    return all(
        key in done or _state(assessment, key) == "done" for key in activity.requires
    ) and all(key in held and held[key] >= level for key, level in activity.requires_level.items())


def _check_levels(
    model: CompetencyModel, assessment: Assessment, plan: Plan, reached: Mapping[str, int]
) -> None:
    targets = model.role(plan.role_id).targets
    expected: dict[str, LevelChange] = {}
    still_open: set[str] = set()
    for key, target in targets.items():
        level = assessment.level(key)
        if level is None:
            still_open.add(key)
        elif level < target:
            expected[key] = LevelChange(level, reached[key], target)
            if reached[key] < target:
                still_open.add(key)
    _require(dict(plan.levels) == expected, "the levels don't follow from the activities")
    _require(set(plan.not_planned) == still_open, "an open gap goes without a reason")
    _require(all(plan.not_planned.values()), "a reason is empty")


def _check_raises(
    model: CompetencyModel, assessment: Assessment, plan: Plan, reached: Mapping[str, int]
) -> None:
    """Each step of the run is credited once: to a teacher of it, none of which finishes earlier."""
    credited: dict[tuple[str, int], PlannedActivity] = {}
    for item in plan.activities:
        for key, level in item.raises.items():
            taught = model.activity(item.id).teaches.get(key)
            _require(taught == level, f"{item.id} raises what it doesn't teach")
            _require((key, level) not in credited, f"a step of {key} is credited twice")
            credited[key, level] = item
    expected = {
        (key, level)
        for key, end in reached.items()
        for level in range((assessment.level(key) or 0) + 1, end + 1)
    }
    _require(set(credited) == expected, "the steps raised aren't the steps reached")
    for (key, level), item in credited.items():
        teachers = [
            other.last_week
            for other in plan.activities
            if model.activity(other.id).teaches.get(key) == level
        ]
        _require(item.last_week == min(teachers), f"{item.id} isn't the first to raise {key}")


def _check_numbers(
    model: CompetencyModel, assessment: Assessment, plan: Plan, reached: Mapping[str, int]
) -> None:
    value = Fraction(0)
    for key, target in model.role(plan.role_id).targets.items():
        level = assessment.level(key)
        if level is not None:
            factor = exact(plan.settings.focus.get(key, 1))
            weight = exact(model.competency(key).weight)
            value += weight * factor * max(0, min(reached[key], target) - level)
    _require(isclose(plan.value, value, rel_tol=1e-12), "the value isn't what the steps are worth")
    _require(plan.hours == sum(item.hours for item in plan.activities), "the hours don't add up")
    _require(plan.bound >= plan.value, "the bound is below the value")
    gap = (plan.bound - plan.value) / max(plan.bound, 1.0)
    _require(isclose(plan.gap, gap, rel_tol=1e-9, abs_tol=1e-12), "the gap doesn't follow")
    _require(plan.gap == 0 or not plan.optimal, "a plan with a gap says that it is optimal")
