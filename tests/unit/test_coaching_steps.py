"""What a notebook calls: a plan by wishes, which draws itself and says everything in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plan_words_cases import START, asked, bakery, rated
from tests.html_reading import Page

from assess.coaching import Person, Planned, plan
from assess.errors import PlanError
from assess.plan_request import PlanRequest

PERSON = Person(bakery(), replace(rated(), settings=asked(lead="selling")))


def text(made: Planned) -> str:
    """What a person reads in the notebook's cell."""
    return Page(made._repr_html_()).text()


def test_a_plan_is_made_from_the_kept_wishes() -> None:
    made = plan(PERSON)
    assert made.plan.request.lead == "selling"
    assert made.plan.start == START
    assert repr(made) == f"<Plan: {len(made.plan.activities)} activities, {made.plan.hours:g} h>"


def test_each_wish_is_a_keyword_and_wins_over_the_kept_one() -> None:
    made = plan(
        PERSON, lead="prices", hours_per_week=2, showing="the owners", people={"master": "Jo"}
    )
    assert made.plan.request == replace(
        plan(PERSON).plan.request,
        lead="prices",
        hours_per_week=2,
        showing="the owners",
        people={"master": "Jo"},
    )
    assert (
        made.view.quarters[0].subjects[0].reason
        == "Prices: you are at Helping (2), the role asks for Running (3); you named it."
    )
    assert "tell the owners about" in text(made)


def test_every_wish_of_a_request_can_be_said() -> None:
    from assess.coaching.steps import Wishes

    assert set(Wishes.__annotations__) == set(PlanRequest.__dataclass_fields__)


def test_the_cell_shows_quarters_reasons_and_what_is_not_planned() -> None:
    said = text(plan(PERSON, situation={"owner": "chain"}))
    for part in (
        "This quarter",
        "Selling: you are at Helping (2), the role asks for Running (3); you named it.",
        "Next quarter",
        "Prices",
    ):
        assert part in said


def test_a_plan_without_anything_says_why_in_the_cell() -> None:
    there = replace(rated(oven=3, selling=3, prices=3, crew_work=3), settings=asked())
    assert "There is nothing to plan" in text(plan(Person(bakery(), there)))


def test_the_timeline_is_a_figure() -> None:
    figure = plan(PERSON).figure()
    assert [trace.name for trace in figure.data][:3] == ["Practice", "With people", "Study"]


def test_a_plan_that_cannot_be_is_a_sentence() -> None:
    with pytest.raises(PlanError, match="Say how many hours a week you have for learning"):
        plan(Person(bakery(), rated()), start=date(2026, 11, 30))
