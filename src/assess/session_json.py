"""A coaching session as JSON: the file that loads again, and the data inside its report.

Like every file it is hostile until read: the first mistake is said in one sentence with its place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast, get_args

from assess.answers import Assessment
from assess.answers_json import assessment_from_json, assessment_to_json, parsed
from assess.errors import AnswersError, PlanError, ReviewError
from assess.formats.plan import OldPlan, plan_from_json, plan_to_json, unknown_in
from assess.json_values import (
    date_of,
    ids_of,
    list_of,
    mapping_of,
    refuse_unknown,
    say,
    text_of,
    whole_of,
)
from assess.model import CompetencyModel
from assess.planning.plan import Plan
from assess.review.goals import OWNERS, TEXT_LIMIT, Commitment, Goal, Kept, Owner
from assess.review.session import (
    AGREED,
    COACH,
    PAST_LIMIT,
    PLANS_LIMIT,
    CoachingSession,
    Past,
    begin,
)
from assess.suggest import short

SCHEMA_VERSION = 1
_KEYS = (
    "schema_version",
    "kind",
    "held",
    "revealed",
    "assessments",
    "goals",
    "commitments",
    "plans",
    "past",
)
_PAST = ("held", "levels", "not_applicable", "goals", "commitments", "plan")


def session_to_json(session: CoachingSession) -> dict[str, Any]:
    """The session as JSON-ready data; `assessments` are the person's, the coach's, the agreed."""
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "kind": "session",
        "held": session.held.isoformat(),
        "revealed": session.revealed,
        "assessments": [
            assessment_to_json(item) for item in (session.own, session.coach, session.agreed)
        ],
        "goals": [_goal(goal) for goal in session.goals],
        "commitments": [_commitment(item) for item in session.commitments],
        "plans": [plan_to_json(plan) for plan in session.plans],
    }
    if session.past:
        data["past"] = [_past(item) for item in session.past]
    return data


def _goal(goal: Goal) -> dict[str, Any]:
    data: dict[str, Any] = {
        "competency": goal.competency_id,
        "from": goal.start,
        "to": goal.to,
        "by": goal.by.isoformat() if goal.by else None,
        "why": goal.why,
        "first_step": goal.first_step,
        "kept": goal.kept,
    }
    return _filled(data)


def _commitment(item: Commitment) -> dict[str, Any]:
    by = item.by.isoformat() if item.by else None
    data = _filled({"by": by, "kept": item.kept})
    return {"text": item.text, "owner": item.owner, **data}


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing: no day, no text, not judged yet."""
    return {key: value for key, value in data.items() if value not in (None, "", "open")}


def _past(item: Past) -> dict[str, Any]:
    data: dict[str, Any] = {"held": item.held.isoformat(), "levels": dict(item.levels)}
    if item.not_applicable:
        data["not_applicable"] = list(item.not_applicable)
    if item.goals:
        data["goals"] = [_goal(goal) for goal in item.goals]
    if item.commitments:
        data["commitments"] = [_commitment(promise) for promise in item.commitments]
    if item.plan:
        data["plan"] = plan_to_json(item.plan)
    return data


def dumps_session(session: CoachingSession) -> str:
    """The session file's text: the same bytes for the same session, newline at the end."""
    data = session_to_json(session)
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def read_brought(text: str, model: CompetencyModel) -> Assessment | CoachingSession:
    """What a person or a coach brings: an assessment or a session, as JSON or exported HTML page.

    Raises AnswersError.
    """
    data = parsed(text)
    if isinstance(data, dict) and data.get("kind") == "session":
        return session_from_json(data, model)
    # plans of 0.1 say no kind
    if isinstance(data, dict) and (
        data.get("kind") == "plan" or {"role", "activities"} <= set(data)
    ):
        raise AnswersError("This is a plan file. Choose a report, an answers file or a session.")
    return assessment_from_json(data, model)


def session_from_json(data: Any, model: CompetencyModel) -> CoachingSession:
    """The session in parsed JSON, its assessments brought to the model's version.

    A file of one assessment is a session whose coach has rated nothing. A plan made with another
    version of the model is left out where the model no longer knows its ids. Raises AnswersError.
    """
    top = mapping_of(data, "the file", _KEYS, required=("schema_version", "kind", "assessments"))
    if top["schema_version"] != SCHEMA_VERSION or isinstance(top["schema_version"], bool):
        raise AnswersError(
            "schema_version: must be the number 1; a file of a newer assess needs that assess."
        )
    if top["kind"] != "session":
        raise AnswersError(f"kind: {say(top['kind'])} can't be read here; a session is needed.")
    own, coach, agreed = _assessments(top["assessments"], model)
    first = begin(own, held=_held(top.get("held"), own))
    revealed = top.get("revealed", agreed is not None)
    if not isinstance(revealed, bool):
        raise AnswersError("revealed: must be true or false.")
    try:
        return (
            replace(
                first,
                coach=replace(coach or first.coach, rater=COACH),
                agreed=replace(agreed or first.agreed, rater=AGREED),
                revealed=revealed,
                plans=_plans(top.get("plans", []), model),
                past=tuple(
                    _past_of(item, f"past[{i}]", model)
                    for i, item in enumerate(_some(top.get("past", []), "past", PAST_LIMIT))
                ),
            )
            .with_goals(_goals(top.get("goals", []), "goals", model))
            .with_commitments(_commitments(top.get("commitments", []), "commitments"))
        )
    except ReviewError as error:
        raise AnswersError(f"The session's file: {error}") from None


