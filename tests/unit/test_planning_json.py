"""Plans as JSON: the bytes that are written, what is read back, what is refused."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from planning_cases import do, model, planned, rated

from assess.errors import PlanError
from assess.planning import Plan
from assess.planning.plan_json import dumps, plan_from_json, plan_to_json

MODEL = model(do("talk", 8, {"a": 2}, min_weeks=2), do("read", 1.25, {"b": 2}), a=2, b=3, c=2, d=2)
PLAN = planned(MODEL, rated(a=1, b=1, c=None), hours=5.5, focus={"a": 2}, weeks=3)

WRITTEN = """{
  "schema_version": 1,
  "kind": "plan",
  "model": {
    "id": "small",
    "version": "1.0.0"
  },
  "role": "wanted",
  "settings": {
    "hours_per_week": 5.5,
    "weeks": 3,
    "start": "2026-11-30",
    "focus": {
      "a": 2
    },
    "excluded": []
  },
  "value": 3.0,
  "bound": 3.0,
  "gap": 0.0,
  "optimal": true,
  "hours": 9.25,
  "activities": [
    {
      "id": "talk",
      "hours": 8,
      "kind": "practice",
      "weeks": {
        "1": 4,
        "2": 4
      },
      "raises": {
        "a": 2
      },
      "because": "Only this brings you to level 2 (Learning) in A.",
      "without": null
    },
    {
      "id": "read",
      "hours": 1.25,
      "kind": "practice",
      "weeks": {
        "1": 1.25
      },
      "raises": {
        "b": 2
      },
      "because": "Only this brings you to level 2 (Learning) in B.",
      "without": null
    }
  ],
  "levels": {
    "a": {
      "from": 1,
      "to": 2,
      "target": 2
    },
    "b": {
      "from": 1,
      "to": 2,
      "target": 3
    }
  },
  "not_planned": {
    "b": "no activity leads there",
    "c": "not applicable",
    "d": "unrated"
  }
}
"""


def test_a_plan_is_written_in_the_formats_key_order() -> None:
    in_order = json.loads(dumps(PLAN))
    assert list(in_order) == list(json.loads(WRITTEN))
    in_order["activities"].sort(key=lambda item: item["id"] != "talk")
    assert json.dumps(in_order, indent=2) + "\n" == WRITTEN


def test_a_plan_read_back_is_the_same_plan() -> None:
    assert plan_from_json(json.loads(dumps(PLAN))) == PLAN


def test_a_message_is_written_only_where_there_is_one() -> None:
    nothing = planned(MODEL, rated(a=2, b=3, c=2, d=2))
    assert plan_to_json(nothing)["message"] == "There is no gap to Wanted role."
    assert plan_from_json(plan_to_json(nothing)) == nothing
    assert "message" not in plan_to_json(PLAN)


def test_what_is_lost_without_an_activity_is_kept() -> None:
    first = replace(PLAN.activities[0], without="Without it: …")
    plan = replace(PLAN, activities=(first, *PLAN.activities[1:]))
    assert plan_from_json(plan_to_json(plan)) == plan


def broken(*path: Any, to: Any) -> str:
    """The sentence with which a plan is refused after one change; `...` takes the key out."""
    data = copy.deepcopy(plan_to_json(PLAN))
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    with pytest.raises(PlanError) as caught:
        plan_from_json(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("path", "to", "sentence"),
    [
        (("kind",), "assessment", "kind: 'assessment' can't be read here; a plan is needed."),
        (("kind",), ..., "the file: the key 'kind' is missing."),
        (("role",), ..., "the file: the key 'role' is missing."),
        (("extra",), 1, "the file: the key 'extra' isn't known; take it out."),
        (
            ("schema_version",),
            2,
            "schema_version: '2' can't be read here, only 1; a newer file needs a newer assess.",
        ),
        (("model",), "small", "model: an object in braces is needed here."),
        (("role",), 7, "role: a text in quotes is needed here, not '7'."),
        (("message",), "x" * 10_001, "message: the text is longer than 10,000 characters."),
        (("optimal",), 1, "optimal: write true or false."),
        (("value",), True, "value: a number is needed here, not 'True'."),
        (("value",), -1, "value: a number of at least 0 is needed here, not '-1'."),
        (("gap",), float("nan"), "gap: a number of at least 0 is needed here, not 'nan'."),
        (("settings", "weeks"), 2.0, "settings.weeks: a whole number is needed here, not '2.0'."),
        (
            ("settings", "start"),
            "30.11.2026",
            "settings.start: a date such as 2026-11-30 is needed here, not '30.11.2026'.",
        ),
        (
            ("settings", "start"),
            "2026-02-30",
            "settings.start: a date such as 2026-11-30 is needed here, not '2026-02-30'.",
        ),
        (("activities",), {}, "activities: a list in brackets is needed here."),
        (
            ("activities", 0, "kind"),
            "sport",
            "activities[0].kind: 'sport' isn't one of practice, people, study.",
        ),
        (
            ("activities", 0, "weeks", "0"),
            1,
            "activities[0].weeks: '0' isn't a week; weeks count from 1.",
        ),
        (
            ("activities", 0, "weeks"),
            {},
            "activities[0].weeks: an activity needs at least one week.",
        ),
        (("levels", "a"), {"from": 1}, "levels.a: the key 'to' is missing."),
        (("not_planned", "b"), None, "not_planned.b: a text in quotes is needed here, not 'None'."),
    ],
)
def test_the_first_mistake_is_said_with_its_place(path: Any, to: Any, sentence: str) -> None:
    assert broken(*path, to=to) == sentence


def test_an_activity_twice_is_refused() -> None:
    data = plan_to_json(PLAN)
    data["activities"] = [data["activities"][0]] * 2
    key = data["activities"][0]["id"]
    with pytest.raises(PlanError, match=f"activities: '{key}' is planned twice; keep one of them"):
        plan_from_json(data)


@pytest.mark.parametrize("data", [None, [], "plan", 3])
def test_something_else_is_no_plan(data: Any) -> None:
    with pytest.raises(PlanError, match="the file: an object in braces is needed here"):
        plan_from_json(data)


def test_reading_needs_no_model() -> None:
    assert isinstance(plan_from_json(json.loads(WRITTEN)), Plan)
