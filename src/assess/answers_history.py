"""Parsed JSON → snapshots of earlier states: order, ids, levels and their number are checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assess.answers import HISTORY_LIMIT, Snapshot
from assess.answers_migrate import carry_level
from assess.errors import AnswersError
from assess.json_values import (
    NAME_LIMIT,
    ids_of,
    key_of,
    list_of,
    mapping_of,
    refuse_unknown,
    say,
    text_of,
    whole_of,
)
from assess.model import CompetencyModel
from assess.suggest import short

_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)


def history_from_json(
    value: Any, model: CompetencyModel, renamed: Mapping[str, str]
) -> tuple[Snapshot, ...]:
    """The `history` of an assessment file under the model's ids, oldest first.

    `renamed`: old competency id → the model's. Raises AnswersError with one sentence.
    """
    items = list_of(value, "history")
    if len(items) > HISTORY_LIMIT:
        raise AnswersError(
            f"history: holds {len(items):,} earlier states, at most {HISTORY_LIMIT} are allowed; "
            "take the oldest out."
        )
    found: list[Snapshot] = []
    for number, item in enumerate(items):
        snapshot = _snapshot(item, f"history[{number}]", model, renamed)
        if found and snapshot.at <= found[-1].at:
            raise AnswersError(
                f"history[{number}].at: isn't later than the one before; put the oldest first."
            )
        found.append(snapshot)
    return tuple(found)


def _snapshot(
    value: Any, where: str, model: CompetencyModel, renamed: Mapping[str, str]
) -> Snapshot:
    data = mapping_of(value, where, ("at", "levels", "not_applicable"), ("at", "levels"))
    levels = {
        key_of(key, f"{where}.levels"): whole_of(
            level, f"{where}.levels.{short(key)}", model.lowest, model.highest
        )
        for key, level in mapping_of(data["levels"], f"{where}.levels").items()
    }
    away = ids_of(data.get("not_applicable", []), f"{where}.not_applicable")
    for key in away:
        if key in levels:
            raise AnswersError(f"{where}: {say(key)} has a level and is not applicable; keep one.")
    known = [*(item.id for item in model.competencies), *renamed]
    refuse_unknown((*levels, *away), known, where, "competency")
    return Snapshot(_utc(data["at"], f"{where}.at"), *carry_level(levels, away, renamed))


def _utc(value: Any, where: str) -> str:
    text = text_of(value, where, NAME_LIMIT)
    try:
        datetime.fromisoformat(text)
    except ValueError:
        text = ""
    if not _UTC.match(text):
        raise AnswersError(
            f"{where}: {say(value)} is no moment in UTC; write it as 2026-11-22T10:00:00Z."
        )
    return text
