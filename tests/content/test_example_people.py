"""The made-up people in examples/people: their stories are whole, and their plans are today's."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

import pytest

from assess.domain.answers import Assessment
from assess.formats.answers import read_assessment
from assess.formats.model_yaml.loader import load_model
from assess.planning import Plan, plan
from assess.planning.wording import day_and_month
from assess.settings import package_model
from assess.views.plan import PlanView
from assess.views.plan_words import plan_view

TOP = Path(__file__).parents[2]
PEOPLE = TOP / "examples" / "people"
MODEL = load_model(package_model())
sys.path.insert(0, str(TOP / "scripts"))
from write_people_plans import PATIENCE, plan_text  # noqa: E402 - the script is no package

FILES = sorted(PEOPLE.glob("*.json"))
each_person = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def _read(file: Path) -> Assessment:
    return read_assessment(file.read_text(encoding="utf-8"), MODEL)


@cache
def _planned(file: Path) -> Plan:
    return plan(MODEL, _read(file), time_limit=PATIENCE)


@cache
def _view(file: Path) -> PlanView:
    return plan_view(MODEL, _read(file), _planned(file))


@each_person
def test_the_plans_of_the_made_up_people_are_those_of_today(file: Path) -> None:
    kept = file.with_suffix(".plan.md").read_text(encoding="utf-8")
    assert kept == plan_text(file, MODEL), "run make people"


def test_there_are_ten_made_up_people_and_the_page_about_them_names_each() -> None:
    assert len(FILES) == 10
    about = (PEOPLE / "README.md").read_text(encoding="utf-8")
    assert [file.stem for file in FILES if f"**{file.stem}**" not in about] == []


def test_about_half_of_them_name_what_comes_first() -> None:
    assert 4 <= sum(_read(file).settings.lead is not None for file in FILES) <= 6


@each_person
def test_everybody_has_answered_the_situation_and_written_some_notes(file: Path) -> None:
    person = _read(file)
    assert person.settings.situation.keys() == {item.id for item in MODEL.situation}
    assert sum(answer.state == "unrated" for answer in person.answers.values()) <= 2
    assert 5 <= sum(bool(answer.evidence) for answer in person.answers.values()) <= 8
    assert person.settings.showing


@each_person
def test_everybody_can_begin_in_the_first_week_of_a_checked_plan(file: Path) -> None:
    made = _planned(file)
    assert made.optimal
    assert plan_view(MODEL, _read(file), made).begin.startswith("Begin on 4 January: ")


@each_person
def test_what_ends_in_the_first_quarter_has_a_value_of_today_and_a_wanted_one(file: Path) -> None:
    measures = _read(file).measures
    ids = [item.id for item in _planned(file).quarters[0].activities]
    assert [key for key in ids if key not in measures] == []
    assert all(measures[key].today and measures[key].wanted for key in ids)


@each_person
def test_a_year_holds_six_subjects_at_most_and_a_named_one_is_among_the_first(file: Path) -> None:
    made = _planned(file)
    assert len({key for quarter in made.quarters for key in quarter.focus}) <= 6
    lead = made.request.lead
    assert lead is None or lead in {key for quarter in made.exact for key in quarter.focus}


@each_person
def test_nobody_gets_two_letters_in_one_week(file: Path) -> None:
    asks = [(ask.week, ask.name) for quarter in _view(file).quarters for ask in quarter.asks]
    assert len(asks) == len(set(asks))


@each_person
def test_the_days_in_a_letter_are_weeks_in_which_the_plan_does_what_it_asks_for(file: Path) -> None:
    made = _planned(file)
    for quarter in _view(file).quarters:
        for ask in quarter.asks:
            ids = {item.id for item in MODEL.activities if item.title in ask.for_what}
            weeks = {week for item in made.activities if item.id in ids for week in item.weeks}
            assert all(ask.week < week for week in weeks), ask.name
            days = {day_and_month(made.week_of(week)) for week in weeks}
            if not ids:
                assert quarter.review_day is not None
                assert ask.day < quarter.review_day
                days = {day_and_month(quarter.review_day)}
            said = set(re.findall(r"\b\d{1,2} [A-Z][a-z]+\b", ask.draft))
            assert said - days == set(), (ask.name, ask.draft)


@each_person
def test_each_letter_says_what_may_be_answered_instead_of_yes(file: Path) -> None:
    for quarter in _view(file).quarters:
        for ask in quarter.asks:
            assert re.search(r"\b(If|if) (\w+[’']?\w*) ", ask.draft), (ask.name, ask.draft)
            assert "{" not in ask.draft
