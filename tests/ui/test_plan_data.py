"""The plan as plain data for the page: its words, what was said about activities, old versions."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.old_plans import OLD_PLAN
from visits import CODE, MODEL, MONDAY, WORLD, eight_weeks, mark, rate_all

from assess.answers import KeptPlan
from assess.ui.changes import Change
from assess.ui.plan_data import news_data, plan_data, ready
from assess.ui.plan_views import version
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan
from assess.ui.session_progress import SessionProgress


@pytest.fixture
def world() -> SessionPlan:
    session = Session(WORLD)
    session.begin(CODE)
    rate_all(session)
    plans = SessionPlan(session)
    plans.make(eight_weeks(lead="selling", people={"boss": "Ann"}, showing="the guild"))
    return plans


def subjects(plans: SessionPlan) -> dict[str, list[str]]:
    quarter = plan_data(plans)["view"]["quarters"][0]
    return {
        item["competency"]: [activity["id"] for activity in item["activities"]]
        for item in quarter["subjects"]
    }


def test_this_quarter_is_told_by_subject_with_the_words_of_the_person(world: SessionPlan) -> None:
    view = plan_data(world)["view"]
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


def test_what_was_said_about_activities_is_told_beside_the_plan(world: SessionPlan) -> None:
    mark(world.session, "ask-sales", "done", MONDAY, "Sat there")
    measure = {"today": "12 buns", "wanted": "20 buns"}
    world.session.take([Change(2, "counter-hour", kind="measure", value=measure)])
    data = plan_data(world)
    assert data["records"]["ask-sales"]["state"] == "done"
    assert data["titles"] == {"ask-sales": "Sit with the sales clerk"}
    assert data["measures"] == {"counter-hour": measure}
    assert [item["id"] for item in data["view"]["done"]] == ["ask-sales"]


def test_a_finished_activity_asks_whether_the_level_describes_the_person_now(
    world: SessionPlan,
) -> None:
    mark(world.session, "ask-sales", "done", MONDAY, "Sat there")
    told = news_data(world, SessionProgress(world))
    (question,) = told["proposals"]
    assert (question["competency"], question["level"], question["note"]) == ("selling", 2, True)
    assert question["anchor"] == "Counter as seen at level 2."
    assert told["old"] == ["1 activity is done or dropped"]


def test_before_there_is_a_plan_there_is_nothing_to_tell(plans: SessionPlan) -> None:
    data = plan_data(plans)
    assert (data["view"], data["records"], data["versions"]) == (None, {}, [])
    assert ready(plans) == "There is no plan. "


def test_the_plans_data_survives_the_way_to_the_browser(world: SessionPlan) -> None:
    data = plan_data(world)
    assert json.loads(json.dumps(data)) == data


def test_each_kept_plan_is_a_line_that_opens_as_what_it_was(world: SessionPlan) -> None:
    world.make(eight_weeks(1))
    newer, older = plan_data(world)["versions"]
    assert (newer["present"], older["present"]) == (True, False)
    assert older["text"].endswith("4\xa0h a week, first Counter and Prices")
    lines = version(world, older["number"])
    assert any("This quarter, Counter: Sit with the sales clerk" in line for line in lines)


def test_a_plan_of_an_earlier_version_opens_as_what_it_was(
    session: Session, plans: SessionPlan
) -> None:
    kept = KeptPlan("2026-06-01T10:00:00Z", OLD_PLAN)
    session.replace_by(replace(session.assessment, plans=(kept,)))
    plans.open()
    assert plans.plan is None  # never taken for a plan of today
    (line,) = plan_data(plans)["versions"]
    assert (line["old"], line["present"]) == (True, False)
    assert "made by an earlier version" in line["text"]
    lines = version(plans, line["number"])
    assert any("Sit with the sales clerk" in item for item in lines)
    assert lines[-1] == "Made by an earlier version. Make it again."
    assert MODEL.has_activity("ask-sales")
