"""The learning plan: problem → optimum → weekly schedule → check, and what follows from it.

`plan` is the way in; the solver is imported when it is first called. All functions read the
person's progress from `assessment.progress`, and raise PlanError (a sentence for a person) where
there is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from assess.answers import Assessment, Progress
from assess.model import CompetencyModel
from assess.planning.outcomes import (
    EarliestEnd,
    HoursChange,
    Milestone,
    PlanChange,
    Proposal,
    WeeklyHours,
)
from assess.planning.plan import LevelChange, Plan, PlannedActivity, PlanSettings

__all__ = [
    "EarliestEnd",
    "HoursChange",
    "LevelChange",
    "Milestone",
    "Plan",
    "PlanChange",
    "PlanSettings",
    "PlannedActivity",
    "Proposal",
    "WeeklyHours",
    "compare",
    "earliest_end",
    "explain",
    "fewest_weekly_hours",
    "left_out",
    "milestones",
    "more_or_less",
    "plan",
    "proposals",
]


def plan(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    hours_per_week: float,
    weeks: int,
    start: date | None = None,
    *,
    focus: Mapping[str, float] | None = None,
    excluded: Collection[str] = (),
    pinned: Collection[str] = (),
    weeks_off: Collection[date] = (),
    progress: Mapping[str, Progress] | None = None,
    previous: Plan | Collection[str] | None = None,
    time_limit: float = 2.0,
) -> Plan:
    """The best plan that the hours allow, checked by rules that know nothing of the solver.

    `hours_per_week` counts in whole quarter hours (the rest is left unused); week 1 begins on
    `start` (default: next Monday). `focus`: competency or area id → factor on the weight; a
    competency's own factor wins. `excluded`, `pinned`: activity ids that must not, must be in.
    `weeks_off`: days; a week that contains one has no hours. `progress`: instead of
    `assessment.progress`; what is done isn't planned again and counts for `requires`, what is under
    way stays in with its `hours_left`, what was dropped stays out. `previous`: a plan, or its
    activity ids, to stay close to among plans of equal value and hours. `time_limit`: seconds after
    which the best plan so far is returned with its gap.

    Raises PlanError where no plan can be computed from this input.
    """
    from time import monotonic

    from assess.planning.milp import load
    from assess.planning.planner import make_plan
    from assess.planning.request import settings_from

    load()
    deadline = monotonic() + time_limit
    assessment = _with(assessment, progress)
    settings = settings_from(
        model,
        assessment,
        role_id,
        hours_per_week,
        weeks,
        start,
        focus=focus,
        excluded=excluded,
        pinned=pinned,
        weeks_off=weeks_off,
    )
    return make_plan(model, assessment, role_id, settings, previous=previous, deadline=deadline)


def fewest_weekly_hours(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    weeks: int,
    start: date | None = None,
    *,
    focus: Mapping[str, float] | None = None,
    excluded: Collection[str] = (),
    pinned: Collection[str] = (),
    weeks_off: Collection[date] = (),
    progress: Mapping[str, Progress] | None = None,
    previous: Plan | Collection[str] | None = None,
    time_limit: float = 2.0,
) -> WeeklyHours:
    """The fewest hours a week that reach everything reachable in these weeks, with their plan.

    Keywords as for `plan`; `time_limit`: seconds for each of the few plans tried on the way.
    """
    from assess.planning.request import HOURS_IN_A_WEEK, settings_from
    from assess.planning.reverse import Question, find_weekly_hours

    assessment = _with(assessment, progress)
    settings = settings_from(
        model,
        assessment,
        role_id,
        HOURS_IN_A_WEEK,
        weeks,
        start,
        focus=focus,
        excluded=excluded,
        pinned=pinned,
        weeks_off=weeks_off,
    )
    return find_weekly_hours(Question(model, assessment, role_id, previous, time_limit), settings)


def earliest_end(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    hours_per_week: float,
    start: date | None = None,
    *,
    focus: Mapping[str, float] | None = None,
    excluded: Collection[str] = (),
    pinned: Collection[str] = (),
    weeks_off: Collection[date] = (),
    progress: Mapping[str, Progress] | None = None,
    previous: Plan | Collection[str] | None = None,
    time_limit: float = 2.0,
) -> EarliestEnd:
    """The fewest weeks that reach everything reachable with these hours, with their plan.

    Keywords as for `plan`; `time_limit`: seconds for each of the few plans tried on the way.
    """
    from assess.planning.request import MOST_WEEKS, settings_from
    from assess.planning.reverse import Question, find_earliest_end

    assessment = _with(assessment, progress)
    settings = settings_from(
        model,
        assessment,
        role_id,
        hours_per_week,
        MOST_WEEKS,
        start,
        focus=focus,
        excluded=excluded,
        pinned=pinned,
        weeks_off=weeks_off,
    )
    return find_earliest_end(Question(model, assessment, role_id, previous, time_limit), settings)


def explain(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    *,
    only: Collection[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    time_limit: float = 2.0,
) -> Plan:
    """The same plan with each activity's `without`: what the best plan without it would lose.

    `only`: ids to explain (default: all). `on_progress(done, of)` is called after each of them.
    `time_limit`, here and below: seconds for each plan made anew; where they didn't suffice for a
    proof, the sentence says so.
    """
    from assess.planning.what_if import with_losses

    return with_losses(model, assessment, plan, only, on_progress, time_limit)


def left_out(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    activity_id: str,
    *,
    time_limit: float = 2.0,
) -> str:
    """Why an activity of the model isn't in the plan, in one sentence."""
    from assess.planning.what_if import why_left_out

    return why_left_out(model, assessment, plan, activity_id, time_limit)


def more_or_less(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    factor: float = 1.1,
    *,
    time_limit: float = 2.0,
) -> HoursChange:
    """What `factor` times the weekly hours would change (at least a quarter hour)."""
    from assess.planning.what_if import with_other_hours

    return with_other_hours(model, assessment, plan, factor, time_limit)


def milestones(model: CompetencyModel, assessment: Assessment, plan: Plan) -> tuple[Milestone, ...]:
    """The weeks in which levels are reached and role fit passes 50, 75 and 100 %, in order."""
    from assess.planning.progressing import find_milestones

    return find_milestones(model, assessment, plan)


def compare(old: Plan, new: Plan) -> PlanChange:
    """What a new plan adds, drops, moves, reaches and costs, measured by the old one."""
    from assess.planning.progressing import differences

    return differences(old, new)


def proposals(model: CompetencyModel, assessment: Assessment) -> tuple[Proposal, ...]:
    """Levels that finished activities practised and that the person may confirm, file order.

    Only the next step up of a rated competency; nothing is assumed before the rating says so.
    """
    from assess.planning.progressing import find_proposals

    return find_proposals(model, assessment)


def _with(assessment: Assessment, progress: Mapping[str, Progress] | None) -> Assessment:
    return assessment if progress is None else replace(assessment, progress=dict(progress))
