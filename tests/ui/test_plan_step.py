"""The plan step with its real widgets, without a browser: what it hears, sends and says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from pages import Visitor, kept, notices
from visits import CODE, MODEL, OTHER, Broken, rate_all, stored

from assess.store import Store
from assess.ui import texts_plan
from assess.ui.session import Session

PLAN = {"hours": "4", "start": "2026-11-30", "end": "2027-01-24"}


def step(visitor: Visitor, name: str) -> None:
    visitor.app.steps.step = name


def parts(sent: list[dict[str, Any]]) -> dict[str, Any]:
    """Everything that the plan's widgets were told."""
    told: dict[str, Any] = {}
    for message in sent:
        told |= message["parts"] if message["kind"] == "parts" else {}
    return told


def reply(sent: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = (message for message in sent if message["kind"] == "done")
    return found


@pytest.fixture
def planned(visitor: Visitor) -> Visitor:
    rate_all(visitor.app.session)
    step(visitor, "plan")
    assert reply(visitor.says("plan", kind="submit", values=PLAN))["ready"].startswith("Plan ready")
    return visitor


def card(visitor: Visitor, key: str) -> dict[str, Any]:
    (found,) = (item for item in visitor.app.plan.body.parts["cards"] if item["id"] == key)
    return dict(found)


# --- making --------------------------------------------------------------------------------------


def test_nothing_of_a_plan_is_sent_before_its_step_is_shown(visitor: Visitor) -> None:
    rate_all(visitor.app.session)
    del visitor.sent[:]
    visitor.rate("baking", 2)
    assert [item["kind"] for item in visitor.sent] == ["kept"]
    step(visitor, "plan")
    assert texts_plan.NO_PLAN_YET in visitor.app.plan.words.value


def test_a_made_plan_is_said_drawn_and_told(planned: Visitor) -> None:
    sent = planned.says("plan", kind="submit", values={**PLAN, "hours": "3"})
    assert reply(sent)["ready"] == "Plan ready: 3 activities, 7.75\u00a0h, 3 levels."
    assert planned.app.plan.timeline.layout.display == ""
    body = planned.app.plan.body.parts
    assert [item["id"] for item in body["cards"]] == [
        item.id
        for item in planned.app.plans.plan.activities  # type: ignore[union-attr]
    ]
    assert body["text:price-list"]["title"] == "Write a price list"
    assert [week["number"] for week in body["weeks"]] == [1, 2, 3]
    (row,) = (row for row in body["table"] if row[0] == "Counter")
    assert row[:4] == ["Counter", "Watches (1)", "Helps (2)", "Helps (2)"]
    assert [item["title"] for item in body["open"]] == ["Heat", "Dough"]
    assert len(body["versions"]) == 2
    assert "Milestones" in planned.app.plan.words.value


def test_only_what_changed_is_sent_again(planned: Visitor) -> None:
    told = parts(planned.says("plan", kind="submit", values=PLAN))
    assert told == {"changed": {"sentence": "Nothing changed.", "lists": []}}
    assert parts(planned.says("plan", kind="submit", values=PLAN)) == {}
    told = parts(planned.mark("price-list", state="in_progress"))
    assert told.keys() == {"cards"}
    assert not [key for key in told if key.startswith("text:")]


def test_a_field_typed_wrong_is_said_at_its_field(planned: Visitor) -> None:
    sent = planned.says("plan", kind="submit", values={**PLAN, "hours": "many"})
    assert reply(sent)["error"] == {
        "field": "hours",
        "text": "Give the hours a week as a number, for example 4.",
    }
    assert "ready" not in reply(sent)


def test_too_few_ratings_are_said_at_the_plans_form(visitor: Visitor) -> None:
    visitor.rate("baking", 1)
    assert reply(visitor.says("plan", kind="submit", values=PLAN))["error"] == {
        "field": "",
        "text": "Rate at least half of what the role Baker asks for first (1 of 4 rated).",
    }


def test_a_plan_on_a_full_disk_is_shown_and_the_disk_is_said(visitor: Visitor) -> None:
    rate_all(visitor.app.session)
    visitor.app.session._store = Broken()
    sent = visitor.says("plan", kind="submit", values=PLAN)
    assert "price-list" in {item["id"] for item in parts(sent)["cards"]}
    assert [item["text"] for item in notices(sent)] == ["The disk is full."]


def test_the_reverse_questions_answer_with_a_value_to_use(planned: Visitor) -> None:
    answer = reply(planned.says("plan", kind="ask", what="hours", values=PLAN))
    assert answer["use"] == {"hours": "1"}
    assert answer["answer"].endswith(".")
    answer = reply(planned.says("plan", kind="ask", what="end", values=PLAN))
    assert answer["use"] == {"end": "2026-12-13"}
    assert planned.app.plans.settings.hours_per_week == 4


# --- one activity --------------------------------------------------------------------------------


def test_done_then_a_yes_then_made_again_then_compared(planned: Visitor, store: Store) -> None:
    sent = planned.mark("ask-sales", state="done", date="2026-12-04", evidence="Sat there")
    assert sent[0] == kept(1)
    assert card(planned, "ask-sales")["said"] == "Done, 4 Dec 2026"
    (question,) = parts(sent)["proposals"]
    assert question["anchor"] == "Counter as seen at level 2."
    assert parts(sent)["old"] == ["1 activity is done or dropped"]

    sent = planned.says(
        "news", kind="confirm", activity="ask-sales", competency="selling", level=2, note=True
    )
    assert reply(sent)["said"] == "Counter is at level 2 (Helps) now."
    assert parts(sent)["proposals"] == []
    assert stored(store)["answers"]["selling"]["level"] == 2
    assert stored(store)["answers"]["selling"]["evidence"] == "Sat there"
    assert planned.app.rate.form.answers["selling"]["level"] == 2

    told = parts(planned.says("news", kind="again"))
    assert told["old"] == []
    assert told["changed"]["lists"][0] == ["dropped", ["Sit with the sales clerk"]]
    assert [item["id"] for item in told["progress"]] == ["ask-sales"]
    compared = reply(planned.says("body", kind="compare", version=1))
    assert compared["change"]["sentence"] == told["changed"]["sentence"]


def test_pinned_and_left_out_can_be_taken_back(planned: Visitor) -> None:
    sent = planned.says("body", kind="leave", id="ask-sales")
    assert reply(sent)["said"].startswith("“Sit with the sales clerk” is left out. Plan ready")
    assert parts(sent)["values"]["excluded"] == [["ask-sales", "Sit with the sales clerk"]]
    assert "ask-sales" not in {item["id"] for item in parts(sent)["cards"]}
    number = reply(sent)["undo"]
    later = reply(planned.says("body", kind="pin", id="price-list"))["undo"]
    refused = reply(planned.says("body", kind="undo", id="ask-sales", number=number))
    assert refused["problem"].startswith("Something else was changed since")
    planned.says("body", kind="undo", id="price-list", number=later)
    sent = planned.says("body", kind="undo", id="ask-sales", number=number)
    assert reply(sent)["said"] == "Taken back."
    assert "ask-sales" in {item["id"] for item in parts(sent)["cards"]}
    planned.says("body", kind="pin", id="night-shift")
    assert card(planned, "night-shift")["pinned"] is True
    planned.says("plan", kind="unpin", id="night-shift")
    assert "night-shift" not in {item["id"] for item in planned.app.plan.body.parts["cards"]}


def test_reasons_are_computed_when_they_are_asked_for(planned: Visitor) -> None:
    answer = reply(planned.says("body", kind="without", id="ask-sales"))
    assert (answer["about"], answer["id"]) == ("without", "ask-sales")
    assert "Counter" in answer["answer"]
    assert planned.app.plan.body.parts["left"] is None
    told = parts(planned.says("body", kind="left"))
    assert [item["id"] for item in told["left"]] == ["night-shift"]
    told = parts(planned.says("body", kind="leave", id="ask-sales"))
    assert [(item["id"], item["mine"]) for item in told["left"]] == [
        ("ask-sales", True),
        ("night-shift", False),
    ]
    why = reply(planned.says("body", kind="why", id="ask-sales"))
    assert why["answer"] == "You left it out."
    assert reply(planned.says("body", kind="hours"))["answer"].count("hours a week:") == 2


def test_what_was_begun_can_be_taken_back(planned: Visitor) -> None:
    planned.mark("price-list", state="in_progress", date="2026-12-04")
    begun = card(planned, "price-list")
    assert (begun["state"], begun["said"]) == ("in_progress", "Begun, 4 Dec 2026")
    planned.says_value("progress", "price-list", None, begun["record"])
    assert card(planned, "price-list")["state"] == "planned"


# --- another person, a file ----------------------------------------------------------------------


def test_another_persons_plan_takes_the_place_of_this_one(planned: Visitor) -> None:
    planned.says("visit", kind="fresh", code=OTHER)
    sent = planned.says("visit", kind="new")
    assert sent.count({"kind": "fresh"}) == 3
    assert planned.app.plan.body.parts["cards"] == []
    assert planned.app.plan.body.parts["versions"] == []
    sent = planned.says("visit", kind="resume", code=CODE)
    assert planned.app.plan.body.parts["cards"] != []


def test_another_tabs_answers_leave_what_is_typed_here(planned: Visitor, store: Store) -> None:
    other = Session(MODEL, store)
    other.resume(CODE)
    other.rate("baking", 3)
    sent = planned.rate("shaping", 2)
    assert planned.app.session.assessment.level("baking") == 3
    assert {"kind": "fresh"} not in sent
    assert planned.app.plan.news.parts["old"] == ["1 answer changed"]


def test_settings_that_give_no_plan_say_why(planned: Visitor) -> None:
    assessment = planned.app.session.assessment
    bare = replace(assessment, answers={"baking": assessment.answers["baking"]}, plans=())
    step(planned, "rate")
    planned.app.session.replace_by(bare)
    step(planned, "plan")
    assert "Rate at least half" in planned.app.plan.words.value


def test_a_plan_file_is_loaded_after_a_yes_and_says_what_it_does(planned: Visitor) -> None:
    (file,) = planned.says("transfer", kind="export", format="plan", notes=True)
    assert file["name"].startswith("bakery-plan-")
    assert file["name"].endswith(".json")
    assert json.loads(file["text"])["kind"] == "plan"
    before = planned.app.session.assessment
    planned.says("plan", kind="submit", values={**PLAN, "hours": "1"})
    (question,) = planned.says("transfer", kind="import", text=file["text"])
    assert question["plan"] is True
    assert question["text"].startswith("This file holds a learning plan for Baker: 3 activities, 4")
    sent = planned.says("transfer", kind="replace")
    assert sent[-1] == {"kind": "loaded", "text": texts_plan.PLAN_LOADED}
    assert planned.app.plans.settings.hours_per_week == 4
    assert planned.app.session.assessment.answers == before.answers
    assert len(planned.app.plans.versions()) == 3


@pytest.mark.parametrize("kind", ["ics", "md", "csv", "plan"])
def test_each_form_of_the_plan_is_a_file_with_its_ending(planned: Visitor, kind: str) -> None:
    (file,) = planned.says("transfer", kind="export", format=kind, notes=True)
    ending = "json" if kind == "plan" else kind
    assert file["name"].endswith(f".{ending}")
    assert "price" in file["text"]
