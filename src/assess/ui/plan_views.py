"""The plan step's HTML: the report's fragments, which escape every text."""

from __future__ import annotations

from html import escape

from assess.model import CompetencyModel
from assess.report import fragments
from assess.ui import texts_plan
from assess.ui.session_plan import SessionPlan


def plan_head(model: CompetencyModel, plans: SessionPlan) -> str:
    """What the plan reaches, or why there is none yet."""
    plan = plans.plan
    if plan is None:
        return f"<p class='ui-empty'>{texts_plan.NO_PLAN_YET}</p>"
    old = f"<p class='ui-old'>{texts_plan.OLD_PLAN}</p>" if plans.old else ""
    message = f"<p class='ui-empty'>{escape(plan.message)}</p>" if plan.message else ""
    return old + message + ("" if message else fragments.plan_summary(model, plan))


def plan_body(model: CompetencyModel, plans: SessionPlan) -> str:
    """The plan week by week, its activities in full, and the gaps that stay open."""
    plan = plans.plan
    if plan is None:
        return ""
    weeks = activities = ""
    if plan.activities:
        weeks = "<h3>Week by week</h3>" + fragments.plan_weeks(model, plan)
        activities = "<h3>The activities</h3>" + fragments.plan_activities(model, plan, heading=4)
    return weeks + activities + fragments.not_planned(model, plan)
