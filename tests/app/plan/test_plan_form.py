"""The plan's form as plain data: what it holds, what follows from it, and what is typed wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assess.app.plan.data import based_on, form_advice, form_content, form_values
from assess.app.plan.form.settings import FieldError, parts_from
from assess.app.plan.state import PlanState
from assess.app.state.changes import Change
from assess.app.state.visitor import VisitorState
from tests.builders.visits import (
    CODE,
    MODEL,
    MONDAY,
    SUNDAY,
    WORLD,
    clear,
    eight_weeks,
    not_applicable,
    rate_all,
)

DATES = {"start": "2026-11-30", "end": "2027-01-24"}


@pytest.fixture
def world() -> PlanState:
    session = VisitorState(WORLD)
    session.begin(CODE)
    rate_all(session)
    return PlanState(session)


def ask(plans: PlanState, **parts: Any) -> None:
    """Keep these settings, without a plan."""
    plans.session.change(
        lambda present: replace(present, settings=replace(present.settings, **parts))
    )


def test_the_form_proposes_a_year_from_next_monday() -> None:
    values = form_values(PlanState(VisitorState(MODEL)))
    last = MONDAY + timedelta(weeks=52, days=-1)
    assert values["dates"] == {"start": "2026-11-30", "end": last.isoformat()}
    assert (values["hours"], values["reserve"], values["lead"]) == ("4", "mostly", None)


def test_the_form_shows_what_was_chosen_last(world: PlanState) -> None:
    world.make(eight_weeks(2.5, lead="selling", people={"boss": "Ann"}))
    values = form_values(world)
    assert (values["hours"], values["lead"], values["people"]) == (
        "2.5",
        "selling",
        {"boss": "Ann"},
    )
    assert values["dates"] == DATES
    assert parts_from(values | {"off": []}, WORLD)["weeks"] == 8


def test_the_questions_answers_and_people_of_the_model_are_in_the_form() -> None:
    content = form_content(WORLD)
    (question,) = content["situation"]
    assert question["answers"] == [["shop", "Yes"], ["canteen", "No, a canteen"]]
    people = {item["id"]: item for item in content["people"]}
    assert people["boss"]["title"] == "The owner"
    assert people["boss"]["standIn"] == "whoever opens the shop"
    assert "team" not in people  # always within reach


def test_an_answer_says_who_can_be_asked_until_it_is_corrected(world: PlanState) -> None:
    assert {"boss", "clerk"} <= set(form_values(world)["within"])
    ask(world, situation={"shop": "canteen"})
    values = form_values(world)
    assert values["reach"] is None
    assert "clerk" not in values["within"]
    ask(world, within_reach=("clerk",))
    values = form_values(world)
    assert (values["reach"], "boss" in values["within"]) == (["clerk"], False)


def test_what_does_not_apply_in_this_job_is_proposed_and_never_set(world: PlanState) -> None:
    assert form_advice(world)["notApplicable"] == []
    ask(world, situation={"shop": "canteen"})
    assert form_advice(world)["notApplicable"] == [["pricing", "Prices"]]
    assert not world.session.assessment.answer("pricing").not_applicable
    not_applicable(world.session, "pricing")
    assert form_advice(world)["notApplicable"] == []


def test_what_holds_somebody_back_comes_with_the_sentence_that_is_not_true_yet(
    world: PlanState,
) -> None:
    cards = form_advice(world)["leads"]
    assert [card["title"] for card in cards] == ["Counter", "Prices"]
    assert cards[0] == {
        "id": "selling",
        "title": "Counter",
        "level": "Watches (1)",
        "missing": "Counter as seen at level 2.",
        "why": "The role you want needs Helps (2).",
    }
    world.session.take([Change(1, "selling", rating="2~"), Change(2, "selling", rating="1~")])
    assert form_advice(world)["leads"][0]["level"] == "Watches (1), rough"
    ask(world, situation={"shop": "canteen"}, within_reach=())
    # the owner has a stand-in, the clerk has none and isn't needed
    assert "selling" in [key for key, _title in form_advice(world)["subjects"]]


def test_what_is_unrated_and_waited_for_is_named(world: PlanState) -> None:
    assert form_advice(world)["unrated"] == []
    clear(world.session, "selling")
    assert form_advice(world)["unrated"] == [["selling", "Counter"]]


def test_what_a_plan_is_based_on_is_said_once_there_is_one(world: PlanState) -> None:
    assert based_on(world) == ""
    world.make(eight_weeks())
    assert based_on(world).startswith("Based on: up to 4 hours a week")


@pytest.mark.parametrize("hours", ["4", " 4 ", "4,0", "4.0", 4, 4.0, "+4"])
def test_hours_are_read_as_people_write_them(hours: object) -> None:
    assert parts_from({"hours": hours, "dates": DATES}, MODEL) == {
        "hours_per_week": 4,
        "start": MONDAY,
        "weeks": 8,
    }


@pytest.mark.parametrize("hours", ["2,5", "2 ½", "2½"])
def test_a_decimal_comma_or_a_fraction_is_read_as_well(hours: str) -> None:
    assert parts_from({"hours": hours}, MODEL) == {"hours_per_week": 2.5}


def test_exactly_one_week_and_exactly_five_years_are_plans() -> None:
    for days, weeks in ((6, 1), (7 * 260, 260)):
        end = MONDAY + timedelta(days=days)
        dates = {"start": MONDAY.isoformat(), "end": end.isoformat()}
        assert parts_from({"dates": dates}, MODEL)["weeks"] == weeks
    assert parts_from({"dates": DATES}, MODEL)["weeks"] == ((SUNDAY - MONDAY).days + 1) // 7


NO_NUMBER = "Enter the hours a week as a number, for example 4."
OUT_OF_RANGE = "Hours a week must be between a quarter of an hour and 60."
BEFORE = "The last day is before the first: choose a later one."
NO_WEEK = "There is no whole week between these days: choose a later last day."
TOO_LONG = "A plan covers five years at most: choose an earlier last day."
TWO_DAYS = (
    "“11/12/2026” could mean 11 December 2026 or 12 November 2026. Write the month as a word."
)
NO_DAY = "“tomorrow” isn't a day. Write it like 28 Nov 2026 or 2026-11-28."
FIRST, LAST = "Choose the first day of the plan.", "Choose the last day of the plan."


@pytest.mark.parametrize(
    "hours", ["four", [4], True, "nan", "inf", float("inf"), "2 5", "½ 2", 10**400]
)
def test_hours_that_are_no_number_are_a_sentence_at_their_field(hours: object) -> None:
    with pytest.raises(FieldError, match=r"isn't a number\. Write it like 4 or 2\.5\.") as refused:
        parts_from({"hours": hours}, MODEL)
    assert refused.value.field == "hours"


@pytest.mark.parametrize("hours", ["", " ", None])
def test_hours_left_out_are_asked_for(hours: object) -> None:
    with pytest.raises(FieldError) as refused:
        parts_from({"hours": hours}, MODEL)
    assert (refused.value.field, str(refused.value)) == ("hours", NO_NUMBER)


def test_hours_of_two_meanings_are_asked_back_unless_a_page_has_read_them() -> None:
    with pytest.raises(FieldError, match=r"could mean 1125 or 1\.125") as refused:
        parts_from({"hours": "1,125"}, MODEL)
    assert refused.value.field == "hours"
    assert parts_from({"hours": 1.125}, MODEL) == {"hours_per_week": 1.125}


@pytest.mark.parametrize("hours", ["0", "0.2", "-4", "61", "1,000.5", 61])
def test_hours_out_of_range_are_a_sentence_at_their_field(hours: object) -> None:
    with pytest.raises(FieldError) as refused:
        parts_from({"hours": hours}, MODEL)
    assert (refused.value.field, str(refused.value)) == ("hours", OUT_OF_RANGE)


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"start": ""}, "start", FIRST),
        ({"start": "11/12/2026"}, "start", TWO_DAYS),
        ({"end": "tomorrow"}, "end", NO_DAY),
        ({"start": None}, "start", FIRST),
        ({"end": ""}, "end", LAST),
        ({"end": "2027-02-30"}, "end", "There is no day “2027-02-30”. Check it in a calendar."),
        ({"end": "2026-11-29"}, "end", BEFORE),
        ({"end": "2026-12-05"}, "end", NO_WEEK),
        ({"end": "2026-11-30"}, "end", NO_WEEK),
        ({"end": "2031-11-25"}, "end", TOO_LONG),
        ({"end": "9999-12-31"}, "end", TOO_LONG),
    ],
)
def test_days_chosen_wrong_are_a_sentence_at_their_field(
    change: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(FieldError) as refused:
        parts_from({"dates": {**DATES, **change}}, MODEL)
    assert (refused.value.field, str(refused.value)) == (field, said)


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
        ({"lead": "nothing-of-ours"}, "lead"),
        ({"lead": ["selling"]}, "lead"),
        ({"reserve": "all"}, "reserve"),
        ({"situation": {"shop": "nowhere"}}, "shop"),
        ({"situation": {"shop": {}}}, "shop"),
        ({"people": {"boss": "x" * 81}}, "people"),
        ({"showing": "x" * 81}, "showing"),
    ],
)
def test_a_wish_that_is_none_is_a_sentence_at_its_field(
    wish: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        parts_from(wish, WORLD)
    assert refused.value.field == field
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("junk", [5, "x", [], [["baking", "2"]], True])
def test_wishes_of_another_shape_are_no_wishes(junk: object) -> None:
    names = ("focus", "situation", "people")
    parts = parts_from(dict.fromkeys(names, junk) | {"off": {"a": 1}}, WORLD)
    assert parts == {"focus": {}, "situation": {}, "people": {}, "weeks_off": ()}


def test_people_who_are_not_in_the_model_are_left_out() -> None:
    values = {"reach": ["clerk", "the-king"], "people": {"boss": " Ann\n Baker ", "the-king": "X"}}
    assert parts_from(values, WORLD) == {
        "within_reach": ("clerk",),
        "people": {"boss": "Ann Baker"},
    }
    assert parts_from({"reach": None}, WORLD) == {"within_reach": None}
