"""Plans as files: the published schema, kept plans, and the plans of the made-up people."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from planning_cases import START, do, model, planned, rated

from assess.answers import MOST_PLANS, Progress
from assess.answers_json import assessment_to_json, dumps, read_assessment
from assess.errors import AnswersError
from assess.loader import load_model
from assess.planning.plan_json import dumps as plan_dumps
from assess.planning.plan_json import plan_from_json, plan_to_json
from assess.planning.plan_schema import plan_schema, plan_schema_text
from assess.settings import package_model

TOP = Path(__file__).parents[2]
PEOPLE = TOP / "examples" / "people"
sys.path.insert(0, str(TOP / "scripts"))
from write_people_plans import plan_text  # noqa: E402 - the script is no package

OF = model(do("one", 4, {"a": 2}), do("two", 4, {"b": 2}), a=2, b=2)
WHO = replace(rated(a=1, b=1), progress={"two": Progress("in_progress", START, hours_left=1.5)})
MADE = planned(OF, WHO, pinned=["one"], weeks_off=[date(2026, 12, 9)], focus={"area": 2})
KEPT = WHO.with_plan(plan_to_json(MADE), at="2026-11-22T10:00:00Z")


def test_the_published_schema_is_the_one_of_the_code() -> None:
    published = (TOP / "plan.schema.json").read_text(encoding="utf-8")
    assert published == plan_schema_text(), "run scripts/write_schema.py"


def test_every_plan_fits_the_schema_and_a_wrong_one_does_not() -> None:
    jsonschema.Draft202012Validator.check_schema(plan_schema())
    validator = jsonschema.Draft202012Validator(plan_schema())
    data = plan_to_json(MADE)
    assert {"pinned", "weeks_off"} <= set(data["settings"])
    assert [item.get("state") for item in data["activities"]].count("in_progress") == 1
    validator.validate(data)
    for wrong in ({**data, "role": 1}, {**data, "extra": 1}, {**data, "settings": {}}):
        assert not validator.is_valid(wrong)


def test_a_plan_file_comes_back_byte_for_byte() -> None:
    text = plan_dumps(MADE)
    assert plan_from_json(json.loads(text)) == MADE
    assert plan_dumps(plan_from_json(json.loads(text))) == text


def test_wishes_that_were_not_made_leave_no_key() -> None:
    data = plan_to_json(planned(OF, rated(a=1, b=1)))
    assert set(data["settings"]) == {"hours_per_week", "weeks", "start", "focus", "excluded"}
    assert all("state" not in item for item in data["activities"])


def test_kept_plans_and_hours_left_come_back_byte_for_byte() -> None:
    text = dumps(KEPT)
    again = read_assessment(text, OF)
    assert dumps(again) == text
    assert plan_from_json(again.plans[0].plan) == MADE
    assert again.progress["two"].hours_left == 1.5
    assert again.without_notes().plans == again.plans


def test_the_same_plan_is_kept_once_and_the_oldest_goes() -> None:
    data = plan_to_json(MADE)
    assert KEPT.with_plan(data).plans == KEPT.plans
    many = rated(a=1, b=1)
    for number in range(MOST_PLANS + 3):
        many = many.with_plan({**data, "hours": number}, at=f"2026-11-{number + 1:02}")
    assert len(many.plans) == MOST_PLANS
    assert [many.plans[0].made, many.plans[-1].made] == ["2026-11-04", "2026-11-23"]


def changed(**plan: Any) -> dict[str, Any]:
    data = assessment_to_json(KEPT)
    data["plans"] = [{"made": "2026-11-22", "plan": {**plan_to_json(MADE), **plan}}]
    return data


OTHER = plan_to_json(MADE)["activities"][0]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            changed(role="queen"),
            "plans[0].plan: the model has no role 'queen'; take the plan out.",
        ),
        (
            changed(activities=[{**OTHER, "id": "x"}]),
            "plans[0].plan: the model has no activity 'x'; take the plan out.",
        ),
        (
            changed(levels={"a": {"from": 1, "to": 99, "target": 2}}),
            "plans[0].plan: the model has no level '99'; take the plan out.",
        ),
        (
            changed(model={"id": "other", "version": "1.0.0"}),
            "plans[0].plan: belongs to another model; take it out.",
        ),
        (
            changed(hours=-1),
            "plans[0].plan: hours: a number of at least 0 is needed here, not '-1'.",
        ),
        (
            changed(settings={"hours_per_week": 1, "weeks": 10**9, "start": "2026-11-30"}),
            "plans[0].plan: settings.weeks: must be from 1 to 520, not '1000000000'.",
        ),
        (
            changed(settings={"hours_per_week": 1, "weeks": 9, "start": "9999-12-30"}),
            "plans[0].plan: settings.start: the weeks go past the end of the calendar.",
        ),
        (
            changed(activities=[{**OTHER, "weeks": {"5": 4}}]),
            f"plans[0].plan: activities: '{OTHER['id']}' ends after week 4.",
        ),
        (
            {**changed(), "plans": [{"made": "soon", "plan": plan_to_json(MADE)}]},
            "plans[0].made: 'soon' is no moment; write it as 2026-11-22T10:00:00Z.",
        ),
        (
            {**changed(), "plans": [{}] * 21},
            "plans: holds 21 plans, at most 20 are kept; delete the oldest.",
        ),
        ({**changed(), "plans": {}}, "plans: must be a list in brackets […], not an object."),
    ],
)
def test_a_kept_plan_that_is_not_sound_is_refused(data: dict[str, Any], sentence: str) -> None:
    with pytest.raises(AnswersError) as caught:
        read_assessment(json.dumps(data), OF)
    assert str(caught.value) == sentence


def test_a_plan_of_an_older_model_that_names_what_is_gone_is_left_out() -> None:
    data = changed(role="queen", model={"id": OF.id, "version": "0.9.0"})
    assert read_assessment(json.dumps(data), OF).plans == ()


@pytest.mark.parametrize("hours", [0, -1, 0.3])
def test_hours_left_are_quarter_hours_of_something_under_way(hours: float) -> None:
    data = assessment_to_json(WHO)
    data["progress"] = {"two": {"state": "in_progress", "hours_left": hours}}
    with pytest.raises(AnswersError, match="must be quarter hours above 0"):
        read_assessment(json.dumps(data), OF)
    data["progress"] = {"two": {"state": "done", "hours_left": 1}}
    with pytest.raises(AnswersError, match="only an activity in_progress has hours left"):
        read_assessment(json.dumps(data), OF)


@pytest.mark.parametrize("file", sorted(PEOPLE.glob("*.json")), ids=lambda file: file.stem)
def test_the_plans_of_the_made_up_people_are_those_of_today(file: Path) -> None:
    kept = file.with_suffix(".plan.md").read_text(encoding="utf-8")
    assert kept == plan_text(file, load_model(package_model())), "run make people"


def test_there_are_five_made_up_people() -> None:
    assert len(list(PEOPLE.glob("*.json"))) == 5
