"""What changed since a plan was made, in words."""

from __future__ import annotations

from assess.answers import Assessment, Settings
from assess.model import CompetencyModel
from assess.planning.plan import Plan
from assess.report.words import count
from assess.ui import texts_plan


def reasons_of_age(
    model: CompetencyModel,
    present: Assessment,
    role_id: str,
    plan: Plan,
    made_for: Assessment | None = None,
) -> tuple[str, ...]:
    """Why the plan no longer holds, one thing each; empty where it does.

    `made_for`: the assessment that it was made of, where that is still known; else the plan's own
    levels and activities are compared.
    """
    found = []
    if plan.role_id != role_id:
        return (texts_plan.AGE_ROLE,)
    if plan.model_version != model.version:
        found.append(texts_plan.AGE_MODEL)
    if not _same_wishes(model, present.settings, plan):
        found.append(texts_plan.AGE_WISHES)
    answers = _answers(model, present, plan)
    if answers:
        found.append(count(answers, *texts_plan.AGE_ANSWERS))
    states = {key: item.state for key, item in present.progress.items()}
    over = sum(states.get(item.id) in ("done", "dropped") for item in plan.activities)
    if over:
        found.append(count(over, *texts_plan.AGE_OVER))
    if not found and made_for is not None and _inputs(made_for) != _inputs(present):
        found.append(texts_plan.AGE_OTHER)
    return tuple(found)


def _answers(model: CompetencyModel, present: Assessment, plan: Plan) -> int:
    """Competencies whose gap isn't the one that the plan began from."""
    changed = 0
    for key, target in model.role(plan.role_id).targets.items():
        level = present.level(key)
        start = level if level is not None and level < target else None
        planned = plan.levels.get(key)
        began = planned.start if planned is not None and planned.start < planned.target else None
        changed += start != began
    return changed


def _same_wishes(model: CompetencyModel, asked: Settings, plan: Plan) -> bool:
    """Whether the plan was made for what is asked for now; pins come with a plan of their own."""
    from assess.planning.request import by_competency

    made = plan.settings
    if asked.hours_per_week is None or asked.start is None or asked.weeks is None:
        return True
    known = {area.id for area in model.areas}
    focus = {k: f for k, f in asked.focus.items() if k in known or model.has_competency(k)}
    return (asked.hours_per_week, asked.start, asked.weeks, asked.weeks_off) == (
        made.hours_per_week,
        made.start,
        made.weeks,
        made.weeks_off,
    ) and by_competency(model, focus) == dict(made.focus)


def _inputs(assessment: Assessment) -> object:
    """Levels and finished or dropped activities: what another plan could follow from."""
    levels = {key: item.level for key, item in assessment.answers.items() if item.level is not None}
    over = {key: item.state for key, item in assessment.progress.items()}
    return levels, {key: state for key, state in over.items() if state != "in_progress"}
