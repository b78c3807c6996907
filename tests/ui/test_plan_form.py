"""The plan's form as plain data, and the sentences about what is typed into it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from visits import MODEL, MONDAY, SUNDAY, rate_all

from assess.ui.plan_form import asked_from, form_content, form_values, plan_values
from assess.ui.plan_settings import FieldError
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan


def values_of(plans: SessionPlan) -> dict[str, Any]:
    values = form_values(plans)
    return {name: values[name] for name in ("hours", "start", "end")}


def test_the_plan_form_proposes_half_a_year_from_next_monday() -> None:
    plans = SessionPlan(Session(MODEL))
    start = plans.next_monday
    assert values_of(plans) == {
        "hours": "4",
        "start": start.isoformat(),
        "end": (start + timedelta(weeks=26, days=-1)).isoformat(),
    }


def test_the_plan_form_shows_what_was_chosen_last() -> None:
    session = Session(MODEL)
    plans = SessionPlan(session)
    rate_all(session)
    plans.make(2.5, MONDAY, SUNDAY)
    values = values_of(plans)
    assert values == {"hours": "2.5", "start": "2026-11-30", "end": SUNDAY.isoformat()}
    assert plan_values(values) == (2.5, MONDAY, SUNDAY)


@pytest.mark.parametrize("hours", ["4", " 4 ", "4,0", "4.0", 4, 4.0, "+4"])
def test_hours_are_read_as_people_write_them(hours: object) -> None:
    typed = {"hours": hours, "start": "2026-11-30", "end": "2027-01-24"}
    assert plan_values(typed) == (4, MONDAY, SUNDAY)


def test_a_decimal_comma_is_a_decimal_point() -> None:
    typed = {"hours": "2,5", "start": "2026-11-30", "end": "2027-01-24"}
    assert plan_values(typed)[0] == 2.5


def test_exactly_one_week_and_exactly_five_years_are_plans() -> None:
    for days in (6, 7 * 260):
        end = MONDAY + timedelta(days=days)
        typed = {"hours": "4", "start": MONDAY.isoformat(), "end": end.isoformat()}
        assert plan_values(typed) == (4, MONDAY, end)


NO_NUMBER = "Give the hours a week as a number, for example 4."
OUT_OF_RANGE = "Hours a week must lie between a quarter of an hour and 60."
BEFORE = "The last day is before the first: choose a later one."
NO_WEEK = "There is no whole week between these days: choose a later last day."
TOO_LONG = "A plan covers five years at most: choose an earlier last day."
FIRST, LAST = "Choose the first day of the plan.", "Choose the last day of the plan."


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"hours": ""}, "hours", NO_NUMBER),
        ({"hours": "four"}, "hours", NO_NUMBER),
        ({"hours": "1,000.5"}, "hours", NO_NUMBER),
        ({"hours": None}, "hours", NO_NUMBER),
        ({"hours": [4]}, "hours", NO_NUMBER),
        ({"hours": True}, "hours", NO_NUMBER),
        ({"hours": "0"}, "hours", OUT_OF_RANGE),
        ({"hours": "0.2"}, "hours", OUT_OF_RANGE),
        ({"hours": "-4"}, "hours", OUT_OF_RANGE),
        ({"hours": "61"}, "hours", OUT_OF_RANGE),
        ({"hours": "nan"}, "hours", OUT_OF_RANGE),
        ({"hours": "inf"}, "hours", OUT_OF_RANGE),
        ({"hours": 10**400}, "hours", OUT_OF_RANGE),
        ({"start": ""}, "start", FIRST),
        ({"start": "30.11.2026"}, "start", FIRST),
        ({"start": None}, "start", FIRST),
        ({"end": ""}, "end", LAST),
        ({"end": "2027-02-30"}, "end", LAST),
        ({"end": "2026-11-29"}, "end", BEFORE),
        ({"end": "2026-12-05"}, "end", NO_WEEK),
        ({"end": "2026-11-30"}, "end", NO_WEEK),
        ({"end": "2031-11-25"}, "end", TOO_LONG),
        ({"end": "9999-12-31"}, "end", TOO_LONG),
    ],
)
def test_what_is_typed_wrong_is_a_sentence_at_its_field(
    change: dict[str, object], field: str, said: str
) -> None:
    typed = {"hours": "4", "start": "2026-11-30", "end": "2027-01-24", **change}
    with pytest.raises(FieldError) as refused:
        plan_values(typed)
    assert (refused.value.field, str(refused.value)) == (field, said)


def test_an_empty_form_is_a_sentence_about_its_first_field() -> None:
    with pytest.raises(FieldError) as refused:
        plan_values({})
    assert (refused.value.field, str(refused.value)) == ("hours", NO_NUMBER)


# --- wishes --------------------------------------------------------------------------------------

TYPED = {"hours": "4", "start": "2026-11-30", "end": "2027-01-24"}


def test_every_area_and_competency_can_matter_more() -> None:
    content = form_content(SessionPlan(Session(MODEL)))
    assert [area["id"] for area in content["areas"]] == [area.id for area in MODEL.areas]
    listed = [item[0] for area in content["areas"] for item in area["competencies"]]
    assert sorted(listed) == sorted(item.id for item in MODEL.competencies)
    assert content["factors"] == [
        ["0.5", "Less"],
        ["1", "Normal"],
        ["2", "More"],
        ["4", "Much more"],
    ]


def test_wishes_are_read_and_what_says_nothing_is_left_out() -> None:
    area = MODEL.areas[0].id
    asked = asked_from(
        {
            **TYPED,
            "focus": {area: "1", "baking": "4", "pricing": "", "selling": "1"},
            "off": ["2026-12-28", "2026-12-21", "2026-12-28"],
        },
        MODEL,
    )
    assert asked.focus == {"baking": 4.0, "selling": 1.0}
    assert [day.isoformat() for day in asked.weeks_off] == ["2026-12-21", "2026-12-28"]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"focus": {"nothing-of-ours": "2"}}, "focus"),
        ({"focus": {"baking": "nan"}}, "focus"),
        ({"focus": {"baking": "1e9"}}, "focus"),
        ({"focus": {"baking": {"a": 1}}}, "focus"),
        ({"off": ["2026-02-30"]}, "off"),
        ({"off": [None]}, "off"),
        ({"off": ["2026-12-21"] * 101}, "off"),
    ],
)
def test_a_wish_that_is_none_is_a_sentence_at_its_field(
    wish: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        asked_from({**TYPED, **wish}, MODEL)
    assert refused.value.field == field
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("junk", [None, 5, "x", [], [["baking", "2"]], True])
def test_wishes_of_another_shape_are_no_wishes(junk: object) -> None:
    asked = asked_from({**TYPED, "focus": junk, "off": {"a": 1}}, MODEL)
    assert (asked.focus, asked.weeks_off) == ({}, ())
