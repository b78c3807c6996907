"""What of a plan goes into a calendar, and when: weekly work, people to ask, what ends, reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assess.domain.progress.routine import MOST_MINUTES, Routine
from assess.domain.situation import SHOWING
from assess.planning.wording import listed
from assess.views.plan import ActivityView, AskView, PlanView, QuarterView, WeekView, WorkView

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
    activities = list(_activities(quarter))
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


def _activities(quarter: QuarterView) -> Iterator[ActivityView]:
    for subject in quarter.subjects:
        yield from subject.activities
    yield from quarter.preparing


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
