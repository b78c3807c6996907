"""The plan step with its real widgets, without a browser: what it hears, sends and says."""

from __future__ import annotations

import json

import pytest

from assess.app.plan import texts as texts_plan
from assess.app.state.visitor import VisitorState
from assess.store import Store
from tests.builders.page import Visitor, kept, notices
from tests.builders.plan_step import (
    PLAN,
    activities,
    parts,
    reply,
    step,
)
from tests.builders.visits import CODE, MODEL, OTHER, Broken, rate_all, stored

# --- making --------------------------------------------------------------------------------------


def test_nothing_of_a_plan_is_sent_before_its_step_is_shown(visitor: Visitor) -> None:
    rate_all(visitor.app.session)
    del visitor.sent[:]
    visitor.rate("baking", 2)
    assert [item["kind"] for item in visitor.sent] == ["kept"]
    step(visitor, "plan")
    assert visitor.app.plan.form.parts["basedOn"] == ""
    assert visitor.app.plan.body.parts["view"] is None


def test_a_made_plan_is_drawn_before_it_is_said_to_be_ready(planned: Visitor) -> None:
    sent = planned.says("plan", kind="submit", values={**PLAN, "hours": "1"})
    assert reply(sent)["ready"].startswith("Your plan is ready. This quarter you work on counter")
    assert sent[-1]["kind"] == "done"
    assert planned.app.plan.glance.layout.display == ""
    assert activities(planned) == ["ask-sales"]
    assert planned.app.plan.form.parts["basedOn"].startswith("Based on: up to 1 hour a week")
    assert len(planned.app.plan.body.parts["versions"]) == 2


def test_only_what_changed_is_sent_again(planned: Visitor) -> None:
    told = parts(planned.says("plan", kind="submit", values=PLAN))
    assert told == {"changed": "Nothing changed."}
    assert parts(planned.says("plan", kind="submit", values=PLAN)) == {}
    told = parts(planned.mark("read-costs", state="in_progress"))
    assert told.keys() == {"view", "records", "titles"}


def test_a_field_typed_wrong_is_said_at_its_field(planned: Visitor) -> None:
    sent = planned.says("plan", kind="submit", values={**PLAN, "hours": "many"})
    assert reply(sent)["error"] == {
        "field": "hours",
        "text": "“many” isn't a number. Write it like 4 or 2.5.",
    }
    assert "ready" not in reply(sent)


def test_too_few_ratings_are_said_at_the_plans_form(visitor: Visitor) -> None:
    visitor.rate("baking", 1)
    error = reply(visitor.says("plan", kind="submit", values=PLAN))["error"]
    assert error["field"] == ""
    assert error["text"].startswith("Rate ")


def test_a_plan_on_a_full_disk_is_shown_and_the_disk_is_said(visitor: Visitor) -> None:
    rate_all(visitor.app.session)
    visitor.app.session.store = Broken()
    sent = visitor.says("plan", kind="submit", values=PLAN)
    assert activities(visitor) == ["ask-sales", "read-costs"]
    assert [item["text"] for item in notices(sent)] == ["The disk is full."]


# --- the situation -------------------------------------------------------------------------------


def test_an_answer_about_the_job_moves_people_proposals_and_the_plans_age(shop: Visitor) -> None:
    before = shop.app.plan.form.parts
    assert "clerk" in before["values"]["within"]
    sent = shop.says_value("setting", "situation", {"shop": "canteen"}, {})
    told = parts(sent)
    assert "clerk" not in told["values"]["within"]
    assert told["advice"]["notApplicable"] == [["pricing", "Prices"]]
    assert told["old"] == ["your hours, dates or wishes are different now"]
    assert activities(shop)  # the plan stays until it is updated
    shop.says("news", kind="again")
    assert "ask-sales" not in activities(shop)  # the clerk has no stand-in
    assert "counter-hour" in activities(shop)


