"""What a plan names that a model doesn't have."""

from __future__ import annotations

from assess.model import CompetencyModel
from assess.planning.old_plan import OldPlan
from assess.planning.plan import Plan
from assess.suggest import short


def unknown_in(plan: Plan | OldPlan, model: CompetencyModel) -> str:
    """The first thing that a plan names and a model doesn't have, in words; "" where none is."""
    found = _old(plan, model) if isinstance(plan, OldPlan) else _new(plan, model)
    return "" if found is None else f"{found[0]} '{short(found[1])}'"


def _old(plan: OldPlan, model: CompetencyModel) -> tuple[str, object] | None:
    if not model.has_role(plan.role):
        return "role", plan.role
    for item in plan.activities:
        if not model.has_activity(item.id):
            return "activity", item.id
    for key in (*plan.levels, *plan.not_planned):
        if not model.has_competency(key):
            return "competency", key
    ends = (n for item in plan.levels.values() for n in (item.start, item.end, item.target))
    return next((("level", level) for level in ends if not model.on_scale(level)), None)


def _new(plan: Plan, model: CompetencyModel) -> tuple[str, object] | None:
    request = plan.request
    for role in (plan.held, plan.role):
        if not model.has_role(role):
            return "role", role
    for key in (*plan.ids, *request.pinned, *request.excluded):
        if not model.has_activity(key):
            return "activity", key
    steps = [step for quarter in plan.quarters for step in quarter.steps]
    named = [step.competency for step in steps]
    named += [key for quarter in plan.quarters for key in quarter.focus]
    named += [request.lead] if request.lead is not None else []
    for key in (*named, *plan.not_planned):
        if not model.has_competency(key):
            return "competency", key
    areas = {area.id for area in model.areas}
    for key in request.focus:
        if not model.has_competency(key) and key not in areas:
            return "competency or area", key
    for step in steps:
        if not model.on_scale(step.level):
            return "level", step.level
    asked = [key for item in plan.activities for key in item.asks]
    asked += [item.person for quarter in plan.quarters for item in quarter.asks]
    for key in (*asked, *request.people, *(request.within_reach or ())):
        if not model.has_person(key):
            return "person", key
    answers = {item.id: {answer.id for answer in item.answers} for item in model.situation}
    for key, answer in request.situation.items():
        if key not in answers:
            return "question", key
        if answer not in answers[key]:
            return "answer", answer
    return None
