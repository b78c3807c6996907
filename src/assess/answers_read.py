"""Parsed JSON → Assessment: every key, id, level, text and date is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from assess.answers import (
    EVIDENCE_LIMIT,
    MEASURE_LIMIT,
    Answer,
    Assessment,
    Measure,
    Progress,
    ProgressState,
)
from assess.answers_history import history_from_json
from assess.answers_migrate import carry_over, check_version, parts
from assess.answers_plans import plans_of
from assess.errors import AnswersError
from assess.formats.request import fitted, request_from_json
from assess.json_values import (
    NAME_LIMIT,
    date_of,
    ids_of,
    key_of,
    mapping_of,
    moment_of,
    number_of,
    optional_text,
    refuse_unknown,
    say,
    text_of,
    type_of,
    whole_of,
)
from assess.model import CompetencyModel
from assess.plan_request import PlanRequest
from assess.suggest import short

SCHEMA_VERSION = 1
_KEYS = (
    "schema_version",
    "kind",
    "id",
    "revision",
    "model",
    "person",
    "rater",
    "updated",
    "roles",
    "answers",
    "settings",
    "progress",
    "measures",
    "confirm",
    "history",
    "plans",
)


def assessment_from_json(data: Any, model: CompetencyModel) -> Assessment:
    """The assessment in parsed JSON, brought to the model's version.

    `confirm` names what was carried over from an older model and waits for a yes.
    Raises AnswersError with one sentence.
    """
    top = mapping_of(data, "the file", _KEYS, required=("schema_version", "model", "answers"))
    _schema_version(top["schema_version"])
    if top.get("kind", "assessment") != "assessment":
        raise AnswersError(f"kind: {say(top['kind'])} can't be read here; an assessment is needed.")
    version = _model_version(top["model"], model)
    answers = {
        key_of(key, "answers"): _answer(value, f"answers.{short(key)}", model)
        for key, value in mapping_of(top["answers"], "answers").items()
    }
    renamed, answers, confirm = carry_over(answers, version, model)
    named = ids_of(top.get("confirm", []), "confirm")
    named = tuple(renamed.get(item, item) for item in named)
    refuse_unknown(named, [c.id for c in model.competencies], "confirm", "competency")
    return Assessment(
        model_id=model.id,
        model_version=model.version,
        answers={key: answer for key, answer in answers.items() if not answer.empty},
        id=optional_text(top, "id"),
        revision=whole_of(top.get("revision", 0), "revision", 0, 2**53),
        person=optional_text(top, "person") or "",
        rater=optional_text(top, "rater") or "self",
        updated=moment_of(top.get("updated"), "updated"),
        roles=_roles(top.get("roles"), model),
        settings=_settings(top.get("settings", {}), model, renamed, version),
        progress=_progress(top.get("progress", {}), model),
        measures=_measures(top.get("measures", {}), model),
        confirm=tuple(item for item in dict.fromkeys((*named, *confirm)) if item in answers),
        history=history_from_json(top.get("history", []), model, renamed),
        plans=plans_of(top.get("plans", []), model),
    )


def _schema_version(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise AnswersError("schema_version: must be the number 1.")
    if value > SCHEMA_VERSION:
        raise AnswersError(
            f"schema_version: this file ({short(value, 20)}) was written by a newer assess; "
            "update assess to read it."
        )


def _model_version(value: Any, model: CompetencyModel) -> str | None:
    found = mapping_of(value, "model", ("id", "version"), required=("id",))
    model_id = text_of(found["id"], "model.id", NAME_LIMIT)
    if model_id != model.id:
        raise AnswersError(
            f"model.id: the file belongs to the model {say(model_id)}, this is '{model.id}'; "
            "open it with its own model."
        )
    if found.get("version") is None:
        return None
    version = text_of(found["version"], "model.version", NAME_LIMIT)
    check_version(version, model)
    return version


def _answer(value: Any, where: str, model: CompetencyModel) -> Answer:
    found = mapping_of(value, where, ("level", "not_applicable", "evidence", "updated"))
    not_applicable = found.get("not_applicable", False)
    if not isinstance(not_applicable, bool):
        raise AnswersError(
            f"{where}.not_applicable: must be true or false, not {type_of(not_applicable)}."
        )
    level = found.get("level")
    if level is not None:
        if isinstance(level, bool) or not isinstance(level, int) or not model.on_scale(level):
            shown = short(level, 20) if isinstance(level, (int, float)) else type_of(level)
            shown = type_of(level) if isinstance(level, bool) else shown
            raise AnswersError(
                f"{where}.level: must be a whole number from {model.lowest} to {model.highest}, "
                f"not {shown}."
            )
        if not_applicable:
            raise AnswersError(f"{where}: has a level and is not applicable; keep one of the two.")
    return Answer(
        level,
        not_applicable,
        text_of(found.get("evidence", ""), f"{where}.evidence", EVIDENCE_LIMIT),
        moment_of(found.get("updated"), f"{where}.updated"),
    )


def _roles(value: Any, model: CompetencyModel) -> tuple[str, str] | None:
    if value is None:
        return None
    found = mapping_of(value, "roles", ("from", "to"), required=("from", "to"))
    known = [role.id for role in model.roles]
    for end in ("from", "to"):
        refuse_unknown(
            [text_of(found[end], f"roles.{end}", NAME_LIMIT)], known, f"roles.{end}", "role"
        )
    return found["from"], found["to"]


def _settings(
    value: Any, model: CompetencyModel, renamed: Mapping[str, str], version: str | None
) -> PlanRequest:
    older = version is not None and parts(version) < parts(model.version)
    request = request_from_json(value, "settings")
    return fitted(request, model, "settings", renamed=renamed, older=older)


def _progress(value: Any, model: CompetencyModel) -> dict[str, Progress]:
    found = mapping_of(value, "progress")
    refuse_unknown(found, [activity.id for activity in model.activities], "progress", "activity")
    states = get_args(ProgressState)
    result: dict[str, Progress] = {}
    for key, entry in found.items():
        where = f"progress.{key}"
        known = ("state", "date", "evidence", "hours_left")
        fields = mapping_of(entry, where, known, required=("state",))
        if fields["state"] not in states:
            raise AnswersError(f"{where}.state: must be one of {', '.join(states)}.")
        day = fields.get("date")
        result[key] = Progress(
            fields["state"],
            None if day is None else date_of(day, f"{where}.date"),
            text_of(fields.get("evidence", ""), f"{where}.evidence", EVIDENCE_LIMIT),
            _hours_left(fields, f"{where}.hours_left"),
        )
    return result


def _hours_left(fields: Mapping[str, Any], where: str) -> float | None:
    if fields.get("hours_left") is None:
        return None
    hours = number_of(fields["hours_left"], where)
    if hours <= 0 or not float(hours * 4).is_integer():
        raise AnswersError(f"{where}: must be quarter hours above 0, such as 1.5.")
    if fields["state"] != "in_progress":
        raise AnswersError(f"{where}: only an activity in_progress has hours left; take it out.")
    return hours


def _measures(value: Any, model: CompetencyModel) -> dict[str, Measure]:
    found = mapping_of(value, "measures")
    refuse_unknown(found, [activity.id for activity in model.activities], "measures", "activity")
    result: dict[str, Measure] = {}
    for key, entry in found.items():
        where = f"measures.{key}"
        fields = mapping_of(entry, where, ("today", "wanted"))
        texts = (
            text_of(fields.get(name, ""), f"{where}.{name}", MEASURE_LIMIT)
            for name in ("today", "wanted")
        )
        measure = Measure(*texts)
        if not measure.empty:
            result[key] = measure
    return result
