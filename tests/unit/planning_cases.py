"""Hand-made planning problems, small enough to solve by head."""

from __future__ import annotations

from datetime import date
from typing import Any

from assess.answers import Answer, Assessment
from assess.model import Activity, Area, Competency, CompetencyModel, Level, Role
from assess.planning import Plan, plan

START = date(2026, 11, 30)
LABELS = ("Aware", "Learning", "Practising", "Leading", "Shaping")


def do(key: str, hours: float, teaches: dict[str, int], **more: Any) -> Activity:
    """An activity whose title is its id in capitals."""
    return Activity(key, key.upper(), "practice", hours, teaches, **more)


def model(
    *activities: Activity, weights: dict[str, float] | None = None, **targets: int
) -> CompetencyModel:
    """One area, five levels; the competencies are those that the role "wanted" asks for."""
    weights = weights or {}
    anchors = dict.fromkeys(range(1, 6), "…")
    return CompetencyModel(
        "small",
        "1.0.0",
        "Small",
        tuple(Level(n, label) for n, label in enumerate(LABELS, 1)),
        (Area("area", "Area"),),
        tuple(
            Competency(key, "area", key.title(), anchors, weight=weights.get(key, 1))
            for key in targets
        ),
        (Role("held", "Held role", {}), Role("wanted", "Wanted role", targets)),
        activities,
    )


def rated(**levels: int | None) -> Assessment:
    """Levels by competency; None says not applicable."""
    answers = {
        key: Answer(not_applicable=True) if level is None else Answer(level)
        for key, level in levels.items()
    }
    return Assessment("small", "1.0.0", answers)


def planned(
    of: CompetencyModel, who: Assessment, hours: float = 5, weeks: int = 4, **options: Any
) -> Plan:
    """The plan towards the role "wanted", from a fixed Monday, with time enough to prove it."""
    return plan(of, who, "wanted", hours, weeks, START, **{"time_limit": 30, **options})


def ids(made: Plan) -> set[str]:
    """The ids of the planned activities."""
    return {item.id for item in made.activities}


def weeks_of(made: Plan, key: str) -> dict[int, float]:
    """Week → hours of one planned activity."""
    return dict(next(item for item in made.activities if item.id == key).weeks)
