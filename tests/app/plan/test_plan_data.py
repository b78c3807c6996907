"""The plan as plain data for the page: its words, what was said about activities, old versions."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assess.app.plan.data import news_data, plan_data, ready, version
from assess.app.plan.progress import ProgressState
from assess.app.plan.state import PlanState
from assess.app.state.changes import Change
from assess.app.state.visitor import VisitorState
from assess.domain.answers import KeptPlan
from tests.builders.old_plans import OLD_PLAN
from tests.builders.visits import CODE, MODEL, MONDAY, WORLD, eight_weeks, mark, rate_all


@pytest.fixture
def world() -> PlanState:
    session = VisitorState(WORLD)
    session.begin(CODE)
    rate_all(session)
    plans = PlanState(session)
    plans.make(eight_weeks(lead="selling", people={"boss": "Ann"}, showing="the guild"))
    return plans


def subjects(plans: PlanState) -> dict[str, list[str]]:
    quarter = plan_data(plans, ProgressState(plans))["view"]["quarters"][0]
    return {
        item["competency"]: [activity["id"] for activity in item["activities"]]
        for item in quarter["subjects"]
    }


def test_this_quarter_is_told_by_subject_with_the_words_of_the_person(world: PlanState) -> None:
    view = plan_data(world, ProgressState(world))["view"]
    assert subjects(world) == {
        "selling": ["ask-sales", "counter-hour"],
        "pricing": ["read-costs"],
    }
    quarter = view["quarters"][0]
    (serve,) = (
        item for item in quarter["subjects"][0]["activities"] if item["id"] == "counter-hour"
    )
    assert serve["steps"][0] == "Ask Ann for an hour."
    assert {ask["name"] for ask in quarter["asks"]} == {"Ann", "the sales clerk", "the guild"}
    assert "the guild" in quarter["review"]


def test_what_was_said_about_activities_is_told_beside_the_plan(world: PlanState) -> None:
    mark(world.session, "ask-sales", "done", MONDAY, "Sat there")
    measure = {"today": "12 buns", "wanted": "20 buns", "reached": ""}
    world.session.take([Change(2, "counter-hour", kind="measure", value=measure)])
    data = plan_data(world, ProgressState(world))
    assert data["records"]["ask-sales"]["state"] == "done"
    assert data["titles"] == {"ask-sales": "Sit with the sales clerk"}
    assert data["measures"] == {"counter-hour": measure}
    assert [item["id"] for item in data["view"]["done"]] == ["ask-sales"]


def test_a_finished_activity_asks_whether_the_level_describes_the_person_now(
    world: PlanState,
) -> None:
    mark(world.session, "ask-sales", "done", MONDAY, "Sat there")
    told = plan_data(world, ProgressState(world))
    (question,) = told["proposals"]
    assert (question["competency"], question["level"], question["note"]) == ("selling", 2, True)
    assert question["anchor"] == "Counter as seen at level 2."
    assert news_data(world)["old"] == ["1 activity is done or dropped"]


def test_before_there_is_a_plan_there_is_nothing_to_tell(plans: PlanState) -> None:
    data = plan_data(plans, ProgressState(plans))
    assert (data["view"], data["records"], data["versions"]) == (None, {}, [])
    assert ready(plans) == "There is no plan. "


def test_the_plans_data_survives_the_way_to_the_browser(world: PlanState) -> None:
    data = plan_data(world, ProgressState(world))
    assert json.loads(json.dumps(data)) == data


def test_each_kept_plan_is_a_line_that_opens_as_what_it_was(world: PlanState) -> None:
    world.make(eight_weeks(1))
    newer, older = plan_data(world, ProgressState(world))["versions"]
    assert (newer["present"], older["present"]) == (True, False)
    assert older["text"].endswith("4\xa0h a week, first Counter and Prices")
    lines = version(world, older["number"])
    assert any("This quarter, Counter: Sit with the sales clerk" in line for line in lines)


def test_a_plan_of_an_earlier_version_opens_as_what_it_was(
    session: VisitorState, plans: PlanState
) -> None:
    kept = KeptPlan("2026-06-01T10:00:00Z", OLD_PLAN)
    session.replace_by(replace(session.assessment, plans=(kept,)))
    plans.open()
    assert plans.plan is None  # never taken for a plan of today
    (line,) = plan_data(plans, ProgressState(plans))["versions"]
    assert (line["old"], line["present"]) == (True, False)
    assert "made by an earlier version" in line["text"]
    lines = version(plans, line["number"])
    assert any("Sit with the sales clerk" in item for item in lines)
    assert lines[-1] == "Made by an earlier version. Make it again."
    assert MODEL.has_activity("ask-sales")