def test_what_follows_from_a_setting_is_told_before_the_setting_is_acknowledged(
    shop: Visitor,
) -> None:
    """Else the page would go by the old answers for a moment, and the next one would forget one."""
    sent = shop.says_value("setting", "situation", {"shop": "canteen"}, {})
    kinds = [item["kind"] for item in sent]
    assert kinds.index("parts") < kinds.index("kept")


def test_marking_what_does_not_apply_shows_in_step_1_and_ends_the_proposal(shop: Visitor) -> None:
    shop.says_value("setting", "situation", {"shop": "canteen"}, {})
    sent = shop.change("pricing", rating="na")
    assert parts(sent)["advice"]["notApplicable"] == []
    assert shop.app.rate.form.answers["pricing"] == {"evidence": "", "not_applicable": True}


def test_an_own_word_for_a_person_is_in_the_plans_texts(shop: Visitor) -> None:
    shop.says_value("setting", "people", {"boss": "Ann"}, {})
    shop.says("news", kind="again")
    text = json.dumps(shop.app.plan.body.parts["view"])
    assert "Ask Ann for an hour." in text
    assert "the owner" not in text


def test_a_measure_is_kept_and_told(shop: Visitor, store: Store) -> None:
    measure = {"today": "12 buns", "wanted": "20 buns", "reached": ""}
    shop.says_value("measure", "ask-sales", measure, None)
    assert shop.app.plan.body.parts["measures"] == {"ask-sales": measure}
    assert stored(store)["measures"] == {"ask-sales": {"today": "12 buns", "wanted": "20 buns"}}


# --- one activity --------------------------------------------------------------------------------


def test_done_then_a_yes_then_made_again_then_compared(planned: Visitor, store: Store) -> None:
    sent = planned.mark("ask-sales", state="done", date="2026-12-04", evidence="Sat there")
    assert sent[-1] == kept(1)
    assert parts(sent)["records"]["ask-sales"]["date"] == "2026-12-04"
    (question,) = parts(sent)["proposals"]
    assert question["anchor"] == "Counter as seen at level 2."
    assert parts(sent)["old"] == ["1 activity is done or dropped"]

    sent = planned.says(
        "body", kind="confirm", activity="ask-sales", competency="selling", level=2, note=True
    )
    told = reply(sent)
    assert told["said"] == "Well done! You're at Helps in Counter now. That was your own work."
    assert (told["risen"]["before"], told["risen"]["now"]) == (1, 2)
    assert parts(sent)["proposals"] == []
    assert stored(store)["answers"]["selling"]["level"] == 2
    assert stored(store)["answers"]["selling"]["evidence"] == "Sat there"
    assert planned.app.rate.form.answers["selling"]["level"] == 2

    told = parts(planned.says("news", kind="again"))
    assert told["old"] == []
    assert told["changed"].startswith("Compared with before: 1 activity finished")
    assert [item["id"] for item in told["view"]["done"]] == ["ask-sales"]
    compared = reply(planned.says("body", kind="compare", version=1))
    assert compared["answer"].startswith("Compared with before:")
    opened = reply(planned.says("body", kind="version", version=1))["opened"]
    assert any("Sit with the sales clerk" in line for line in opened)


def test_left_out_and_swapped_can_be_taken_back_in_turn(shop: Visitor) -> None:
    sent = shop.says("body", kind="leave", id="ask-sales")
    assert reply(sent)["said"] == "“Sit with the sales clerk” is out."
    assert parts(sent)["values"]["excluded"] == [["ask-sales", "Sit with the sales clerk"]]
    assert "ask-sales" not in activities(shop)
    number = reply(sent)["undo"]
    later = reply(shop.says("body", kind="swap", id="counter-hour", other="ask-sales"))
    assert later["said"].startswith("“Sit with the sales clerk” takes the place of")
    assert "counter-hour" not in activities(shop)
    refused = reply(shop.says("body", kind="undo", number=number))
    assert refused["problem"].startswith("You changed something else since")
    shop.says("body", kind="undo", number=later["undo"])
    assert reply(shop.says("body", kind="undo", number=number))["said"] == "Undone."
    assert {"ask-sales", "counter-hour"} <= set(activities(shop))


