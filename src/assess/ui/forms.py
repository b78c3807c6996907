"""What the forms of the page show: the model as questions, and the fields of the small forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assess.answers import EVIDENCE_LIMIT, Assessment
from assess.errors import PlanError
from assess.model import CompetencyModel
from assess.ui.session import DEFAULT_HOURS, DEFAULT_WEEKS, Session
from assess.ui.texts import RATING


def rating_content(model: CompetencyModel) -> dict[str, Any]:
    """The questions, area by area, as plain data; numbered as on the radar's axes."""
    number = 0
    areas = []
    for area in model.areas:
        questions = []
        for item in model.in_area(area.id):
            number += 1
            questions.append(
                {
                    "id": item.id,
                    "number": number,
                    "title": item.title,
                    "summary": item.summary,
                    "prompt": item.evidence_prompt,
                    "anchors": {str(level): text for level, text in item.anchors.items()},
                }
            )
        areas.append(
            {"id": area.id, "title": area.title, "summary": area.summary, "questions": questions}
        )
    scale = [{"level": item.level, "label": item.label} for item in model.scale]
    return {"areas": areas, "scale": scale, "limit": EVIDENCE_LIMIT, "texts": dict(RATING)}


def rating_answers(assessment: Assessment) -> dict[str, Any]:
    """The answers as the form holds them: id → {level | not_applicable, evidence, confirm}."""
    shown: dict[str, Any] = {}
    for key, answer in assessment.answers.items():
        item: dict[str, Any] = {"evidence": answer.evidence}
        if answer.not_applicable:
            item["not_applicable"] = True
        elif answer.level is not None:
            item["level"] = answer.level
        if key in assessment.confirm:
            item["confirm"] = True
        shown[key] = item
    return shown


def role_fields(session: Session) -> list[dict[str, Any]]:
    """Two lists of roles: the one held and the one wanted."""
    options = [[role.id, role.title] for role in session.model.roles]
    held, wanted = session.roles
    return [
        {"name": "held", "label": "Role you hold", "options": options, "value": held},
        {"name": "wanted", "label": "Role you want", "options": options, "value": wanted},
    ]


def plan_fields(session: Session) -> list[dict[str, Any]]:
    """Hours a week, first and last day; the last used ones, else half a year from next Monday."""
    settings = session.assessment.settings
    start = settings.start or session.next_monday
    weeks = settings.weeks or DEFAULT_WEEKS
    hours = DEFAULT_HOURS if settings.hours_per_week is None else settings.hours_per_week
    end = start + timedelta(weeks=weeks, days=-1)
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
