"""The plan in a calendar."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from plan_words_cases import START, bakery, planned, rated, with_progress

from assess.answers import Assessment, Progress
from assess.model import CompetencyModel
from assess.report.ics import plan_ics
from assess.views.plan_words import plan_view

PERSON = replace(rated(), id="f00d", person="Maria Example")
MODEL = bakery()


def calendar(
    owner: str = "f00d",
    who: Assessment = PERSON,
    model: CompetencyModel = MODEL,
    made: datetime | None = None,
    **request: Any,
) -> str:
    """The bakery's plan as a calendar."""
    view = plan_view(model, who, planned(who, model, **request))
    return plan_ics(view, model_id=model.id, owner=owner, made=made)


def events(text: str) -> dict[str, Any]:
    """Summary → entry; a summary that comes again has its start behind it."""
    found: dict[str, Any] = {}
    for entry in Calendar.from_ical(text).walk("VEVENT"):
        name = str(entry["summary"])
        found[f"{name}, {entry['dtstart'].dt}" if name in found else name] = entry
    return found


def uids(text: str) -> list[str]:
    return [str(entry["uid"]) for entry in Calendar.from_ical(text).walk("VEVENT")]


def test_activities_people_to_ask_and_review_weeks_are_entries() -> None:
    assert list(events(calendar())) == [
        "Ask the master baker",
        "Ask a buyer",
        "Ask the person who decides who gets the role",
        "Run the oven for a week",
        "Keep an oven log",
        "Run the stand on the market",
        "Sell bread to a firm",
        "Look back and show a result",
        "Ask the person who decides who gets the role, 2027-03-01",
        "Set the price of one bread",
        "Lead a shift",
        "Look back and show a result, 2027-05-24",
    ]


def test_an_activity_lies_over_its_weeks_and_blocks_no_time() -> None:
    entry = events(calendar())["Run the oven for a week"]
    assert entry["dtstart"].dt == START
    assert entry["dtend"].dt == START + timedelta(weeks=3)  # the day after its last
    assert entry["transp"] == "TRANSPARENT"  # the hours are to be found inside the weeks


def test_an_entry_says_what_to_do_and_what_to_show() -> None:
    entries = events(calendar(people={"master": "Jo"}, showing="the owners"))
    assert str(entries["Run the oven for a week"]["description"]).split("\n") == [
        "6 hours (an estimate).",
        "Write down today's heat.",
        "Ask Jo to taste the bread.",
        "Leads to: Oven: Running, once someone confirms it",
        "What to count: Loaves sent back of a hundred.",
        "What to keep as proof: The list with Jo's name under it.",
    ]
    assert str(entries["Ask Jo"]["description"]).split("\n") == [
        "For “Run the stand on the market”.",
        "May I run the stand once?",
    ]
    review = entries["Look back and show a result"]
    assert review["dtstart"].dt == date(2027, 2, 22)
    assert "to tell the owners about “Run the oven for a week”" in str(review["description"])


def test_a_new_plan_moves_its_entries_instead_of_doubling_them() -> None:
    earlier, later = calendar(), calendar(start=date(2027, 1, 4))
    assert [entry["dtstart"].dt for entry in events(earlier).values()] != [
        entry["dtstart"].dt for entry in events(later).values()
    ]
    assert set(uids(earlier)) == set(uids(later))
    assert len(set(uids(earlier))) == len(uids(earlier))


def test_an_activity_keeps_the_id_that_version_0_1_gave_it() -> None:
    key = hashlib.sha256(b"bakery/f00d/run-oven").hexdigest()[:32]
    assert str(events(calendar())["Run the oven for a week"]["uid"]) == f"{key}@assess"


def test_what_is_done_is_in_no_calendar() -> None:
    made = planned()
    done = with_progress(PERSON, {"run-oven": Progress("done")})
    text = plan_ics(plan_view(MODEL, done, made), model_id="bakery", owner="f00d")
    assert "Run the oven for a week" not in events(text)


def test_an_activity_over_two_quarters_is_one_entry() -> None:
    model = bakery(without="oven-log")
    long = tuple(
        replace(item, hours=60, min_weeks=12) if item.id == "run-oven" else item
        for item in model.activities
    )
    text = calendar(model=replace(model, activities=long))
    assert len(set(uids(text))) == len(uids(text))
    assert "Run the oven for a week" in events(text)


def test_another_person_has_other_entries() -> None:
    assert not set(uids(calendar("f00d"))) & set(uids(calendar("beef")))


def test_nothing_about_the_person_is_inside() -> None:
    unfolded = calendar().replace("\r\n ", "")
    for private in ("Maria", "Example", "f00d"):
        assert private not in unfolded


def test_the_same_plan_gives_the_same_bytes_in_the_formats_own_line_ends() -> None:
    moment = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    text = calendar(made=moment)
    assert text == calendar(made=moment)
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


@pytest.mark.parametrize("text", ["Bread; butter, and\nmore: \\n", "日本語 " * 40, "END:VEVENT"])
def test_any_text_of_a_model_stays_inside_its_entry(text: str) -> None:
    activities = tuple(replace(item, title=text, evidence=text) for item in MODEL.activities)
    wicked = calendar(model=replace(MODEL, activities=activities))
    assert len(uids(wicked)) == len(uids(calendar()))
    assert text in events(wicked)


def test_a_plan_with_nothing_in_it_is_an_empty_calendar() -> None:
    there = rated(oven=3, selling=3, prices=3, crew_work=3)
    found = Calendar.from_ical(calendar(who=there))
    assert str(found["x-wr-calname"]) == "Your plan: from Helper to Baker"
    assert list(found.walk("VEVENT")) == []
