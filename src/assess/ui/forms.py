"""What the forms of the page show: the model as questions, and the lists of roles."""

from __future__ import annotations

from typing import Any

from assess.answers import EVIDENCE_LIMIT, Assessment
from assess.model import CompetencyModel
from assess.ui.earlier_self import EarlierSelf
from assess.ui.session import Session
from assess.ui.texts import RATING
from assess.ui.texts_profile import SINCE_LABEL
from assess.ui.texts_visit import ROLES


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
                    "example": bool(item.example),
                    "anchors": {str(level): text for level, text in item.anchors.items()},
                }
            )
        areas.append(
            {"id": area.id, "title": area.title, "summary": area.summary, "questions": questions}
        )
    scale = [
        {"level": item.level, "label": item.label, "meaning": item.meaning} for item in model.scale
    ]
    return {
        "areas": areas,
        "scale": scale,
        "scale_note": model.scale_note,
        "limit": EVIDENCE_LIMIT,
        "texts": dict(RATING),
    }


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


def role_fields(session: Session, since: EarlierSelf) -> list[dict[str, Any]]:
    """Two lists of roles, held and wanted; a list of earlier days where there is one."""
    options = [
        [role.id, f"{role.title} ({role.profile})" if role.profile else role.title]
        for role in session.model.roles
    ]
    held, wanted = session.roles
    days = since.options
    compare = {
        "name": "since",
        "label": SINCE_LABEL,
        "options": days,
        "value": since.value,
    }
    return [
        {"name": "held", "label": ROLES["held"], "kind": "role", "options": options, "value": held},
        {
            "name": "wanted",
            "label": ROLES["wanted"],
            "kind": "role",
            "options": options,
            "value": wanted,
        },
        *([compare] if days else []),
    ]
