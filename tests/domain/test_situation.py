"""Which facts are there, who is within reach, and how texts name people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.model_parts import Person
from assess.domain.situation import (
    asked_for,
    called,
    facts_there,
    not_applicable_proposals,
    speak,
    within_reach,
)
from assess.formats.model_yaml.loader import load_model

GARDEN = load_model(Path(__file__).parents[1] / "models" / "third.yaml")
BAKER = load_model(Path(__file__).parents[1] / "models" / "second.yaml")
EVERYBODY = frozenset({"owner", "stall-keeper", "crew"})


def person(**answers: Answer) -> Assessment:
    return Assessment(GARDEN.id, GARDEN.version, answers)


def test_while_nothing_is_answered_everything_counts_as_there() -> None:
    assert facts_there(GARDEN, {}) == {"market"}
    assert within_reach(GARDEN, {}, None) == EVERYBODY


def test_a_chosen_answer_gives_its_own_facts_and_people_only() -> None:
    assert facts_there(GARDEN, {"produce": "eaten"}) == set()
    assert facts_there(GARDEN, {"produce": "sold"}) == {"market"}
    assert within_reach(GARDEN, {"produce": "eaten"}) == {"owner", "crew"}
    assert within_reach(GARDEN, {"produce": "eaten", "garden": "ours"}) == {"crew"}


def test_a_fact_that_another_open_question_could_give_is_there() -> None:
    produce, garden = GARDEN.situation
    answers = tuple(replace(item, facts=("market",)) for item in garden.answers)
    model = replace(GARDEN, situation=(produce, replace(garden, answers=answers)))
    assert facts_there(model, {"produce": "eaten"}) == {"market"}


def test_facts_and_people_that_no_question_gives_are_always_there() -> None:
    model = replace(GARDEN, situation=GARDEN.situation[1:])
    assert facts_there(model, {"garden": "ours"}) == {"market"}
    assert within_reach(model, {"garden": "ours"}) == {"stall-keeper", "crew"}


def test_an_answer_that_the_model_does_not_know_counts_as_none() -> None:
    assert facts_there(GARDEN, {"produce": "burnt", "weather": "wet"}) == {"market"}
    assert within_reach(GARDEN, {"garden": "nobody's"}) == EVERYBODY


def test_people_named_by_the_person_replace_those_of_the_answers_but_never_the_own_team() -> None:
    assert within_reach(GARDEN, {"produce": "sold"}, ["owner"]) == {"owner", "crew"}
    assert within_reach(GARDEN, {}, []) == {"crew"}
    assert within_reach(GARDEN, {}, ["owner", "a stranger"]) == {"owner", "crew"}


def test_in_a_file_of_the_first_form_everybody_is_within_reach() -> None:
    everybody = {item.id for item in BAKER.people}
    assert everybody == {"team", "product-owner", "sales", "manager"}
    assert within_reach(BAKER, {}) == everybody
    assert within_reach(BAKER, {}, ["sales"]) == {"sales"}


def test_a_text_names_a_person_by_the_own_word_or_the_title() -> None:
    text = "Ask {owner} for a bed."
    assert speak(GARDEN, text, {}, EVERYBODY) == "Ask the owner for a bed."
    assert speak(GARDEN, text, {"owner": "Aunt Vi"}, EVERYBODY) == "Ask Aunt Vi for a bed."
    assert speak(GARDEN, text, {"owner": "  "}, EVERYBODY) == "Ask the owner for a bed."


def test_the_stand_in_takes_the_place_of_somebody_out_of_reach() -> None:
    text = "Ask {owner}, {stall-keeper} and {crew}."
    said = "Ask whoever pays for the seeds, the stall keeper and your crew."
    assert speak(GARDEN, text, {}, []) == said
    called = "Ask Aunt Vi, the stall keeper and your crew."
    assert speak(GARDEN, text, {"owner": "Aunt Vi"}, []) == called


def test_who_leads_to_somebody_is_asked_instead_where_they_are_within_reach() -> None:
    people = tuple(
        replace(item, through="owner") if item.id == "stall-keeper" else item
        for item in GARDEN.people
    )
    model = replace(GARDEN, people=people)
    assert asked_for(model, "stall-keeper", EVERYBODY) == "owner"
    assert asked_for(model, "stall-keeper", ["stall-keeper"]) == "stall-keeper"
    assert asked_for(model, "owner", EVERYBODY) == "owner"


def test_somebody_of_the_own_team_is_never_out_of_reach() -> None:
    model = replace(GARDEN, people=(Person("crew", "your crew", "somebody", own=True),))
    assert called(model, "crew", {}, []) == "your crew"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{owner} decides.", "The owner decides."),
        ("Wait. {owner} decides.", "Wait. The owner decides."),
        ("Why? {owner} knows!\n{crew} too.", "Why? The owner knows!\nYour crew too."),
        ("“{owner} says so.” {crew} agrees.", "“The owner says so.” Your crew agrees."),
        ("Who decides: {owner}, at 3.5 {crew}.", "Who decides: the owner, at 3.5 your crew."),
        ("({crew}) and {owner}'s bed", "(Your crew) and the owner's bed"),
    ],
)
def test_a_word_that_begins_a_sentence_gets_its_capital(text: str, said: str) -> None:
    assert speak(GARDEN, text, {}, EVERYBODY) == said


def test_braces_that_name_nobody_stay_and_an_own_word_is_never_read_again() -> None:
    text = "{nobody} {} { owner } {{owner}}"
    assert speak(GARDEN, text, {"owner": "{crew}"}, EVERYBODY) == "{nobody} {} { owner } {{crew}}"


def test_a_competency_without_its_fact_is_proposed_as_not_applicable_rated_or_not() -> None:
    eaten = {"produce": "eaten"}
    proposed = (("selling", ("market",)),)
    assert not_applicable_proposals(GARDEN, person(), eaten) == proposed
    assert not_applicable_proposals(GARDEN, person(selling=Answer(1)), eaten) == proposed


def test_nothing_is_proposed_that_is_there_or_not_applicable_already() -> None:
    away = person(selling=Answer(not_applicable=True))
    assert not_applicable_proposals(GARDEN, away, {"produce": "eaten"}) == ()
    assert not_applicable_proposals(GARDEN, person(), {"produce": "sold"}) == ()
    assert not_applicable_proposals(GARDEN, person(), {}) == ()