def _assessments(
    value: Any, model: CompetencyModel
) -> tuple[Assessment, Assessment | None, Assessment | None]:
    found = list_of(value, "assessments")
    if not 1 <= len(found) <= 3:
        raise AnswersError("assessments: must be the person's, the coach's and the agreed ratings.")
    read = []
    for place, item in enumerate(found):
        try:
            read.append(assessment_from_json(item, model))
        except AnswersError as error:
            raise AnswersError(f"assessments[{place}]: {error}") from None
    padded = [*read, None, None][:3]
    return read[0], padded[1], padded[2]


def _held(value: Any, own: Assessment) -> date:
    if value is not None:
        return date_of(value, "held")
    if own.updated is not None:
        return date.fromisoformat(own.updated[:10])
    raise AnswersError("held: the day of the session is missing; add it as 2026-11-30.")


def _some(value: Any, where: str, limit: int) -> list[Any]:
    found = list_of(value, where)
    if len(found) > limit:
        raise AnswersError(f"{where}: holds {len(found):,} entries, at most {limit} are kept.")
    return found


def _goals(value: Any, where: str, model: CompetencyModel) -> tuple[Goal, ...]:
    return tuple(
        _goal_of(item, f"{where}[{i}]", model) for i, item in enumerate(list_of(value, where))
    )


def _goal_of(value: Any, where: str, model: CompetencyModel) -> Goal:
    keys = ("competency", "from", "to", "by", "why", "first_step", "kept")
    found = mapping_of(value, where, keys, required=("competency", "from", "to"))
    key = text_of(found["competency"], f"{where}.competency", 200)
    refuse_unknown([key], [c.id for c in model.competencies], f"{where}.competency", "competency")
    start, to = (
        whole_of(found[end], f"{where}.{end}", model.lowest, model.highest)
        for end in ("from", "to")
    )
    if to <= start:
        raise AnswersError(f"{where}.to: must be above the level it starts from.")
    return Goal(
        key,
        start,
        to,
        _day(found, where),
        text_of(found.get("why", ""), f"{where}.why", TEXT_LIMIT),
        text_of(found.get("first_step", ""), f"{where}.first_step", TEXT_LIMIT),
        _kept(found, where),
    )


def _commitments(value: Any, where: str) -> tuple[Commitment, ...]:
    found = []
    for i, item in enumerate(list_of(value, where)):
        place = f"{where}[{i}]"
        fields = mapping_of(item, place, ("text", "owner", "by", "kept"), ("text", "owner"))
        if fields["owner"] not in OWNERS:
            raise AnswersError(f"{place}.owner: must be one of {', '.join(OWNERS)}.")
        text = text_of(fields["text"], f"{place}.text", TEXT_LIMIT)
        owner = cast(Owner, fields["owner"])
        found.append(Commitment(text, owner, _day(fields, place), _kept(fields, place)))
    return tuple(found)


def _day(fields: Mapping[str, Any], where: str) -> date | None:
    value = fields.get("by")
    return None if value is None else date_of(value, f"{where}.by")


def _kept(fields: Mapping[str, Any], where: str) -> Kept:
    value = fields.get("kept", "open")
    if value not in get_args(Kept):
        raise AnswersError(f"{where}.kept: must be one of {', '.join(get_args(Kept))}.")
    return cast(Kept, value)


def _past_of(value: Any, where: str, model: CompetencyModel) -> Past:
    found = mapping_of(value, where, _PAST, required=("held", "levels"))
    known = [item.id for item in model.competencies]
    levels = {
        key: whole_of(level, f"{where}.levels.{short(key)}", model.lowest, model.highest)
        for key, level in mapping_of(found["levels"], f"{where}.levels").items()
    }
    away = ids_of(found.get("not_applicable", []), f"{where}.not_applicable")
    # a competency that a newer model gave up has no axis to be drawn on
    return Past(
        date_of(found["held"], f"{where}.held"),
        {key: level for key, level in levels.items() if key in known},
        tuple(key for key in away if key in known and key not in levels),
        _goals(found.get("goals", []), f"{where}.goals", model),
        _commitments(found.get("commitments", []), f"{where}.commitments"),
        None if found.get("plan") is None else _plan(found["plan"], f"{where}.plan", model),
    )


def _plans(value: Any, model: CompetencyModel) -> tuple[Plan | OldPlan, ...]:
    found = _some(value, "plans", PLANS_LIMIT)
    read = (_plan(item, f"plans[{place}]", model) for place, item in enumerate(found))
    return tuple(plan for plan in read if plan is not None)


def _plan(value: Any, where: str, model: CompetencyModel) -> Plan | OldPlan | None:
    """One plan; None where it was made with another version and names what is gone."""
    try:
        plan = plan_from_json(value)
    except PlanError as error:
        raise AnswersError(f"{where}: {error}") from None
    if plan.model_id != model.id:
        raise AnswersError(f"{where}.model.id: the plan belongs to another model.")
    # an old plan is only shown, as it was: whatever it names
    unknown = "" if isinstance(plan, OldPlan) else unknown_in(plan, model)
    if unknown and plan.model_version == model.version:
        raise AnswersError(f"{where}: the model has no {unknown}; take the plan out.")
    return None if unknown else plan
