"""Whatever is mistyped in Python is said in one sentence; what is clear is understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import assess
from assess import calibration, coaching, workshop
from assess.domain.answers import Answer, Assessment
from assess.domain.plan_request import PlanRequest
from assess.formats.model_yaml.loader import load_model
from assess.notebooks.coaching import Person, bring, change, compare, compare_plans, export, plan
from tests.builders.plan_words import START, asked, bakery, rated

SECOND = Path(__file__).parents[1] / "models" / "second.yaml"
PERSON = Person(bakery(), replace(rated(), settings=asked(lead="selling")))
ODD: Any = PERSON  # so that mypy lets us call as a stranger does
MODEL, ANSWERS = PERSON.model, PERSON.assessment
OTHER = bring(model=SECOND)
NEWER = replace(ANSWERS, model_version="9.9.9")

MISTYPED: list[tuple[Callable[[], Any], str]] = [
    (lambda: bring("nobody.html"), "nobody.html: there is no such file. Check its name."),
    (lambda: bring(42), "bring needs the name of a file, not 42."),
    (lambda: bring(""), "bring needs the name of a file, not ''."),
    (lambda: bring(model=42), 'The model must be a file\'s name, such as "acme.yaml", not 42.'),
    (lambda: bring(model="acme.yaml"), "acme.yaml: there is no such file"),
    (lambda: change("anna", 1, 2), 'change needs a person, such as bring("report.html"), not'),
    (lambda: change(PERSON, 1, 2.5), "A level is a whole number from 1 to 4, not 2.5."),
    (lambda: change(PERSON, 1, "two"), "A level is a whole number from 1 to 4, not 'two'."),
    (lambda: change(PERSON, 1, True), "A level is a whole number from 1 to 4, not True."),
    (lambda: change(PERSON, 1, float("nan")), "A level is a whole number from 1 to 4, not nan."),
    (lambda: change(PERSON, 1), "A level is a whole number from 1 to 4, not nothing."),
    (lambda: change(PERSON, 1, 5), "Level 5 isn't on the scale: choose 1 to 4."),
    (lambda: change(PERSON, 99, 2), "There is no competency 99: choose 1 to"),
    (
        lambda: change(PERSON, "seling", 2),
        "no competency 'seling'; did you mean 'Selling'?",
    ),
    (lambda: change(PERSON, 2.5, 2), "Name a competency by its number, id or title, not by 2.5."),
    (
        lambda: change(PERSON, None, 2),
        "Name a competency by its number, id or title, not by nothing.",
    ),
    (lambda: change(PERSON, 1, 2, not_applicable=True), "Give a level or not_applicable=True"),
    (lambda: change(PERSON, 1, 2, evidence=3), "The evidence must be a text."),
    (lambda: plan("anna"), "plan needs a person"),
    (
        lambda: plan(PERSON, hours_per_weak=4),
        "no wish 'hours_per_weak'; did you mean 'hours_per_week'?",
    ),
    (lambda: plan(PERSON, hours_per_week="four"), "“four” isn't a number. Write it like 4 or 2.5."),
    (
        lambda: plan(PERSON, hours_per_week=[4]),
        "Hours per week: give a number like 4 or 2.5, not list.",
    ),
    (
        lambda: plan(PERSON, start="1 December"),
        "The start: “1 December” has no year of four digits. Write it like 28 Nov 2026.",
    ),
    (lambda: plan(PERSON, start=20261201), "The start: give a day like"),
    (lambda: plan(PERSON, weeks=2.5), "Weeks must be a whole number of at least 1, not 2.5."),
    (lambda: plan(PERSON, weeks_off=5), "weeks_off: give a list, not '5'."),
    (
        lambda: plan(PERSON, weeks_off="soon"),
        "A week off: “soon” isn't a day. Write it like 28 Nov 2026 or 2026-11-28.",
    ),
    (lambda: plan(PERSON, pinned=3), "pinned: give a list, not '3'."),
    (lambda: plan(PERSON, pinned=[3]), "pinned: give ids as text, not '3'."),
    (
        lambda: plan(PERSON, excluded="nothing"),
        "The excluded activity 'nothing' isn't in this model",
    ),
    (
        lambda: plan(PERSON, focus=["selling"]),
        "focus: give a dictionary like {'pricing': 2}, not list.",
    ),
    (
        lambda: plan(PERSON, focus={"selling": "lots"}),
        "The focus on 'selling': “lots” isn't a number",
    ),
    (lambda: plan(PERSON, focus={99: 2}), "There is no competency 99: choose 1 to"),
    (lambda: plan(PERSON, lead=2.5), "lead: give the id or the number of a competency"),
    (lambda: plan(PERSON, lead="seling"), "'seling', isn't a competency; did you mean 'selling'?"),
    (lambda: plan(PERSON, people="Jo"), "people: give a dictionary like {'manager': 'Kim'}, not"),
    (lambda: plan(PERSON, showing=3), "showing: give a text, not '3'."),
    (
        lambda: plan(PERSON, routine="Mondays"),
        "routine: give a Routine like Routine(weekday=2), not",
    ),
    (lambda: plan(PERSON, role="bakr"), "There is no role 'bakr' in this model"),
    (lambda: plan(PERSON, role=3), "A role is named by its id, a text."),
    (
        lambda: plan(PERSON, previous="the old one"),
        "The previous plan must be one that plan(…) returned.",
    ),
    (lambda: compare(PERSON, OTHER), "These ratings were read with different models"),
    (lambda: compare(PERSON, "coach"), "compare needs two persons, or two assessments, not a str."),
    (lambda: compare(ANSWERS, ANSWERS, model=SECOND), "compare ratings of one model."),
    (lambda: compare(NEWER, ANSWERS, model=MODEL), "were read with version 9.9.9 of the model"),
    (lambda: compare_plans(1, 2), "compare_plans needs two plans, as plan(…) returns them."),
    (lambda: coaching.profile(None), "profile needs a person"),
    (lambda: coaching.progress(3), "progress needs a person"),
    (lambda: coaching.progress(PERSON), "This file has only one day"),
    (
        lambda: export("anna", "x.html"),
        "export needs a plan or a person, such as plan(person), not anna.",
    ),
    (lambda: export(PERSON, "x.csv"), "This ending needs a plan: export(plan(person), …)."),
    (lambda: export(PERSON, "x.csv"), "as a table, use person.to_frame().to_csv("),
    (lambda: export(PERSON, "x.md", one_page=True), "x.md: with one_page its name must end with"),
    (lambda: export(PERSON, one_page=True), "this person's file held no meeting: use export("),
    (
        lambda: export(PERSON, "x.pdf"),
        "x.pdf: its name must end with .html, .json, .csv, .md or .ics.",
    ),
    (lambda: export(PERSON, "x"), "x: its name must end with .html"),
    (lambda: export(PERSON, 3), "export needs the name of a file, not 3."),
    (lambda: export(PERSON, "nowhere/x.html"), "nowhere/x.html can't be written"),
    (lambda: Person(MODEL, NEWER), "were read with version 9.9.9 of the model"),
    (lambda: Person(MODEL, OTHER.assessment), "These answers belong to the model"),
    (lambda: Person(ANSWERS, MODEL), "Person needs a model, then the answers to it"),
    (lambda: assess.score(PERSON), "missing 1 required positional argument: 'assessment'"),
    (
        lambda: assess.score(ANSWERS, MODEL),
        "score needs a model, then the answers to it: score(person",
    ),
    (lambda: assess.gaps(MODEL, OTHER.assessment, "baker"), "These answers belong to the model"),
    (lambda: PERSON.gaps("bakr"), "The model has no role 'bakr'"),
    (lambda: assess.plan(ANSWERS, MODEL), "plan needs a model, then the answers to it"),
    (
        lambda: assess.plan(MODEL, ANSWERS, {"hours": 4}),
        "The wishes must be a PlanRequest, not dict",
    ),
    (lambda: assess.html_report(MODEL, 3, generated=START), "html_report needs a model"),
    (lambda: assess.load_model("nowhere.yaml"), "nowhere.yaml: there is no such file"),
    (
        lambda: MODEL.competency("seling"),
        "The model has no competency 'seling'; did you mean 'selling'?",
    ),
    (lambda: MODEL.role(["baker"]), "The model has no role '['baker']'"),
    (lambda: workshop.from_folder("nowhere"), "nowhere: there is no such folder. Check its name."),
    (lambda: workshop.from_folder(3), "from_folder needs the name of a file, not 3."),
    (
        lambda: workshop.made_up("many"),
        "made_up needs a whole number of people, such as made_up(40).",
    ),
    (lambda: calibration.calibrate({}), "Choose a level for one case at least"),
    (lambda: calibration.calibrate(["a"]), "Choose a level for one case at least"),
    (lambda: calibration.cases("agil"), "The model has no area 'agil'"),
]


@pytest.mark.parametrize(("call", "said"), MISTYPED, ids=[said[:40] for _, said in MISTYPED])
def test_what_is_mistyped_is_said_in_one_sentence(
    call: Callable[[], Any], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((assess.AssessError, TypeError)) as refused:
        call()
    text = str(refused.value)
    assert said in text
    assert "\n" not in text
    assert isinstance(refused.value, assess.AssessError) or "argument" in text
    assert list(tmp_path.iterdir()) == []  # and nothing is written


def test_a_competency_is_named_by_number_id_or_title() -> None:
    item = MODEL.by_area[1]
    ways: list[Any] = [2, "2", np.int64(2), item.id, item.title, f" {item.title.upper()} "]
    found = [change(PERSON, way, 2).assessment.level(item.id) for way in ways]
    found.append(change(PERSON, number=2, level=2).assessment.level(item.id))
    assert found == [2] * 7


@pytest.mark.parametrize("level", [2, "2", 2.0, np.int64(2), np.float64(2)])
def test_a_level_is_a_whole_number_however_it_is_written(level: Any) -> None:
    made = change(PERSON, 1, level)
    found = made.assessment.level(MODEL.by_area[0].id)
    assert (found, type(found)) == (2, int)
    assert made.to_frame()["level"].dtype == "Int64"


def test_a_level_from_a_table_can_be_given_back() -> None:
    level = PERSON.to_frame()["level"].dropna().max()
    assert change(PERSON, 1, level).assessment.level(MODEL.by_area[0].id) == level


def test_not_applicable_is_a_change_too_and_the_note_stays() -> None:
    key = MODEL.by_area[0].id
    before = Person(MODEL, ANSWERS.with_answer(key, Answer(2, evidence="seen")))
    answer = change(before, key, not_applicable=True).assessment.answer(key)
    assert (answer.state, answer.evidence) == ("not_applicable", "seen")
    assert before.assessment.level(key) == 2


def test_days_hours_and_ids_of_a_plan_are_taken_as_people_write_them() -> None:
    plain = plan(PERSON, hours_per_week=2.5, start=START, weeks=26, lead="selling").plan.request
    number = next(n for n, item in enumerate(MODEL.by_area, 1) if item.id == "selling")
    starts: list[Any] = ["2026-11-30", datetime(2026, 11, 30, 9), pd.Timestamp("2026-11-30")]
    assert date(2026, 11, 30) == START
    for hours, start, weeks, lead in (
        ("2,5", starts[0], "26", number),
        ("2 ½", starts[1], 26.0, np.int64(number)),
        (np.float64(2.5), starts[2], np.int64(26), "selling"),
    ):
        wishes: Any = {"hours_per_week": hours, "start": start, "weeks": weeks, "lead": lead}
        assert plan(PERSON, **wishes).plan.request == plain
    off = plan(PERSON, weeks_off="2026-12-09", focus={number: 2}).plan.request
    assert off.weeks_off == (date(2026, 12, 9),)
    assert off.focus == {"selling": 2.0}
    activity = plan(PERSON).plan.ids[0]
    assert activity not in plan(PERSON, excluded=activity).plan.ids
    assert activity in plan(PERSON, pinned={activity}).plan.ids


def test_a_request_made_by_hand_is_read_alike() -> None:
    wishes: Any = {"hours_per_week": "4", "start": "2026-11-30", "pinned": []}
    made = assess.plan(MODEL, ANSWERS, PlanRequest(**wishes))
    assert (made.request.hours_per_week, made.start) == (4.0, START)
    again = assess.plan_again(MODEL, ANSWERS, PlanRequest(**wishes), made, START)
    assert again.plan.start == START


def test_persons_are_compared_by_their_own_model() -> None:
    both = compare(OTHER, change(OTHER, 1, OTHER.model.highest))
    assert {item.competency_id for item in both.differences} == {
        item.id for item in OTHER.model.competencies
    }
    assert compare(OTHER, OTHER.assessment).counts == compare(OTHER, OTHER).counts
    assert compare(ANSWERS, ANSWERS, model=MODEL).counts["more"] == 0


def test_a_previous_plan_of_another_version_is_refused() -> None:
    before = plan(PERSON)
    old = replace(before, plan=replace(before.plan, model_version="0.9.0"))
    with pytest.raises(assess.AssessError, match=r"is of the model bakery 0\.9\.0, the person of"):
        plan(PERSON, previous=old)


def test_two_plans_are_compared_in_a_sentence_and_a_table() -> None:
    less, more = plan(PERSON, hours_per_week=1), plan(PERSON, hours_per_week=4)
    found = compare_plans(less, more)
    assert found.hours == more.plan.hours - less.plan.hours
    changed = dict(found.to_frame().itertuples(index=False))
    assert {key for key, kind in changed.items() if kind == "added"} == set(more.plan.ids) - set(
        less.plan.ids
    )
    assert compare_plans(more, more).to_frame().empty


def test_a_file_of_each_ending_is_what_it_says(tmp_path: Path) -> None:
    made = plan(PERSON)
    begins = {
        ".html": "<!doctype html>",
        ".json": "{",
        ".csv": "\ufeffweek,",
        ".md": "#",
        ".ics": "BEGIN:",
    }
    for ending, first in begins.items():
        path = export(made, tmp_path / f"file{ending}")
        assert path.read_text(encoding="utf-8").lower().startswith(first.lower())
    again = export(PERSON, tmp_path / "answers.JSON")
    assert (
        assess.read_assessment(again.read_text(encoding="utf-8"), MODEL).answers == ANSWERS.answers
    )
    kept = assess.read_assessment((tmp_path / "file.json").read_text(encoding="utf-8"), MODEL)
    assert kept.settings == made.plan.request
    assert len(kept.plans) == 1
    assert ";" in export(made, tmp_path / "x.csv", semicolons=True).read_text(encoding="utf-8")


def test_without_notes_a_file_holds_none(tmp_path: Path) -> None:
    noted = change(PERSON, 1, 2, evidence="zanzibar")
    for ending in ("html", "json"):
        for notes in (True, False):
            path = export(noted, tmp_path / f"x.{ending}", with_notes=notes)
            assert ("zanzibar" in path.read_text(encoding="utf-8")) == notes


def test_a_folder_of_files_that_can_not_be_read_says_why(tmp_path: Path) -> None:
    model = load_model(SECOND)
    for n in range(6):
        text = f'{{"schema_version": 1, "model": {{"id": "{model.id}", "version": "99.0.0"}}}}'
        (tmp_path / f"p{n}.json").write_text(text, encoding="utf-8")
    with pytest.raises(assess.AssessError, match=r"6 files were left out, the first one: p0\."):
        workshop.from_folder(tmp_path, model=SECOND)


def test_an_assessment_alone_is_no_person() -> None:
    lone = Assessment(MODEL.id, MODEL.version)
    assert Person(MODEL, lone).scores().coverage.rated == 0
