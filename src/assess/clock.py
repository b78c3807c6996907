"""The clock: the only place that asks what moment or day it is, and when a person's day begins.

Files hold moments in UTC. A day is a person's: in the time zone of their browser where a page is
open (`use_zone`), else in this machine's.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_WRITTEN = "%Y-%m-%dT%H:%M:%SZ"
_LONGEST = 64
_MACHINE = "/etc/localtime"
"""Where Linux and macOS say which time zone the machine is in: a link to the zone's file."""

_zone: ZoneInfo | None = None


def use_zone(name: str) -> None:
    """Count days in this time zone from now on; an unknown name, or none, means this machine's.

    It holds for the whole process: a page has a kernel of its own.
    """
    global _zone
    try:
        _zone = ZoneInfo(name) if name and len(name) <= _LONGEST else None
    except (KeyError, ValueError, OSError):  # a browser can send anything
        _zone = None


def zone() -> ZoneInfo | None:
    """The person's time zone by name; None where only its present distance from UTC is known."""
    if _zone is not None:
        return _zone
    name = os.path.realpath(_MACHINE).rpartition("/zoneinfo/")[2]
    try:
        found = ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
    at = present()
    half = at + timedelta(days=182)
    same = all(t.astimezone(found).utcoffset() == t.astimezone().utcoffset() for t in (at, half))
    return found if same else None


def present() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def now() -> str:
    """The present moment as the file format writes it: UTC, seconds, `Z`."""
    return written(present())


def today() -> date:
    """The present day where the person is."""
    return here(present()).date()


def here(at: datetime) -> datetime:
    """A moment on the clock where the person is."""
    try:
        return at.astimezone(_zone)
    except (OverflowError, ValueError, OSError):
        return at  # no clock shows it


def written(at: datetime) -> str:
    """A moment as the file format writes it: UTC, seconds, `Z`."""
    return at.astimezone(UTC).strftime(_WRITTEN)


def moment(text: str) -> datetime:
    """A written moment or day as a time in UTC. ValueError where it is neither."""
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def known(text: str) -> datetime | None:
    """A written moment; None where it is none, or one that no clock shows: a file may say any."""
    try:
        return moment(text)
    except (ValueError, OverflowError):
        return None


def day_of(text: str) -> date:
    """The day of a written moment where the person is; a written day stays what it says.

    ValueError where it is neither.
    """
    return date.fromisoformat(text) if len(text) == len("2026-11-30") else here(moment(text)).date()
