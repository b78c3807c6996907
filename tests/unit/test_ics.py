"""The plan in a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from tests.builders import tiny_model

from assess.answers import Answer, Assessment
from assess.planning import Plan, plan
from assess.report.ics import plan_ics

MODEL = tiny_model()
MONDAY = date(2026, 11, 30)
PERSON = Assessment(
    MODEL.id,
    MODEL.version,
    {item.id: Answer(2, evidence="Ran the oven alone") for item in MODEL.competencies},
    id="f00d",
    person="Maria Example",
)


def made(hours: float = 4, start: date = MONDAY) -> Plan:
    return plan(MODEL, PERSON, "baker", hours, 8, start)


def events(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_each_activity_is_one_entry_over_its_weeks() -> None:
    found = made()
    entries = events(plan_ics(MODEL, found, owner="f00d"))
    assert [str(entry["summary"]) for entry in entries] == [
        MODEL.activity(item.id).title for item in found.activities
    ]
    for entry, item in zip(entries, found.activities, strict=True):
        assert entry["dtstart"].dt == MONDAY + timedelta(weeks=item.first_week - 1)
        # all-day entries end on the day after their last
        assert entry["dtend"].dt == MONDAY + timedelta(weeks=item.last_week)
        assert entry["transp"] == "TRANSPARENT"  # the hours are to be found inside the weeks
        assert f"{item.hours:g} h" in entry["description"]


def test_an_entry_says_what_to_do_and_what_to_show() -> None:
    first = events(plan_ics(MODEL, made(), owner="f00d"))[0]
    assert str(first["summary"]) == "Run one night shift"
    lines = str(first["description"]).split("\n")
    assert lines[0].startswith("8 h, practice. ")
    assert lines[1:3] == ["Ask for a date.", "Bake, and note what went wrong."]
    assert lines[3] == "Evidence: The shift's list, signed."


def test_a_new_plan_moves_its_entries_instead_of_doubling_them() -> None:
    earlier = events(plan_ics(MODEL, made(), owner="f00d"))
    later = events(plan_ics(MODEL, made(2, date(2027, 1, 4)), owner="f00d"))
    assert [entry["dtstart"].dt for entry in earlier] != [entry["dtstart"].dt for entry in later]
    assert {str(entry["uid"]) for entry in earlier} == {str(entry["uid"]) for entry in later}
    assert len({str(entry["uid"]) for entry in earlier}) == len(earlier)


def test_another_person_has_other_entries() -> None:
    mine, theirs = (
        {str(entry["uid"]) for entry in events(plan_ics(MODEL, made(), owner=owner))}
        for owner in ("f00d", "beef")
    )
    assert not mine & theirs


def test_nothing_about_the_person_is_inside() -> None:
    text = plan_ics(MODEL, made(), owner="f00d")
    unfolded = text.replace("\r\n ", "")
    for private in ("Maria", "Example", "oven alone", "f00d"):
        assert private not in unfolded


def test_the_same_plan_gives_the_same_bytes_in_the_formats_own_line_ends() -> None:
    moment = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    text = plan_ics(MODEL, made(), owner="f00d", made=moment)
    assert text == plan_ics(MODEL, made(), owner="f00d", made=moment)
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


@pytest.mark.parametrize("text", ["Bread; butter, and\nmore: \\n", "日本語 " * 40, "END:VEVENT"])
def test_any_text_of_a_model_stays_inside_its_entry(text: str) -> None:
    activities = tuple(replace(item, title=text, evidence=text) for item in MODEL.activities)
    entries = events(plan_ics(replace(MODEL, activities=activities), made(), owner="f00d"))
    assert len(entries) == len(made().activities)
    assert str(entries[0]["summary"]) == text


def test_a_plan_with_nothing_in_it_is_an_empty_calendar() -> None:
    nothing = replace(made(), activities=())
    calendar = Calendar.from_ical(plan_ics(MODEL, nothing, owner="f00d"))
    assert str(calendar["x-wr-calname"]) == "Learning plan: Baker"
    assert list(calendar.walk("VEVENT")) == []
