"""Small random planning cases: models of up to nine activities with all that a plan must heed.

Drawn from a seed: part by part, hypothesis prefers models in which nothing can be planned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import (
    Activity,
    Area,
    BuildsOn,
    Competency,
    Level,
    Pace,
    Person,
    Role,
    SituationAnswer,
    SituationQuestion,
)
from assess.domain.plan_request import RESERVES, PlanRequest
from assess.domain.progress import Progress
from assess.planning import Plan, plan
from assess.planning.plan import PlannedActivity, PlannedQuarter

HELD, WANTED = "held", "wanted"
START = date(2026, 11, 30)
FACTS = ("price", "market")
SKILLS = ("c0", "c1", "c2", "c3")


@dataclass(frozen=True)
class Case:
    """Everything that `plan` is called with; `previous`: ids of an earlier plan's activities."""

    model: CompetencyModel
    assessment: Assessment
    request: PlanRequest
    previous: tuple[str, ...] | None = None


def planned(case: Case, **more: Any) -> Plan:
    """The plan of a case, with time enough to prove it."""
    earlier = None if case.previous is None else plan_of(case, case.previous)
    return plan(case.model, case.assessment, case.request, previous=earlier, time_limit=120, **more)


def plan_of(case: Case, ids: tuple[str, ...]) -> Plan:
    """An earlier plan that held these activities; nothing else of it is asked for."""
    activities = tuple(PlannedActivity(key, 1, {1: 1}, (1, 1)) for key in ids)
    quarter = PlannedQuarter((1, 13), 13, 1, True, (), (), activities)
    model = case.model
    return Plan(model.id, model.version, HELD, WANTED, case.request, (quarter,), (), 1, True, {})


def cases(*, wishes: bool = True, most: int = 9) -> st.SearchStrategy[Case]:
    """Up to `most` activities; `wishes`: with pins, progress, weeks off, an earlier plan."""
    return st.integers(0, 2**48).map(lambda seed: case_of(seed, wishes=wishes, most=most))


def case_of(seed: int, *, wishes: bool = True, most: int = 9) -> Case:
    """The case of one seed."""
    dice = Random(seed)
    hours = dice.choice([0.25, 0.5, 1, 1.3, 2, 3, 3, 4.4, 5, 6, 12])
    weeks = dice.choice([3, 5, 13, 17, 19, 26, 26, 26, 26, 26, 26, 31, 36])
    model = _model(dice, hours, weeks, most)
    answers = {key: Answer(dice.choice([1, 1, 1, 1, 1, 2, 3])) for key in SKILLS}
    asked = len(model.role(WANTED).targets)
    for key in dice.sample(SKILLS, dice.choice([0, 0, 0, 1]) if asked > 1 else 0):
        answers[key] = dice.choice([Answer(not_applicable=True), Answer()])
    request = _request(dice, model, hours, weeks)
    case = Case(model, Assessment(model.id, model.version, answers), request)
    return _with_wishes(dice, case) if wishes else case


def _model(dice: Random, hours: float, weeks: int, most: int) -> CompetencyModel:
    quarter = max(1, int(4 * hours * min(13, weeks) * 0.7))
    activities: list[Activity] = []
    for number in range(dice.randint(max(3, most - 2), most)):
        activities.append(_activity(dice, number, quarter, weeks))
    return CompetencyModel(
        "random",
        "1.0.0",
        "Random",
        tuple(Level(n, f"Level {n}") for n in range(1, 5)),
        (Area("area", "Area"),),
        tuple(_competency(dice, number, key) for number, key in enumerate(SKILLS)),
        (
            Role(HELD, "Held", {k: dice.randint(1, 4) for k in SKILLS if dice.random() < 0.6}),
            Role(
                WANTED,
                "Wanted",
                {k: dice.choice([2, 3, 3, 4]) for k in SKILLS if dice.random() < 0.9},
            ),
        ),
        tuple(activities),
        people=(
            Person("boss", "the boss"),
            Person("sales", "sales", stand_in="whoever sells"),
            Person("team", "your team", own=True),
            Person("anyone", "somebody else"),
        ),
        situation=(
            SituationQuestion(
                "who",
                "Who pays?",
                (
                    SituationAnswer("firms", "Firms", ("price", "market"), ("boss", "sales")),
                    SituationAnswer("law", "Citizens", (), ("boss",)),
                ),
            ),
            SituationQuestion(
                "where", "Where?", (SituationAnswer("here", "Here", ("market",), ()),)
            ),
        ),
        pace=Pace(
            dice.choice(
                [
                    ((0.0, 1), (3.0, 2), (6.0, 3)),
                    ((0.0, 1), (4.3, 3)),
                    ((0.0, 2),),
                    ((0.0, 2),),
                    ((0.0, 3),),
                ]
            ),
            dice.choice([6, 6, 6, 2, 3]),
        ),
    )


