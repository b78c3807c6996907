"""What the shipped model promises its readers; its structure is the loader's business."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from scripts.hash_documents import fingerprint, runs

from assess.domain.answers import Answer, Assessment
from assess.domain.model_parts import Activity, Role
from assess.domain.plan_request import PlanRequest
from assess.formats.model_yaml.loader import load_file
from assess.planning import Plan, plan

TOP = Path(__file__).parents[2]
MODEL, PROBLEMS = load_file(TOP / "competencies.yaml")
HELD, WANTED = (MODEL.role(role_id) for role_id in MODEL.role_pair)
SECOND_LEVEL = MODEL.scale[1].level
ANCHORS = [
    pytest.param(text, id=f"{competency.id}-{level}")
    for competency in MODEL.competencies
    for level, text in competency.anchors.items()
]


def _ways() -> dict[tuple[str, int], list[Activity]]:
    """Competency id and level → the activities that teach this step."""
    found: dict[tuple[str, int], list[Activity]] = defaultdict(list)
    for activity in MODEL.activities:
        for competency, level in activity.teaches.items():
            found[competency, level].append(activity)
    return found


WAYS = _ways()
TRANSITION = [
    (competency.id, level)
    for competency in MODEL.competencies
    for level in range(
        HELD.targets.get(competency.id, MODEL.lowest) + 1,
        WANTED.targets.get(competency.id, MODEL.lowest) + 1,
    )
]
"""Every step from the held role's target up to the wanted one's."""


def test_the_model_has_no_mistake_and_no_warning() -> None:
    assert [str(problem) for problem in PROBLEMS] == []


def test_four_areas_hold_six_competencies_each() -> None:
    areas = [competency.area for competency in MODEL.competencies]
    assert [areas.count(area.id) for area in MODEL.areas] == [6, 6, 6, 6]


def test_there_are_at_least_ninety_activities() -> None:
    assert len(MODEL.activities) >= 90


@pytest.mark.parametrize("text", ANCHORS)
def test_an_anchor_has_12_to_35_words_and_ends_as_a_sentence(text: str) -> None:
    assert 12 <= len(text.split()) <= 35
    assert text.endswith(".")


def test_the_anchors_of_all_levels_are_different() -> None:
    texts = [text for competency in MODEL.competencies for text in competency.anchors.values()]
    assert len(set(texts)) == len(MODEL.competencies) * len(MODEL.scale)


def test_every_competency_asks_for_evidence_and_cites_a_document_it_has() -> None:
    documents = {document.id for document in MODEL.documents}
    for competency in MODEL.competencies:
        assert competency.evidence_prompt.endswith("?"), competency.id
        assert competency.sources, competency.id
        for source in competency.sources:
            assert source.claim, competency.id
            assert source.document in documents, competency.id


def test_every_competency_has_an_example_of_evidence_in_the_first_person() -> None:
    for competency in MODEL.competencies:
        words = competency.example.split()
        assert 25 <= len(words) <= 45, competency.id
        assert {"I", "my", "me"} & {word.strip(".,;:") for word in words}, competency.id


@pytest.mark.parametrize("role", [HELD, WANTED], ids=lambda role: role.id)
def test_every_target_of_the_two_main_roles_has_its_reason(role: Role) -> None:
    assert role.targets.keys() == {competency.id for competency in MODEL.competencies}
    assert {key for key, reason in role.reasons.items() if reason.why} == role.targets.keys()


def test_every_isbn_has_the_right_check_digit() -> None:
    printed = [item for item in MODEL.resources if item.isbn13 is not None]
    assert len(printed) > 30
    for item in printed:
        digits = [int(digit) for digit in str(item.isbn13)]
        assert len(digits) == 13, item.id
        assert sum(d * (3 if place % 2 else 1) for place, d in enumerate(digits)) % 10 == 0, item.id


def test_every_resource_is_used_and_every_study_activity_names_one() -> None:
    used = {resource for activity in MODEL.activities for resource in activity.resources}
    assert used == {resource.id for resource in MODEL.resources}
    studies = [activity for activity in MODEL.activities if activity.kind == "study"]
    assert [activity.id for activity in studies if not activity.resources] == []


def test_study_alone_leads_no_higher_than_the_second_level() -> None:
    studies = [activity for activity in MODEL.activities if activity.kind == "study"]
    assert studies
    for activity in studies:
        assert all(level <= SECOND_LEVEL for level in activity.teaches.values()), activity.id


def test_every_activity_says_what_to_do_what_it_leaves_and_what_goes_wrong() -> None:
    for activity in MODEL.activities:
        assert 3 <= len(activity.steps) <= 5, activity.id
        assert activity.evidence, activity.id
        assert activity.pitfalls, activity.id
        assert len(activity.title) <= 60, activity.id


@pytest.mark.parametrize(("competency", "level"), TRANSITION)
def test_every_step_of_the_transition_has_two_ways_one_of_them_practice(
    competency: str, level: int
) -> None:
    ways = WAYS[competency, level]
    assert len(ways) >= 2
    assert "practice" in {activity.kind for activity in ways}


@pytest.mark.parametrize(("competency", "level"), TRANSITION)
def test_no_step_of_the_transition_hangs_on_one_other_competency_or_activity(
    competency: str, level: int
) -> None:
    """Somebody who left one question out, or can't do one activity, still has a way."""
    needs = [
        {*activity.requires, *activity.requires_level} - {competency}
        for activity in WAYS[competency, level]
    ]
    assert set.intersection(*needs) == set()


