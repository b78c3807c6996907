"""The made-up person fits any model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assess.domain.demo import demo_assessment
from assess.domain.scoring import score
from assess.formats.model_yaml.loader import load_model

SECOND = load_model(Path(__file__).parents[1] / "models" / "second.yaml")
SHIPPED = load_model(Path(__file__).parents[2] / "competencies.yaml")


def test_the_demo_person_has_rated_enough_for_every_summary_of_the_shipped_model() -> None:
    scores = score(SHIPPED, demo_assessment(SHIPPED))
    assert scores.coverage.enough
    assert all(area.score is not None for area in scores.areas)


def test_the_demo_person_differs_from_the_held_role_but_not_by_much() -> None:
    demo = demo_assessment(SHIPPED)
    held = SHIPPED.role(SHIPPED.role_pair[0]).targets
    apart = [
        abs(answer.level - held.get(key, SHIPPED.lowest))
        for key, answer in demo.answers.items()
        if answer.level is not None
    ]
    assert set(apart) == {0, 1}


def test_the_demo_person_stays_on_a_scale_of_two_levels() -> None:
    model = replace(
        SECOND,
        scale=SECOND.scale[:2],
        roles=tuple(
            replace(role, targets={key: min(level, 2) for key, level in role.targets.items()})
            for role in SECOND.roles
        ),
    )
    levels = {answer.level for answer in demo_assessment(model).answers.values()}
    assert levels <= {None, 1, 2}


def test_a_model_of_one_competency_and_one_role_has_a_demo_person() -> None:
    model = replace(
        SECOND,
        competencies=SECOND.competencies[:1],
        roles=SECOND.roles[:1],
        transition=None,
    )
    assert [*demo_assessment(model).answers] == [SECOND.competencies[0].id]
