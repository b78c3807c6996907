"""Settings, roles and progress as changes: stored once, however often they are sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from assess.app.plan import texts as texts_plan
from assess.app.plan.data import form_values
from assess.app.plan.form.settings import SETTINGS
from assess.app.plan.state import PlanState
from assess.app.state import change_kinds
from assess.app.state.changes import Change, apply
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Assessment
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import CheckIn, Measure, Progress, Routine
from assess.errors import AssessError
from assess.formats.json_text import plain
from assess.store import Store
from tests.builders.page import Visitor, notices
from tests.builders.visits import CODE, MONDAY, SUNDAY, WORLD, Broken, eight_weeks, rate_all, stored

FRIDAY = date(2026, 11, 27)
BLANK = Assessment(WORLD.id, WORLD.version)
DATES = {"start": MONDAY.isoformat(), "end": SUNDAY.isoformat()}
DONE = {"state": "done", "date": "2026-12-04", "evidence": " Sat there\r\n", "hours_left": None}
DONE |= {"hours_spent": None, "ticks": [], "partly": [], "touched": None}
SAID: list[tuple[str, str, Any]] = [
    ("setting", "hours", "6,5"),
    ("setting", "dates", DATES),
    ("setting", "focus", {"baking": "4", "pricing": ""}),
    ("setting", "off", ["2026-12-28", "2026-12-21"]),
    ("setting", "reserve", "mine"),
    ("setting", "lead", "selling"),
    ("setting", "situation", {"shop": "canteen"}),
    ("setting", "reach", ["clerk"]),
    ("setting", "people", {"boss": " Ann "}),
    ("setting", "showing", "the guild"),
    ("measure", "ask-sales", {"today": "12", "wanted": "20 buns", "reached": "19"}),
    ("role", "held", "baker"),
    ("role", "wanted", "apprentice"),
    ("progress", "ask-sales", DONE),
    ("setting", "effort", 1),
    ("asked", "boss", "2026-11-27"),
    (
        "check-in",
        "2026-11-23",
        {
            **{"day": "2026-11-27", "done": True, "hours": "2,5", "on": ["price-list", "gone"]},
            **{"obstacle": "time", "words": " A fair\r\n", "verdict": "keep", "ticks": [3, 9]},
            **{"later": ["price-list/1", "../x"], "worked": "", "shown": "the guild"},
        },
    ),
    ("setting", "routine", {"weekday": 2, "time": "09:30", "when": " after  stand-up "}),
    (
        "progress",
        "price-list",
        {
            "state": "in_progress",
            "hours_left": 1.5,
            "hours_spent": "2,5",
            "ticks": [1, 0, 1],
            "partly": [2],
            "touched": "2026-11-27",
        },
    ),
]


@pytest.fixture
def session(store: Store) -> VisitorState:
    session = VisitorState(WORLD, store)
    session.begin(CODE)
    return session


@pytest.fixture
def visitor(world: Visitor) -> Visitor:
    return world


def change(kind: str, key: str, value: Any, seen: tuple[Any, ...] | None = None) -> Change:
    return Change(1, key, kind=kind, value=value, value_seen=seen)


def test_everything_that_is_no_answer_can_be_said() -> None:
    present = BLANK
    for said in SAID:
        present, clashes = apply(WORLD, present, change(*said))
        assert clashes == ()
    off = (date(2026, 12, 21), date(2026, 12, 28))
    assert present.settings == PlanRequest(
        hours_per_week=6.5,
        weeks=8,
        start=MONDAY,
        reserve="mine",
        lead="selling",
        situation={"shop": "canteen"},
        people={"boss": "Ann"},
        within_reach=("clerk",),
        focus={"baking": 4.0},
        weeks_off=off,
        showing="the guild",
        hours_factor=1.0,
        routine=Routine(2, "09:30", when="after stand-up"),
    )
    assert present.measures == {"ask-sales": Measure("12", "20 buns", "19")}
    assert present.roles == ("baker", "apprentice")
    assert present.progress == {
        "ask-sales": Progress("done", date(2026, 12, 4), "Sat there"),
        "price-list": Progress(
            "in_progress",
            hours_left=1.5,
            hours_spent=2.5,
            ticks=(0, 1),
            partly=(2,),
            touched=FRIDAY,
        ),
    }
    assert present.asked == {"boss": FRIDAY}
    assert present.check_ins == {
        date(2026, 11, 23): CheckIn(
            FRIDAY,
            done=True,
            hours=2.5,
            on=("price-list",),
            obstacle="time",
            words="A fair",
            verdict="keep",
            ticks=(3, 9),
            later=("price-list/1",),
            shown="the guild",
        )
    }


@pytest.mark.parametrize("said", SAID, ids=lambda said: " ".join(said[:2]))
def test_the_same_change_again_gives_the_same_record(said: tuple[str, str, Any]) -> None:
    once, _ = apply(WORLD, BLANK, change(*said))
    assert once is not BLANK
    twice, clashes = apply(WORLD, once, change(*said, seen=("something else",)))
    assert twice is once
    assert clashes == ()


@pytest.mark.parametrize("said", SAID, ids=lambda said: " ".join(said[:2]))
def test_another_value_in_between_is_not_overwritten_unless_it_was_seen(
    said: tuple[str, str, Any],
) -> None:
    others = {
        **{"hours": 3, "dates": {**DATES, "end": "2027-02-28"}, "focus": {"selling": 2}},
        **{"off": ["2027-01-04"], "held": "apprentice", "wanted": "baker"},
        **{"reserve": "often-eaten", "lead": "pricing", "situation": {"shop": "shop"}},
        **{"reach": ["boss"], "people": {"boss": "Bob"}, "showing": "the mayor"},
        **{"ask-sales": {"state": "dropped"}, "price-list": None, "effort": None},
        **{"boss": "2026-11-20", "2026-11-23": {"day": "2026-11-27", "hours": 0}},
        **{"routine": {"weekday": 7, "obstacle": "a release", "then": "I take Sunday"}},
    }
    kind, key, value = said
    there, _ = apply(WORLD, BLANK, change(kind, key, value))
    mine = {"today": "13", "wanted": "20 buns"} if kind == "measure" else others[key]
    after, (clash,) = apply(WORLD, there, change(kind, key, mine, ("what was there before",)))
    assert after is there
    assert (clash["kind"], clash["id"], clash["field"]) == (kind, key, "value")
    assert clash["title"]
    assert clash["mine"] != clash["kept"]
    insisted, clashes = apply(WORLD, there, change(kind, key, mine, (clash["stamp"],)))
    assert clashes == ()
    assert insisted != there
    again, clashes = apply(WORLD, there, change(kind, key, mine, ("x", value)))
    assert (again, clashes) == (insisted, ())


def test_each_setting_of_the_form_is_a_row_and_what_it_writes_it_reads(
    session: VisitorState, plans: PlanState
) -> None:
    shown = form_values(plans)
    assert set(shown) - {"pinned", "excluded", "within", "focusSaid"} == {*SETTINGS}
    settings = PlanRequest(
        hours_per_week=4,
        weeks=8,
        start=MONDAY,
        reserve="mine",
        lead="selling",
        situation={"shop": "canteen"},
        people={"boss": "Ann"},
        within_reach=("clerk",),
        focus={"baking": 2.0},
        weeks_off=(MONDAY,),
        showing="the guild",
    )
    for row in SETTINGS.values():
        read = row.read(row.write(settings), WORLD)
        assert read == {name: getattr(settings, name) for name in row.parts}
        assert row.say(settings, WORLD)


def test_what_was_marked_is_written_as_it_is_read() -> None:
    after, _ = apply(WORLD, BLANK, change("progress", "ask-sales", DONE))
    again, _ = apply(
        WORLD, BLANK, change("progress", "ask-sales", plain(after.progress["ask-sales"]))
    )
    assert again == after


def test_a_setting_said_before_any_answer_is_stored(session: VisitorState, store: Store) -> None:
    assert session.take([change("setting", "hours", "6")]).done == (1,)
    assert stored(store)["settings"]["hours_per_week"] == 6


@pytest.mark.parametrize("said", SAID, ids=lambda said: " ".join(said[:2]))
def test_what_a_full_disk_refuses_is_not_done(
    session: VisitorState, said: tuple[str, str, Any]
) -> None:
    session.store = Broken()
    outcome = session.take([change(*said)])
    assert (outcome.done, outcome.kept, outcome.problem) == ((), False, "The disk is full.")


# --- with the page's widgets ---------------------------------------------------------------------


def test_a_reload_finds_every_setting_role_and_mark(visitor: Visitor, store: Store) -> None:
    for kind, key, value in SAID:
        shown = {"held": "apprentice", "wanted": "baker"}.get(key)
        assert notices(visitor.says_value(kind, key, value, shown)) == []
    later = VisitorState(WORLD, store)
    later.resume(CODE)
    assert later.assessment.settings.hours_per_week == 6.5
    assert later.roles == ("baker", "apprentice")
    assert later.assessment.progress.keys() == {"ask-sales", "price-list"}
    form = form_values(PlanState(later))
    assert (form["hours"], form["dates"]) == ("6.5", DATES)
    assert later.assessment.measures.keys() == {"ask-sales"}


def test_the_form_and_the_lists_of_roles_follow_what_was_changed(visitor: Visitor) -> None:
    sent = visitor.says_value("setting", "hours", "6", "4")
    (told,) = (item["parts"] for item in sent if item["kind"] == "parts")
    assert told["values"]["hours"] == "6"
    visitor.says_value("role", "held", "baker", "apprentice")
    assert [field["value"] for field in visitor.app.profile.roles.fields] == ["baker", "baker"]


def test_a_refused_setting_is_a_sentence_and_need_not_be_sent_again(visitor: Visitor) -> None:
    sent = visitor.says_value("setting", "hours", "61", "4")
    assert sent[0]["done"] == [1]
    (said,) = notices(sent)
    assert said["text"] == "Hours a week must be between a quarter of an hour and 60."


def test_other_settings_make_the_plan_old_until_they_are_as_before(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    plans.make(eight_weeks(focus={WORLD.areas[0].id: 2.0}))
    assert plans.age == ()
    asked = plans.settings
    other = {"hours": "6", "focus": {}, "off": ["2026-12-28"], "lead": "pricing"}
    for name, value in {**other, "reserve": "mine", "people": {"boss": "Ann"}}.items():
        session.take([change("setting", name, value)])
        assert plans.age == ("your hours, dates or wishes are different now",)
        session.assessment = replace(session.assessment, settings=asked)
        assert plans.age == ()


@pytest.mark.parametrize(
    ("state", "days", "taken"),
    [
        ("done", 0, True),
        ("done", 1, True),
        ("done", 2, False),
        ("in_progress", 2, True),
    ],
)
def test_nothing_is_done_on_a_day_to_come(
    session: VisitorState, monkeypatch: pytest.MonkeyPatch, state: str, days: int, taken: bool
) -> None:
    monkeypatch.setattr(change_kinds, "today", lambda: MONDAY)
    value = {"state": state, "date": (MONDAY + timedelta(days=days)).isoformat()}
    outcome = session.take([change("progress", "ask-sales", value)])
    assert ("ask-sales" in session.assessment.progress) is taken
    assert outcome.refused == (() if taken else (texts_plan.NOT_YET_A_DAY,))


def test_a_refused_change_says_that_the_next_one_may_clear_it(visitor: Visitor) -> None:
    (notice,) = notices(visitor.says_value("setting", "hours", "many", None))
    assert notice["refused"] is True


@pytest.mark.parametrize(
    ("kind", "key", "value", "sentence"),
    [
        ("check-in", "2026-11-23", {"day": "2026-11-27", "hours": 169}, "A week has 168 hours"),
        ("check-in", "2026-11-23", {"day": "2026-11-27", "hours": "some"}, "isn't a number"),
        ("check-in", "2026-11-23", {"day": "2026-11-27", "words": "x" * 501}, "at most 500"),
        ("check-in", "2026-11-23", {"day": "2999-01-01"}, "That day is in the future"),
        ("check-in", "2026-11-23", {"day": "2026-11-27", "ticks": [9, 3]}, "Reload"),
        ("check-in", "2026-11-23", {"day": "2026-11-27", "obstacle": "dog"}, "Reload"),
        ("check-in", "2026-11-23", {"day": "2026-11-27", "verdict": "stop"}, "Reload"),
        ("check-in", "2026-11-23", {"day": "2026-11-27", "size": "huge"}, "Reload"),
        ("check-in", "someday", {"day": "2026-11-27"}, "Reload"),
        ("asked", "boss", "2999-01-01", "That day is in the future"),
        ("asked", "king", "2026-11-27", "Reload"),
        ("setting", "routine", {"weekday": 8}, "Choose the day of the week"),
        ("setting", "routine", {"weekday": True}, "Choose the day of the week"),
        ("setting", "routine", {"time": "24:00"}, "Enter the time as 09:30"),
        ("setting", "routine", {"minutes": 4}, "A block takes 5 minutes"),
        ("setting", "routine", {"then": "x" * 201}, "at most 200"),
        ("progress", "price-list", {"state": "in_progress", "partly": ["a"]}, "Reload"),
        ("progress", "price-list", {"state": "in_progress", "touched": "x"}, "Reload"),
    ],
)
def test_what_is_no_check_in_routine_or_asking_is_refused_in_one_sentence(
    kind: str, key: str, value: Any, sentence: str
) -> None:
    with pytest.raises(AssessError, match=sentence):
        apply(WORLD, BLANK, change(kind, key, value))
