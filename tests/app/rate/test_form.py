"""The page's questions and lists as plain data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assess.app.radar import EarlierSelf
from assess.app.rate.step import rating_answers, rating_content, role_fields
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.builders.visits import MODEL, choose_roles

SECOND = Path(__file__).parents[2] / "models" / "second.yaml"


@pytest.fixture(params=["shipped", "second"])
def model(request: pytest.FixtureRequest) -> CompetencyModel:
    return load_model(package_model() if request.param == "shipped" else SECOND)


# --- the questions -----------------------------------------------------------------------------


def test_every_competency_is_a_question_in_its_area_in_the_files_order(
    model: CompetencyModel,
) -> None:
    content = rating_content(model)
    assert [area["id"] for area in content["areas"]] == [area.id for area in model.areas]
    for area in content["areas"]:
        ids = [question["id"] for question in area["questions"]]
        assert ids == [item.id for item in model.in_area(area["id"])]
    asked = [question for area in content["areas"] for question in area["questions"]]
    assert len(asked) == len(model.competencies)
    assert [question["number"] for question in asked] == list(range(1, len(asked) + 1))


def test_every_level_of_every_question_is_written_out(model: CompetencyModel) -> None:
    content = rating_content(model)
    levels = [str(step["level"]) for step in content["scale"]]
    assert [step["label"] for step in content["scale"]] == [item.label for item in model.scale]
    for area in content["areas"]:
        for question in area["questions"]:
            assert list(question["anchors"]) == levels
            assert all(question["anchors"].values())


def test_the_help_says_how_to_read_the_levels_for_one_team_and_one_product() -> None:
    shipped = rating_content(load_model(package_model()))
    assert '"the team\'s" is' in shipped["scale_note"]
    assert '"the product\'s" is' in shipped["scale_note"]
    assert rating_content(load_model(SECOND))["scale_note"] == ""


def test_the_questions_survive_the_way_to_the_browser(model: CompetencyModel) -> None:
    content = rating_content(model)
    assert json.loads(json.dumps(content)) == content
    assert content["limit"] == 2000


def test_the_questions_of_the_second_model_are_these() -> None:
    content = rating_content(load_model(SECOND))
    found = [(area["title"], [q["title"] for q in area["questions"]]) for area in content["areas"]]
    assert found == [
        ("Team", ["Facilitation", "Coaching"]),
        ("Product", ["Backlog", "Customer interviews", "Value"]),
    ]
    assert content["areas"][0]["questions"][1]["prompt"] == ""


def test_the_three_states_reach_the_form_as_three_things() -> None:
    assessment = Assessment(
        MODEL.id,
        MODEL.version,
        {
            "baking": Answer(2, evidence="Ran it"),
            "pricing": Answer(not_applicable=True),
            "selling": Answer(evidence="only a note"),
        },
    )
    assert rating_answers(assessment) == {
        "baking": {"level": 2, "evidence": "Ran it"},
        "pricing": {"not_applicable": True, "evidence": ""},
        "selling": {"evidence": "only a note"},
    }


# --- roles ----------------------------------------------------------------------------


def test_both_lists_hold_every_role_and_show_the_present_pair() -> None:
    session = VisitorState(MODEL)
    choose_roles(session, "baker", "apprentice")
    held, wanted = role_fields(session, EarlierSelf(session))
    options = [["apprentice", "Apprentice"], ["baker", "Baker"]]
    assert (held["options"], held["value"]) == (options, "baker")
    assert (wanted["options"], wanted["value"]) == (options, "apprentice")
