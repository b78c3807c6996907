"""A competency's evidence as a page says it, and as a sentence says it to the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assess.app.state import texts
from assess.domain.rating.evidence import (
    LIMITS,
    MOST_ENTRIES,
    TOO_MUCH,
    Entry,
    is_link,
    joined,
    too_much,
)
from assess.errors import AnswersError
from assess.report.words import entry_text
from assess.typed import typed_day


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
