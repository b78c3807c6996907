"""Parsed JSON → Plan: every key, type and number is checked, the first mistake is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import isfinite
from typing import Any, get_args

from assess.errors import PlanError
from assess.model import KINDS, CompetencyModel
from assess.planning.plan import LevelChange, Plan, PlannedActivity, PlannedState, PlanSettings
from assess.planning.request import MOST_WEEKS
from assess.suggest import short

SCHEMA_VERSION = 1
TEXT_LIMIT = 10_000
_REQUIRED = (
    "schema_version",
    "kind",
    "model",
    "role",
    "settings",
    "value",
    "bound",
    "gap",
    "optimal",
    "hours",
    "activities",
    "levels",
    "not_planned",
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_WEEK = re.compile(r"[1-9]\d{0,2}\Z")


def plan_from_json(data: Any) -> Plan:
    """The plan in parsed JSON; PlanError names the place of the first mistake.

    The model isn't asked: whether its ids still exist is for the caller to decide.
    """
    if isinstance(data, dict) and data.get("kind", "plan") != "plan":
        raise PlanError(f"kind: {_short(data['kind'])} can't be read here; a plan is needed.")
    top = _mapping(data, "the file", _REQUIRED, ("message",))
    if top["schema_version"] != SCHEMA_VERSION or isinstance(top["schema_version"], bool):
        raise PlanError(
            f"schema_version: {_short(top['schema_version'])} can't be read here, only "
            f"{SCHEMA_VERSION}; a newer file needs a newer assess."
        )
    model = _mapping(top["model"], "model", ("id", "version"))
    activities = tuple(
        _activity(item, f"activities[{place}]")
        for place, item in enumerate(_list(top["activities"], "activities"))
    )
    seen: set[str] = set()
    for item in activities:
        if item.id in seen:
            raise PlanError(f"activities: {_short(item.id)} is planned twice; keep one of them.")
        seen.add(item.id)
    settings = _settings(top["settings"])
    for item in activities:
        if item.last_week > settings.weeks:
            raise PlanError(f"activities: {_short(item.id)} ends after week {settings.weeks}.")
    levels = {
        _text(key, "levels"): _level_change(change, f"levels.{short(key)}")
        for key, change in _mapping(top["levels"], "levels").items()
    }
    if not isinstance(top["optimal"], bool):
        raise PlanError("optimal: write true or false.")
    return Plan(
        model_id=_text(model["id"], "model.id"),
        model_version=_text(model["version"], "model.version"),
        role_id=_text(top["role"], "role"),
        settings=settings,
        value=_number(top["value"], "value"),
        bound=_number(top["bound"], "bound"),
        gap=_number(top["gap"], "gap"),
        optimal=top["optimal"],
        hours=_number(top["hours"], "hours"),
        activities=activities,
        levels=levels,
        not_planned={
            _text(key, "not_planned"): _text(reason, f"not_planned.{short(key)}")
            for key, reason in _mapping(top["not_planned"], "not_planned").items()
        },
        message=_text(top.get("message", ""), "message"),
    )


def unknown_in(plan: Plan, model: CompetencyModel) -> str:
    """The first thing that a plan names and a model doesn't have, in words; "" where none is."""
    if not model.has_role(plan.role_id):
        return f"role {_short(plan.role_id)}"
    settings = plan.settings
    for key in (*plan.ids, *settings.excluded, *settings.pinned):
        if not model.has_activity(key):
            return f"activity {_short(key)}"
    raised = [key for item in plan.activities for key in item.raises]
    for key in (*plan.levels, *plan.not_planned, *settings.focus, *raised):
        if not model.has_competency(key):
            return f"competency {_short(key)}"
    ends = [level for item in plan.activities for level in item.raises.values()]
    ends += [n for item in plan.levels.values() for n in (item.start, item.end, item.target)]
    return next((f"level {_short(level)}" for level in ends if not model.on_scale(level)), "")


