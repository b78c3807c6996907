"""The page after the questions: profile, plan and files, drawn without a browser."""

from __future__ import annotations

import html

from pages import Visitor, notices, widgets
from visits import Broken, rate_all, stored

from assess.store import Store
from assess.ui import texts_profile

NOTE = "Ran the oven alone <b>twice</b>"
PLAN = {"hours": "4", "start": "2026-11-30", "end": "2027-01-24"}


def step(visitor: Visitor, name: str) -> None:
    visitor.app.steps.step = name


# --- profile, plan, files ------------------------------------------------------------------------


def test_the_profile_shows_gaps_once_there_are_some(visitor: Visitor) -> None:
    step(visitor, "profile")
    assert texts_profile.NOTHING_RATED in visitor.app.profile.words.value
    assert visitor.app.profile.dots.layout.display == "none"
    visitor.rate("baking", 1)
    assert "What stands between you and baker" in visitor.app.profile.words.value
    assert visitor.app.profile.dots.layout.display == ""
    assert visitor.app.profile.dots.values[3] == {"x": [1], "y": ["Heat"]}
    visitor.says_value("role", "held", "baker", "apprentice")
    visitor.says_value("role", "wanted", "apprentice", "baker")
    assert "What stands between you and apprentice" in visitor.app.profile.words.value


def test_a_downloaded_report_is_named_by_its_model_and_day_and_loads_again(
    visitor: Visitor,
) -> None:
    visitor.rate("baking", 2)
    visitor.note("baking", NOTE)
    day = (visitor.app.session.assessment.updated or "")[:10]
    (file,) = visitor.says("transfer", kind="export", format="html", notes=True)
    assert (file["kind"], file["name"]) == ("file", f"bakery-{day}.html")
    assert (file["type"], html.escape(NOTE) in file["text"]) == ("text/html", True)
    (file,) = visitor.says("transfer", kind="export", format="json", notes="yes")
    assert (file["name"], file["type"]) == (f"bakery-{day}-without-notes.json", "application/json")
    assert "oven" not in file["text"]


def test_a_report_before_the_first_answer_is_named_by_its_model(visitor: Visitor) -> None:
    (file,) = visitor.says("transfer", kind="export", format="html", notes=True)
    assert file["name"] == "bakery.html"


def test_a_chosen_file_is_loaded_after_a_yes(visitor: Visitor, store: Store) -> None:
    visitor.rate("baking", 2)
    visitor.rate("pricing", 3)
    (file,) = visitor.says("transfer", kind="export", format="html", notes=True)
    visitor.clear("pricing")
    before = visitor.app.session.assessment
    (question,) = visitor.says("transfer", kind="import", text=file["text"])
    assert question == {
        "kind": "sure",
        "text": "This file has 2 of 5 rated. It would replace what you have here: 1 of 5 rated.",
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
    (file,) = visitor.says("transfer", kind="export", format="json", notes=True)
    visitor.clear("baking")
    visitor.says("transfer", kind="import", text=file["text"])
    visitor.app.session._store = Broken()
    sent = visitor.says("transfer", kind="replace")
    assert sent[0] == {"kind": "answers", "answers": {"baking": {"evidence": "", "level": 2}}}
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
