"""Assessments and plans for the report's tests, made by hand: no loader, no solver."""

from __future__ import annotations

from datetime import date

from assess.answers import Answer, Assessment
from assess.model import CompetencyModel
from assess.planning.plan import LevelChange, Plan, PlannedActivity, PlanSettings

START = date(2026, 11, 30)
TODAY = date(2026, 11, 22)


def tiny_answers(note: str = "Baked 200 loaves.\nSold them too.", person: str = "") -> Assessment:
    """Of five competencies: three rated, one not applicable, one unrated."""
    return Assessment(
        "bakery",
        "1.0.0",
        {
            "baking": Answer(2, evidence=note),
            "kneading": Answer(3),
            "shaping": Answer(2),
            "selling": Answer(not_applicable=True),
        },
        id="fixed",
        person=person,
        updated="2026-11-21T10:00:00Z",
    )


def tiny_plan() -> Plan:
    """One activity over weeks 1 and 3; two gaps stay open."""
    shift = PlannedActivity(
        "night-shift",
        8,
        "practice",
        {1: 5, 3: 3},
        {"baking": 3},
        because="The only way to Runs it in Heat.",
        without="Heat stays at Helps.",
    )
    return Plan(
        "bakery",
        "1.0.0",
        "baker",
        PlanSettings(5, 8, START),
        value=1,
        bound=1,
        gap=0,
        optimal=True,
        hours=8,
        activities=(shift,),
        levels={"baking": LevelChange(2, 3, 3)},
        not_planned={"selling": "not applicable", "pricing": "unrated"},
    )


def large_answers(model: CompetencyModel, note: str) -> Assessment:
    """Every competency rated, each with the same note."""
    answers = {
        item.id: Answer(1 + place % len(model.scale), evidence=note)
        for place, item in enumerate(model.competencies)
    }
    return Assessment(model.id, model.version, answers, id="fixed")


def large_plan(model: CompetencyModel, activities: int) -> Plan:
    """The model's first activities, two weeks each, one after the other."""
    chosen = tuple(
        PlannedActivity(
            item.id,
            item.hours,
            item.kind,
            {2 * place + 1: item.hours - 1, 2 * place + 2: 1},
            dict(item.teaches),
            because="The only way to this level, and needed for what comes after it.",
            without="One step is lost without it.",
        )
        for place, item in enumerate(model.activities[:activities])
    )
    return Plan(
        model.id,
        model.version,
        model.role_pair[1],
        PlanSettings(8, 2 * activities, START),
        value=9,
        bound=9,
        gap=0,
        optimal=True,
        hours=sum(item.hours for item in chosen),
        activities=chosen,
        levels={item.id: LevelChange(1, 2, 3) for item in model.competencies},
        not_planned={item.id: "no activity leads there" for item in model.competencies[:6]},
    )
