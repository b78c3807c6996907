"""The plan's form: what it shows, and what was typed into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assess.errors import PlanError
from assess.model import CompetencyModel
from assess.report import words
from assess.ui import texts_plan
from assess.ui.session_plan import DEFAULT_HOURS, DEFAULT_WEEKS, SessionPlan

MOST_OFF = 100
"""Weeks off in one form."""

LEAST_FACTOR, MOST_FACTOR = 0.1, 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for: hours a week, days, focus (id → factor), days of weeks off."""

    hours: float
    start: date
    end: date
    focus: Mapping[str, float]
    weeks_off: tuple[date, ...]


def fields(hours: float, start: date, end: date) -> list[dict[str, Any]]:
    """The form's fields with these values: hours a week, first and last day."""
    return [
        {
            "name": "hours",
            "label": "Hours a week",
            "type": "number",
            "value": f"{hours:g}",
            "min": 0.25,
            "max": 60,
            "step": 0.25,
            "hint": "What you can keep up in an ordinary week.",
        },
        {
            "name": "start",
            "label": "First day",
            "type": "date",
            "value": start.isoformat(),
            "hint": "Week 1 begins here.",
        },
        {
            "name": "end",
            "label": "Last day",
            "type": "date",
            "value": end.isoformat(),
            "hint": "Only whole weeks are planned.",
        },
    ]


class FieldError(PlanError):
    """A sentence about one field of a form; `field` is its name."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def form_content(plans: SessionPlan) -> dict[str, Any]:
    """What never changes on a page: words, areas and their competencies, the choices of focus."""
    model = plans.model
    return {
        "words": dict(texts_plan.FORM),
        "factors": [[f"{factor:g}", word] for factor, word in texts_plan.FACTORS],
        "areas": [
            {
                "id": area.id,
                "title": area.title,
                "competencies": [[item.id, item.title] for item in model.in_area(area.id)],
            }
            for area in model.areas
        ],
    }


def form_values(plans: SessionPlan) -> dict[str, Any]:
    """What was asked for last; else half a year from next Monday, and no wishes."""
    settings = plans.settings
    start = settings.start or plans.next_monday
    end = start + timedelta(weeks=settings.weeks or DEFAULT_WEEKS, days=-1)
    hours = DEFAULT_HOURS if settings.hours_per_week is None else settings.hours_per_week
    return {
        "hours": f"{hours:g}",
        "start": start.isoformat(),
        "end": end.isoformat(),
        "focus": {key: f"{factor:g}" for key, factor in settings.focus.items()},
        "off": [[day.isoformat(), words.day(day)] for day in settings.weeks_off],
        "pinned": _titles(plans.model, settings.pinned),
        "excluded": _titles(plans.model, settings.excluded),
    }


def _titles(model: CompetencyModel, ids: tuple[str, ...]) -> list[list[str]]:
    return [[key, model.activity(key).title] for key in ids if model.has_activity(key)]


def asked_from(values: Mapping[str, Any], model: CompetencyModel) -> Asked:
    """What was typed and chosen; FieldError (a sentence at its field) where it isn't that."""
    hours, start, end = plan_values(values)
    focus, days_off = _focus(values.get("focus"), model), _days_off(values.get("off"))
    return Asked(hours, start, end, focus, days_off)


def plan_values(values: Mapping[str, Any]) -> tuple[float, date, date]:
    """What was typed as (hours per week, first day, last day); FieldError where it isn't that."""
    hours = _hours(values)
    start, end = _day(values, "start", "first"), _day(values, "end", "last")
    if end < start:
        raise FieldError("end", "The last day is before the first: choose a later one.")
    if (end - start).days < 6:
        raise FieldError(
            "end", "There is no whole week between these days: choose a later last day."
        )
    if (end - start).days > 7 * 260:
        raise FieldError("end", "A plan covers five years at most: choose an earlier last day.")
    return hours, start, end


def _hours(values: Mapping[str, Any]) -> float:
    try:
        hours = float(str(values.get("hours", "")).strip().replace(",", "."))
    except ValueError:
        raise FieldError("hours", "Give the hours a week as a number, for example 4.") from None
    if not 0.25 <= hours <= 60:
        raise FieldError("hours", "Hours a week must lie between a quarter of an hour and 60.")
    return hours


def _day(values: Mapping[str, Any], name: str, word: str) -> date:
    try:
        return date.fromisoformat(str(values.get(name, "")))
    except ValueError:
        raise FieldError(name, f"Choose the {word} day of the plan.") from None


def _focus(chosen: object, model: CompetencyModel) -> dict[str, float]:
    """Area or competency id → factor; what says nothing (an area at 1) is left out."""
    if not isinstance(chosen, Mapping):
        return {}
    areas = {area.id for area in model.areas}
    found = {}
    for key, value in chosen.items():
        if value in ("", None):
            continue
        try:
            factor = float(str(value))
        except ValueError:
            factor = 0.0
        known = isinstance(key, str) and (key in areas or model.has_competency(key))
        if not known or not LEAST_FACTOR <= factor <= MOST_FACTOR:
            raise FieldError("focus", "Choose how much each area matters from the lists.")
        if factor != 1 or key not in areas:
            found[key] = factor
    return found


def _days_off(chosen: object) -> tuple[date, ...]:
    days = chosen[: MOST_OFF + 1] if isinstance(chosen, list) else []
    if len(days) > MOST_OFF:
        raise FieldError("off", f"A plan has {MOST_OFF} weeks off at most: choose longer dates.")
    try:
        return tuple(sorted({date.fromisoformat(str(day)) for day in days}))
    except ValueError:
        raise FieldError("off", "Choose each week off as a day of the calendar.") from None
