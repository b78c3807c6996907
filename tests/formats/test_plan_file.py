"""Plan files: the bytes that are written, what is read back, what is refused and in which words."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.plan_request import PlanRequest
from assess.formats.plan import (
    dumps,
    plan_from_json,
    plan_to_json,
)
from assess.formats.plan.shape import PlanFile
from assess.formats.request import unknown_in
from assess.formats.shapes import schema_text
from assess.planning import plan
from tests.builders.plan_files import GARDEN, PLAN, REQUEST, SETTINGS, broken, refusal

WRITTEN = {
    "schema_version": 2,
    "kind": "plan",
    "model": {"id": "garden", "version": "2.0.0"},
    "held": "hand",
    "role": "head",
    "request": SETTINGS,
    "quarters": [
        {
            "weeks": [1, 13],
            "review_week": 13,
            "room": 12.75,
            "exact": True,
            "focus": ["planting"],
            "steps": [
                {
                    "competency": "planting",
                    "level": 1,
                    "in_focus": True,
                    "twice": False,
                    "because": "named",
                }
            ],
            "activities": [
                {
                    "id": "dig-a-bed",
                    "hours": 0.5,
                    "weeks": {"1": 0.5},
                    "quarters": [1, 1],
                    "asks": [],
                    "state": "in_progress",
                },
                {
                    "id": "plant-beside-somebody",
                    "hours": 2,
                    "weeks": {"2": 1.25, "3": 0.75},
                    "quarters": [1, 1],
                    "asks": [],
                },
            ],
            "asks": [{"person": "owner", "week": 1}],
        },
        {
            "weeks": [14, 26],
            "review_week": 26,
            "room": 13.5,
            "exact": True,
            "focus": [],
            "steps": [
                {
                    "competency": "soil",
                    "level": 1,
                    "in_focus": False,
                    "twice": True,
                    "because": "waited_for",
                }
            ],
            "activities": [
                {
                    "id": "turn-the-heap",
                    "hours": 4,
                    "weeks": {"12": 2, "14": 2},
                    "quarters": [1, 2],
                    "asks": ["owner"],
                }
            ],
            "asks": [],
        },
        {
            "weeks": [27, 39],
            "review_week": None,
            "room": 13.5,
            "exact": False,
            "focus": ["selling"],
            "steps": [
                {
                    "competency": "selling",
                    "level": 1,
                    "in_focus": True,
                    "twice": False,
                    "because": "wanted_role",
                }
            ],
        },
    ],
    "wishes": [
        {"wish": "named", "value": 2, "bound": 2, "proved": True},
        {"wish": "wanted_role", "value": 10.5, "bound": None, "proved": False},
    ],
    "hours": 6.5,
    "optimal": False,
    "not_planned": {"selling": "no activity leads on without Anna; with that in reach: “Sell”"},
}


def test_a_plan_is_written_in_the_documented_form() -> None:
    assert dumps(PLAN) == json.dumps(WRITTEN, ensure_ascii=False, indent=2) + "\n"


def test_a_plan_file_comes_back_byte_for_byte() -> None:
    read = plan_from_json(json.loads(dumps(PLAN)))
    assert read == PLAN
    assert dumps(read) == dumps(PLAN)


def test_a_computed_plan_comes_back_byte_for_byte() -> None:
    levels = {item.id: Answer(0) for item in GARDEN.competencies}
    who = Assessment(GARDEN.id, GARDEN.version, levels)
    made = plan(GARDEN, who, PlanRequest(hours_per_week=2, start=date(2026, 12, 7)))
    assert made.activities
    read = plan_from_json(json.loads(dumps(made)))
    assert read == made
    assert dumps(read) == dumps(made)
    assert unknown_in(made, GARDEN) == ""


def test_weeks_are_written_in_order() -> None:
    quarter = PLAN.quarters[0]
    other = replace(quarter.activities[1], weeks={3: 0.75, 2: 1.25})
    quarter = replace(quarter, activities=(quarter.activities[0], other))
    assert dumps(replace(PLAN, quarters=(quarter, *PLAN.quarters[1:]))) == dumps(PLAN)


def test_wishes_and_messages_that_there_are_not_leave_no_key() -> None:
    bare = PlanRequest(hours_per_week=4, weeks=39, start=date(2026, 12, 7))
    data = plan_to_json(replace(PLAN, request=bare))
    assert data["request"] == {"hours_per_week": 4, "weeks": 39, "start": "2026-12-07"}
    assert "message" not in data
    nothing = replace(PLAN, quarters=(), hours=0.0, message="There is nothing to plan.")
    assert plan_to_json(nothing)["message"] == "There is nothing to plan."
    assert plan_from_json(plan_to_json(nothing)) == nothing


def test_nobody_within_reach_is_not_the_same_as_not_said() -> None:
    alone = replace(PLAN, request=replace(REQUEST, within_reach=()))
    assert plan_to_json(alone)["request"]["within_reach"] == []
    assert plan_from_json(plan_to_json(alone)) == alone


# --- what is refused ---------------------------------------------------------------------------


FIRST = ("quarters", 0, "activities", 0)
STEP = ("quarters", 0, "steps", 0)


@pytest.mark.parametrize(
    ("path", "to", "sentence"),
    [
        (("kind",), "assessment", "This is an answers file; I need a plan."),
        (("kind",), ..., "the file: 'kind' is missing; add it."),
        (("rolle",), 1, "the file: unknown key 'rolle'; did you mean 'role'?"),
        (("xyz",), 1, "the file: unknown key 'xyz'; take it out."),
        (
            ("schema_version",),
            3,
            "schema_version: this file (3) was written by a newer assess; "
            "update assess to read it.",
        ),
        (("schema_version",), True, "schema_version: must be the number 1 or 2."),
        (("schema_version",), 2.0, "schema_version: must be the number 1 or 2."),
        (("model",), "garden", "model: must be an object in braces {…}, not text."),
        (("model", "id"), ..., "model: 'id' is missing; add it."),
        (("role",), 7, "role: must be text in quotes, not a number."),
        (
            ("role",),
            "x" * 201,
            "role: is 201 characters long, at most 200 are allowed; shorten it.",
        ),
        (("role",), "a\0", "role: holds a character that no text can hold; delete it."),
        (("role",), "\ud800", "role: holds a character that no text can hold; delete it."),
        (
            ("message",),
            "x" * 10_001,
            "message: is 10,001 characters long, at most 10,000 are allowed; shorten it.",
        ),
        (("optimal",), 1, "optimal: must be true or false, not a number."),
        (("hours",), True, "hours: must be a number, not true."),
        (("hours",), -1, "hours: must be at least 0, not -1."),
        (("hours",), float("nan"), "hours: must be a finite number of ordinary size."),
        (("hours",), 10**400, "hours: must be a finite number of ordinary size."),
        (("hours",), 1e300, "hours: must be a finite number of ordinary size."),
        (("request", "weeks"), 2.5, "request.weeks: must be a whole number, not 2.5."),
        (("request", "weeks"), 521, "request.weeks: must be at most 520, not 521."),
        (("request", "weeks"), ..., "request: 'weeks' is missing; add it."),
        (
            ("request", "start"),
            "30.11.2026",
            "request.start: '30.11.2026' is no date; write it as 2026-11-30.",
        ),
        (
            ("request", "start"),
            20261130,
            "request.start: must be a date in quotes, such as 2026-11-30, not a number.",
        ),
        (
            ("request", "start"),
            "9999-12-30",
            "request.start: the weeks go past an end of the calendar.",
        ),
        (
            ("request", "start"),
            "0001-01-01",
            "request.start: the weeks go past an end of the calendar.",
        ),
        (
            ("request", "reserve"),
            "most",
            "request.reserve: must be mine, mostly or often-eaten, not 'most'; "
            "did you mean 'mostly'?",
        ),
        (
            ("request", "people"),
            {"owner": 1},
            "request.people.owner: must be text in quotes, not a number.",
        ),
        (
            ("request", "people"),
            {"x" * 201: "Anna"},
            f"request.people: the key '{'x' * 59}…' is 201 characters long, at most 200 are "
            "allowed; shorten it.",
        ),
        (("quarters",), {}, "quarters: must be a list in brackets […], not an object."),
        (("quarters", 0, "weeks"), [1], "quarters[0].weeks: must have at least 2, has 1; add one."),
        (
            ("quarters", 0, "weeks"),
            [1] * 3,
            "quarters[0].weeks: must have at most 2, has 3; take some out.",
        ),
        (
            ("quarters", 0, "weeks"),
            [2, 13],
            "quarters[0].weeks: must run from week 1 to a week up to 39, not from 2 to 13.",
        ),
        (
            ("quarters", 2, "weeks"),
            [27, 40],
            "quarters[2].weeks: must run from week 27 to a week up to 39, not from 27 to 40.",
        ),
        (
            ("quarters", 1, "review_week"),
            13,
            "quarters[1].review_week: isn't one of the quarter's weeks.",
        ),
        (
            ("quarters", 2, "exact"),
            "no",
            "quarters[2].exact: must be true or false, not text.",
        ),
        (
            ("quarters", 0, "exact"),
            False,
            "quarters[0]: a quarter of the outlook can't hold activities or asks.",
        ),
        (
            ("quarters", 0, "asks", 0, "week"),
            14,
            "quarters[0].asks[0].week: isn't one of the quarter's weeks.",
        ),
        (
            (*STEP, "because"),
            "fun",
            "quarters[0].steps[0].because: must be named, present_job, wanted_role or "
            "waited_for, not 'fun'.",
        ),
        (
            (*STEP, "level"),
            "1",
            "quarters[0].steps[0].level: must be a whole number, not text.",
        ),
        (
            (*FIRST, "hours"),
            None,
            "quarters[0].activities[0].hours: must be a number, not null.",
        ),
        (
            (*FIRST, "state"),
            "done",
            "quarters[0].activities[0].state: must be in_progress, not 'done'.",
        ),
        (
            (*FIRST, "weeks", "0"),
            1,
            "quarters[0].activities[0].weeks: '0' isn't a week; weeks count from 1.",
        ),
        (
            (*FIRST, "weeks"),
            {},
            "quarters[0].activities[0].weeks: must have at least 1, has 0; add one.",
        ),
        (
            (*FIRST, "weeks"),
            {"14": 1},
            "quarters[0].activities[0].weeks: go beyond weeks 1 to 13.",
        ),
        (
            (*FIRST, "quarters"),
            [1, 2],
            "quarters[0].activities[0].quarters: must end with 1, the quarter that it stands in.",
        ),
        (
            (*FIRST, "id"),
            "plant-beside-somebody",
            "quarters[0].activities[1].id: 'plant-beside-somebody' is planned twice; keep one.",
        ),
        (
            ("wishes", 0, "wish"),
            "fame",
            "wishes[0].wish: must be named, present_job, wanted_role, twice, people or hours, "
            "not 'fame'; did you mean 'named'?",
        ),
        (("not_planned", "b"), None, "not_planned.b: must be text in quotes, not null."),
    ],
)
def test_the_first_mistake_is_said_with_its_place(path: Any, to: Any, sentence: str) -> None:
    assert broken(WRITTEN, *path, to=to) == sentence


def test_no_exact_quarter_follows_one_of_the_outlook() -> None:
    data = copy.deepcopy(WRITTEN)
    quarters: Any = data["quarters"]
    quarters[1] = {**quarters[2], "weeks": [14, 26]}
    quarters[2] = {**quarters[2], "exact": True}
    assert refusal(data) == "quarters[2].exact: no exact quarter can follow one of the outlook."


@pytest.mark.parametrize("data", [None, [], "plan", 3])
def test_something_else_is_no_plan(data: Any) -> None:
    assert refusal(data).startswith("the file: must be an object in braces {…}, not ")


# --- what a model knows ------------------------------------------------------------------------


def test_a_plan_of_this_model_names_nothing_unknown() -> None:
    assert unknown_in(PLAN, GARDEN) == ""


@pytest.mark.parametrize(
    ("path", "to", "unknown"),
    [
        (("held",), "queen", "role 'queen'"),
        (("role",), "queen", "role 'queen'"),
        ((*FIRST, "id"), "dance", "activity 'dance'"),
        (("request", "pinned"), ["dance"], "activity 'dance'"),
        (("request", "excluded"), ["dance"], "activity 'dance'"),
        ((*STEP, "competency"), "art", "competency 'art'"),
        ((*STEP, "level"), 9, "level '9'"),
        (("quarters", 2, "steps", 0, "level"), 9, "level '9'"),
        (("quarters", 0, "focus"), ["art"], "competency 'art'"),
        (("request", "lead"), "art", "competency 'art'"),
        (("request", "focus"), {"art": 2}, "competency or area 'art'"),
        (("not_planned",), {"art": "…"}, "competency 'art'"),
        ((*FIRST, "asks"), ["nanny"], "person 'nanny'"),
        (("quarters", 0, "asks", 0, "person"), "nanny", "person 'nanny'"),
        (("request", "people"), {"nanny": "Eve"}, "person 'nanny'"),
        (("request", "within_reach"), ["nanny"], "person 'nanny'"),
        (("request", "situation"), {"weather": "sold"}, "question 'weather'"),
        (("request", "situation"), {"produce": "stolen"}, "answer 'stolen'"),
    ],
)
def test_what_a_model_does_not_have_is_named(path: Any, to: Any, unknown: str) -> None:
    data: Any = copy.deepcopy(WRITTEN)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    assert unknown_in(plan_from_json(data), GARDEN) == unknown


# --- the schema --------------------------------------------------------------------------------


def test_the_published_schema_is_the_one_of_the_code() -> None:
    published = (Path(__file__).parents[2] / "plan.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(PlanFile), "run scripts/write_schema.py"


def test_every_plan_fits_the_schema_and_a_wrong_one_does_not() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(PlanFile)))
    validator = jsonschema.Draft202012Validator(json.loads(schema_text(PlanFile)))
    validator.validate(plan_to_json(PLAN))
    for wrong in ({"role": 1}, {"extra": 1}, {"request": {}}, {"quarters": [{}]}):
        assert not validator.is_valid({**WRITTEN, **wrong})
