"""The plan as plain data for the page: weeks, cards, versions, and what is sent of the model."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from visits import MODEL, MONDAY, SUNDAY, mark, rate_all

from assess.loader import load_model
from assess.settings import package_model
from assess.ui.plan_data import activity_texts, plan_data, ready
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan


@pytest.fixture
def made(session: Session, plans: SessionPlan) -> SessionPlan:
    rate_all(session)
    plans.make(2, MONDAY, SUNDAY, weeks_off=(MONDAY + timedelta(days=8),))
    return plans


def places(plans: SessionPlan, day: date) -> list[str]:
    return [week["place"] for week in plan_data(plans, with_left_out=False, day=day)["weeks"]]


def test_the_present_week_is_known_by_its_days(made: SessionPlan) -> None:
    weeks = len(places(made, MONDAY))
    assert places(made, MONDAY - timedelta(days=1)) == ["later"] * weeks
    assert places(made, MONDAY) == ["now"] + ["later"] * (weeks - 1)
    assert places(made, MONDAY + timedelta(days=6))[0] == "now"
    assert places(made, MONDAY + timedelta(days=7))[:2] == ["past", "now"]
    assert places(made, SUNDAY + timedelta(days=1)) == ["past"] * weeks


def test_a_week_off_is_empty_and_says_so(made: SessionPlan) -> None:
    weeks = plan_data(made, with_left_out=False, day=MONDAY)["weeks"]
    assert [week["off"] for week in weeks[:3]] == [False, True, False]
    assert weeks[1]["items"] == []


def test_the_hours_of_the_weeks_are_those_of_the_cards(made: SessionPlan) -> None:
    data = plan_data(made, with_left_out=False, day=MONDAY)
    assert made.plan is not None
    for card, item in zip(data["cards"], made.plan.activities, strict=True):
        in_weeks = [e for week in data["weeks"] for e in week["items"] if e["id"] == card["id"]]
        assert len(in_weeks) == len(item.weeks)
        assert sum(entry["ends"] for entry in in_weeks) == (len(item.weeks) > 1)


def test_what_is_done_is_struck_out_in_the_weeks_and_said_on_its_card(made: SessionPlan) -> None:
    mark(made.session, "ask-sales", "done", MONDAY)
    data = plan_data(made, with_left_out=False, day=MONDAY)
    (card,) = (item for item in data["cards"] if item["id"] == "ask-sales")
    assert (card["state"], card["said"]) == ("done", "Done, 30 Nov 2026")
    entries = [e for week in data["weeks"] for e in week["items"] if e["id"] == "ask-sales"]
    assert entries
    assert all(entry["over"] for entry in entries)
    assert data["progress"] == []  # it has a card


def test_before_there_is_a_plan_there_is_nothing_to_send(plans: SessionPlan) -> None:
    data = plan_data(plans, with_left_out=True)
    assert {key: value for key, value in data.items() if value} == {}
    assert ready(plans) == "There is no plan: "


def test_every_activity_of_the_shipped_model_has_texts_that_reach_a_browser() -> None:
    model = load_model(package_model())
    for item in model.activities:
        texts = activity_texts(model, item.id)
        assert json.loads(json.dumps(texts)) == texts
        assert (texts["title"], len(texts["steps"])) == (item.title, len(item.steps))


def test_the_plans_data_survives_the_way_to_the_browser(made: SessionPlan) -> None:
    data = plan_data(made, with_left_out=True)
    assert json.loads(json.dumps(data)) == data
    assert [item["id"] for item in data["left"]] == ["night-shift"]
    assert MODEL.has_activity("night-shift")