def _competency(dice: Random, number: int, key: str) -> Competency:
    builds_on = ()
    if number and dice.random() < 0.35:
        other = SKILLS[dice.randrange(number)]
        builds_on = (BuildsOn(other, dice.choice([2, 2, 3]), dice.choice([2, 2, 3])),)
    weight = dice.choice([1, 1, 2, 3, 0.5])
    return Competency(key, "area", key.upper(), {}, weight=weight, builds_on=builds_on)


def _activity(dice: Random, number: int, quarter: int, weeks: int) -> Activity:
    levels = [2, 2, 2, 2, 2, 2, 3, 3]
    taught = dice.sample(SKILLS, dice.choice([0, 1, 1, 2, 2, 2, 3]))
    share = dice.choice([0.08, 0.1, 0.15, 0.15, 0.2, 0.3, 0.5, 0.9, 1.3])
    needed = dice.sample(SKILLS, dice.choice([0, 0, 0, 0, 0, 1]))
    people = ("boss", "sales", "team", "anyone")
    return Activity(
        f"a{number}",
        f"Activity {number}",
        "practice",
        max(1, round(share * quarter)) / 4,
        {key: dice.choice(levels) for key in taught},
        min_weeks=dice.choice([1, 1, 1, 1, 1, 2, 3, 4, 10, 11, 14]),
        requires=(f"a{dice.randrange(number)}",) if number and dice.random() < 0.2 else (),
        requires_level={key: dice.choice([1, 2, 2, 3]) for key in needed},
        needs=tuple(dice.sample(FACTS, dice.choice([0, 0, 0, 0, 1, 2]))),
        agree_with=tuple(dice.sample(people, dice.choice([0, 0, 0, 1, 1, 2]))),
    )


def _request(dice: Random, model: CompetencyModel, hours: float, weeks: int) -> PlanRequest:
    situation = {}
    if dice.random() < 0.25:
        situation["who"] = dice.choice(["firms", "law"])
    if dice.random() < 0.1:
        situation["where"] = "here"
    people = [person.id for person in model.people]
    return PlanRequest(
        hours_per_week=hours,
        weeks=weeks,
        start=START,
        reserve=dice.choice(RESERVES),
        situation=situation,
        within_reach=tuple(dice.sample(people, 2)) if dice.random() < 0.2 else None,
        hours_factor=dice.choice([0.8, 1.25, 1.3]) if dice.random() < 0.2 else None,
    )


def _with_wishes(dice: Random, case: Case) -> Case:
    """The case in the middle of things: some of it done, begun, dropped, pinned; weeks off."""
    request, ids = case.request, [item.id for item in case.model.activities]
    free = list(ids)
    dice.shuffle(free)
    progress: dict[str, Progress] = {}
    for state in ("done", "dropped", "in_progress"):
        if len(free) > 2 and dice.random() < 0.3:
            progress[free.pop()] = Progress(state)
    for key, item in progress.items():
        if item.state == "in_progress":
            quarters = round(case.model.activity(key).hours * 4)
            left = dice.randint(1, quarters) / 4 if dice.random() < 0.7 else None
            begun = START - timedelta(days=dice.randint(0, 40)) if dice.random() < 0.5 else None
            progress[key] = replace(item, date=begun, hours_left=left)
    if dice.random() < 0.15:
        request = replace(request, excluded=(free.pop(),))
    if free and dice.random() < 0.08:
        request = replace(request, pinned=(free.pop(),))
    rated = [key for key in SKILLS if case.assessment.level(key) is not None]
    if dice.random() < 0.5:
        request = replace(request, lead=dice.choice(rated))
    if dice.random() < 0.3:
        request = replace(request, focus={dice.choice(SKILLS): dice.choice([2, 0.5, 1.5])})
    weeks = request.weeks or 1
    if dice.random() < 0.35:
        off = dice.sample(range(weeks), min(weeks - 1, dice.choice([1, 2, 2, 4, 9])))
        days = tuple(START + timedelta(days=7 * n + dice.randrange(7)) for n in off)
        request = replace(request, weeks_off=days)
    previous = tuple(dice.sample(ids, dice.randint(0, 3))) if dice.random() < 0.5 else None
    return Case(case.model, replace(case.assessment, progress=progress), request, previous)
