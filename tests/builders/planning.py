"""Hand-made planning problems, small enough to solve by head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

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
from assess.domain.plan_request import PlanRequest
from assess.planning import Plan, plan

START = date(2026, 11, 30)
LABELS = ("Aware", "Learning", "Practising", "Leading", "Shaping")
PEOPLE = (
    Person("boss", "the boss"),
    Person("sales", "sales", stand_in="whoever sells"),
    Person("team", "your team", own=True),
)
SITUATION = (
    SituationQuestion(
        "who",
        "Who pays?",
        (
            SituationAnswer("firms", "Firms", ("price",), ("boss", "sales")),
            SituationAnswer("law", "Citizens, by law", (), ()),
        ),
    ),
)
THREE_AT_ONCE = Pace(((0.0, 3),), 6)


def do(key: str, hours: float, teaches: dict[str, int], **more: Any) -> Activity:
    """An activity whose title is its id in capitals."""
    return Activity(key, key.upper(), "practice", hours, teaches, **more)


def model(
    *activities: Activity,
    wanted: dict[str, int],
    held: dict[str, int] | None = None,
    weights: dict[str, float] | None = None,
    builds_on: dict[str, tuple[BuildsOn, ...]] | None = None,
    **more: Any,
) -> CompetencyModel:
    """One area, five levels; the competencies are those that the two roles ask for."""
    held, weights, builds_on = held or {}, weights or {}, builds_on or {}
    anchors = dict.fromkeys(range(1, 6), "…")
    return CompetencyModel(
        "small",
        "1.0.0",
        "Small",
        tuple(Level(n, label) for n, label in enumerate(LABELS, 1)),
        (Area("area", "Area"),),
        tuple(
            Competency(
                key,
                "area",
                key.title(),
                anchors,
                weight=weights.get(key, 1),
                builds_on=builds_on.get(key, ()),
            )
            for key in dict.fromkeys([*wanted, *held])
        ),
        (Role("held", "Held role", held), Role("wanted", "Wanted role", wanted)),
        activities,
        **{"people": PEOPLE, "situation": SITUATION, **more},
    )


def rated(**levels: int | None) -> Assessment:
    """Levels by competency; None says not applicable."""
    answers = {
        key: Answer(not_applicable=True) if level is None else Answer(level)
        for key, level in levels.items()
    }
    return Assessment("small", "1.0.0", answers)


def asked(hours: float | None = 4, weeks: int | None = 26, **more: Any) -> PlanRequest:
    """A request from a fixed Monday on."""
    return PlanRequest(**{"hours_per_week": hours, "weeks": weeks, "start": START, **more})


def planned(
    of: CompetencyModel, who: Assessment, request: PlanRequest | None = None, **options: Any
) -> Plan:
    """The plan, with time enough to prove it."""
    return plan(of, who, request or asked(), **{"time_limit": 60, **options})


def ends(made: Plan) -> dict[str, tuple[int, int]]:
    """Activity → its first and last quarter."""
    return {item.id: item.quarters for item in made.activities}


def weeks_of(made: Plan, key: str) -> dict[int, float]:
    """Week → hours of one planned activity."""
    return dict(next(item for item in made.activities if item.id == key).weeks)


def with_activity(made: Plan, key: str, **changes: Any) -> Plan:
    """The plan with one activity changed, wherever it stands."""
    quarters = tuple(
        replace(
            quarter,
            activities=tuple(
                replace(item, **changes) if item.id == key else item for item in quarter.activities
            ),
        )
        for quarter in made.quarters
    )
    return replace(made, quarters=quarters)


def with_quarter(made: Plan, number: int, **changes: Any) -> Plan:
    """The plan with one quarter changed; quarters count from 1."""
    quarters = list(made.quarters)
    quarters[number - 1] = replace(quarters[number - 1], **changes)
    return replace(made, quarters=tuple(quarters))
