"""The plan's form: what it shows, and what was typed into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assess.model import CompetencyModel
from assess.report import words
from assess.ui import texts_plan
from assess.ui.plan_settings import dates_of, days_off, focus_of, hours_of, last_day
from assess.ui.session_plan import DEFAULT_HOURS, DEFAULT_WEEKS, SessionPlan


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
    end = last_day(settings) or start + timedelta(weeks=DEFAULT_WEEKS, days=-1)
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
    focus, off = focus_of(values.get("focus"), model), days_off(values.get("off"))
    return Asked(hours, start, end, focus, off)


def plan_values(values: Mapping[str, Any]) -> tuple[float, date, date]:
    """What was typed as (hours per week, first day, last day); FieldError where it isn't that."""
    hours = hours_of(values.get("hours", ""))
    return hours, *dates_of(values)
