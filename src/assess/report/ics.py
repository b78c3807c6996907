"""The plan as calendar entries (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from assess.report.words import joined
from assess.views.plan import ActivityView, AskView, PlanView, QuarterView

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""SEQUENCE counts from here: it must stay below 2³¹."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An all-day entry from `first` to `last`; `key` is the same in every plan of the person."""

    key: str
    first: date
    last: date
    summary: str
    text: str


def plan_ics(view: PlanView, *, model_id: str, owner: str, made: datetime | None = None) -> str:
    """All-day entries for activities, people to ask and review weeks; CRLF lines.

    `made`: the moment of the export (default: now). It is each entry's DTSTAMP, and SEQUENCE counts
    its minutes, so that a calendar takes a later export for the newer version of an entry.
    A UID is a hash of the model, `owner` (the assessment's random id) and what the entry is about:
    it holds nothing about a person, and a new plan moves its entries instead of doubling them.
    Entries don't block time: the hours are to be found inside the weeks.
    """
    from icalendar import Calendar, Event

    moment = made or datetime.now(UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//assess//learning plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", view.title)
    for item in _entries(view):
        key = hashlib.sha256(f"{model_id}/{owner}/{item.key}".encode()).hexdigest()[:32]
        entry = Event()
        entry.add("uid", f"{key}@assess")
        entry.add("dtstamp", moment.astimezone(UTC).replace(microsecond=0))
        entry.add("sequence", max(0, int((moment - _EPOCH).total_seconds() // 60)))
        entry.add("dtstart", item.first)
        entry.add("dtend", item.last + timedelta(days=1))
        entry.add("summary", item.summary)
        entry.add("description", item.text)
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return str(calendar.to_ical().decode("utf-8"))


def _entries(view: PlanView) -> Iterator[_Entry]:
    seen: set[str] = set()
    for quarter in view.quarters:
        for ask in quarter.asks:
            # asked again in a later quarter: an entry of its own
            yield _ask(ask, f"ask/{ask.person}/{quarter.number}")
        for item in _activities(quarter):
            if item.id not in seen and item.state not in ("done", "dropped"):
                seen.add(item.id)
                yield from _activity(item)
        if quarter.review_day is not None:
            yield _Entry(
                f"review/{quarter.number}",
                quarter.review_day,
                quarter.review_day + timedelta(days=6),
                "Look back and show a result",
                quarter.review,
            )


def _activities(quarter: QuarterView) -> Iterator[ActivityView]:
    for subject in quarter.subjects:
        yield from subject.activities
    yield from quarter.preparing


def _ask(ask: AskView, key: str) -> _Entry:
    text = [f"For {joined([f'“{title}”' for title in ask.for_what])}."]
    text += [ask.draft] if ask.draft else []
    return _Entry(
        key, ask.day, ask.day + timedelta(days=6), f"{ask.verb} {ask.name}", "\n".join(text)
    )


def _activity(item: ActivityView) -> Iterator[_Entry]:
    if item.first_day is None or item.last_day is None:
        return
    text = [f"{item.hours} (an estimate).", *item.steps]
    text += [item.note] if item.note else []
    text += [f"Leads to: {'; '.join(item.leads_to)}"] if item.leads_to else []
    text += [f"What to count: {item.measure}"] if item.measure else []
    text += [f"What to keep as proof: {item.evidence}"] if item.evidence else []
    # the activity alone is the key, as in the calendars that version 0.1 wrote
    yield _Entry(item.id, item.first_day, item.last_day, item.title, "\n".join(text))