def test_pinned_is_said_on_the_plan_and_let_go_in_the_form(planned: Visitor) -> None:
    planned.says("body", kind="pin", id="read-costs")
    assert planned.app.plan.body.parts["pinned"] == ["read-costs"]
    assert planned.app.plan.form.parts["values"]["pinned"] == [["read-costs", "Read about costs"]]
    sent = planned.says("plan", kind="unpin", id="read-costs")
    assert reply(sent)["ready"].startswith("“Read about costs” is no longer fixed.")
    assert planned.app.plan.body.parts["pinned"] == []


def test_what_was_begun_can_be_taken_back(planned: Visitor) -> None:
    planned.mark("read-costs", state="in_progress", date="2026-12-04")
    begun = planned.app.plan.body.parts["records"]["read-costs"]
    assert begun["state"] == "in_progress"
    planned.says_value("progress", "read-costs", None, begun)
    assert planned.app.plan.body.parts["records"] == {}


# --- another person, a file ----------------------------------------------------------------------


def test_another_persons_plan_takes_the_place_of_this_one(planned: Visitor) -> None:
    planned.says("visit", kind="fresh", code=OTHER)
    sent = planned.says("visit", kind="new")
    assert sent.count({"kind": "fresh"}) == 3
    assert planned.app.plan.body.parts["view"] is None
    assert planned.app.plan.body.parts["versions"] == []
    assert planned.app.plan.form.parts["basedOn"] == ""
    planned.says("visit", kind="resume", code=CODE)
    assert activities(planned) == ["ask-sales", "read-costs"]


def test_another_tabs_answers_leave_what_is_typed_here(planned: Visitor, store: Store) -> None:
    other = VisitorState(MODEL, store)
    other.resume(CODE)
    other.rate("baking", 3)
    sent = planned.rate("shaping", 2)
    assert planned.app.session.assessment.level("baking") == 3
    assert {"kind": "fresh"} not in sent
    assert planned.app.plan.news.parts["old"] == ["2 answers changed"]


def test_a_plan_file_is_loaded_after_a_yes_and_says_what_it_does(planned: Visitor) -> None:
    assert planned.takes("plan", "share")["name"].startswith("plan-to-share-")
    file = planned.takes("plan")
    assert file["name"].startswith("plan-for-me-")
    assert file["name"].endswith(".json")
    assert json.loads(file["text"])["kind"] == "plan"
    before = planned.app.session.assessment
    planned.says("plan", kind="submit", values={**PLAN, "hours": "1"})
    (question,) = planned.says("transfer", kind="import", text=file["text"])
    assert question["plan"] is True
    assert question["text"].startswith("This file has a learning plan for Baker: 2 activities, 4")
    sent = planned.says("transfer", kind="replace")
    assert sent[-1] == {"kind": "loaded", "text": texts_plan.PLAN_LOADED}
    assert planned.app.plans.settings.hours_per_week == 4
    assert planned.app.session.assessment.answers == before.answers
    assert len(planned.app.plans.versions()) == 3


@pytest.mark.parametrize("kind", ["ics", "md", "csv", "plan"])
def test_each_form_of_the_plan_is_a_file_with_its_ending(planned: Visitor, kind: str) -> None:
    file = planned.takes(kind)
    ending = "json" if kind == "plan" else kind
    assert file["name"].endswith(f".{ending}")
    assert "costs" in file["text"]


def test_an_earlier_plan_comes_back_by_its_button(planned: Visitor) -> None:
    planned.says("plan", kind="submit", values={**PLAN, "hours": "1"})
    sent = planned.says("body", kind="restore", version=1)
    assert sent[0]["said"] == texts_plan.WENT_BACK
    assert sent[0]["undo"] == planned.app.plans.undoable == 1
    assert planned.app.plan.form.parts["values"]["hours"] == "4"
    assert planned.says("body", kind="restore", version=[]) == []
    (refused,) = (m for m in planned.says("body", kind="restore", version=-1) if "problem" in m)
    assert refused["problem"] == texts_plan.NO_VERSION
