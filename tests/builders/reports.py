"""Assessments and plans for the report's tests, made by hand: no loader, no solver."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.planning.plan import (
    Asking,
    Plan,
    PlannedActivity,
    PlannedQuarter,
    PlannedStep,
    Wish,
)

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
    """One quarter of eight weeks, one activity in two of them; two competencies stay open."""
    shift = PlannedActivity("night-shift", 8, {3: 5, 5: 3}, (1, 1), ("master-baker", "night-crew"))
    return with_activities(_plan("bakery", "1.0.0", ("apprentice", "baker"), 5, 8), shift)


def with_activities(plan: Plan, *activities: PlannedActivity) -> Plan:
    """The plan with other activities in its first quarter."""
    first = replace(plan.quarters[0], activities=activities)
    hours = sum(item.hours for item in activities)
    return replace(plan, quarters=(first, *plan.quarters[1:]), hours=hours)


def _plan(model_id: str, version: str, roles: tuple[str, str], hours: float, weeks: int) -> Plan:
    quarter = PlannedQuarter(
        weeks=(1, weeks),
        review_week=weeks,
        room=24,
        exact=True,
        focus=("baking",),
        steps=(PlannedStep("baking", 3, True, False, "wanted_role"),),
        asks=(Asking("master-baker", 1), Asking("night-crew", 2)),
    )
    return Plan(
        model_id,
        version,
        *roles,
        PlanRequest(hours_per_week=hours, weeks=weeks, start=START),
        quarters=(quarter,),
        wishes=(Wish("wanted_role", 2, 2, True), Wish("hours", 8, 8, True)),
        hours=0,
        optimal=True,
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
    """The model's first activities over two quarters, a week each, one after the other."""
    chosen = [
        PlannedActivity(item.id, item.hours, {place + 1: item.hours}, (half, half))
        for place, item in enumerate(model.activities[:activities])
        for half in (1 if place < activities // 2 else 2,)
    ]
    subjects = [item.id for item in model.competencies[:4]]
    quarters = tuple(
        PlannedQuarter(
            weeks=weeks,
            review_week=weeks[1],
            room=60,
            exact=True,
            focus=tuple(focus),
            steps=tuple(PlannedStep(key, 2, True, False, "wanted_role") for key in focus),
            activities=tuple(item for item in chosen if item.quarters[1] == number),
        )
        for number, weeks, focus in (
            (1, (1, activities // 2), subjects[:2]),
            (2, (activities // 2 + 1, activities), subjects[2:]),
        )
    )
    return Plan(
        model.id,
        model.version,
        *model.role_pair,
        PlanRequest(hours_per_week=8, weeks=activities, start=START),
        quarters=quarters,
        wishes=(Wish("wanted_role", 9, 9, True),),
        hours=sum(item.hours for item in chosen),
        optimal=True,
        not_planned={item.id: "no activity leads there" for item in model.competencies[:6]},
    )
