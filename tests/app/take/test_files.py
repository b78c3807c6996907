"""A visit's files: taken, and read again, without any widget."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from assess.app.plan.state import PlanState
from assess.app.plan.texts import OLD_IN_FILE
from assess.app.state.changes import Change
from assess.app.state.visitor import VisitorState
from assess.app.take.files import VisitorFiles
from assess.domain.progress import Measure
from assess.domain.rating import LIMITS
from assess.errors import AnswersError, PlanError
from assess.store import Store
from tests.builders.visits import (
    CODE,
    MODEL,
    MONDAY,
    WORLD,
    clear,
    eight_weeks,
    mark,
    note,
    rate_all,
)


def test_the_answers_file_is_read_back_as_the_same_answers(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    rate_all(session, 2)
    note(session, "baking", "Ran the oven")
    assert files.read(files.answers_file(with_notes=True)) == session.assessment
    bare = files.answers_file(with_notes=False)
    assert "Ran the oven" not in bare
    assert files.read(bare) == session.assessment.without_notes()


def test_a_file_that_is_none_of_ours_is_a_sentence(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    with pytest.raises(AnswersError, match="This isn't one of our files"):
        files.read("hello")


def test_the_report_holds_notes_only_where_they_are_wanted(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    rate_all(session)
    note(session, "baking", "Ran the oven <b>")
    plans.make(eight_weeks())
    with_notes = files.report(with_notes=True)
    without = files.report(with_notes=False)
    assert "Ran the oven &lt;b&gt;" in with_notes
    assert "Ran the oven" not in without
    assert files.read(with_notes) == session.assessment
    assert files.read(without) == session.assessment.without_notes()
    for text in (with_notes, without):
        assert MODEL.activity("read-costs").title in text  # the plan is in it


def test_a_report_without_any_answer_is_a_report(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    text = files.report(with_notes=True)
    assert plans.plan is None
    assert files.read(text) == session.assessment


def test_a_report_with_a_plan_from_before_says_so(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    assert OLD_IN_FILE not in files.report(with_notes=True)
    for item in MODEL.competencies[1:]:
        clear(session, item.id)
    text = files.report(with_notes=True)
    assert OLD_IN_FILE in text
    assert MODEL.activity("read-costs").title in text
    assert files.read(text) == session.assessment


def test_a_report_of_too_few_answers_does_without_a_plan(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    session.rate("baking", 1)
    wished = replace(session.assessment.settings, hours_per_week=4, weeks=8, start=MONDAY)
    session.change(lambda present: replace(present, settings=wished))
    text = files.report(with_notes=True)
    assert plans.plan is None
    assert json.loads(files.answers_file(with_notes=True))["answers"].keys() == {"baking"}
    assert files.read(text) == session.assessment


def test_the_report_holds_the_newest_plan_and_the_answers_file_all_of_them(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    rate_all(session)
    for hours in (4, 1, 3):
        plans.make(eight_weeks(hours))
    assert files.read(files.report(with_notes=True)).plans == session.assessment.plans[-1:]
    assert files.read(files.answers_file(with_notes=True)).plans == session.assessment.plans


def test_what_came_of_an_activity_is_in_the_report_unless_notes_are_left_out(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    mark(session, "ask-sales", "done", MONDAY, "Sat at the <counter>")
    text = files.report(with_notes=True)
    assert "Sat at the &lt;counter&gt;" in text
    bare = files.report(with_notes=False)
    assert "Sat at the" not in bare
    assert "done, 30 November 2026" in bare


@pytest.mark.parametrize("kind", ["plan", "ics", "md", "csv", "html", "json"])
def test_no_file_without_notes_holds_a_word_that_was_typed(store: Store, kind: str) -> None:
    session = VisitorState(WORLD, store)
    session.begin(CODE)
    plans = PlanState(session)
    files = VisitorFiles(session, plans)
    rate_all(session)
    own = {"people": {"boss": "Rosa", "clerk": "Rosa"}, "showing": "Rosa's circle"}
    made = plans.make(eight_weeks(within_reach=("boss", "clerk"), pinned=("counter-hour",), **own))
    session.change(lambda present: present.with_measure(made.ids[0], Measure("Rosa 1", "Rosa 2")))
    mark(session, made.ids[0], "in_progress", MONDAY, "Rosa said so")
    link = {"link": "https://rosa.example/Rosa"}
    log = [{"text": "Rosa", **link}, {name: f"Rosa {name}" for name in LIMITS} | link]
    session.take([Change(1, "selling", kind="evidence", value=log)])
    assert len(session.assessment.answer("selling").entries) == 2

    def taken(with_notes: bool) -> str:
        if kind == "json":
            return files.answers_file(with_notes=with_notes)
        if kind == "html":
            return files.report(with_notes=with_notes)
        return files.plan_file(kind, with_notes=with_notes)

    assert "rosa" not in taken(with_notes=False).lower()
    assert ("Rosa" in taken(with_notes=True)) is (kind != "csv")  # a table names no people


def test_a_plan_file_is_taken_and_read_again(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    rate_all(session)
    made = plans.make(eight_weeks())
    assert files.read_plan(files.plan_file("plan")) == made
    head = "\ufeffweek,begins,quarter,activity,title,kind,hours"
    assert files.plan_file("csv").splitlines()[0] == head
    assert files.plan_file("semicolons").splitlines()[0] == head.replace(",", ";")
    assert files.read_plan(files.answers_file(with_notes=True)) is None
    assert files.read_plan(files.report(with_notes=True)) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"model": {"id": "another", "version": "1.0.0"}}, "for another assessment"),
        ({"role": "nobody"}, "uses activities or skills"),
        ({"not_planned": {"unknown": "unrated"}}, "uses activities or skills"),
        ({"hours": -1}, "hours: must be at least 0"),
        ({"extra": 1}, "unknown key 'extra'"),
    ],
)
def test_a_plan_file_that_can_not_be_used_is_a_sentence(
    session: VisitorState, plans: PlanState, files: VisitorFiles, change: dict[str, Any], said: str
) -> None:
    rate_all(session)
    plans.make(eight_weeks())
    data = {**json.loads(files.plan_file("plan")), **change}
    with pytest.raises(PlanError, match=said):
        files.read_plan(json.dumps(data))


def test_the_plan_can_be_taken_as_calendar_and_checklist_once_there_is_one(
    session: VisitorState, plans: PlanState, files: VisitorFiles
) -> None:
    for kind in ("ics", "md"):
        with pytest.raises(PlanError, match="You don't have a plan yet"):
            files.plan_file(kind)
    rate_all(session)
    plans.make(eight_weeks())
    assert files.plan_file("ics").count("BEGIN:VEVENT") == 6
    assert "#### Read about costs" in files.plan_file("md")
