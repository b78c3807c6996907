"""The page's forms as plain data, and the sentences about what is typed into them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from visits import MODEL, MONDAY, SUNDAY, rate_all

from assess.answers import Answer, Assessment
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.settings import package_model
from assess.ui.forms import (
    FieldError,
    plan_fields,
    plan_values,
    rating_answers,
    rating_content,
    role_fields,
)
from assess.ui.session import Session

SECOND = Path(__file__).parents[1] / "models" / "second.yaml"


@pytest.fixture(params=["shipped", "second"])
def model(request: pytest.FixtureRequest) -> CompetencyModel:
    return load_model(package_model() if request.param == "shipped" else SECOND)


# --- the questions -----------------------------------------------------------------------------


def test_every_competency_is_a_question_in_its_area_in_the_files_order(
    model: CompetencyModel,
) -> None:
    content = rating_content(model)
    assert [area["id"] for area in content["areas"]] == [area.id for area in model.areas]
    for area in content["areas"]:
        ids = [question["id"] for question in area["questions"]]
        assert ids == [item.id for item in model.in_area(area["id"])]
    asked = [question for area in content["areas"] for question in area["questions"]]
    assert len(asked) == len(model.competencies)
    assert [question["number"] for question in asked] == list(range(1, len(asked) + 1))


def test_every_level_of_every_question_is_written_out(model: CompetencyModel) -> None:
    content = rating_content(model)
    levels = [str(step["level"]) for step in content["scale"]]
    assert [step["label"] for step in content["scale"]] == [item.label for item in model.scale]
    for area in content["areas"]:
        for question in area["questions"]:
            assert list(question["anchors"]) == levels
            assert all(question["anchors"].values())


def test_the_questions_survive_the_way_to_the_browser(model: CompetencyModel) -> None:
    content = rating_content(model)
    assert json.loads(json.dumps(content)) == content
    assert content["limit"] == 2000


def test_the_questions_of_the_second_model_are_these() -> None:
    content = rating_content(load_model(SECOND))
    found = [(area["title"], [q["title"] for q in area["questions"]]) for area in content["areas"]]
    assert found == [
        ("Team", ["Facilitation", "Coaching"]),
        ("Product", ["Backlog", "Customer interviews", "Value"]),
    ]
    assert content["areas"][0]["questions"][1]["prompt"] == ""


def test_the_three_states_reach_the_form_as_three_things() -> None:
    assessment = Assessment(
        MODEL.id,
        MODEL.version,
        {
            "baking": Answer(2, evidence="Ran it"),
            "pricing": Answer(not_applicable=True),
            "selling": Answer(evidence="only a note"),
        },
    )
    assert rating_answers(assessment) == {
        "baking": {"level": 2, "evidence": "Ran it"},
        "pricing": {"not_applicable": True, "evidence": ""},
        "selling": {"evidence": "only a note"},
    }


# --- roles and plan ----------------------------------------------------------------------------


def test_both_lists_hold_every_role_and_show_the_present_pair() -> None:
    session = Session(MODEL)
    session.choose_roles("baker", "apprentice")
    held, wanted = role_fields(session)
    options = [["apprentice", "Apprentice"], ["baker", "Baker"]]
    assert (held["options"], held["value"]) == (options, "baker")
    assert (wanted["options"], wanted["value"]) == (options, "apprentice")


def values_of(session: Session) -> dict[str, Any]:
    return {field["name"]: field["value"] for field in plan_fields(session)}


def test_the_plan_form_proposes_half_a_year_from_next_monday() -> None:
    session = Session(MODEL)
    start = session.next_monday
    assert values_of(session) == {
        "hours": "4",
        "start": start.isoformat(),
        "end": (start + timedelta(weeks=26, days=-1)).isoformat(),
    }


def test_the_plan_form_shows_what_was_chosen_last() -> None:
    session = Session(MODEL)
    rate_all(session)
    session.make_plan(2.5, MONDAY, SUNDAY)
    values = values_of(session)
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
