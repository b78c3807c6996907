"""What a plan is asked for, refused in plain words where it makes no sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from math import isfinite

from assess.answers import Assessment
from assess.errors import PlanError
from assess.model import CompetencyModel
from assess.planning.plan import PlanSettings
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
    focus: Mapping[str, float],
    excluded: Collection[str],
) -> PlanSettings:
    """Checked settings, focus and exclusions in file order; PlanError says what is wrong."""
    _check_time(hours_per_week, weeks)
    if not model.has_role(role_id):
        known = [role.id for role in model.roles]
        hint = did_you_mean(role_id, known, f"its roles are {', '.join(known)}.")
        raise PlanError(f"There is no role '{short(role_id)}' in this model{hint}")
    _check_choices(model, focus, excluded)
    _check_ratings(model, assessment, role_id)
    if not model.activities:
        raise PlanError("This model has no activities yet, so there is nothing to plan with.")
    return PlanSettings(
        hours_per_week=float(hours_per_week),
        weeks=weeks,
        start=_first_day(start, weeks),
        focus={item.id: float(focus[item.id]) for item in model.competencies if item.id in focus},
        excluded=tuple(item.id for item in model.activities if item.id in excluded),
    )


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


def _check_choices(
    model: CompetencyModel, focus: Mapping[str, float], excluded: Collection[str]
) -> None:
    for key, factor in focus.items():
        if not model.has_competency(key):
            hint = did_you_mean(key, (c.id for c in model.competencies), "check how it is written.")
            raise PlanError(f"The focus names '{short(key)}', which isn't a competency{hint}")
        if not _is_number(factor) or factor <= 0:
            raise PlanError(f"The focus on '{key}' must be a number above 0, not {factor}.")
        if factor > MOST_FOCUS:
            raise PlanError(f"The focus on '{key}' can be {MOST_FOCUS:,} at most, not {factor:g}.")
    for key in sorted(excluded):
        if not model.has_activity(key):
            hint = did_you_mean(key, (a.id for a in model.activities), "check how it is written.")
            raise PlanError(f"The excluded activity '{short(key)}' isn't in this model{hint}")


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
    if isinstance(day, datetime):
        day = day.date()
    try:
        day + timedelta(weeks=weeks)
    except OverflowError:
        raise PlanError(f"{weeks} weeks from {day} on go past the end of the calendar.") from None
    return day


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
