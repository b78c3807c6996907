"""A time zone as a calendar file describes it (VTIMEZONE)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SEEN = 7
"""Years in which a rule must hold: in so many, "the last Sunday" isn't always the fourth."""
_FIRST_YEAR = 1970


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of the clock: `wall` is what it showed until then."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str


def time_zone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Describe a time zone for entries between two days.

    Where the clock changes by the same rule each year, that rule is written: Outlook takes no
    zone whose changes are listed one by one. Other zones have a list of the changes.
    """
    from icalendar import Timezone

    found = Timezone()
    found.add("tzid", zone.key)
    years = range(first.year, max(last.year, first.year + _SEEN) + 1)
    by_year = [list(_changes(zone, year)) for year in years]
    rules = [_rule(changes) for changes in zip(*by_year, strict=False)]
    regular = len({len(changes) for changes in by_year}) == 1 and all(rules)
    if regular and by_year[0]:
        for change, rule in zip(by_year[0], rules, strict=True):
            assert rule is not None
            found.add_component(_observance(change, _onset(change, rule), rule))
        return found
    start = datetime(first.year, 1, 1)
    offset = _offset(zone, start.replace(tzinfo=UTC))
    name = start.replace(tzinfo=zone).tzname() or zone.key
    found.add_component(_observance(_Change(start, offset, offset, name), start))
    for changes in by_year:
        for change in changes:
            found.add_component(_observance(change, change.wall))
    return found


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _changes(zone: ZoneInfo, year: int) -> Iterator[_Change]:
    at, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while at < end:
        following = at + timedelta(days=1)
        before, after = _offset(zone, at), _offset(zone, following)
        if before != after:
            moment = _moment(zone, at, following)
            name = moment.astimezone(zone).tzname() or zone.key
            yield _Change((moment + before).replace(tzinfo=None), before, after, name)
        at = following


def _moment(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The minute between two moments at which the clock changes."""
    before = _offset(zone, low)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        middle = middle.replace(second=0, microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


_Rule = tuple[int, int, int]
"""Month, which of its weekdays (-1: the last), weekday from 0."""


def _rule(changes: Sequence[_Change]) -> _Rule | None:
    """The rule that the same change follows in each year; None where it follows none."""
    if (
        len({(c.wall.time(), c.wall.month, c.wall.weekday(), c.before, c.after) for c in changes})
        > 1
    ):
        return None
    walls = [change.wall for change in changes]
    if all(wall.day + 7 > monthrange(wall.year, wall.month)[1] for wall in walls):
        return walls[0].month, -1, walls[0].weekday()
    places = {(wall.day - 1) // 7 + 1 for wall in walls}
    return (walls[0].month, places.pop(), walls[0].weekday()) if len(places) == 1 else None


def _onset(change: _Change, rule: _Rule) -> datetime:
    """When a rule's change came in the first year."""
    month, place, weekday = rule
    days = range(1, monthrange(_FIRST_YEAR, month)[1] + 1)
    at = [day for day in days if date(_FIRST_YEAR, month, day).weekday() == weekday]
    day = at[place] if place < 0 else at[place - 1]
    return datetime.combine(date(_FIRST_YEAR, month, day), change.wall.time())


def _observance(
    change: _Change, start: datetime, rule: _Rule | None = None
) -> TimezoneStandard | TimezoneDaylight:
    from icalendar import TimezoneDaylight, TimezoneStandard

    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    part.add("dtstart", start)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if rule is not None:
        month, place, weekday = rule
        by_day = f"{place}{_DAYS[weekday]}"
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": by_day})
    return part
