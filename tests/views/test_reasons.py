"""Why a subject is in the plan: named, the present job, the wanted role, what waits for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.builders.plan_words import (
    bakery,
    rated,
    seen,
    subject,
)


@pytest.mark.parametrize(
    ("key", "wishes", "sentence"),
    [
        (
            "oven",
            {},
            "Oven: you're at Helping (2), the role asks for Running (3); the role you want rests "
            "on it, and crew work waits for it.",
        ),
        (
            "oven",
            {"lead": "oven"},
            "Oven: you're at Helping (2), the role asks for Running (3); you named it, and crew "
            "work waits for it.",
        ),
        (
            "oven",
            {"lead": "crew-work"},
            "Oven: you're at Helping (2), the role asks for Running (3); you named crew work, "
            "which waits for it.",
        ),
        (
            "crew-work",
            {"lead": "crew-work"},
            "Crew work: you're at Helping (2), the role asks for Running (3); you named it.",
        ),
        (
            "dough",
            {"who": rated(dough=1)},
            "Dough: you're at Watching (1), your current job asks for Running (3); you're more "
            "than one level short of what your current job asks for.",
        ),
        (
            "selling",
            {},
            "Selling: you're at Helping (2), the role asks for Running (3); the role you want "
            "rests on it.",
        ),
    ],
)
def test_each_subject_has_its_true_reason(key: str, wishes: dict[str, Any], sentence: str) -> None:
    assert subject(seen(**wishes), key).reason == sentence


def test_a_light_subject_that_others_wait_for_says_so() -> None:
    model = bakery()
    light = tuple(
        replace(item, weight=0.5 if item.id == "oven" else item.weight)
        for item in model.competencies
    )
    view = seen(of=replace(model, competencies=light), lead="selling")
    assert (
        subject(view, "oven").reason
        == "Oven: you're at Helping (2), the role asks for Running (3); crew work waits for it."
    )


def test_an_activity_that_asks_for_a_level_is_named() -> None:
    model = bakery()
    items = tuple(
        replace(item, requires_level={"dough": 2}) if item.id == "sell-stand" else item
        for item in model.activities
    )
    roles = (
        replace(model.roles[0], targets={}),
        replace(model.roles[1], targets={**model.roles[1].targets, "dough": 2}),
    )
    view = seen(
        rated(dough=1), replace(model, activities=items, roles=roles), pinned=("sell-stand",)
    )
    assert subject(view, "dough").reason == (
        "Dough: you're at Watching (1), the role asks for Helping (2); “Run the stand on the "
        "market” asks for it."
    )


def test_many_waiting_subjects_are_counted() -> None:
    model = bakery()
    wait = model.competency("crew-work").builds_on
    items = tuple(
        replace(item, builds_on=wait) if item.id in ("selling", "prices") else item
        for item in model.competencies
    )
    view = seen(of=replace(model, competencies=items))
    assert subject(view, "oven").reason == (
        "Oven: you're at Helping (2), the role asks for Running (3); the role you want rests on "
        "it, and three subjects, among them selling, "
        "wait for it."
    )


def test_a_subject_says_where_the_person_is_and_what_comes_next() -> None:
    found = subject(seen(), "oven")
    assert (found.level, found.goal, found.target) == (2, 3, 3)
    assert (found.anchor_now, found.anchor_next) == ("Helping in oven.", "Running in oven.")
    assert found.weight_why == "Bread comes out of it."


def test_the_named_subject_stands_first_then_the_present_job() -> None:
    def order(**wishes: Any) -> list[str]:
        view = seen(rated(dough=1), hours_per_week=6, **wishes)
        return [item.competency for item in view.quarters[0].subjects]

    assert order()[:2] == ["dough", "oven"]
    assert order(lead="prices")[:2] == ["prices", "dough"]


def test_an_activity_of_two_subjects_stands_with_the_first() -> None:
    model = bakery(without="sell-stand")
    both = tuple(
        replace(item, teaches={"oven": 3, "selling": 3}) if item.id == "run-oven" else item
        for item in model.activities
        if item.id != "sell-firms"
    )
    view = seen(of=replace(model, activities=both))
    assert [item.id for item in subject(view, "oven").activities] == ["run-oven", "oven-log"]
    assert subject(view, "selling").activities == ()
    assert subject(view, "selling").shared == ("Run the oven for a week",)
    assert len(view.progress) == 1
