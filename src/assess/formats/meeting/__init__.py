"""A coaching meeting as JSON: the file that loads again, and the data inside its report."""

from __future__ import annotations

from typing import Any

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.review.meeting import CoachingMeeting, Commitment, Goal, Past
from assess.errors import AnswersError, ReviewError
from assess.formats.answers import assessment_from_json, assessment_to_json
from assess.formats.json_text import dumped, filled, parsed, plain, refuse_other_files
from assess.formats.plan import plan_to_json

SCHEMA_VERSION = 1


def session_to_json(session: CoachingMeeting) -> dict[str, Any]:
    """The meeting as JSON-ready data; `assessments` are the person's, the coach's, the agreed."""
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "kind": "session",
        "held": session.held.isoformat(),
        "revealed": session.revealed,
        "assessments": [
            assessment_to_json(item) for item in (session.own, session.coach, session.agreed)
        ],
        "goals": [_promise(goal) for goal in session.goals],
        "commitments": [_promise(item) for item in session.commitments],
        "plans": [plan_to_json(plan) for plan in session.plans],
    }
    if session.past:
        data["past"] = [_past(item) for item in session.past]
    return data


_NAMES = {"competency_id": "competency", "start": "from"}


def _promise(item: Goal | Commitment) -> dict[str, Any]:
    """Return a goal or a commitment without what says nothing: no day, no text, not judged yet."""
    return {
        _NAMES.get(key, key): value
        for key, value in plain(item).items()
        if key == "text" or value not in (None, "", "open")
    }


def _past(item: Past) -> dict[str, Any]:
    data = {
        "held": item.held.isoformat(),
        "levels": dict(item.levels),
        "not_applicable": list(item.not_applicable),
        "goals": [_promise(goal) for goal in item.goals],
        "commitments": [_promise(promise) for promise in item.commitments],
        "plan": item.plan and plan_to_json(item.plan),
    }
    return filled(data, "levels")


def dumps_session(session: CoachingMeeting) -> str:
    """Return the meeting file's text: the same bytes for the same meeting."""
    return dumped(session_to_json(session))


def read_brought(text: str, model: CompetencyModel) -> Assessment | CoachingMeeting:
    """Return what a person or a coach brings: an assessment or a meeting, as JSON or HTML page.

    Raises AnswersError.
    """
    data = parsed(text)
    if isinstance(data, dict) and data.get("kind") == "session":
        return session_from_json(data, model)
    return assessment_from_json(data, model)


def own_in(text: str, model: CompetencyModel) -> Assessment:
    """Return the person's own ratings in what they bring. Raises AnswersError as `read_brought`."""
    brought = read_brought(text, model)
    return brought.own if isinstance(brought, CoachingMeeting) else brought


def session_from_json(data: Any, model: CompetencyModel) -> CoachingMeeting:
    """Return the meeting in parsed JSON, its assessments brought to the model's version.

    A file of one assessment is a meeting whose coach has rated nothing. A plan made with another
    version of the model is left out where the model no longer knows its ids. Raises AnswersError.
    """
    from assess.formats.meeting.shape import MeetingFile
    from assess.formats.shapes import Reading, checked

    refuse_other_files(data, "session", SCHEMA_VERSION, AnswersError)
    file = checked(MeetingFile, data, Reading.of(model))
    try:
        return file.record()
    except ReviewError as error:
        raise AnswersError(f"The session's file: {error}") from None
