"""Made-up competency models of any size, for measuring the planner: the same for the same seed."""

from __future__ import annotations

from random import Random

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity, Area, BuildsOn, Competency, Level, Person, Role

ROLE = "wanted"
LEVELS = 5
KINDS = ("practice", "practice", "practice", "people", "study")
PEOPLE = ("manager", "team", "sales", "customers", "finance", "designer")


def made_up(activities: int, seed: int) -> tuple[CompetencyModel, Assessment]:
    """A model with so many activities, and somebody who is one or two levels below the role.

    About four activities a competency (24 competencies at 100), up to sixteen hours each; a third
    of them need a level first, a tenth use what another one made, one in four teaches two steps,
    half need somebody's yes. Every sixth competency builds on an earlier one.
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
            Competency(
                key,
                "all",
                f"Competency {key}",
                anchors,
                weight=dice.choice([1, 2, 2, 3]),
                builds_on=(BuildsOn(skills[number // 2], 3, 3),) if number % 6 == 5 else (),
            )
            for number, key in enumerate(skills)
        ),
        (
            Role("held", "Held", {key: dice.choice([2, 3]) for key in skills}),
            Role(ROLE, "Wanted", {key: dice.choice([3, 3, 4]) for key in skills}),
        ),
        tuple(_activity(dice, number, skills) for number in range(activities)),
        people=tuple(Person(key, key, own=key == "team") for key in PEOPLE),
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
    earlier = (f"a{dice.randrange(number)}",) if number and dice.random() < 0.1 else ()
    return Activity(
        f"a{number}",
        f"Activity {number}",
        dice.choice(KINDS),
        dice.randrange(8, 64, 2) / 4,
        teaches,
        min_weeks=dice.choice([1, 1, 2, 3, 4, 6, 8]),
        requires=earlier,
        requires_level=needs,
        agree_with=tuple(dice.sample(PEOPLE, dice.choice([0, 0, 1, 2]))),
    )
