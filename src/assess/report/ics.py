"""The plan as calendar entries (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from assess.model import CompetencyModel
from assess.planning.plan import Plan, PlannedActivity

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""SEQUENCE counts from here: it must stay below 2³¹."""


def plan_ics(
    model: CompetencyModel, plan: Plan, *, owner: str, made: datetime | None = None
) -> str:
    """One all-day entry an activity, from its first week to its last; CRLF lines.

    `made`: the moment of the export (default: now). It is each entry's DTSTAMP, and SEQUENCE counts
    its minutes, so that a calendar takes a later export for the newer version of an entry.
    A UID is a hash of the model, `owner` (the assessment's random id) and the activity: it holds
    nothing about a person, and a new plan moves its entries instead of doubling them. Entries
    don't block time: the hours are to be found inside the weeks.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//assess//learning plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Learning plan: {model.role(plan.role_id).title}")
    for item in plan.activities:
        calendar.add_component(_entry(model, plan, item, owner, made or datetime.now(UTC)))
    return str(calendar.to_ical().decode("utf-8"))


def _entry(  # type: ignore[no-untyped-def]
    model: CompetencyModel, plan: Plan, item: PlannedActivity, owner: str, made: datetime
):
    from icalendar import Event

    activity = model.activity(item.id)
    key = hashlib.sha256(f"{plan.model_id}/{owner}/{item.id}".encode()).hexdigest()[:32]
    text = [f"{item.hours:g} h, {item.kind}. {item.because}", *activity.steps]
    if activity.evidence:
        text.append(f"Evidence: {activity.evidence}")
    entry = Event()
    entry.add("uid", f"{key}@assess")
    entry.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    entry.add("sequence", max(0, int((made - _EPOCH).total_seconds() // 60)))
    entry.add("dtstart", plan.settings.week_of(item.first_week))
    entry.add("dtend", plan.settings.week_of(item.last_week) + timedelta(weeks=1))
    entry.add("summary", activity.title)
    entry.add("description", "\n".join(text))
    entry.add("transp", "TRANSPARENT")
    return entry
