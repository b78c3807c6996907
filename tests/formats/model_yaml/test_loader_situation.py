"""Reading what the file's second form adds, and what a file of the first form is read as."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from assess.domain.model_parts import BuildsOn, Pace, Person, Reason, SituationAnswer
from assess.errors import ModelError
from assess.formats.model_yaml.loader import load_model, read_model
from assess.formats.model_yaml.schema import json_schema

MODELS = Path(__file__).parents[2] / "models"
SECOND = (MODELS / "second.yaml").read_text(encoding="utf-8")
THIRD = (MODELS / "third.yaml").read_text(encoding="utf-8")
GARDEN = load_model(MODELS / "third.yaml")


def test_weights_needs_and_what_builds_on_what_arrive() -> None:
    planting, selling = GARDEN.competency("planting"), GARDEN.competency("selling")
    assert planting.weight_reason == Reason("It is what the head gardener answers for.", "B1")
    assert planting.builds_on == (
        BuildsOn("soil", 1, 2, "A season fails on soil that nobody knows."),
    )
    assert (selling.needs, selling.builds_on) == (("market",), ())


def test_an_activity_has_needs_a_measure_and_ids_of_people() -> None:
    activity = GARDEN.activity("keep-the-stall")
    assert activity.needs == ("market",)
    assert activity.measure == "what was asked for and not there"
    assert activity.agree_with == ("stall-keeper",)
    assert GARDEN.agreeing(GARDEN.activity("plan-a-season")) == ["the owner", "your crew"]


def test_what_is_asked_of_people_and_through_whom_arrives() -> None:
    text = THIRD.replace(
        "    agree_with: [owner]\n    measure: visitors",
        "    agree_with: [owner]\n    asks: {owner: May I write it?}\n    measure: visitors",
    ).replace(
        "  - id: stall-keeper\n    title", "  - id: stall-keeper\n    through: owner\n    title"
    )
    model, problems = read_model(text, "m.yaml")
    assert model is not None
    assert not problems
    assert model.activity("write-the-price-board").asks == {"owner": "May I write it?"}
    assert (model.person("stall-keeper").through, model.person("owner").through) == ("owner", "")


def test_whoever_leads_to_somebody_may_be_told_what_is_asked() -> None:
    text = THIRD.replace(
        "    agree_with: [owner]\n    measure: visitors",
        "    agree_with: [stall-keeper]\n    asks: {owner: Three of them?}\n    measure: visitors",
    )
    leads = text.replace(
        "  - id: stall-keeper\n    title", "  - id: stall-keeper\n    through: owner\n    title"
    )
    model, _ = read_model(leads, "m.yaml")
    assert model is not None
    assert model.activity("write-the-price-board").asks == {"owner": "Three of them?"}
    with pytest.raises(ModelError, match="asks: 'owner' isn't in its agree_with"):
        read_model(text, "m.yaml")


def test_people_and_questions_arrive_in_the_order_of_the_file() -> None:
    assert [item.id for item in GARDEN.people] == ["owner", "stall-keeper", "crew"]
    assert GARDEN.person("crew") == Person("crew", "your crew", own=True)
    owner = GARDEN.person("owner")
    assert owner.stand_in == "whoever pays for the seeds"
    assert owner.ask.startswith("Dear {owner}")
    assert (GARDEN.has_person("owner"), GARDEN.has_person("soil")) == (True, False)
    produce = GARDEN.situation[0]
    assert produce.question == "What becomes of what you grow?"
    assert produce.answers == (
        SituationAnswer("sold", "It is sold", ("market",), ("stall-keeper",)),
        SituationAnswer("eaten", "We eat it"),
    )


def test_two_profiles_of_a_role_are_told_apart_by_their_names() -> None:
    head, established = GARDEN.role("head"), GARDEN.role("head-established")
    assert (head.profile_of, established.profile_of) == (None, "head")
    assert (head.name, established.name) == (
        "Head gardener (ready to be appointed)",
        "Head gardener (established)",
    )
    assert GARDEN.role("hand").name == "Garden hand"


def test_a_part_of_the_pace_that_is_not_written_has_its_default() -> None:
    assert GARDEN.pace.subjects == ((0, 1), (4.5, 2))
    assert GARDEN.pace.subjects_a_year == 3
    assert GARDEN.pace.reserve == {
        "mine": 0,
        "mostly": Fraction(1, 4),
        "often-eaten": Fraction(1, 2),
    }


def test_a_model_without_a_pace_has_the_usual_one() -> None:
    usual = load_model(MODELS / "second.yaml").pace
    assert usual == Pace()
    assert usual.subjects_a_year == 6
    assert usual.reserve == {
        "mine": Fraction(1, 6),
        "mostly": Fraction(1, 4),
        "often-eaten": Fraction(1, 3),
    }
    hours = (0, 0.25, 2.99, 3, 5.75, 6, 40)
    assert [usual.subjects_at(number) for number in hours] == [1, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("0.1", Fraction(1, 10)), ("2/6", Fraction(1, 3)), ('"0/1"', Fraction(0)), ("0.9", "9/10")],
)
def test_a_reserve_is_an_exact_part_however_it_is_written(
    written: str, meant: Fraction | str
) -> None:
    model, _ = read_model(THIRD.replace("mine: 0", f"mine: {written}"), "m.yaml")
    assert model.pace.reserve["mine"] == Fraction(meant)


@pytest.mark.parametrize("written", ["1", "-0.1", "true", "a third", "7/7", "1/0", ".nan", "[1]"])
def test_a_reserve_that_is_no_part_below_the_whole_is_refused(written: str) -> None:
    with pytest.raises(ModelError, match=r"pace\.reserve\.mine: must be a part, such as 1/4"):
        read_model(THIRD.replace("mine: 0", f"mine: {written}"), "m.yaml")


def test_the_people_of_a_file_of_the_first_form_are_made_from_its_texts() -> None:
    model = load_model(MODELS / "second.yaml")
    assert model.people == (
        Person("team", "team"),
        Person("product-owner", "product owner"),
        Person("sales", "sales"),
        Person("manager", "manager"),
    )
    assert model.situation == ()


def test_texts_that_would_make_the_same_id_stay_two_people() -> None:
    text = SECOND.replace("agree_with: [team]", 'agree_with: ["Über!", über, "é", "è", É-2]')
    model, _ = read_model(text, "m.yaml")
    found = {item.id: item.title for item in model.people[:5]}
    assert found == {"ber": "Über!", "ber-2": "über", "person": "é", "person-2": "è", "2": "É-2"}
    assert model.activity("swap-a-meeting").agree_with == tuple(found)


def test_the_editors_schema_knows_both_forms() -> None:
    schema = json_schema()["properties"]
    assert schema["schema_version"]["enum"] == [1, 2]
    assert schema["situation"]["maxItems"] == 6
