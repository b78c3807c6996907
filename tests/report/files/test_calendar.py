"""The plan in a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from assess.clock import use_zone
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.progress import Progress, Routine
from assess.errors import PlanError
from assess.formats.plan import plan_to_json
from assess.report.files.calendar import plan_calendar, plan_ics
from assess.views.plan_words import plan_view
from tests.builders.calendar_reading import Part, imported, length, read_calendar
from tests.builders.plan_words import bakery, planned, rated, with_progress

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


SHOWING = "This week: show the person who decides who gets the role a result (10 minutes)"


def test_weeks_people_to_ask_ends_and_reviews_are_entries() -> None:
    assert list(events(calendar())) == [
        "Ask the master baker",
        "Ask a buyer",
        "Ask the person who decides who gets the role for ten minutes",
        "Run the oven for a week and 1 more",
        "Run the oven for a week and 1 more, 2026-12-07",
        "Run the oven for a week and 1 more, 2026-12-14",
        "Run the stand on the market",
        "Run the stand on the market, 2026-12-28",
        "Sell bread to a firm",
        "Finish: Run the oven for a week",
        "Finish: Keep an oven log",
        "Finish: Run the stand on the market",
        "Finish: Sell bread to a firm",
        "Look back at the quarter",
        SHOWING,
        "Ask the person who decides who gets the role for ten minutes, 2027-05-03",
        "Set the price of one bread",
        "Set the price of one bread and 1 more",
        "Lead a shift",
        "Lead a shift, 2027-03-22",
        "Finish: Set the price of one bread",
        "Finish: Lead a shift",
        "Look back at the quarter, 2027-05-24",
        f"{SHOWING}, 2027-05-24",
    ]


def test_without_a_routine_nothing_is_longer_than_a_day_or_blocks_time() -> None:
    for entry in read_calendar(calendar()).all("VEVENT"):
        first, last = entry.at("DTSTART"), entry.at("DTEND")
        assert not isinstance(first, datetime)
        assert last - first == timedelta(days=1)
        assert entry.text("TRANSP") == "TRANSPARENT"
        assert entry.parts == []
    # the end of three weeks that begin on a Monday is a Friday
    assert events(calendar())["Finish: Run the oven for a week"]["dtstart"].dt == date(2026, 12, 18)


def test_an_entry_says_what_to_do_and_what_to_show() -> None:
    entries = events(calendar(people={"master": "Jo"}, showing="the owners"))
    assert str(entries["Run the oven for a week and 1 more"]["description"]).split("\n") == [
        "Run the oven for a week (2 h, an estimate)",
        "☐ Write down today's heat.",
        "Keep an oven log (1 h, an estimate)",
        "☐ Buy a notebook.",
    ]
    assert str(entries["Finish: Run the oven for a week"]["description"]).split("\n") == [
        "6 hours (an estimate).",
        "Write down today's heat.",
        "Ask Jo to taste the bread.",
        "Leads to: Running in oven, once someone who saw the work confirms it, or you do",
        "What to count: Loaves sent back of a hundred.",
        "What to keep as proof: The list with Jo's name under it.",
    ]
    assert str(entries["Ask Jo"]["description"]).split("\n") == [
        "For “Run the stand on the market”.",
        "May I run the stand once?",
    ]
    review = entries["Look back at the quarter"]
    assert review["dtstart"].dt == date(2027, 2, 22)
    assert "to show the owners what came of “Run the oven for a week”" in str(review["description"])


def test_a_new_plan_moves_its_entries_instead_of_doubling_them() -> None:
    earlier, later = calendar(), calendar(start=date(2027, 1, 4))
    assert len(set(uids(earlier))) == len(uids(earlier))
    ends = "Finish: Run the oven for a week"
    before, after = events(earlier)[ends], events(later)[ends]
    assert before["uid"] == after["uid"]
    assert before["dtstart"].dt < after["dtstart"].dt


def test_an_activity_keeps_the_id_that_version_0_1_gave_it() -> None:
    key = hashlib.sha256(b"bakery/f00d/run-oven").hexdigest()[:32]
    assert str(events(calendar())["Finish: Run the oven for a week"]["uid"]) == f"{key}@assess"


def test_what_is_done_is_in_no_calendar() -> None:
    made = planned()
    done = with_progress(PERSON, {"run-oven": Progress("done")})
    text = plan_ics(plan_view(MODEL, done, made), model_id="bakery", owner="f00d")
    assert [name for name in events(text) if "Run the oven for a week" in name] == []
    assert "Keep an oven log" in events(text)


def test_who_was_asked_is_to_be_asked_in_no_calendar_any_more() -> None:
    asked = replace(kept(PERSON), asked={"master": date(2026, 12, 1)})
    entries = events(plan_calendar(MODEL, asked, planned(), DAY))
    assert "Ask the master baker" not in entries
    assert entries["Cancelled: Ask the master baker"]["status"] == "CANCELLED"
    assert "Ask a buyer" in entries


def test_an_activity_over_two_quarters_is_one_entry() -> None:
    model = bakery(without="oven-log")
    long = tuple(
        replace(item, hours=60, min_weeks=12) if item.id == "run-oven" else item
        for item in model.activities
    )
    text = calendar(model=replace(model, activities=long))
    assert len(set(uids(text))) == len(uids(text))
    assert text.count("SUMMARY:Finish: Run the oven for a week") == 1


def test_another_person_has_other_entries() -> None:
    assert not set(uids(calendar("f00d"))) & set(uids(calendar("beef")))


def test_two_people_whose_files_have_no_id_have_other_entries_and_copies_the_same() -> None:
    one, other = replace(PERSON, id=None), replace(PERSON, id=None, person="Kim Example")
    mine, copy, theirs = (
        set(uids(plan_calendar(MODEL, who, planned(), DAY)))
        for who in (one, one.without_notes(), other)
    )
    assert mine == copy
    assert not mine & theirs


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
    assert f"Finish: {text}" in events(wicked)


def kept(who: Assessment, **request: Any) -> Assessment:
    """The person with a plan of before, as the page keeps it."""
    return who.with_plan(plan_to_json(planned(who, MODEL, **request)))


DAY = datetime(2026, 11, 30, 12, tzinfo=UTC)


def test_what_was_dropped_is_cancelled_under_its_own_id() -> None:
    before = events(plan_calendar(MODEL, PERSON, planned(), DAY))
    dropped = with_progress(kept(PERSON), {"run-oven": Progress("dropped")})
    text = plan_calendar(MODEL, dropped, planned(dropped, MODEL), DAY + timedelta(days=1))
    entry = events(text)["Cancelled: Finish: Run the oven for a week"]
    old = before["Finish: Run the oven for a week"]
    assert entry["status"] == "CANCELLED"
    assert (entry["uid"], entry["dtstart"].dt) == (old["uid"], old["dtstart"].dt)
    assert entry["sequence"] > old["sequence"]
    assert "Finish: Run the oven for a week" not in events(text)
    assert len(set(uids(text))) == len(uids(text))


def test_what_a_new_plan_leaves_out_is_cancelled_and_what_is_over_is_left_alone() -> None:
    was = kept(PERSON)
    made = planned(was, MODEL, excluded=("oven-log",))
    text = plan_calendar(MODEL, was, made, DAY)
    assert events(text)["Cancelled: Finish: Keep an oven log"]["status"] == "CANCELLED"
    assert events(text)["Finish: Run the oven for a week"]["status"] == "CONFIRMED"
    after = plan_calendar(MODEL, was, made, DAY + timedelta(weeks=60))
    assert "Cancelled" not in after


def test_the_end_of_what_is_done_is_not_cancelled_and_its_weeks_are_free_again() -> None:
    done = with_progress(kept(PERSON), {"sell-stand": Progress("done")})
    entries = events(plan_calendar(MODEL, done, planned(), DAY))
    assert [name for name in entries if "Run the stand" in name] == [
        "Cancelled: Run the stand on the market",
        "Cancelled: Run the stand on the market, 2026-12-28",
    ]


def test_a_calendar_without_an_entry_is_refused() -> None:
    view = replace(plan_view(MODEL, PERSON, planned()), quarters=())
    with pytest.raises(PlanError, match="nothing in this plan to put into a calendar"):
        plan_ics(view, model_id="bakery", owner="f00d")


TUESDAYS = Routine(weekday=2, time="09:30", minutes=90)


@pytest.fixture
def berlin() -> Iterator[None]:
    """The person is in Berlin."""
    use_zone("Europe/Berlin")
    yield
    use_zone("")


def with_routine(routine: Routine | None, who: Assessment = PERSON) -> Assessment:
    """The person with this routine."""
    return replace(who, settings=replace(who.settings, routine=routine))


def blocks(text: str) -> list[Part]:
    """The entries that have a time."""
    found = read_calendar(text).all("VEVENT")
    return [entry for entry in found if isinstance(entry.at("DTSTART"), datetime)]


def test_a_routine_makes_blocks_of_time_with_an_alarm_in_the_persons_zone(berlin: None) -> None:
    text = plan_calendar(MODEL, with_routine(TUESDAYS), planned(), DAY)
    found = blocks(text)
    starts = [entry.at("DTSTART") for entry in found]
    assert len(found) == 12  # ten weeks of work, two of looking back
    assert {start.weekday() for start in starts} == {1}
    assert {(start.hour, start.minute) for start in starts} == {(9, 30)}
    # the clock changes on 28 March: half past nine is another moment in May
    offsets = {start.month: start.utcoffset() for start in starts}
    assert offsets[2] == timedelta(hours=1)
    assert offsets[5] == timedelta(hours=2)
    for entry in found:
        assert entry.at("DTEND") - entry.at("DTSTART") == timedelta(minutes=90)
        assert entry.text("TRANSP") == "OPAQUE"
        (alarm,) = entry.all("VALARM")
        assert alarm.text("ACTION") == "DISPLAY"
        assert alarm.text("DESCRIPTION") == entry.text("SUMMARY")
        assert length(alarm.text("TRIGGER")) == -timedelta(minutes=10)
    assert read_calendar(text).text("METHOD") == "PUBLISH"


def test_asks_and_ends_are_on_the_day_of_the_routine(berlin: None) -> None:
    entries = events(plan_calendar(MODEL, with_routine(TUESDAYS), planned(), DAY))
    assert entries["Ask the master baker"]["dtstart"].dt == date(2026, 12, 1)
    assert entries["Finish: Run the oven for a week"]["dtstart"].dt == date(2026, 12, 15)


def test_a_block_without_a_length_takes_the_hours_of_its_week(berlin: None) -> None:
    routine = replace(TUESDAYS, minutes=None)
    first, *_, last = blocks(plan_calendar(MODEL, with_routine(routine), planned(), DAY))
    assert first.at("DTEND") - first.at("DTSTART") == timedelta(hours=3)
    assert last.text("SUMMARY") == "Look back at the quarter"
    assert last.at("DTEND") - last.at("DTSTART") == timedelta(hours=1)


@pytest.mark.parametrize("routine", [Routine(weekday=2), Routine(time="09:30"), Routine(), None])
def test_without_a_day_and_a_time_no_entry_has_a_time(routine: Routine | None) -> None:
    text = plan_calendar(MODEL, with_routine(routine), planned(), DAY)
    assert blocks(text) == []
    assert "VTIMEZONE" not in text
    day = 1 if routine and routine.weekday else 0
    assert events(text)["Ask the master baker"]["dtstart"].dt.weekday() == day


def test_a_calendar_that_takes_the_file_twice_has_each_entry_once(berlin: None) -> None:
    text = plan_calendar(MODEL, with_routine(TUESDAYS), planned(), DAY)
    once, twice = imported(text), imported(text, text)
    assert len(once) == len(twice) == len(read_calendar(text).all("VEVENT"))
    assert once == twice


def test_a_later_file_moves_what_an_earlier_one_put_there(berlin: None) -> None:
    earlier = plan_calendar(MODEL, with_routine(None), planned(), DAY)
    thursday = Routine(weekday=4, time="16:00", minutes=60)
    later = plan_calendar(MODEL, with_routine(thursday), planned(), DAY + timedelta(minutes=1))
    book = imported(earlier, later)
    assert len(book) == len(imported(earlier)) == len(imported(later))
    timed = [entry for entry in book.values() if isinstance(entry.at("DTSTART"), datetime)]
    assert len(timed) == 12
    assert {entry.at("DTSTART").weekday() for entry in timed} == {3}
    assert imported(later, earlier) == imported(later)  # an older file changes nothing


def test_where_the_zone_has_no_name_times_are_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.clock.os.path.realpath", lambda _: "/etc/localtime")
    text = plan_calendar(MODEL, with_routine(TUESDAYS), planned(), DAY)
    assert "VTIMEZONE" not in text
    assert len(blocks(text)) == 12
    assert {entry.at("DTSTART").utcoffset() for entry in blocks(text)} == {timedelta(0)}


def test_to_dos_are_a_file_of_their_own() -> None:
    text = plan_calendar(MODEL, with_routine(TUESDAYS), planned(), DAY, todos=True)
    found = read_calendar(text)
    assert found.all("VEVENT") == []
    todos = {todo.text("SUMMARY"): todo for todo in found.all("VTODO")}
    assert todos["Ask the master baker"].at("DUE") == date(2026, 12, 1)
    assert todos["Finish: Lead a shift"].text("STATUS") == "NEEDS-ACTION"
    assert len(todos) == 9
    ids = {todo.text("UID") for todo in todos.values()}
    assert not ids & set(uids(plan_calendar(MODEL, PERSON, planned(), DAY)))


def test_what_gets_in_the_way_stands_in_a_block_for_oneself_only() -> None:
    mine = with_routine(replace(TUESDAYS, when="after coffee", obstacle="a fire", then="at four"))
    assert "If a fire: at four" in plan_calendar(MODEL, mine, planned(), DAY)
    shared = plan_calendar(MODEL, mine.without_notes(), planned(), DAY)
    assert "a fire" not in shared
    assert len(blocks(shared)) == 12
