"""The page after the questions: profile, plan and files, drawn without a browser."""

from __future__ import annotations

import html
import re

from assess.app.profile.views import NOTHING_RATED
from assess.app.state.changes import Change
from assess.clock import today
from assess.store import Store
from tests.builders.page import Visitor, notices, widgets
from tests.builders.visits import Broken, rate_all, stored

NOTE = "Ran the oven alone <b>twice</b>"
PLAN = {"hours": "4", "start": "2026-11-30", "end": "2027-01-24"}


def step(visitor: Visitor, name: str) -> None:
    visitor.app.steps.step = name


# --- profile, plan, files ------------------------------------------------------------------------


def test_the_profile_shows_gaps_once_there_are_some(visitor: Visitor) -> None:
    step(visitor, "profile")
    assert NOTHING_RATED in visitor.app.profile.answer.value
    profile = visitor.app.profile
    assert (profile.dots.value, profile.skills.layout.display) == ("", "none")
    visitor.rate("baking", 1)
    assert "Your levels, area by area" in profile.dots.value
    assert "You now: Watches (1), Apprentice: Helps (2), Baker: Runs it (3)" in profile.dots.value
    assert profile.skills.layout.display == ""
    visitor.says_value("role", "held", "baker", "apprentice")
    visitor.says_value("role", "wanted", "apprentice", "baker")
    assert "You now: Watches (1), Baker: Runs it (3), Apprentice: Helps (2)" in profile.dots.value


def test_a_file_is_named_by_whose_it_is_what_it_is_and_for_whom(
    visitor: Visitor,
) -> None:
    visitor.rate("baking", 2)
    visitor.note("baking", NOTE)
    file = visitor.takes("html")
    assert (file["kind"], file["name"]) == ("file", f"profile-for-me-{today()}.html")
    assert (file["type"], html.escape(NOTE) in file["text"]) == ("text/html", True)
    visitor.says_value("person", "name", "  Zoë\n Berg ", "")
    assert visitor.app.session.assessment.person == "Zoë Berg"
    file = visitor.takes("json", "share")
    named = f"zoe-berg-answers-to-share-{today()}.json"
    assert (file["name"], file["type"]) == (named, "application/json")
    assert "oven" not in file["text"]


def test_the_last_step_says_what_the_files_are_called_and_follows_the_name(
    visitor: Visitor,
) -> None:
    del visitor.sent[:]
    step(visitor, "take")
    (names,) = (message for message in visitor.sent if message.get("kind") == "names")
    assert names["names"]["me/html"] == f"profile-for-me-{today()}.html"
    assert names["names"]["share/portfolio"] == f"portfolio-to-share-{today()}.html"
    assert (names["person"], names["readers"]) == ("", [])
    sent = visitor.says_value("person", "name", "Anna", "")
    (names,) = (message for message in sent if message.get("kind") == "names")
    assert names["names"]["manager/manager"] == f"anna-page-for-my-manager-{today()}.html"
    assert names["person"] == "Anna"
    visitor.says_value("person", "name", " ", "Anna")
    assert visitor.app.session.assessment.person == ""
    visitor.says_value("person", "name", "x" * 201, "")
    visitor.says_value("person", "other", "x", "")
    assert visitor.app.session.assessment.person == ""


def test_a_portfolio_holds_the_chosen_evidence_or_says_why_there_is_none(visitor: Visitor) -> None:
    log = [{"text": "Ran the oven"}, {"text": "Kept to myself"}, {"text": "x" * 1990, "whom": "y"}]
    log.append({"text": "z" * 1900})
    visitor.app.session.take([Change(1, "baking", kind="evidence", value=log)])
    file = visitor.takes("portfolio", "share", {"baking": [0], "selling": "?"})
    assert file["name"] == f"portfolio-to-share-{today()}.html"
    assert "Ran the oven" in file["text"]
    assert "Kept to myself" not in file["text"]
    for chosen in ({}, {"baking": [99]}, {"flying": [0]}, {"baking": {"0": 0}}, {"baking": [None]}):
        said = visitor.takes("portfolio", "share", chosen)
        assert said == {"kind": "failed", "text": "Choose at least one piece of evidence."}
    visitor.app.session.take([Change(1, "selling", kind="evidence", value=log[2:])])
    said = visitor.takes("portfolio", "share", {"baking": [2, 3], "selling": [0, 1]})
    assert "more than one page holds" in said["text"]


