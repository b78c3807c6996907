"""What is asked about a visit's plan, answered only on demand, without changing the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from visits import MONDAY, SUNDAY, rate_all

from assess import planning
from assess.errors import PlanError
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan
from assess.ui.session_questions import SessionQuestions


@pytest.fixture
def questions(session: Session, plans: SessionPlan) -> SessionQuestions:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    return SessionQuestions(plans)


def test_what_would_be_lost_is_a_sentence_and_is_computed_once_a_plan(
    plans: SessionPlan, questions: SessionQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []
    real = planning.explain

    def counted(*arguments: Any, **keywords: Any) -> Any:
        calls.append(keywords)
        return real(*arguments, **keywords)

    monkeypatch.setattr(planning, "explain", counted)
    said = questions.without("ask-sales")
    assert "Counter" in said
    assert questions.without("ask-sales") == said
    assert calls == [{"only": ["ask-sales"]}]
    plans.make(3, MONDAY, SUNDAY)
    questions.without("ask-sales")
    assert len(calls) == 2


def test_why_an_activity_is_left_out_is_a_sentence(
    plans: SessionPlan, questions: SessionQuestions
) -> None:
    plans.leave_out("ask-sales")
    assert questions.why_left_out("ask-sales") == "You left it out."
    assert questions.why_left_out("night-shift").endswith(".")


def test_what_is_not_asked_about_an_activity_in_its_place_is_refused(
    questions: SessionQuestions,
) -> None:
    with pytest.raises(PlanError):
        questions.without("night-shift")
    with pytest.raises(PlanError):
        questions.without("unknown")
    with pytest.raises(PlanError):
        questions.why_left_out("ask-sales")
    with pytest.raises(PlanError):
        questions.why_left_out("unknown")


def test_more_and_fewer_hours_are_two_sentences(questions: SessionQuestions) -> None:
    assert questions.other_hours(1.1).startswith("With 4.5 hours a week:")
    assert questions.other_hours(0.9).startswith("With 3.5 hours a week:")


def test_both_reverse_questions_have_a_sentence_and_a_value_to_use(
    plans: SessionPlan, questions: SessionQuestions
) -> None:
    before = plans.plan
    weekly = questions.weekly_hours(MONDAY, SUNDAY, focus={}, weeks_off=())
    assert weekly.hours_per_week == 1.0
    assert "24 January 2027" in weekly.sentence
    earliest = questions.end(4, MONDAY, focus={}, weeks_off=())
    assert earliest.end == MONDAY + timedelta(weeks=2, days=-1)
    later = questions.end(4, MONDAY, focus={}, weeks_off=(MONDAY,))
    assert later.end == MONDAY + timedelta(weeks=3, days=-1)
    assert plans.plan is before


def test_there_is_nothing_to_ask_before_there_is_a_plan(plans: SessionPlan) -> None:
    questions = SessionQuestions(plans)
    for ask in (lambda: questions.without("ask-sales"), lambda: questions.other_hours(1.1)):
        with pytest.raises(PlanError, match="Set your hours"):
            ask()


def test_a_plan_that_no_longer_holds_is_not_explained(
    session: Session, questions: SessionQuestions
) -> None:
    session.rate("selling", 2)
    with pytest.raises(PlanError, match="make it again"):
        questions.without("price-list")