def test_a_higher_step_presupposes_the_one_below_it() -> None:
    for activity in MODEL.activities:
        for competency, level in activity.teaches.items():
            if level > SECOND_LEVEL:
                held = activity.requires_level.get(competency, MODEL.lowest)
                assert held == level - 1, f"{activity.id}: {competency}"


# by area: the levels of somebody who starts there; by competency: where this person differs
PERSONAS: dict[str, tuple[tuple[int, int, int, int], Mapping[str, int]]] = {
    "scrum-po-without-business-side": (
        (4, 2, 3, 1),
        {"technical-fluency": 3, "influence": 2, "prioritisation": 3, "domain-knowledge": 3},
    ),
    "startup-founder": (
        (2, 3, 3, 3),
        {"scrum-practice": 1, "delivery-forecasting": 1, "product-vision": 4, "influence": 4},
    ),
    "analyst-six-months-in": (
        (2, 1, 2, 1),
        {"user-stories": 3, "domain-knowledge": 3, "negotiation": 1, "influence": 1},
    ),
}


@cache
def _plan_of(name: str, hours: int, weeks: int) -> tuple[Assessment, Plan]:
    by_area, own = PERSONAS[name]
    levels = dict(zip((area.id for area in MODEL.areas), by_area, strict=True))
    answers = {
        competency.id: Answer(own.get(competency.id, levels[competency.area]))
        for competency in MODEL.competencies
    }
    person = Assessment(MODEL.id, MODEL.version, answers)
    asked = PlanRequest(hours_per_week=hours, weeks=weeks, start=date(2026, 11, 30))
    return person, plan(MODEL, person, asked, time_limit=60)


@pytest.mark.parametrize(("hours", "weeks"), [(4, 26), (6, 40)])
@pytest.mark.parametrize("name", PERSONAS)
def test_most_hours_of_a_plan_are_practice(name: str, hours: int, weeks: int) -> None:
    _, made = _plan_of(name, hours, weeks)
    assert len(made.activities) > 3
    practice = [
        item.hours for item in made.activities if MODEL.activity(item.id).kind == "practice"
    ]
    assert sum(practice) > made.hours / 2


@pytest.mark.parametrize("name", PERSONAS)
def test_a_plan_takes_one_step_at_a_time_from_the_level_held(name: str) -> None:
    person, made = _plan_of(name, 4, 52)
    levels = {key: answer.level for key, answer in person.answers.items()}
    assert made.steps
    for step in (step for quarter in made.quarters for step in quarter.steps):
        assert step.level == (levels[step.competency] or 0) + 1, step
        levels[step.competency] = step.level


def _texts(node: object) -> Iterator[str]:
    """Every text of a YAML file, keys left out."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def test_no_eight_words_in_a_row_are_copied_from_a_document() -> None:
    lines = (TOP / "tests" / "data" / "document_runs.txt").read_text(encoding="ascii").split()
    known = set(lines)
    assert lines == sorted(known)
    assert len(known) > 1000
    ours = yaml.safe_load((TOP / "competencies.yaml").read_text(encoding="utf-8"))
    texts = list(_texts(ours))
    assert len(texts) > 1000
    assert [run for text in texts for run in runs(text) if fingerprint(run) in known] == []
