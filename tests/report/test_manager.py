"""A page for somebody who knows the person: this quarter, and what they need."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.progress import Progress
from assess.domain.rating import Entry
from assess.errors import PlanError
from assess.report.proof import for_manager, readers
from tests.builders.html_reading import Page
from tests.builders.plan_words import bakery, planned, rated, with_progress

MODEL = bakery()
PERSON = replace(rated(), id="f00d", person="Maria Example")
TODAY = date(2026, 12, 3)


def page(who: Assessment = PERSON, day: date = TODAY, **options: Any) -> str:
    """The text of the page."""
    html = for_manager(MODEL, who, planned(who, MODEL), generated=day, **options)
    found = Page(html)
    assert found.unbalanced == []
    assert "<script" not in html
    return found.text()


def test_it_says_what_i_work_on_and_whom_i_ask_for_what() -> None:
    text = page()
    assert "Maria Example What I'm working on, and what I need from you" in text
    assert "I'm working towards baker," in text
    assert "Run the oven for a week (6 hours, until 20 Dec 2026)" in text
    assert (
        "The master baker, in the week of 30 November : for “Run the stand on the market”" in text
    )
    assert "In the week of 22 February 2027 : ten minutes" in text


def test_for_one_reader_it_has_the_request_to_them_and_names_the_others() -> None:
    known = {reader.id: reader.name for reader in readers(MODEL, PERSON, planned(), TODAY)}
    assert known == {"master": "the master baker", "buyer": "a buyer"}
    text = page(reader="master")
    assert "What I need from you In the week of 30 November : May I run the stand once?" in text
    assert "I'm also asking a buyer and the person who decides who gets the role." in text
    assert "May I bring you bread?" not in text


def test_what_is_done_is_no_work_any_more() -> None:
    done = with_progress(PERSON, {"run-oven": Progress("done")})
    text = Page(for_manager(MODEL, done, planned(PERSON, MODEL), generated=TODAY)).text()
    assert "Run the oven for a week (" not in text
    assert "Keep an oven log (" in text


def test_it_is_about_the_quarter_of_its_day() -> None:
    later = page(day=date(2027, 3, 3))
    assert "Lead a shift" in later
    assert "Keep an oven log" not in later
    with pytest.raises(PlanError, match="The weeks of this plan are over"):
        page(day=date(2028, 3, 3))


def test_evidence_is_there_only_where_it_was_chosen() -> None:
    key = MODEL.competencies[0].id
    log = Answer(2).with_log([Entry("Ran it alone"), Entry("Burnt a batch")])
    who = replace(PERSON, answers={**PERSON.answers, key: log})
    assert "Ran it alone" not in page(who)
    chosen = page(who, chosen={key: [0]})
    assert "Ran it alone" in chosen
    assert "Burnt a batch" not in chosen
