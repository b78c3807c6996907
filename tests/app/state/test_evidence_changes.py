"""Evidence as a change of a page: stored once, joined with another tab's, refused in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assess.app.messages.visit import ClashOf
from assess.app.state.changes import Change, apply, apply_all
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Answer, Assessment
from assess.domain.rating import Entry
from assess.errors import AnswersError
from assess.store import Store
from tests.builders.visits import CODE, MODEL, clear, stored

BLANK = Assessment(MODEL.id, MODEL.version)
TALKS = {"text": "Held 12 talks", "date": "2026-05-03", "link": "https://example.org/a"}
OVEN = {"text": "Ran the oven", "whom": "the shop"}
LOAF = {"text": "Baked a loaf"}


def change(value: Any, *seen: Any, key: str = "baking") -> Change:
    return Change(1, key, kind="evidence", value=value, value_seen=seen)


def said(value: Any, *seen: Any, of: Assessment = BLANK) -> Assessment:
    after, conflicts = apply(MODEL, of, change(value, *seen))
    assert conflicts == ()
    return after


def test_entries_are_kept_in_their_order_beside_the_level() -> None:
    rated = BLANK.with_answer("baking", Answer(2))
    answer = said([TALKS, OVEN], [], of=rated).answer("baking")
    assert (answer.level, answer.evidence) == (2, "Held 12 talks")
    assert answer.entries == (
        Entry("Held 12 talks", date=date(2026, 5, 3), link="https://example.org/a"),
        Entry("Ran the oven", "the shop"),
    )


def test_saying_it_again_changes_nothing() -> None:
    once = said([TALKS, OVEN], [])
    assert said([TALKS, OVEN], [], of=once) is once
    assert said([], [TALKS, OVEN], of=once).answers == {}


def test_a_note_of_before_with_loose_ends_is_the_entry_that_the_page_knows() -> None:
    noted = BLANK.with_answer("baking", Answer(2, evidence="Baked a loaf\r\n"))
    shown = {"text": "Baked a loaf\r\n"}
    assert len(said([shown, OVEN], [shown], of=noted).answer("baking").entries) == 2


def test_what_two_tabs_added_is_there_twice_over() -> None:
    there = said([TALKS, OVEN], [TALKS], of=said([TALKS], []))
    both = said([TALKS, LOAF], [TALKS], of=there)
    texts = [entry.text for entry in both.answer("baking").entries]
    assert texts == ["Held 12 talks", "Ran the oven", "Baked a loaf"]


def test_an_entry_changed_in_both_tabs_waits_for_the_persons_choice() -> None:
    there = said([{**TALKS, "whom": "there"}], [TALKS], of=said([TALKS], []))
    here = change([{**TALKS, "whom": "here"}], [TALKS])
    after, conflicts = apply(MODEL, there, here)
    assert after is there
    kept = "Held 12 talks\nFor whom: {}\nWhen: 3 May 2026\nWhere to see it: https://example.org/a"
    assert conflicts == (
        ClashOf(
            n=1,
            id="baking",
            field="value",
            mine=kept.format("here"),
            kept=kept.format("there"),
            stamp=[{**TALKS, "whom": "there"}],
            title=MODEL.competency("baking").title,
            kind="evidence",
        ),
    )
    chosen = replace(here, value_seen=(conflicts[0]["stamp"],))
    assert apply(MODEL, there, chosen)[0].answer("baking").entries[0].whom == "here"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([{"text": " ", "whom": "the shop"}], "Say what you did"),
        ([{**TALKS, "link": "javascript:alert(1)"}], "Begin the link with https://"),
        ([{**TALKS, "date": "soon"}], "isn't a day"),
        ([{"text": "x" * 2001}], "room for 2,000 characters"),
        ([{**LOAF, "witness": "x" * 201}], "room for 200 characters"),
        ([{"text": f"Loaf {n}"} for n in range(21)], "at most 20 entries"),
        ([{"text": str(n) * 2000} for n in range(4)], "6,000 characters"),
    ],
)
def test_what_is_no_evidence_is_refused_in_a_sentence(value: Any, sentence: str) -> None:
    after, conflicts, refused = apply_all(MODEL, BLANK, [change(value, [])], apply)
    assert (after, conflicts) == (BLANK, ())
    assert sentence in refused[0]


def test_evidence_for_no_skill_of_the_model_is_refused() -> None:
    with pytest.raises(AnswersError, match="isn't in this assessment"):
        apply(MODEL, BLANK, change([LOAF], key="flying"))


def test_a_note_that_an_older_page_sends_late_changes_the_first_entry_only() -> None:
    present = said([TALKS, OVEN], [])
    after, _ = apply(MODEL, present, Change(1, "baking", note="13 talks"))
    assert [entry.text for entry in after.answer("baking").entries] == ["13 talks", "Ran the oven"]
    full = said([{"text": str(n) * 1500} for n in range(4)], [])
    with pytest.raises(AnswersError, match="6,000 characters"):
        apply(MODEL, full, Change(1, "baking", note="x" * 1501))


def test_two_tabs_store_what_each_added_and_clearing_takes_out_all(store: Store) -> None:
    first, second = VisitorState(MODEL, store), VisitorState(MODEL, store)
    first.begin(CODE)
    first.take([change([TALKS], [])])
    second.resume(CODE)
    first.take([change([TALKS, OVEN], [TALKS])])
    outcome = second.take([change([TALKS, LOAF], [TALKS])])
    assert (outcome.kept, outcome.conflicts, outcome.refused) == (True, (), ())
    assert outcome.joined
    assert not second.take([change([TALKS, OVEN, LOAF], [TALKS, LOAF])]).joined
    rows = stored(store)["answers"]["baking"]
    assert rows["evidence"] == "Held 12 talks"
    assert rows["log"] == [TALKS, OVEN, LOAF]
    clear(second, "baking")
    assert stored(store)["answers"] == {}
