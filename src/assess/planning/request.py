"""What a plan is asked for, refused in plain words where it makes no sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from math import isfinite

from assess.answers import Assessment, Progress
from assess.errors import PlanError
from assess.model import CompetencyModel
from assess.planning.barriers import refuse_contradictions
from assess.planning.plan import PlanSettings
from assess.planning.problem import QUARTERS
from assess.planning.wording import title
from assess.scoring import coverage
from assess.suggest import did_you_mean, short

HOURS_IN_A_WEEK = 168
MOST_WEEKS = 520
MOST_FOCUS = 1_000_000


def settings_from(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    hours_per_week: float,
    weeks: int,
    start: date | None,
    *,
    focus: Mapping[str, float] | None = None,
    excluded: Collection[str] = (),
    pinned: Collection[str] = (),
    weeks_off: Collection[date] = (),
) -> PlanSettings:
    """Checked settings, all in file order; PlanError says what is wrong."""
    focus = focus or {}
    _check_time(hours_per_week, weeks)
    if not model.has_role(role_id):
        known = [role.id for role in model.roles]
        hint = did_you_mean(role_id, known, f"its roles are {', '.join(known)}.")
        raise PlanError(f"There is no role '{short(role_id)}' in this model{hint}")
    _check_focus(model, focus)
    _check_activities(model, excluded, "excluded")
    _check_activities(model, pinned, "pinned")
    _check_ratings(model, assessment, role_id)
    if not model.activities:
        raise PlanError("This model has no activities yet, so there is nothing to plan with.")
    check_progress(model, assessment.progress)
    settings = PlanSettings(
        hours_per_week=float(hours_per_week),
        weeks=weeks,
        start=_first_day(start, weeks),
        focus=by_competency(model, focus),
        excluded=tuple(item.id for item in model.activities if item.id in excluded),
        pinned=tuple(item.id for item in model.activities if item.id in pinned),
        weeks_off=tuple(sorted({_day(day) for day in weeks_off})),
    )
    if len(settings.off) == weeks:
        raise PlanError("Every week of this plan is a week off: leave one, or give more weeks.")
    refuse_contradictions(model, assessment, settings)
    return settings


def next_monday(today: date) -> date:
    """The first Monday after a day."""
    return today + timedelta(days=7 - today.weekday())


def _check_time(hours_per_week: float, weeks: int) -> None:
    if not _is_number(hours_per_week) or hours_per_week <= 0:
        raise PlanError(f"Hours per week must be a number above 0, not {hours_per_week}.")
    if hours_per_week > HOURS_IN_A_WEEK:
        raise PlanError(f"A week has {HOURS_IN_A_WEEK} hours, not {hours_per_week:g}.")
    if hours_per_week < 0.25:
        raise PlanError(
            f"Plans count in quarter hours: give at least 0.25 hours per week, not "
            f"{hours_per_week:g}."
        )
    if isinstance(weeks, bool) or not isinstance(weeks, int) or weeks < 1:
        raise PlanError(f"Weeks must be a whole number of at least 1, not {weeks}.")
    if weeks > MOST_WEEKS:
        raise PlanError(f"A plan can run for {MOST_WEEKS} weeks at most, not {weeks}.")


def _check_focus(model: CompetencyModel, focus: Mapping[str, float]) -> None:
    areas = [area.id for area in model.areas]
    for key, factor in focus.items():
        if not model.has_competency(key) and key not in areas:
            known = [*(c.id for c in model.competencies), *areas]
            hint = did_you_mean(key, known, "check how it is written.")
            raise PlanError(
                f"The focus names '{short(key)}', which isn't a competency or an area{hint}"
            )
        if not _is_number(factor) or factor <= 0:
            raise PlanError(f"The focus on '{key}' must be a number above 0, not {factor}.")
        if factor > MOST_FOCUS:
            raise PlanError(f"The focus on '{key}' can be {MOST_FOCUS:,} at most, not {factor:g}.")


def by_competency(model: CompetencyModel, focus: Mapping[str, float]) -> dict[str, float]:
    """An area's factor goes to each of its competencies that has none of its own."""
    own = {key for key in focus if model.has_competency(key)}
    found = {}
    for item in model.competencies:
        key = item.id if item.id in own else item.area
        if key in focus and (key not in own or key == item.id):
            found[item.id] = float(focus[key])
    return found


def _check_activities(model: CompetencyModel, ids: Collection[str], what: str) -> None:
    for key in sorted(ids):
        if not model.has_activity(key):
            hint = did_you_mean(key, (a.id for a in model.activities), "check how it is written.")
            raise PlanError(f"The {what} activity '{short(key)}' isn't in this model{hint}")


def check_progress(model: CompetencyModel, progress: Mapping[str, Progress]) -> None:
    """PlanError where a record names an unknown activity, or hours that it can't have left."""
    for key in sorted(progress):
        if not model.has_activity(key):
            hint = did_you_mean(key, (a.id for a in model.activities), "check how it is written.")
            raise PlanError(f"The progress names '{short(key)}', which isn't in this model{hint}")
        left, activity = progress[key].hours_left, model.activity(key)
        if left is None or progress[key].state != "in_progress":
            continue
        name = title(model, key)
        if not _is_number(left) or left <= 0 or not float(left * QUARTERS).is_integer():
            raise PlanError(
                f"The hours left of {name} must be quarter hours above 0, not {left}; "
                "where nothing is left, mark it as done."
            )
        if left > activity.hours:
            raise PlanError(
                f"{name} can't have {left:g} h left: the whole activity has {activity.hours:g} h."
            )


def _check_ratings(model: CompetencyModel, assessment: Assessment, role_id: str) -> None:
    role = model.role(role_id)
    asked = [item for item in model.competencies if item.id in role.targets]
    counted = coverage(assessment, asked)
    if asked and not counted.enough:
        raise PlanError(
            f"Rate at least half of what the role {role.title} asks for first ({counted})."
        )


def _first_day(start: date | None, weeks: int) -> date:
    day = next_monday(date.today()) if start is None else start
    day = _day(day)
    try:
        day + timedelta(weeks=weeks)
    except OverflowError:
        raise PlanError(f"{weeks} weeks from {day} on go past the end of the calendar.") from None
    return day


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
