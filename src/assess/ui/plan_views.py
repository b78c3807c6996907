"""The plan step's short texts: an earlier plan, a plan file, what one more person would add."""

from __future__ import annotations

from typing import Any

from assess.formats.plan import OldPlan
from assess.model import CompetencyModel
from assess.plan_request import PlanRequest
from assess.planning.explain.ways import Addition
from assess.planning.plan import Plan
from assess.report import words
from assess.situation import called
from assess.ui import texts_plan
from assess.ui.session_plan import SessionPlan
from assess.views.old_plan_words import old_plan_view
from assess.views.plan_words import plan_view


def taking_over(model: CompetencyModel, plan: Plan) -> str:
    """What a chosen plan file holds and what loading it would do; plain text."""
    return texts_plan.PLAN_FILE.format(
        role=model.role(plan.role).title,
        activities=words.count(len(plan.activities), "activity", "activities"),
        hours=words.hours(plan.hours_per_week),
        weeks=words.count(plan.number_of_weeks, "week"),
        day=words.day(plan.start),
    )


def addition(model: CompetencyModel, request: PlanRequest, item: Addition) -> dict[str, Any]:
    """What one more person would add, in a sentence; `id` is who it is."""
    name = called(model, item.id, request.people, {item.id})
    steps = [
        f"{model.competency(key).title} ({model.label(level)})" for key, level in item.steps.items()
    ]
    text = texts_plan.WORTH.format(name=name[:1].upper() + name[1:], steps=words.joined(steps))
    said = text if steps else texts_plan.WORTH_SOONER.format(name=name)
    return {"id": item.id, "name": name, "text": said}


def version(plans: SessionPlan, number: int) -> list[str]:
    """A kept plan as it was, a line an activity or subject; PlanError where it isn't kept."""
    plan = plans.version(number).plan
    if isinstance(plan, OldPlan):
        view = old_plan_view(plans.model, plan)
    else:
        view = plan_view(plans.model, plans.session.assessment, plan)
    lines = [view.summary, view.based_on]
    for quarter in view.quarters:
        rows = [(subject.title, subject.activities) for subject in quarter.subjects]
        for title, activities in [*rows, ("", quarter.preparing)]:
            about = f"{quarter.title}, {title}" if title else quarter.title
            lines += [f"{about}: {item.title} ({item.hours}, {item.when})." for item in activities]
    if isinstance(plan, OldPlan):
        lines += view.notes
    return [line for line in lines if line]
