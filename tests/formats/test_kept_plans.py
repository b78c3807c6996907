"""The plans that an assessment keeps, and how far activities got: read again, or refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assess.domain.answers import MOST_PLANS, Answer, Assessment
from assess.domain.progress import Measure, Progress
from assess.errors import AnswersError
from assess.formats.answers import assessment_to_json, dumps, read_assessment
from assess.formats.plan import OldPlan, plan_from_json, plan_to_json
from tests.builders.plan_files import GARDEN, OLD, PLAN

WHO = Assessment(
    GARDEN.id,
    GARDEN.version,
    {"soil": Answer(0), "planting": Answer(0)},
    progress={"dig-a-bed": Progress("in_progress", date(2026, 11, 1), hours_left=0.5)},
    measures={"dig-a-bed": Measure("3", "7")},
    id="f00d",
)
MADE = plan_to_json(PLAN)
KEPT = WHO.with_plan(MADE, at="2026-11-22T10:00:00Z")
OLD_OF_GARDEN = {**OLD, "model": {"id": GARDEN.id, "version": "1.0.0"}}
"""As version 0.1 would have made it, of activities that the model no longer has."""


def test_kept_plans_and_hours_left_come_back_byte_for_byte() -> None:
    text = dumps(KEPT)
    again = read_assessment(text, GARDEN)
    assert again == KEPT
    assert dumps(again) == text
    assert plan_from_json(again.plans[0].plan) == PLAN
    assert again.progress["dig-a-bed"].hours_left == 0.5


def test_the_same_plan_is_kept_once_and_the_oldest_goes() -> None:
    assert KEPT.with_plan(MADE).plans == KEPT.plans
    many = WHO
    for number in range(MOST_PLANS + 3):
        many = many.with_plan({**MADE, "hours": number}, at=f"2026-11-{number + 1:02}")
    assert len(many.plans) == MOST_PLANS
    assert [many.plans[0].made, many.plans[-1].made] == ["2026-11-04", "2026-11-23"]


@pytest.mark.parametrize("version", ["1.0.0", GARDEN.version])
def test_a_plan_of_0_1_stays_as_it_was_whatever_it_names(version: str) -> None:
    old = {**OLD, "model": {"id": GARDEN.id, "version": version}}
    both = WHO.with_plan(old, at="2026-11-21T10:00:00Z").with_plan(MADE, at="2026-11-22T10:00:00Z")
    again = read_assessment(dumps(both), GARDEN)
    assert again == both
    read = plan_from_json(again.plans[0].plan)
    assert isinstance(read, OldPlan)
    assert plan_to_json(read) == old


def test_without_notes_plans_keep_everything_but_words_for_people() -> None:
    bare = KEPT.with_plan(OLD_OF_GARDEN, at="2026-11-23T10:00:00Z").without_notes()
    first, second = (kept.plan for kept in bare.plans)
    assert second == OLD_OF_GARDEN
    told = json.dumps(first)
    assert "Anna" not in told
    assert "neighbours" not in told
    assert first == plan_to_json(PLAN.without_words())
    assert first["not_planned"]["selling"].startswith("no activity leads on without someone;")
    assert {**first, "request": 0, "not_planned": 0} == {**MADE, "request": 0, "not_planned": 0}


def test_an_own_word_is_taken_out_as_a_whole_word_only() -> None:
    short = replace(PLAN.request, people={"owner": "An", "crew": ""})
    plan = replace(PLAN, request=short, not_planned={"soil": "An Anna, an An."}).without_words()
    assert plan.not_planned == {"soil": "someone Anna, an someone."}


def changed(**plan: Any) -> dict[str, Any]:
    data = assessment_to_json(KEPT)
    data["plans"] = [{"made": "2026-11-22", "plan": {**MADE, **plan}}]
    return data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            changed(role="queen"),
            "plans[0].plan: the model has no role 'queen'; take the plan out.",
        ),
        (
            changed(model={"id": "other", "version": "1.0.0"}),
            "plans[0].plan.model.id: the plan belongs to another model; take it out.",
        ),
        (changed(hours=-1), "plans[0].plan: hours: must be at least 0, not -1."),
        (
            changed(schema_version=3),
            "plans[0].plan: schema_version: this file (3) was written by a newer assess; update "
            "assess to read it.",
        ),
        (
            {**changed(), "plans": [{"made": "soon", "plan": MADE}]},
            "plans[0].made: 'soon' is no moment; write it as 2026-11-22T10:00:00Z.",
        ),
        (
            {**changed(), "plans": [{"made": None, "plan": MADE}]},
            "plans[0].made: must be a moment in quotes, such as 2026-11-22T10:00:00Z, not null.",
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
        read_assessment(json.dumps(data), GARDEN)
    assert str(caught.value) == sentence


def test_a_plan_of_an_older_model_that_names_what_is_gone_is_left_out() -> None:
    data = changed(role="queen", model={"id": GARDEN.id, "version": "1.9.0"})
    assert read_assessment(json.dumps(data), GARDEN).plans == ()


@pytest.mark.parametrize("hours", [0, -1, 0.3])
def test_hours_left_are_quarter_hours_of_something_under_way(hours: float) -> None:
    data = assessment_to_json(WHO)
    data["progress"] = {"dig-a-bed": {"state": "in_progress", "hours_left": hours}}
    with pytest.raises(AnswersError, match="must be quarter hours above 0"):
        read_assessment(json.dumps(data), GARDEN)
    data["progress"] = {"dig-a-bed": {"state": "done", "hours_left": 1}}
    with pytest.raises(AnswersError, match="only an activity in_progress has hours left"):
        read_assessment(json.dumps(data), GARDEN)
