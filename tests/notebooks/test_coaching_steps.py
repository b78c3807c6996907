"""What a notebook calls: a plan by wishes, which draws itself and says everything in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.history import begin_round
from assess.domain.plan_request import PlanRequest
from assess.domain.rating import Entry
from assess.errors import PlanError
from assess.formats.answers import dumps
from assess.notebooks.coaching import Person, Planned, bring, plan
from tests.builders.html_reading import Page
from tests.builders.models import tiny_model
from tests.builders.plan_words import START, asked, bakery, rated

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
        == "Prices: you're at Helping (2), the role asks for Running (3); you named it."
    )
    assert "ten minutes to show the owners what came of" in text(made)


def test_every_wish_of_a_request_can_be_said() -> None:
    from assess.notebooks.coaching.steps import Wishes

    assert set(Wishes.__annotations__) == set(PlanRequest.__dataclass_fields__)


def test_the_cell_shows_quarters_reasons_and_what_is_not_planned() -> None:
    said = text(plan(PERSON, situation={"owner": "chain"}))
    for part in (
        "This quarter",
        "Selling: you're at Helping (2), the role asks for Running (3); you named it.",
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


def test_a_plan_goes_on_with_the_one_before_and_says_what_would_be_better() -> None:
    before = plan(PERSON, hours_per_week=2.75)
    wishes = {"hours_per_week": 2.75, "start": START, "focus": {"prices": 9.0}, "lead": None}
    made = plan(PERSON, previous=before, **wishes)  # type: ignore[arg-type]
    assert made.plan.quarters[0].focus == before.plan.quarters[0].focus == ("selling",)
    assert made.said == "A better plan exists: this quarter would be about Prices."
    assert made.said in text(made)
    named = plan(PERSON, previous=made.plan, start=START, lead="prices", hours_per_week=2.75)
    assert named.plan.quarters[0].focus == ("prices",)
    assert named.said.endswith("don't fit into this quarter any more, so we took them out.")


def test_all_evidence_of_a_person_is_a_frame_with_a_row_for_each_entry() -> None:
    model = tiny_model()
    log = [Entry("Ran the oven", number="200", date=date(2026, 5, 3)), Entry("Led a shift")]
    key = model.by_area[1].id
    answers = {key: Answer(2).with_log(log)}
    found = Person(model, Assessment(model.id, model.version, answers)).evidence()
    assert list(found["competency"]) == [key, key]
    assert list(found["text"]) == ["Ran the oven", "Led a shift"]
    assert (found["number"][0], found["date"][0]) == ("200", date(2026, 5, 3))
    assert Person(model, Assessment(model.id, model.version)).evidence().empty


def test_of_somebody_in_a_round_a_notebook_has_the_record_from_before_it(tmp_path: Path) -> None:
    before = Assessment("po-to-pm", "1.0.0", {"roadmapping": Answer(2)})
    again = begin_round(before, at="2026-12-05T10:00:00Z")
    (tmp_path / "a.json").write_text(dumps(again), encoding="utf-8")
    person = bring(tmp_path / "a.json")
    assert person.assessment.level("roadmapping") == 2
    assert "A new blind round is under way" in Page(person._repr_html_()).text()
    assert "blind round" not in Page(bring()._repr_html_()).text()
