"""The plan's form: its fields, and what was typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assess.errors import PlanError
from assess.ui.session_plan import DEFAULT_HOURS, DEFAULT_WEEKS, SessionPlan


def plan_fields(plans: SessionPlan) -> list[dict[str, Any]]:
    """Hours a week, first and last day; the last used ones, else half a year from next Monday."""
    settings = plans.settings
    start = settings.start or plans.next_monday
    weeks = settings.weeks or DEFAULT_WEEKS
    hours = DEFAULT_HOURS if settings.hours_per_week is None else settings.hours_per_week
    end = start + timedelta(weeks=weeks, days=-1)
    return fields(hours, start, end)


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


def plan_values(values: Mapping[str, Any]) -> tuple[float, date, date]:
    """What was typed as (hours per week, first day, last day); FieldError where it isn't that."""
    try:
        hours = float(str(values.get("hours", "")).strip().replace(",", "."))
    except ValueError:
        raise FieldError("hours", "Give the hours a week as a number, for example 4.") from None
    if not 0.25 <= hours <= 60:
        raise FieldError("hours", "Hours a week must lie between a quarter of an hour and 60.")
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


def _day(values: Mapping[str, Any], name: str, word: str) -> date:
    try:
        return date.fromisoformat(str(values.get(name, "")))
    except ValueError:
        raise FieldError(name, f"Choose the {word} day of the plan.") from None
