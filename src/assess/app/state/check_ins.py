"""A check-in as a browser says it, as JSON and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, get_args

from assess.app.plan import texts as texts_plan
from assess.app.state import texts as texts_visit
from assess.clock import today
from assess.domain.model import CompetencyModel
from assess.domain.progress.check_in import (
    MOST_HOURS,
    WORDS_LIMIT,
    CheckIn,
    Obstacle,
    Size,
    Verdict,
)
from assess.domain.progress.progress import MOST_STEPS
from assess.errors import AnswersError
from assess.report import words
from assess.typed import typed_number
from assess.views.week.check_in import OBSTACLES

_STEP = re.compile(r"[a-z0-9-]{1,200}/\d{1,3}", re.ASCII)
MOST_ON = 100
"""Activities that the hours of one week went into."""

MOST_BOXES = 9999
"""Tick boxes of one quarter."""


def read_day(sent: object) -> date:
    """A day as a browser writes it; AnswersError (a sentence) for anything else."""
    try:
        day = date.fromisoformat(str(sent))
    except ValueError:
        raise AnswersError(texts_visit.UNKNOWN_CHANGE) from None
    # the clock of the person's machine may be a day before this one's
    if day > today() + timedelta(days=2):
        raise AnswersError(texts_plan.DAY_AHEAD)
    return day


def check_in_of(sent: Any, model: CompetencyModel) -> CheckIn | None:
    """How a week went, as a page says it; None: the check-in is taken out."""
    if sent is None:
        return None
    said = sent if isinstance(sent, Mapping) else {}
    obstacle = next((one for one in get_args(Obstacle) if one == said.get("obstacle", "")), None)
    verdict = next((one for one in get_args(Verdict) if one == said.get("verdict", "")), None)
    size = next((one for one in get_args(Size) if one == said.get("size", "")), None)
    on = said.get("on") or []
    if obstacle is None or verdict is None or size is None or not isinstance(on, list):
        raise AnswersError(texts_visit.UNKNOWN_CHANGE)
    ids = [key for key in on[:MOST_ON] if isinstance(key, str) and model.has_activity(key)]
    return CheckIn(
        read_day(said.get("day")),
        done=said.get("done") is True,
        hours=_hours(said.get("hours")),
        on=tuple(dict.fromkeys(ids)),
        obstacle=obstacle,
        words=_text(said.get("words")),
        verdict=verdict,
        size=size,
        ticks=_ticks(said.get("ticks")),
        later=_later(said.get("later")),
        worked=_text(said.get("worked")),
        shown=_text(said.get("shown")),
    )


def _hours(typed: Any) -> float | None:
    if typed in (None, ""):
        return None
    hours = typed_number(typed)
    if not 0 <= hours <= MOST_HOURS:
        raise AnswersError(texts_plan.HOURS_OF_A_WEEK)
    return hours


def _ticks(sent: Any) -> tuple[int, int] | None:
    if sent is None:
        return None
    match sent:
        case [int(done), int(of)] if 0 <= done <= of <= MOST_BOXES:
            return done, of
    raise AnswersError(texts_visit.UNKNOWN_CHANGE)


def _later(sent: Any) -> tuple[str, ...]:
    steps = sent[:MOST_STEPS] if isinstance(sent, list) else []
    return tuple(dict.fromkeys(s for s in steps if isinstance(s, str) and _STEP.fullmatch(s)))


def _text(value: object) -> str:
    text = value.replace("\r\n", "\n").replace("\0", "").strip() if isinstance(value, str) else ""
    if len(text) > WORDS_LIMIT:
        raise AnswersError(f"A check-in has at most {WORDS_LIMIT} characters here: shorten it.")
    return text.encode("utf-8", "replace").decode("utf-8")


def check_in_json(check_in: CheckIn | None) -> dict[str, Any] | None:
    """A check-in as `check_in_of` reads it."""
    if check_in is None:
        return None
    return {
        "day": check_in.day.isoformat(),
        "done": check_in.done,
        "hours": check_in.hours,
        "on": list(check_in.on),
        "obstacle": check_in.obstacle,
        "words": check_in.words,
        "verdict": check_in.verdict,
        "size": check_in.size,
        "ticks": None if check_in.ticks is None else list(check_in.ticks),
        "later": list(check_in.later),
        "worked": check_in.worked,
        "shown": check_in.shown,
    }


def say_check_in(check_in: CheckIn | None) -> str:
    """A check-in in one line."""
    if check_in is None:
        return texts_visit.NOTHING_MARKED
    parts = [
        "" if check_in.hours is None else words.hours(check_in.hours),
        "" if check_in.ticks is None else texts_plan.TICKED.format(*check_in.ticks),
        OBSTACLES.get(check_in.obstacle, ""),
        check_in.words,
        check_in.worked,
        check_in.shown,
    ]
    return "; ".join(filter(None, parts)) or texts_plan.CHECKED_IN
