"""The plan as a calendar's entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from assess.clock import here, present, zone
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.progress import MOST_MINUTES, Routine
from assess.domain.situation import SHOWING
from assess.errors import PlanError
from assess.planning.plan import Plan
from assess.planning.wording import listed
from assess.report.files.zones import time_zone
from assess.views.plan import ActivityView, AskView, PlanView, QuarterView, WeekView, WorkView
from assess.views.plan_words import plan_view

if TYPE_CHECKING:
    from icalendar import Event, Todo


REVIEW_MINUTES = 60
"""How long looking back takes where the routine doesn't say how long a block is."""
_FRIDAY = 4
_DEFAULT = Routine()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry on one day; `key` is the same in every plan of the person.

    `minutes`: how long it takes, from the routine's time on; None: it lies over the whole day.
    `todo`: something that is done by that day, rather than on it.
    """

    key: str
    day: date
    summary: str
    text: str
    minutes: int | None = None
    todo: bool = False


def entries_of(view: PlanView, routine: Routine | None, *, finished: bool = False) -> list[Entry]:
    """Return the entries of a plan, each key once.

    Args:
        routine: when the person works on the plan. With a weekday and a time a week's work is a
            block of time; else it lies over a day: the routine's, or the week's first.
        finished: with the work of activities that are done or dropped, and with whom was asked.
    """
    found: dict[str, Entry] = {}
    for quarter in view.quarters:
        for entry in _quarter(quarter, routine or _DEFAULT, finished=finished):
            found.setdefault(entry.key, entry)
    return list(found.values())


def _quarter(quarter: QuarterView, routine: Routine, *, finished: bool) -> Iterator[Entry]:
    activities = [item for subject in quarter.subjects for item in subject.activities]
    activities += quarter.preparing
    over = set() if finished else {item.id for item in activities if _over(item)}
    for ask in quarter.asks:
        # asked again in a later quarter: an entry of its own
        if finished or ask.asked is None:
            yield _ask(ask, f"ask/{ask.person}/{quarter.number}", routine)
    for week in quarter.weeks:
        work = [item for item in week.work if item.id not in over]
        if work:
            yield _block(week, work, routine)
    for item in activities:
        if not _over(item) and item.last_day is not None:
            yield _end(item, item.last_day, routine)
    if quarter.review_day is not None:
        yield from _review(quarter, quarter.review_day, routine)


def _over(item: ActivityView) -> bool:
    return item.state in ("done", "dropped")


def _on(week: date, routine: Routine) -> date:
    """The routine's weekday in the week that begins on a day; without one that day."""
    if routine.weekday is None:
        return week
    return week + timedelta(days=(routine.weekday - 1 - week.weekday()) % 7)


def _ask(ask: AskView, key: str, routine: Routine) -> Entry:
    text = [f"For {listed([f'“{title}”' for title in ask.for_what])}."]
    text += [ask.draft] if ask.draft else []
    for_time = " for ten minutes" if ask.person == SHOWING else ""
    summary = f"Ask {ask.name}{for_time}"
    return Entry(key, _on(ask.day, routine), summary, "\n".join(text), todo=True)


def _block(week: WeekView, work: Sequence[WorkView], routine: Routine) -> Entry:
    hours = sum(item.hours for item in work)
    lines = []
    for item in work:
        lines.append(f"{item.title} ({item.hours:g} h, an estimate)")
        lines += [f"☐ {step}" for step in item.steps]
    if routine.obstacle and routine.then:
        lines.append(f"If {routine.obstacle}: {routine.then}")
    more = f" and {len(work) - 1} more" if len(work) > 1 else ""
    minutes = min(routine.minutes or round(60 * hours), MOST_MINUTES) if routine.timed else None
    key = f"week/{week.day.isocalendar().year}-{week.day.isocalendar().week}"
    return Entry(key, _on(week.day, routine), f"{work[0].title}{more}", "\n".join(lines), minutes)


def _end(item: ActivityView, last: date, routine: Routine) -> Entry:
    text = [f"{item.hours} (an estimate).", *item.steps]
    text += [item.note] if item.note else []
    text += [f"Leads to: {'; '.join(item.leads_to)}"] if item.leads_to else []
    text += [f"What to count: {item.measure}"] if item.measure else []
    text += [f"What to keep as proof: {item.evidence}"] if item.evidence else []
    day = last - timedelta(days=6)
    if routine.weekday is None:  # the last working day of the week that ends then
        day = last - timedelta(days=max(0, last.weekday() - _FRIDAY))
    # the activity alone is the key, as in the calendars that version 0.1 wrote
    return Entry(item.id, _on(day, routine), f"Finish: {item.title}", "\n".join(text), todo=True)


def _review(quarter: QuarterView, week: date, routine: Routine) -> Iterator[Entry]:
    day = _on(week, routine)
    minutes = (routine.minutes or REVIEW_MINUTES) if routine.timed else None
    yield Entry(
        f"review/{quarter.number}", day, "Look back at the quarter", quarter.review, minutes
    )
    shown = next((ask.name for ask in quarter.asks if ask.person == SHOWING), "")
    if shown:
        key = f"showing/{quarter.number}"
        yield Entry(key, week, f"This week: show {shown} a result (10 minutes)", quarter.review)


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
    from assess.formats.plan import OldPlan, plan_from_json
    from assess.formats.request import unknown_in

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
    return plan_ics(
        plan_view(model, assessment, plan),
        model_id=model.id,
        owner=assessment.id or assessment.content_id,
        made=made,
        earlier=earlier,
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
    from icalendar import Calendar

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
    calendar = Calendar()
    calendar.add("prodid", "-//assess//learning plan//EN")
    calendar.add("version", "2.0")
    # several entries in one file: as a request Apple refuses them, and Outlook wants to answer it
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", view.title)
    written = [*entries.values(), *cancelled.values()]
    timed = [item.day for item in written if item.minutes]
    if timed and place is not None and not todos:
        calendar.add_component(time_zone(place, min(timed), max(timed)))
    for item in written:
        if todos and not item.todo:
            continue
        name = f"todo/{item.key}" if todos else item.key
        uid = hashlib.sha256(f"{model_id}/{owner}/{name}".encode()).hexdigest()[:32]
        gone = item.key in cancelled
        part = _todo(item, gone=gone) if todos else _event(item, routine, place, gone=gone)
        part.add("uid", f"{uid}@assess")
        part.add("dtstamp", moment.astimezone(UTC).replace(microsecond=0))
        part.add("last-modified", moment.astimezone(UTC).replace(microsecond=0))
        part.add("sequence", max(0, int((moment - _EPOCH).total_seconds() // 60)))
        part.add("description", item.text)
        calendar.add_component(part)
    return str(calendar.to_ical().decode("utf-8"))


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


def _todo(item: Entry, *, gone: bool) -> Todo:
    from icalendar import Todo

    part = Todo()
    part.add("status", "CANCELLED" if gone else "NEEDS-ACTION")
    part.add("summary", item.summary)
    part.add("due", item.day)
    return part
