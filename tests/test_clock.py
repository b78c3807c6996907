"""A day is the person's: in four zones, over a change of summer time, on the page and in files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import tzset
from typing import Any

import pytest
from icalendar import Calendar

from assess import clock
from assess.app.coach.root import CoachApp
from assess.app.coach.state import CoachState
from assess.app.plan.state import PlanState
from assess.app.state.visitor import VisitorState
from assess.app.take.files import VisitorFiles
from assess.charts.over_time import areas_over_time
from assess.domain.answers import Answer, Assessment
from assess.domain.history import course
from assess.formats.answers import dumps
from assess.formats.plan import plan_to_json
from assess.report import words
from assess.report.files.calendar import plan_calendar
from assess.settings import database_url
from assess.store import open_store
from tests.builders.commands import FULLY, Shell, answers, write
from tests.builders.models import tiny_model
from tests.builders.page import Visitor
from tests.builders.plan_words import bakery, planned, rated
from tests.builders.visits import CODE

MODEL = tiny_model()
ZONES = {
    "Pacific/Kiritimati": date(2026, 11, 29),
    "Asia/Kolkata": date(2026, 11, 29),
    "Europe/Berlin": date(2026, 11, 29),
    "America/Los_Angeles": date(2026, 11, 28),
}
LATE = "2026-11-28T23:30:00Z"
"""A moment that is another day east of London than west of it."""


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Late on a day of UTC, on a machine in UTC, with the browser in each zone."""
    monkeypatch.setattr(clock, "present", lambda: datetime(2026, 11, 28, 23, 30, tzinfo=UTC))
    clock.use_zone(request.param)
    yield request.param
    clock.use_zone("")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put the machine into a zone."""

    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        tzset()

    yield put
    monkeypatch.undo()
    tzset()


def person(updated: str = LATE) -> Assessment:
    return Assessment(MODEL.id, MODEL.version, updated=updated).with_answer(
        MODEL.by_area[0].id, Answer(2), at=updated
    )


def test_a_report_was_made_on_the_day_of_the_answers_that_were_just_given(zone: str) -> None:
    visit = VisitorState(MODEL)
    visit.replace_by(person())
    text = VisitorFiles(visit, PlanState(visit)).report(with_notes=True)
    days = set(re.findall(r"\b\d+ November 2026", text))
    assert days == {f"{ZONES[zone].day} November 2026"}


def test_a_code_names_its_last_day_where_the_person_is(zone: str) -> None:
    assert words.day_of(clock.moment(LATE)) == f"{ZONES[zone].day} November 2026"


def test_an_evening_and_the_next_morning_are_two_days_where_the_person_is(zone: str) -> None:
    first = MODEL.by_area[0].id
    # 18:30 and 23:30 UTC: midnight lies between them in Berlin alone
    again = person("2026-11-28T18:30:00Z").with_answer(first, Answer(3), at=LATE)
    assert bool(again.history) == (zone == "Europe/Berlin")


def test_the_course_of_scores_and_earlier_selves_name_the_persons_days(zone: str) -> None:
    later = person().with_answer(MODEL.by_area[0].id, Answer(3), at="2026-12-12T12:00:00Z")
    chart = areas_over_time(MODEL, course(MODEL, later))
    assert chart.values[0]["x"][0] == ZONES[zone].isoformat()
    assert f"{ZONES[zone].day} Nov 2026" in chart.alt


def test_a_coachs_meeting_is_held_on_the_coachs_day(
    zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.settings.data_dir", lambda: tmp_path)  # no copies of earlier ones
    page = CoachApp(CoachState(MODEL))
    clock.use_zone("")
    page.hear(None, {"kind": "hello", "owner": CODE, "zone": zone}, [])
    assert page.coaching.bring(dumps(person())).session.held == ZONES[zone]


def test_a_calendar_cancels_nothing_that_is_over_where_the_person_is(zone: str) -> None:
    model, who = bakery(), rated()
    kept = who.with_plan(plan_to_json(planned(who, model)), at=LATE)
    plan = planned(who, model, weeks=8)

    def cancelled(at: datetime) -> list[date]:
        entries = Calendar.from_ical(plan_calendar(model, kept, plan, at)).walk("VEVENT")
        gone = [entry for entry in entries if entry["status"] == "CANCELLED"]
        return [entry["dtend"].dt - timedelta(days=1) for entry in gone]

    last = min(cancelled(clock.moment(LATE)))
    at = datetime.combine(last, time(23, 30), UTC)
    assert (last in cancelled(at)) == (zone == "America/Los_Angeles")


@pytest.mark.parametrize("name", ZONES)
def test_the_browsers_zone_is_the_persons_where_a_page_is_open(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(clock, "present", lambda: clock.moment(LATE))
    monkeypatch.setattr("ipywidgets.Widget.send", lambda _w, content, *_b: sent.append(content))
    visitor = Visitor(MODEL, None, sent)
    try:
        visitor.says("visit", kind="hello", codes=[], fresh=CODE, zone=name)
        visitor.app.session.replace_by(person())
        file = visitor.takes("json")
    finally:
        clock.use_zone("")
    assert file["name"] == f"answers-for-me-{ZONES[name]}.json"


def test_the_days_of_a_summer_times_end_have_25_hours() -> None:
    clock.use_zone("Europe/Berlin")
    try:
        texts = ("2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z",
                 "2026-10-25T23:00:00Z")  # fmt: skip
        assert [clock.day_of(text).day for text in texts] == [24, 25, 25, 26]
        assert clock.day_of("2026-10-25") == date(2026, 10, 25)
        minutes = [f"{clock.here(clock.moment(text)):%H:%M}" for text in texts]
        assert minutes == ["23:59", "00:00", "23:59", "00:00"]
    finally:
        clock.use_zone("")


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../../etc/passwd", "Europe", "x" * 65, "\0"])
def test_a_zone_that_no_table_knows_is_the_machines(
    machine: Callable[[str], None], name: str
) -> None:
    machine("Asia/Tokyo")
    clock.use_zone("Europe/Berlin")
    clock.use_zone(name)
    assert clock.day_of("2026-11-28T15:00:00Z") == date(2026, 11, 29)


@pytest.mark.parametrize("name", ZONES)
def test_the_command_line_goes_by_the_machines_day(
    shell: Shell, machine: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(clock, "present", lambda: datetime(2026, 11, 28, 23, 30, tzinfo=UTC))
    machine(name)
    write(Path("a.json"), answers(FULLY, updated=LATE))
    assert shell("export", "a.json", "-o", "a.html").code == 0
    days = set(re.findall(r"\b\d+ November 2026", Path("a.html").read_text()))
    assert days == {f"{ZONES[name].day} November 2026"}
    session = VisitorState(MODEL, open_store(database_url()))
    session.begin(CODE)
    session.rate(MODEL.competencies[0].id, 2)
    assert shell("data", "list").out.splitlines()[1].endswith(f"1 rated  {ZONES[name]}")
