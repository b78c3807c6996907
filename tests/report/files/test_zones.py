"""A zone as a calendar file describes it is the zone: read again by another library."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz

from assess.report.files.zones import time_zone

FIRST, LAST = date(2026, 11, 30), date(2028, 2, 1)
BY_RULE = ("Europe/Berlin", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe")


def written(name: str) -> str:
    """The zone as it stands in a file."""
    return str(time_zone(ZoneInfo(name), FIRST, LAST).to_ical().decode())


@pytest.mark.parametrize(
    "name", [*BY_RULE, "Asia/Kolkata", "Etc/UTC", "Africa/Casablanca", "America/Santiago"]
)
def test_every_morning_and_evening_is_the_same_moment(name: str) -> None:
    read, meant = tz.tzical(io.StringIO(written(name))).get(name), ZoneInfo(name)
    at = datetime(2026, 11, 30, 6)
    while at.date() < LAST:
        assert at.replace(tzinfo=read).utcoffset() == at.replace(tzinfo=meant).utcoffset(), at
        at += timedelta(hours=12)


@pytest.mark.parametrize("name", BY_RULE)
def test_a_yearly_change_is_a_rule_as_outlook_needs_it(name: str) -> None:
    text = written(name)
    assert text.count("BEGIN:STANDARD") == text.count("BEGIN:DAYLIGHT") == 1
    assert text.count("RRULE:FREQ=YEARLY") == 2


def test_a_zone_that_keeps_no_yearly_rule_lists_its_changes() -> None:
    text = written("Africa/Casablanca")
    assert "RRULE" not in text
    assert "COMMENT" not in text
    assert text.count("BEGIN:") > 5