def _settings(data: Any) -> PlanSettings:
    optional = ("focus", "excluded", "pinned", "weeks_off")
    found = _mapping(data, "settings", ("hours_per_week", "weeks", "start"), optional)
    focus = _mapping(found.get("focus", {}), "settings.focus")
    weeks, start = _whole(found["weeks"], "settings.weeks"), _date(found["start"], "settings.start")
    if not 1 <= weeks <= MOST_WEEKS:
        raise PlanError(f"settings.weeks: must be from 1 to {MOST_WEEKS}, not {_short(weeks)}.")
    if start > date.max - timedelta(weeks=weeks):
        raise PlanError("settings.start: the weeks go past the end of the calendar.")
    days = _list(found.get("weeks_off", []), "settings.weeks_off")
    return PlanSettings(
        hours_per_week=_number(found["hours_per_week"], "settings.hours_per_week"),
        weeks=weeks,
        start=start,
        focus={key: _number(value, f"settings.focus.{short(key)}") for key, value in focus.items()},
        excluded=_ids(found, "excluded"),
        pinned=_ids(found, "pinned"),
        weeks_off=tuple(_date(day, "settings.weeks_off") for day in days),
    )


def _ids(settings: Mapping[str, Any], key: str) -> tuple[str, ...]:
    where = f"settings.{key}"
    return tuple(_text(item, where) for item in _list(settings.get(key, []), where))


def _activity(data: Any, where: str) -> PlannedActivity:
    required = ("id", "hours", "kind", "weeks", "raises")
    found = _mapping(data, where, required, ("because", "without", "state"))
    state = found.get("state", "planned")
    if state not in get_args(PlannedState):
        raise PlanError(f"{where}.state: {_short(state)} isn't planned or in_progress.")
    if found["kind"] not in KINDS:
        raise PlanError(f"{where}.kind: {_short(found['kind'])} isn't one of {', '.join(KINDS)}.")
    weeks = {}
    for key, hours in _mapping(found["weeks"], f"{where}.weeks").items():
        if not _WEEK.match(key):
            raise PlanError(f"{where}.weeks: {_short(key)} isn't a week; weeks count from 1.")
        weeks[int(key)] = _number(hours, f"{where}.weeks.{key}")
    if not weeks:
        raise PlanError(f"{where}.weeks: an activity needs at least one week.")
    raises = _mapping(found["raises"], f"{where}.raises")
    without = found.get("without")
    return PlannedActivity(
        id=_text(found["id"], f"{where}.id"),
        hours=_number(found["hours"], f"{where}.hours"),
        kind=found["kind"],
        weeks=dict(sorted(weeks.items())),
        raises={
            key: _whole(level, f"{where}.raises.{short(key)}") for key, level in raises.items()
        },
        because=_text(found.get("because", ""), f"{where}.because"),
        without=None if without is None else _text(without, f"{where}.without"),
        state=state,
    )


def _level_change(data: Any, where: str) -> LevelChange:
    found = _mapping(data, where, ("from", "to", "target"))
    start, end, target = (_whole(found[key], f"{where}.{key}") for key in ("from", "to", "target"))
    return LevelChange(start, end, target)


def _mapping(
    data: Any, where: str, required: Iterable[str] = (), optional: Iterable[str] = ()
) -> Mapping[str, Any]:
    """A JSON object; where `required` is given, with these keys, and besides only `optional`."""
    if not isinstance(data, dict):
        raise PlanError(f"{where}: an object in braces is needed here.")
    known = (*required, *optional)
    for key in required:
        if key not in data:
            raise PlanError(f"{where}: the key '{key}' is missing.")
    for key in data:
        if not isinstance(key, str) or (known and key not in known):
            raise PlanError(f"{where}: the key {_short(key)} isn't known; take it out.")
    return data


def _list(data: Any, where: str) -> list[Any]:
    if not isinstance(data, list):
        raise PlanError(f"{where}: a list in brackets is needed here.")
    return data


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise PlanError(f"{where}: a text in quotes is needed here, not {_short(value)}.")
    if len(value) > TEXT_LIMIT:
        raise PlanError(f"{where}: the text is longer than {TEXT_LIMIT:,} characters.")
    return value


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PlanError(f"{where}: a number is needed here, not {_short(value)}.")
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if not isfinite(number) or number < 0:
        raise PlanError(f"{where}: a number of at least 0 is needed here, not {_short(value)}.")
    return number


def _whole(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise PlanError(f"{where}: a whole number is needed here, not {_short(value)}.")
    return value


def _date(value: Any, where: str) -> date:
    if isinstance(value, str) and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PlanError(f"{where}: a date such as 2026-11-30 is needed here, not {_short(value)}.")


def _short(value: object) -> str:
    return f"'{short(value)}'"
