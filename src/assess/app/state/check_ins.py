"""Check-ins and evidence as a browser says them, as JSON and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from assess.app.plan import texts as texts_plan
from assess.app.state import texts
from assess.app.state import texts as texts_visit
from assess.clock import today
from assess.domain.model import CompetencyModel
from assess.domain.progress import (
    MOST_HOURS,
    MOST_STEPS,
    WORDS_LIMIT,
    CheckIn,
    Obstacle,
    Size,
    Verdict,
)
from assess.domain.rating import LIMITS, MOST_ENTRIES, TOO_MUCH, Entry, is_link, joined, too_much
from assess.errors import AnswersError
from assess.report import words
from assess.report.words import entry_text
from assess.typed import typed_day, typed_number
from assess.views.check_in import OBSTACLES


def log_of(sent: Any) -> tuple[Entry, ...] | None:
    """The entries that a page says; None where there are none. AnswersError for what isn't one.

    What is there twice is kept once: an entry is known by what it says.
    """
    rows = sent if isinstance(sent, list) else []
    if len(rows) > MOST_ENTRIES:
        raise AnswersError(TOO_MUCH)
    log = joined([[_entry(row) for row in rows if isinstance(row, Mapping)]])
    if too_much(log):
        raise AnswersError(TOO_MUCH)
    return log or None


def tidy(log: Sequence[Entry]) -> tuple[Entry, ...]:
    """Stored entries as `log_of` reads them, to be compared with what a page says."""
    return tuple(
        Entry(**{name: _clean(getattr(entry, name)) for name in LIMITS}, date=entry.date)
        for entry in log
    )


def _entry(row: Mapping[str, Any]) -> Entry:
    said = {name: _limited(row.get(name), limit) for name, limit in LIMITS.items()}
    if not said["text"]:
        raise AnswersError(texts.NO_EVIDENCE_TEXT)
    if said["link"] and not is_link(said["link"]):
        raise AnswersError(texts.NO_LINK)
    return Entry(**said, date=_day(row.get("date")))


def _limited(value: object, limit: int) -> str:
    text = value if isinstance(value, str) else ""
    if len(text) > limit:
        raise AnswersError(texts.EVIDENCE_TOO_LONG.format(limit=f"{limit:,}"))
    return _clean(text)


def _clean(text: str) -> str:
    clean = text.replace("\r\n", "\n").replace("\0", "").strip()
    return clean.encode("utf-8", "replace").decode("utf-8")


def _day(value: object) -> date | None:
    return typed_day(value) if value else None


def say_log(log: tuple[Entry, ...] | None) -> str:
    """A log in words, an entry a paragraph."""
    return "\n\n".join(map(entry_text, log)) if log else texts.NO_EVIDENCE


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