def test_a_page_for_a_manager_needs_a_plan(visitor: Visitor) -> None:
    said = visitor.takes("manager", "manager")
    assert (said["kind"], "You don't have a plan yet" in said["text"]) == ("failed", True)


def test_a_chosen_file_is_loaded_after_a_yes(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    visitor.rate("pricing", 3)
    file = visitor.takes("html")
    visitor.clear("pricing")
    before = visitor.app.session.assessment
    (question,) = visitor.says("transfer", kind="import", text=file["text"])
    assert question == {
        "kind": "sure",
        "text": "This file has 2 of 5 rated. It would replace what you have here: 1 of 5 rated.",
        "plan": False,
    }
    assert visitor.app.session.assessment == before
    sent = visitor.says("transfer", kind="replace")
    assert [item["kind"] for item in sent if item["kind"] != "fresh"] == [
        *("answers", "clear", "answered", "saved", "loaded"),
    ]
    assert stored(store)["answers"].keys() == {"baking", "pricing"}
    assert visitor.says("transfer", kind="replace") == []


def test_a_file_loaded_on_a_full_disk_is_shown(visitor: Visitor) -> None:
    visitor.rate("baking", 2)
    file = visitor.takes("json")
    visitor.clear("baking")
    visitor.says("transfer", kind="import", text=file["text"])
    visitor.app.session.store = Broken()
    sent = visitor.says("transfer", kind="replace")
    assert sent[0] == {
        "kind": "answers",
        "answers": {"baking": {"evidence": "", "level": 2}},
        "other": False,
    }
    assert [item["text"] for item in notices(sent)] == ["The disk is full."]
    assert {"kind": "answered"} in sent
    assert "loaded" not in [item["kind"] for item in sent]


def test_a_file_that_is_none_of_ours_is_said_beside_the_button(visitor: Visitor) -> None:
    (said,) = visitor.says("transfer", kind="import", text="<p>hello</p>")
    assert said == {
        "kind": "problem",
        "text": "This page holds no assessment; choose the HTML file that assess made.",
    }


# --- what a saved notebook would hold ------------------------------------------------------------


def test_the_text_form_of_a_widget_holds_no_answer(visitor: Visitor) -> None:
    rate_all(visitor.app.session)
    visitor.note("baking", NOTE)
    visitor.says("plan", kind="submit", values=PLAN)
    for name in ("profile", "plan", "take"):
        step(visitor, name)
    shown = list(widgets(visitor.app.root))
    assert len(shown) > 15
    for widget in shown:
        assert repr(widget) == f"<{type(widget).__name__}>"
        text = str(widget._repr_mimebundle_())
        assert not any(word in text for word in ("oven", "Watches", "level", "<b>"))


def test_an_address_can_name_all_that_the_model_has_and_what_is_folded(visitor: Visitor) -> None:
    model = visitor.app.session.model
    named = visitor.app.steps.places
    assert list(named) == [item["id"] for item in visitor.app.steps.steps]
    questions = {item.rpartition("/")[2] for item in named["rate"] if "/" in item}
    assert questions == {item.id for item in model.competencies} <= set(named["profile"])
    assert {item.id for item in model.activities} <= set(named["plan"])
    step(visitor, "profile")
    visitor.rate("baking", 1)
    profile = visitor.app.profile
    drawn = "".join(part.value for part in (profile.short, profile.dots, profile.numbers))
    addresses = re.findall(r"""data-address=['"]([^'"]*)""", drawn)
    assert {"baking", "numbers"} <= set(addresses) <= set(named["profile"])
    assert len(set(addresses)) == len(addresses)
