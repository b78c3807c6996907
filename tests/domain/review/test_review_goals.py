"""Goals: suggested by gap × importance × what can be done, and the reason can be told."""

from __future__ import annotations

from dataclasses import replace

from assess.domain.model_parts import Person
from assess.domain.plan_request import PlanRequest
from assess.domain.review.meeting import suggest
from assess.planning.plan import OldActivity, OldPlan
from tests.builders.meetings import DAY, MODEL, made, rated

PERSON = rated(baking=2, kneading=1, selling=1, pricing=1)


def test_a_gap_that_nothing_teaches_is_no_goal() -> None:
    assert "kneading" not in [item.goal.competency_id for item in suggest(MODEL, PERSON, "baker")]


def test_the_plan_decides_how_far_a_goal_goes_and_by_when() -> None:
    plan = made(PERSON)
    found = {item.goal.competency_id: item for item in suggest(MODEL, PERSON, "baker", plan)}
    pricing = found["pricing"]
    assert (pricing.goal.start, pricing.goal.to) == (1, 2)  # a step, then a quarter of use
    last = next(item.last_week for item in plan.activities if item.id == "read-costs")
    assert pricing.goal.by == plan.last_day_of(last)
    assert pricing.activity_id == "read-costs"
    assert pricing.doable == 1
    assert found["baking"].goal.first_step == "Ask for a date."


def test_larger_heavier_and_reachable_gaps_come_first() -> None:
    plan = made(PERSON)
    found = suggest(MODEL, PERSON, "baker", plan)
    # pricing: 2 steps × weight 1; selling: 1 step × weight 2; baking: 1 × 1, not planned: half
    assert [item.goal.competency_id for item in found] == ["pricing", "selling", "baking"]
    assert [item.score for item in found] == [2, 2, 0.5]


def test_what_the_plan_leaves_out_counts_half() -> None:
    plan = made(PERSON, hours=1.25, weeks=2)
    assert [item.id for item in plan.activities] != []
    found = {item.goal.competency_id: item for item in suggest(MODEL, PERSON, "baker", plan)}
    assert found["baking"].doable == 0.5
    assert found["baking"].goal.by is None
    assert found["baking"].goal.to == 3


def test_without_a_plan_the_next_level_is_suggested() -> None:
    found = {item.goal.competency_id: item for item in suggest(MODEL, PERSON, "baker")}
    assert found["pricing"].goal.to == 2
    assert found["pricing"].goal.first_step == "Read about costs"


def test_a_plan_for_older_answers_is_not_believed() -> None:
    plan = made(PERSON)
    better = replace(PERSON, answers={**PERSON.answers, **rated(pricing=3).answers})
    assert "pricing" not in [i.goal.competency_id for i in suggest(MODEL, better, "baker", plan)]


def test_a_plan_of_an_earlier_version_decides_nothing() -> None:
    old = OldPlan(
        *(MODEL.id, MODEL.version, "baker"),
        hours_per_week=4,
        weeks=8,
        start=DAY,
        hours=8,
        activities=(OldActivity("night-shift", 8, {1: 8}, ""),),
        not_planned={},
        message="",
        data={},
    )
    assert suggest(MODEL, PERSON, "baker", old) == suggest(MODEL, PERSON, "baker")


def test_a_first_step_calls_people_what_the_person_calls_them() -> None:
    step = "Ask {boss} for a date."
    way = replace(MODEL.activities[0], teaches={"baking": 2}, steps=(step,), requires_level={})
    of = replace(MODEL, people=(Person("boss", "the boss"),), activities=(way,))
    mine = replace(rated(baking=1), settings=PlanRequest(people={"boss": "Aunt Ida"}))
    found = {item.goal.competency_id: item.goal.first_step for item in suggest(of, mine, "baker")}
    assert found["baking"] == "Ask Aunt Ida for a date."
