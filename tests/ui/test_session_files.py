"""A visit's files: taken, and read again, without any widget."""

from __future__ import annotations

import json

import pytest
from visits import MODEL, MONDAY, SUNDAY, rate_all

from assess.errors import AnswersError, PlanError
from assess.ui.session import Session
from assess.ui.session_files import SessionFiles
from assess.ui.session_plan import SessionPlan


def test_the_answers_file_is_read_back_as_the_same_answers(
    session: Session, plans: SessionPlan, files: SessionFiles
) -> None:
    rate_all(session, 2)
    session.note("baking", "Ran the oven")
    assert files.read(files.answers_file(with_notes=True)) == session.assessment
    bare = files.answers_file(with_notes=False)
    assert "Ran the oven" not in bare
    assert files.read(bare) == session.assessment.without_notes()


def test_a_file_that_is_none_of_ours_is_a_sentence(
    session: Session, plans: SessionPlan, files: SessionFiles
) -> None:
    with pytest.raises(AnswersError, match="isn't JSON"):
        files.read("hello")


def test_the_report_holds_notes_only_where_they_are_wanted(
    session: Session, plans: SessionPlan, files: SessionFiles
) -> None:
    rate_all(session)
    session.note("baking", "Ran the oven <b>")
    plans.make(4, MONDAY, SUNDAY)
    with_notes = files.report(with_notes=True)
    without = files.report(with_notes=False)
    assert "Ran the oven &lt;b&gt;" in with_notes
    assert "Ran the oven" not in without
    assert files.read(with_notes) == session.assessment
    assert files.read(without) == session.assessment.without_notes()
    for text in (with_notes, without):
        assert MODEL.activity("price-list").title in text  # the plan is in it


def test_a_report_without_any_answer_is_a_report(
    session: Session, plans: SessionPlan, files: SessionFiles
) -> None:
    text = files.report(with_notes=True)
    assert plans.plan is None
    assert files.read(text) == session.assessment


def test_a_report_of_too_few_answers_does_without_the_plan(
    session: Session, plans: SessionPlan, files: SessionFiles
) -> None:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    for item in MODEL.competencies[1:]:
        session.clear(item.id)
    text = files.report(with_notes=True)
    assert plans.plan is None
    assert json.loads(files.answers_file(with_notes=True))["answers"].keys() == {"baking"}
    assert files.read(text) == session.assessment


def test_the_plan_can_be_taken_as_calendar_and_checklist_once_there_is_one(
    session: Session, plans: SessionPlan, files: SessionFiles
) -> None:
    for kind in ("ics", "md"):
        with pytest.raises(PlanError, match="There is no plan yet"):
            files.plan_file(kind)
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    assert files.plan_file("ics").count("BEGIN:VEVENT") == 3
    assert "- [ ]" in files.plan_file("md")
