"""Check-ins and evidence as a browser says them, as JSON and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from assess.app.plan import texts as texts_plan
from assess.app.state import texts
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
from assess.text import kept
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
        Entry(**{name: kept(getattr(entry, name)).strip() for name in LIMITS}, date=entry.date)
        for entry in log
    )


def _entry(row: Mapping[str, Any]) -> Entry:
    said = {name: _limited(row.get(name), limit) for name, limit in LIMITS.items()}
    if not said["text"]:
        raise AnswersError(texts.NO_EVIDENCE_TEXT)
    if said["link"] and not is_link(said["link"]):
        raise AnswersError(texts.NO_LINK)
    return Entry(**said, date=typed_day(row["date"]) if row.get("date") else None)


def _limited(value: object, limit: int) -> str:
    text = value if isinstance(value, str) else ""
    if len(text) > limit:
        raise AnswersError(texts.EVIDENCE_TOO_LONG.format(limit=f"{limit:,}"))
    return kept(text).strip()


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
        raise AnswersError(texts.UNKNOWN_CHANGE) from None
    # the clock of the person's machine may be a day before this one's
    if day > today() + timedelta(days=2):
        raise AnswersError(texts_plan.DAY_AHEAD)
    return day


def check_in_of(sent: Any, model: CompetencyModel) -> CheckIn | None:
    """How a week went, as a page says it; None: the check-in is taken out."""
    if sent is None:
        return None
    said = sent if isinstance(sent, Mapping) else {}
    obstacle = one_of(get_args(Obstacle), said.get("obstacle", ""))
    verdict = one_of(get_args(Verdict), said.get("verdict", ""))
    size = one_of(get_args(Size), said.get("size", ""))
    on = said.get("on") or []
    if not isinstance(on, list):
        raise AnswersError(texts.UNKNOWN_CHANGE)
    ids = [key for key in on[:MOST_ON] if isinstance(key, str) and model.has_activity(key)]
    return CheckIn(
        read_day(said.get("day")),
        done=said.get("done") is True,
        hours=hours_of(said.get("hours"), MOST_HOURS, texts_plan.HOURS_OF_A_WEEK),
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


def one_of(known: Sequence[Any], sent: object) -> Any:
    """The one of these values that a browser sent; AnswersError where it is none of them."""
    for value in known:
        if value == sent:
            return value
    raise AnswersError(texts.UNKNOWN_CHANGE)


def hours_of(typed: Any, most: float, otherwise: str) -> float | None:
    """Hours as typed or as stored, None for none; AnswersError where they are above `most`."""
    if typed in (None, ""):
        return None
    hours = typed_number(typed)
    if not 0 <= hours <= most:
        raise AnswersError(otherwise)
    return hours


def _ticks(sent: Any) -> tuple[int, int] | None:
    if sent is None:
        return None
    match sent:
        case [int(done), int(of)] if 0 <= done <= of <= MOST_BOXES:
            return done, of
    raise AnswersError(texts.UNKNOWN_CHANGE)


def _later(sent: Any) -> tuple[str, ...]:
    steps = sent[:MOST_STEPS] if isinstance(sent, list) else []
    return tuple(dict.fromkeys(s for s in steps if isinstance(s, str) and _STEP.fullmatch(s)))


def _text(value: object) -> str:
    text = kept(value).strip() if isinstance(value, str) else ""
    if len(text) > WORDS_LIMIT:
        raise AnswersError(f"A check-in has at most {WORDS_LIMIT} characters here: shorten it.")
    return text


def say_check_in(check_in: CheckIn | None) -> str:
    """A check-in in one line."""
    if check_in is None:
        return texts.NOTHING_MARKED
    parts = [
        "" if check_in.hours is None else words.hours(check_in.hours),
        "" if check_in.ticks is None else texts_plan.TICKED.format(*check_in.ticks),
        OBSTACLES.get(check_in.obstacle, ""),
        check_in.words,
        check_in.worked,
        check_in.shown,
    ]
    return "; ".join(filter(None, parts)) or texts_plan.CHECKED_IN
