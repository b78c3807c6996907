"""The plan as calendar entries (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from assess.clock import here, present, zone
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.progress.routine import Routine
from assess.errors import PlanError
from assess.planning.plan import Plan
from assess.report.files.entries import Entry, entries_of
from assess.report.files.zones import time_zone
from assess.views.plan import PlanView
from assess.views.plan_words import plan_view

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Todo

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""SEQUENCE counts from here: it must stay below 2³¹."""

ALARM_MINUTES = 10
"""So long before a block of time its alarm comes."""

NOTHING = "There is nothing in this plan to put into a calendar."


def plan_calendar(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    made: datetime | None = None,
    *,
    before: Iterable[Plan] = (),
    todos: bool = False,
) -> str:
    """Write a plan as a calendar, in blocks of time where the person's routine says when.

    Args:
        made: the moment of the export (default: now).
        before: earlier plans besides those that the assessment keeps, oldest first. What they had
            and this one hasn't is cancelled.
        todos: write a list of to-dos instead, for programs that know them.

    Raises:
        PlanError: nothing is left to write (a sentence).
    """
    from assess.formats.known import unknown_in
    from assess.formats.plan import OldPlan, plan_from_json

    shown = {key: item for key, item in assessment.progress.items() if item.state != "dropped"}
    undropped = replace(assessment, progress=shown)
    earlier = [plan_view(model, undropped, plan)]
    known: list[Plan | OldPlan] = []
    for kept in assessment.plans:
        with suppress(PlanError):
            known.append(plan_from_json(dict(kept.plan)))
    for old in reversed([*known, *before]):
        if isinstance(old, Plan) and old.model_id == model.id and not unknown_in(old, model):
            earlier.append(plan_view(model, undropped, old))
    view = plan_view(model, assessment, plan)
    owner = assessment.id or assessment.content_id
    return plan_ics(
        view,
        model_id=model.id,
        owner=owner,
        made=made,
        earlier=tuple(earlier),
        routine=assessment.settings.routine,
        todos=todos,
    )


def plan_ics(
    view: PlanView,
    *,
    model_id: str,
    owner: str,
    made: datetime | None = None,
    earlier: Iterable[PlanView] = (),
    routine: Routine | None = None,
    todos: bool = False,
) -> str:
    """Write what a plan says as iCalendar text with CRLF lines.

    A UID is a hash of the model, `owner` (the assessment's random id) and what the entry is about:
    it holds nothing about a person, and a new plan moves its entries instead of doubling them.
    `made` is each entry's DTSTAMP, and SEQUENCE counts its minutes, so that a calendar takes a
    later export for the newer version of an entry. `earlier`: plans that may be in the calendar
    already, newest first. What is still to come there and isn't in `view` any more is cancelled.
    Which program understands what: docs/decisions/0015. PlanError (a sentence) without any entry.
    """
    moment = made or present()
    entries = {item.key: item for item in entries_of(view, routine)}
    cancelled = {
        item.key: item
        for before in reversed(tuple(earlier))
        for item in entries_of(before, routine, finished=True)
        if item.key not in entries and item.day >= here(moment).date()
    }
    if not entries and not cancelled:
        raise PlanError(view.message or NOTHING)
    place = zone()
    calendar = _calendar(view.title)
    timed = [item.day for item in (*entries.values(), *cancelled.values()) if item.minutes]
    if timed and place is not None and not todos:
        calendar.add_component(time_zone(place, min(timed), max(timed)))
    for item in (*entries.values(), *cancelled.values()):
        if todos and not item.todo:
            continue
        name = f"todo/{item.key}" if todos else item.key
        uid = hashlib.sha256(f"{model_id}/{owner}/{name}".encode()).hexdigest()[:32]
        part = (_todo if todos else _event)(item, routine, place, gone=item.key in cancelled)
        part.add("uid", f"{uid}@assess")
        part.add("dtstamp", moment.astimezone(UTC).replace(microsecond=0))
        part.add("last-modified", moment.astimezone(UTC).replace(microsecond=0))
        part.add("sequence", max(0, int((moment - _EPOCH).total_seconds() // 60)))
        part.add("description", item.text)
        calendar.add_component(part)
    return str(calendar.to_ical().decode("utf-8"))


def _calendar(title: str) -> Calendar:
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", "-//assess//learning plan//EN")
    found.add("version", "2.0")
    # several entries in one file: as a request Apple refuses them, and Outlook wants to answer it
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", title)
    return found


def _event(item: Entry, routine: Routine | None, place: ZoneInfo | None, *, gone: bool) -> Event:
    from icalendar import Alarm, Event

    part = Event()
    # in words too: some calendars show what is cancelled like anything else
    part.add("status", "CANCELLED" if gone else "CONFIRMED")
    part.add("summary", f"Cancelled: {item.summary}" if gone else item.summary)
    if item.minutes is None or routine is None:
        part.add("dtstart", item.day)
        part.add("dtend", item.day + timedelta(days=1))
        part.add("transp", "TRANSPARENT")
        return part
    start = datetime.combine(item.day, time.fromisoformat(routine.time))
    end = start + timedelta(minutes=item.minutes)
    for name, at in (("dtstart", start), ("dtend", end)):
        # without a known zone in UTC: no entry repeats, so that no change of the clock moves it
        part.add(name, at.astimezone(UTC) if place is None else at.replace(tzinfo=place))
    part.add("transp", "TRANSPARENT" if gone else "OPAQUE")
    if not gone:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", item.summary)
        alarm.add("trigger", -timedelta(minutes=ALARM_MINUTES))
        part.add_component(alarm)
    return part


def _todo(item: Entry, _routine: object, _place: object, *, gone: bool) -> Todo:
    from icalendar import Todo

    part = Todo()
    part.add("status", "CANCELLED" if gone else "NEEDS-ACTION")
    part.add("summary", item.summary)
    part.add("due", item.day)
    return part
