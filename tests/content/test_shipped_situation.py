"""What the shipped model promises to people in every situation: weights, order, people, ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from scripts.write_coverage import doable

from assess.domain.model_parts import Role
from assess.domain.situation import facts_there, within_reach
from assess.formats.model_yaml.loader import load_model

MODEL = load_model(Path(__file__).parents[2] / "competencies.yaml")
HELD, READY = (MODEL.role(role_id) for role_id in MODEL.role_pair)
(ESTABLISHED,) = (role for role in MODEL.roles if role.profile_of == READY.id)
PROFILES = pytest.mark.parametrize("role", [READY, ESTABLISHED], ids=lambda role: role.id)
WORLDS = [
    dict(zip((item.id for item in MODEL.situation), chosen, strict=True))
    for chosen in product(*([answer.id for answer in item.answers] for item in MODEL.situation))
]
"""Every way to answer all the questions."""


def test_weights_use_the_whole_range_and_each_says_why() -> None:
    weights = [item.weight for item in MODEL.competencies]
    assert set(weights) == {1, 2, 3}
    assert 6 <= weights.count(3) <= 8
    assert 8 <= weights.count(2) <= 10
    documents = {item.id for item in MODEL.documents}
    for item in MODEL.competencies:
        assert item.weight_reason is not None, item.id
        assert item.weight_reason.why, item.id
        assert item.weight_reason.document in documents, item.id


def test_the_wanted_role_asks_for_little_above_the_third_level_before_somebody_is_appointed() -> (
    None
):
    assert READY.profile == "ready to be appointed"
    assert READY.profile_of is None
    assert ESTABLISHED.profile == "established"
    above = [key for key, level in READY.targets.items() if level > 3]
    assert 1 <= len(above) <= 6
    assert all(MODEL.competency(key).weight == 3 for key in above)
    assert all(level <= ESTABLISHED.targets[key] for key, level in READY.targets.items())


@PROFILES
def test_each_target_of_both_profiles_has_a_reason_and_a_document(role: Role) -> None:
    documents = {item.id for item in MODEL.documents}
    assert role.reasons.keys() == role.targets.keys()
    assert {reason.document for reason in role.reasons.values()} <= documents


def test_the_situation_is_asked_in_at_most_six_clicks() -> None:
    assert 5 <= len(MODEL.situation) <= 6
    for item in MODEL.situation:
        assert item.question.endswith("?"), item.id
        assert 3 <= len(item.answers) <= 5, item.id


def test_only_the_team_is_always_there_and_everybody_else_is_asked_in_writing() -> None:
    assert [person.id for person in MODEL.people if person.own] == ["team"]
    for person in MODEL.people:
        if not person.own:
            assert person.ask.count("{what}") + person.ask.count("{from}") > 0, person.id
            assert re.search(r"\b[Ii]f \w+", person.ask), person.id


def test_what_is_asked_is_short_and_says_when_in_words_of_the_one_who_is_asked() -> None:
    titles = [activity.title for activity in MODEL.activities]
    undated = []
    for activity in MODEL.activities:
        for person, said in activity.asks.items():
            assert 15 <= len(said.split()) <= 50, (activity.id, person)
            assert not [title for title in titles if title in said], (activity.id, person)
            if not re.search(r"\{(from|middle|end)\}", said):
                undated.append((activity.id, person))
    # bound to a day of the other's own calendar
    assert undated == [("follow-choices-for-half-a-year", "peer")]


@PROFILES
def test_whatever_somebody_answers_each_step_to_the_wanted_role_has_a_way(role: Role) -> None:
    steps = {
        (key, level): {item.id for item in MODEL.activities if item.teaches.get(key) == level}
        for key, target in role.targets.items()
        for level in range(HELD.targets[key] + 1, target + 1)
    }
    assert len(steps) >= 12
    barred = set()
    for world in WORLDS:
        there = facts_there(MODEL, world)
        possible = doable(MODEL, there, within_reach(MODEL, world))
        for (key, level), ways in steps.items():
            if there.issuperset(MODEL.competency(key).needs) and not ways & possible:
                barred.add((key, level, tuple(world.values())))
    assert barred == set()


@PROFILES
def test_each_step_to_the_wanted_role_has_two_ways_with_the_own_team_alone(role: Role) -> None:
    possible = doable(MODEL, facts_there(MODEL, {}), frozenset({"team"}))
    for key, target in role.targets.items():
        for level in range(HELD.targets[key] + 1, target + 1):
            ways = [
                item.id
                for item in MODEL.activities
                if item.teaches.get(key) == level and item.id in possible
            ]
            assert len(ways) >= 2, f"{key} {level}: {ways}"


def _locked(levels: Mapping[str, int], key: str) -> bool:
    """Whether the next step in a competency waits for another competency."""
    step = levels[key] + 1
    return any(
        step >= item.from_level and levels[item.competency] < item.level
        for item in MODEL.competency(key).builds_on
    )


def test_somebody_practising_everywhere_can_begin_in_most_competencies() -> None:
    levels = {item.id: 2 for item in MODEL.competencies}
    begun = [item.id for item in MODEL.competencies if not _locked(levels, item.id)]
    assert len(begun) >= 16
    assert "customer-discovery" in begun


def test_what_builds_on_what_says_why_and_is_no_net_of_all_with_all() -> None:
    links = [link for item in MODEL.competencies for link in item.builds_on]
    assert 12 <= len(links) <= 20
    assert all(link.why.endswith(".") for link in links)


@pytest.mark.parametrize("start", [1, 2, 3])
@PROFILES
def test_from_any_level_the_order_of_steps_leads_to_the_wanted_role(role: Role, start: int) -> None:
    levels = {item.id: start for item in MODEL.competencies}
    goal = {key: max(target, start) for key, target in role.targets.items()}
    moved = True
    while moved:
        before = dict(levels)
        for activity in MODEL.activities:
            if any(levels[key] < level for key, level in activity.requires_level.items()):
                continue
            steps = {
                key: level
                for key, level in activity.teaches.items()
                if levels[key] + 1 == level <= max(goal[key], HELD.targets[key])
            }
            if steps and not any(_locked(levels, key) for key in steps):
                levels.update(steps)
        moved = levels != before
    assert {key: level for key, level in goal.items() if levels[key] < level} == {}


def test_texts_name_only_people_whose_yes_the_activity_asks_for() -> None:
    for activity in MODEL.activities:
        texts = [*activity.steps, activity.evidence, activity.measure, activity.pitfalls]
        named = set(re.findall(r"\{([a-z-]+)\}", " ".join(texts)))
        assert named <= set(activity.agree_with), activity.id
