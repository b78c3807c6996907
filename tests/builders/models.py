"""Models made by hand for tests: nothing here is read from a file.

`tiny_model()` is small enough to check by head; `large_model()` is as big as a real one.
"""

from __future__ import annotations

from dataclasses import replace

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import (
    KINDS,
    Activity,
    Area,
    Competency,
    Level,
    Person,
    QuickForm,
    Reason,
    Resource,
    Role,
)


def tiny_model() -> CompetencyModel:
    """2 areas, 3 levels, 5 competencies, 2 roles, 4 activities."""
    titles = {
        "baking": ("oven", "Heat"),
        "kneading": ("oven", "Dough"),
        "shaping": ("oven", "Form"),
        "selling": ("shop", "Counter"),
        "pricing": ("shop", "Prices"),
    }
    return CompetencyModel(
        id="bakery",
        version="1.0.0",
        title="Apprentice to Baker",
        scale=(
            Level(1, "Watches", "has seen it"),
            Level(2, "Helps", "does it beside somebody"),
            Level(3, "Runs it", "does it alone"),
        ),
        areas=(Area("oven", "At the oven", "What is done in the back."), Area("shop", "The shop")),
        competencies=tuple(
            Competency(
                key,
                area,
                title,
                {n: f"{title} as seen at level {n}." for n in (1, 2, 3)},
                weight=2 if key == "selling" else 1,
                evidence_prompt=f"What did you last do about {title.lower()}?",
            )
            for key, (area, title) in titles.items()
        ),
        roles=(
            Role("apprentice", "Apprentice", {"baking": 2, "kneading": 2, "shaping": 1}),
            Role(
                "baker",
                "Baker",
                {"baking": 3, "kneading": 3, "selling": 2, "pricing": 3},
                reasons={"baking": Reason("Nobody else stands at the oven.")},
            ),
        ),
        activities=(
            Activity(
                "night-shift",
                "Run one night shift",
                "practice",
                8,
                {"baking": 3},
                min_weeks=2,
                steps=("Ask for a date.", "Bake, and note what went wrong."),
                evidence="The shift's list, signed.",
                agree_with=("master-baker", "night-crew"),
                pitfalls="Choosing the quietest night.",
            ),
            Activity("ask-sales", "Sit with the sales clerk", "people", 2.5, {"selling": 2}),
            Activity(
                "read-costs", "Read about costs", "study", 1.25, {"pricing": 2}, resources=("book",)
            ),
            Activity("price-list", "Write a price list", "practice", 4, {"pricing": 3}),
        ),
        resources=(
            Resource("book", "Bread and money", "A. Miller", 1999, url="https://example.org/b"),
        ),
        people=(Person("master-baker", "master baker"), Person("night-crew", "night crew")),
    )


def short_model() -> CompetencyModel:
    """The tiny model with a short form of each competency."""
    model = tiny_model()
    levels = {1: "Look on", 2: "Lend a hand", 3: "Do it"}
    return replace(
        model,
        competencies=tuple(
            replace(item, quick=QuickForm(f"How do you do {item.title.lower()}?", levels))
            for item in model.competencies
        ),
    )


def large_model(competencies: int = 24, activities: int = 40) -> CompetencyModel:
    """4 areas, 5 levels, 3 roles; titles and anchors as long as real ones are."""
    areas = tuple(
        Area(f"area-{n}", f"Area number {n}", "What this part of the work is about.")
        for n in range(1, 5)
    )
    items = tuple(
        Competency(
            f"competency-{n}",
            areas[(n - 1) * 4 // competencies].id,
            f"Competency {n} with a title",
            {
                level: f"At level {level} a person does something that others can see and name, "
                f"alone or with help, in work number {n}, and can tell what came of it."
                for level in range(1, 6)
            },
            weight=(1, 1.5, 0.1)[n % 3],
        )
        for n in range(1, competencies + 1)
    )
    return CompetencyModel(
        id="large",
        version="2.1.0",
        title="From here to there",
        scale=tuple(
            Level(n, label, f"means {label.lower()}")
            for n, label in enumerate(("Aware", "Learning", "Practising", "Leading", "Shaping"), 1)
        ),
        areas=areas,
        competencies=items,
        roles=(
            Role("here", "Here Role", {c.id: 1 + i % 4 for i, c in enumerate(items)}),
            Role("there", "There Role", {c.id: 3 + i % 3 for i, c in enumerate(items)}),
            Role("else", "Another Role", {c.id: 2 for c in items[:6]}),
        ),
        activities=tuple(
            Activity(
                f"activity-{n}",
                f"Activity {n}: do something that leaves a trace",
                KINDS[n % 3],
                3 + n % 5,
                {items[n % competencies].id: 2 + n % 3},
                steps=tuple(f"Step {s}: do a thing and write down what came of it." for s in "123"),
                evidence="A page that someone else has read and agreed with.",
                agree_with=("manager", "team"),
                pitfalls="Doing it alone, late, and telling nobody about it until it is done.",
            )
            for n in range(1, activities + 1)
        ),
        people=(Person("manager", "manager"), Person("team", "team", own=True)),
    )
