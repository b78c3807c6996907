"""What the forms of the page show: the model as questions, and the lists of roles."""

from __future__ import annotations

from typing import Any

from assess.app.calibrate.content import offer
from assess.app.calibrate.texts import CALIBRATE
from assess.app.profile.texts import SINCE_LABEL
from assess.app.radar.earlier_self import EarlierSelf
from assess.app.shared.texts import RATING
from assess.app.state.texts import ROLES
from assess.app.state.visitor import VisitorState
from assess.domain.answers import EVIDENCE_LIMIT, Assessment
from assess.domain.model import CompetencyModel
from assess.formats.answers import log_to_json

QUESTION_SECONDS = 75
"""How long somebody reads and answers one question with its full descriptions."""


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
            {
                "id": area.id,
                "title": area.title,
                "summary": area.summary,
                "practice": offer(model, area.id),
                "questions": questions,
            }
        )
    scale = [
        {"level": item.level, "label": item.label, "meaning": item.meaning} for item in model.scale
    ]
    return {
        "areas": areas,
        "scale": scale,
        "scale_note": model.scale_note,
        "limit": EVIDENCE_LIMIT,
        "seconds": QUESTION_SECONDS,
        "texts": {**RATING, "calibrate": CALIBRATE},
    }


def rating_answers(assessment: Assessment) -> dict[str, Any]:
    """The answers as the form holds them: id → {level | not_applicable, evidence, log, confirm}."""
    shown: dict[str, Any] = {}
    for key, answer in assessment.answers.items():
        item: dict[str, Any] = {"evidence": answer.evidence}
        if answer.not_applicable:
            item["not_applicable"] = True
        elif answer.level is not None:
            item["level"] = answer.level
        if answer.quick:
            item["quick"] = True
        if answer.log:
            item["log"] = log_to_json(answer.log)
        if key in assessment.confirm:
            item["confirm"] = True
        shown[key] = item
    return shown


def role_fields(session: VisitorState, since: EarlierSelf) -> list[dict[str, Any]]:
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
