"""Parsed JSON → Assessment: every key, id, level, text and date is checked."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from assess.answers import EVIDENCE_LIMIT, Answer, Assessment, Progress, ProgressState, Settings
from assess.answers_migrate import carry_over, check_version
from assess.errors import AnswersError
from assess.model import CompetencyModel
from assess.suggest import did_you_mean, short

SCHEMA_VERSION = 1
NAME_LIMIT = 200
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
    "confirm",
)
_SETTINGS = ("hours_per_week", "weeks", "start", "focus", "excluded", "pinned", "weeks_off")
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?\Z"
)
_BAD = re.compile("[\x00\ud800-\udfff]")


def assessment_from_json(data: Any, model: CompetencyModel) -> Assessment:
    """The assessment in parsed JSON, brought to the model's version.

    `confirm` names what was carried over from an older model and waits for a yes.
    Raises AnswersError with one sentence.
    """
    top = _mapping(data, "the file", _KEYS, required=("schema_version", "model", "answers"))
    _schema_version(top["schema_version"])
    if top.get("kind", "assessment") != "assessment":
        raise AnswersError(
            f"kind: {_say(top['kind'])} can't be read here; an assessment is needed."
        )
    version = _model_version(top["model"], model)
    answers = {
        _key(key, "answers"): _answer(value, f"answers.{key}", model)
        for key, value in _mapping(top["answers"], "answers").items()
    }
    focus_ids, answers, confirm = carry_over(answers, version, model)
    named = _ids(top.get("confirm", []), "confirm")
    named = tuple(focus_ids.get(item, item) for item in named)
    _known(named, [c.id for c in model.competencies], "confirm", "competency")
    return Assessment(
        model_id=model.id,
        model_version=model.version,
        answers={key: answer for key, answer in answers.items() if not answer.empty},
        id=_optional_text(top, "id"),
        revision=_whole(top.get("revision", 0), "revision", 0, 2**53),
        person=_optional_text(top, "person") or "",
        rater=_optional_text(top, "rater") or "self",
        updated=_moment(top.get("updated"), "updated"),
        roles=_roles(top.get("roles"), model),
        settings=_settings(top.get("settings", {}), model, focus_ids),
        progress=_progress(top.get("progress", {}), model),
        confirm=tuple(item for item in dict.fromkeys((*named, *confirm)) if item in answers),
    )


def _say(value: object) -> str:
    return f"'{short(value)}'"


def _mapping(
    value: Any, where: str, keys: Iterable[str] = (), required: Iterable[str] = ()
) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise AnswersError(f"{where}: must be an object in braces {{…}}, not {_type(value)}.")
    known = list(keys)
    for key in value:
        if known and key not in known:
            hint = did_you_mean(key, known, "take it out.")
            raise AnswersError(f"{where}: unknown key {_say(key)}{hint}")
    for key in required:
        if key not in value:
            raise AnswersError(f"{where}: '{key}' is missing; add it.")
    return value


def _type(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "an object"


def _text(value: Any, where: str, limit: int) -> str:
    if not isinstance(value, str):
        raise AnswersError(f"{where}: must be text in quotes, not {_type(value)}.")
    if len(value) > limit:
        raise AnswersError(
            f"{where}: is {len(value):,} characters long, at most {limit:,} are allowed; "
            "shorten it."
        )
    if _BAD.search(value):
        raise AnswersError(f"{where}: holds a character that no text can hold; delete it.")
    return value


def _key(value: str, where: str) -> str:
    return _text(value, f"{where}: a key", NAME_LIMIT)


def _optional_text(top: Mapping[str, Any], key: str) -> str | None:
    value = top.get(key)
    return None if value is None else _text(value, key, NAME_LIMIT)


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise AnswersError(f"{where}: must be a number, not {_type(value)}.")
    if not math.isfinite(value) if isinstance(value, float) else abs(value) > 10**15:
        raise AnswersError(f"{where}: must be a finite number of ordinary size.")
    return value


def _whole(value: Any, where: str, lowest: int, highest: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise AnswersError(f"{where}: must be a whole number, not {_plain(value)}.")
    if not lowest <= value <= highest:
        raise AnswersError(f"{where}: must be a whole number from {lowest} to {highest}.")
    return value


def _plain(value: object) -> str:
    return f"{value}" if isinstance(value, float) else _type(value)


def _moment(value: Any, where: str) -> str | None:
    if value is None:
        return None
    text = _text(value, where, NAME_LIMIT)
    if not _MOMENT.match(text) or not _is_date(text[:10]):
        raise AnswersError(f"{where}: {_say(text)} is no moment; write it as 2026-11-22T10:00:00Z.")
    return text


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _date(value: Any, where: str) -> date:
    text = _text(value, where, NAME_LIMIT)
    if not _is_date(text):
        raise AnswersError(f"{where}: {_say(text)} is no date; write it as 2026-11-30.")
    return date.fromisoformat(text)


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise AnswersError(f"{where}: must be a list in brackets […], not {_type(value)}.")
    return value


def _ids(value: Any, where: str) -> tuple[str, ...]:
    found = tuple(
        _text(item, f"{where}[{i}]", NAME_LIMIT) for i, item in enumerate(_list(value, where))
    )
    return tuple(dict.fromkeys(found))


def _known(ids: Iterable[str], known: Iterable[str], where: str, what: str) -> None:
    known = list(known)
    for item in ids:
        if item not in known:
            hint = did_you_mean(item, known, "it can't be used.")
            raise AnswersError(f"{where}: the model has no {what} {_say(item)}{hint}")


def _schema_version(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise AnswersError("schema_version: must be the number 1.")
    if value > SCHEMA_VERSION:
        raise AnswersError(
            f"schema_version: this file ({short(value, 20)}) was written by a newer assess; "
            "update assess to read it."
        )


def _model_version(value: Any, model: CompetencyModel) -> str | None:
    found = _mapping(value, "model", ("id", "version"), required=("id",))
    model_id = _text(found["id"], "model.id", NAME_LIMIT)
    if model_id != model.id:
        raise AnswersError(
            f"model.id: the file belongs to the model {_say(model_id)}, this is '{model.id}'; "
            "open it with its own model."
        )
    if found.get("version") is None:
        return None
    version = _text(found["version"], "model.version", NAME_LIMIT)
    check_version(version, model)
    return version


def _answer(value: Any, where: str, model: CompetencyModel) -> Answer:
    found = _mapping(value, where, ("level", "not_applicable", "evidence", "updated"))
    not_applicable = found.get("not_applicable", False)
    if not isinstance(not_applicable, bool):
        raise AnswersError(
            f"{where}.not_applicable: must be true or false, not {_type(not_applicable)}."
        )
    level = found.get("level")
    if level is not None:
        if isinstance(level, bool) or not isinstance(level, int) or not model.on_scale(level):
            shown = short(level, 20) if isinstance(level, (int, float)) else _type(level)
            shown = _type(level) if isinstance(level, bool) else shown
            raise AnswersError(
                f"{where}.level: must be a whole number from {model.lowest} to {model.highest}, "
                f"not {shown}."
            )
        if not_applicable:
            raise AnswersError(f"{where}: has a level and is not applicable; keep one of the two.")
    return Answer(
        level,
        not_applicable,
        _text(found.get("evidence", ""), f"{where}.evidence", EVIDENCE_LIMIT),
        _moment(found.get("updated"), f"{where}.updated"),
    )


def _roles(value: Any, model: CompetencyModel) -> tuple[str, str] | None:
    if value is None:
        return None
    found = _mapping(value, "roles", ("from", "to"), required=("from", "to"))
    known = [role.id for role in model.roles]
    for end in ("from", "to"):
        _known([_text(found[end], f"roles.{end}", NAME_LIMIT)], known, f"roles.{end}", "role")
    return found["from"], found["to"]


def _settings(value: Any, model: CompetencyModel, renamed: Mapping[str, str]) -> Settings:
    found = _mapping(value, "settings", _SETTINGS)
    activities = [activity.id for activity in model.activities]
    lists = {key: _ids(found.get(key, []), f"settings.{key}") for key in ("excluded", "pinned")}
    for key, ids in lists.items():
        _known(ids, activities, f"settings.{key}", "activity")
    focus: dict[str, float] = {}
    for key, weight in _mapping(found.get("focus", {}), "settings.focus").items():
        competency = renamed.get(key, key)
        where = f"settings.focus.{key}"
        _known([competency], [c.id for c in model.competencies], where, "competency")
        number = _number(weight, where)
        if number < 0:
            raise AnswersError(f"{where}: must be 0 or more.")
        focus[competency] = max(number, focus.get(competency, 0))
    hours, weeks, start = (found.get(key) for key in ("hours_per_week", "weeks", "start"))
    if hours is not None and _number(hours, "settings.hours_per_week") < 0:
        raise AnswersError("settings.hours_per_week: must be 0 or more.")
    return Settings(
        hours_per_week=hours,
        weeks=None if weeks is None else _whole(weeks, "settings.weeks", 0, 520),
        start=None if start is None else _date(start, "settings.start"),
        focus=focus,
        excluded=lists["excluded"],
        pinned=lists["pinned"],
        weeks_off=tuple(
            _date(day, f"settings.weeks_off[{i}]")
            for i, day in enumerate(_list(found.get("weeks_off", []), "settings.weeks_off"))
        ),
    )


def _progress(value: Any, model: CompetencyModel) -> dict[str, Progress]:
    found = _mapping(value, "progress")
    _known(found, [activity.id for activity in model.activities], "progress", "activity")
    states = get_args(ProgressState)
    result: dict[str, Progress] = {}
    for key, entry in found.items():
        where = f"progress.{key}"
        fields = _mapping(entry, where, ("state", "date", "evidence"), required=("state",))
        if fields["state"] not in states:
            raise AnswersError(f"{where}.state: must be one of {', '.join(states)}.")
        day = fields.get("date")
        result[key] = Progress(
            fields["state"],
            None if day is None else _date(day, f"{where}.date"),
            _text(fields.get("evidence", ""), f"{where}.evidence", EVIDENCE_LIMIT),
        )
    return result
