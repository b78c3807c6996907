"""The plan step's HTML: the report's fragments, which escape every text."""

from __future__ import annotations

from html import escape

from assess.model import CompetencyModel
from assess.planning import milestones
from assess.planning.plan import Plan
from assess.report import fragments, words
from assess.ui import texts_plan
from assess.ui.session_plan import SessionPlan


def plan_head(model: CompetencyModel, plans: SessionPlan, problem: str = "") -> str:
    """What the plan reaches and when, or why there is none (`problem`, else: not asked for yet)."""
    plan = plans.plan
    if plan is None:
        return f"<p class='ui-empty'>{escape(problem or texts_plan.NO_PLAN_YET)}</p>"
    if plan.message and not plan.activities:
        return f"<p class='ui-empty'>{escape(plan.message)}</p>"
    found = milestones(model, plans.session.assessment, plan)
    return fragments.plan_summary(model, plan) + fragments.milestones(model, found)


def taking_over(model: CompetencyModel, plan: Plan) -> str:
    """What a chosen plan file holds and what loading it would do; plain text."""
    return texts_plan.PLAN_FILE.format(
        role=model.role(plan.role_id).title,
        activities=words.count(len(plan.activities), "activity", "activities"),
        hours=words.hours(plan.settings.hours_per_week),
        weeks=words.count(plan.settings.weeks, "week"),
        day=words.day(plan.settings.start),
    )
