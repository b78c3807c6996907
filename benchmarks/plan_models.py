"""Made-up competency models of any size, for measuring the planner: the same for the same seed."""

from __future__ import annotations

from random import Random

from assess.answers import Answer, Assessment
from assess.model import Activity, Area, Competency, CompetencyModel, Level, Role

ROLE = "wanted"
LEVELS = 5
KINDS = ("practice", "practice", "practice", "people", "study")


def made_up(activities: int, seed: int) -> tuple[CompetencyModel, Assessment]:
    """A model with so many activities, and somebody who is two or three levels below the role.

    About four activities a competency (24 competencies at 100), up to three weeks' work each; half
    of them need a level first, a fifth use what another one made, one in four teaches two steps.
    """
    dice = Random(seed)
    skills = [f"c{n}" for n in range(max(6, activities * 24 // 100))]
    anchors = {n: f"seen at level {n}" for n in range(1, LEVELS + 1)}
    model = CompetencyModel(
        f"made-up-{activities}",
        "1.0.0",
        "Made up",
        tuple(Level(n, f"Level {n}") for n in range(1, LEVELS + 1)),
        (Area("all", "All"),),
        tuple(
            Competency(key, "all", f"Competency {key}", anchors, weight=dice.choice([1, 1, 1, 2]))
            for key in skills
        ),
        (
            Role("held", "Held", dict.fromkeys(skills, 2)),
            Role(ROLE, "Wanted", {key: dice.choice([3, 4, 4, 5]) for key in skills}),
        ),
        tuple(_activity(dice, number, skills) for number in range(activities)),
    )
    answers = {key: Answer(dice.choice([1, 2, 2, 3])) for key in skills}
    return model, Assessment(model.id, model.version, answers)


def _activity(dice: Random, number: int, skills: list[str]) -> Activity:
    taught = dice.sample(skills, 2 if dice.random() < 0.25 else 1)
    teaches = {key: dice.choice([2, 3, 3, 4, 4, 5]) for key in taught}
    first = next(iter(teaches))
    needs = {first: teaches[first] - 1} if dice.random() < 0.3 else {}
    if dice.random() < 0.2:
        needs[dice.choice(skills)] = 2
    earlier = (f"a{dice.randrange(number)}",) if number and dice.random() < 0.2 else ()
    return Activity(
        f"a{number}",
        f"Activity {number}",
        dice.choice(KINDS),
        dice.randrange(8, 64, 2) / 4,
        teaches,
        min_weeks=dice.choice([1, 1, 2, 3, 4, 6, 8]),
        requires=earlier,
        requires_level=needs,
    )
