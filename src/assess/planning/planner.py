"""From a request to a checked plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from time import monotonic

from assess.answers import Assessment
from assess.gaps import gaps
from assess.model import CompetencyModel
from assess.planning.barriers import must_do, pins_error
from assess.planning.check import check
from assess.planning.optimum import Solution, solve
from assess.planning.plan import LevelChange, Plan, PlannedActivity, PlanSettings
from assess.planning.problem import QUARTERS, Problem, Step
from assess.planning.reasons import with_reasons
from assess.planning.translate import build
from assess.planning.unreached import NO_WAY, why_open


def make_plan(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    settings: PlanSettings,
    *,
    previous: Plan | Collection[str] | None = None,
    deadline: float,
) -> Plan:
    """The plan for checked settings; see `assess.planning.plan`. `deadline`: of `monotonic`."""
    if isinstance(previous, Plan):
        previous = previous.ids
    problem = build(model, assessment, role_id, settings, previous=previous)
    if len(problem.pinned) < len(must_do(assessment, settings)):
        raise pins_error(model, assessment, role_id, settings)
    solution = solve(problem, deadline)
    if not problem.pinned.issubset(solution.selected):
        raise pins_error(model, assessment, role_id, settings)
    activities = _activities(model, problem, solution)
    _, reached = problem.reach(solution.selected)
    open_gaps = gaps(model, assessment, role_id).open
    end = {skill.id: level for skill, level in zip(problem.skills, reached, strict=True)}
    by_id = {gap.competency_id: gap for gap in open_gaps}
    levels = {
        item.id: LevelChange(by_id[item.id].level, end[item.id], by_id[item.id].target)
        for item in model.competencies
        if item.id in by_id
    }
    # a proved plan says the same whatever the clock says
    in_time = solution.optimal or monotonic() < deadline
    scaled = problem.value(solution.selected)
    value, bound = Fraction(scaled) / problem.scale, Fraction(solution.bound) / problem.scale
    made = Plan(
        model_id=model.id,
        model_version=model.version,
        role_id=role_id,
        settings=settings,
        value=float(value),
        bound=float(bound),
        gap=float((bound - value) / max(bound, Fraction(1))),
        optimal=solution.optimal,
        hours=problem.quarters(solution.selected) / QUARTERS,
        activities=activities,
        levels=levels,
        not_planned=why_open(model, assessment, role_id, settings, end, with_hours=in_time),
        message="",
    )
    made = with_reasons(model, assessment, replace(made, message=_message(model, made)))
    check(model, assessment, made)
    return made


def _activities(
    model: CompetencyModel, problem: Problem, solution: Solution
) -> tuple[PlannedActivity, ...]:
    raises = _raises(problem, solution)
    place = {item.id: index for index, item in enumerate(model.activities)}
    found = []
    for index in solution.selected:
        task = problem.tasks[index]
        activity = model.activity(task.id)
        weeks = {week: size / QUARTERS for week, size in sorted(solution.weeks[index].items())}
        taught = {problem.skills[skill].id: level for skill, level in raises[index]}
        found.append(
            PlannedActivity(
                id=task.id,
                hours=task.quarters / QUARTERS,
                kind=activity.kind,
                weeks=weeks,
                raises={key: taught[key] for key in activity.teaches if key in taught},
                state="in_progress" if task.begun else "planned",
            )
        )
    return tuple(sorted(found, key=lambda item: (item.first_week, item.last_week, place[item.id])))


def _raises(problem: Problem, solution: Solution) -> dict[int, list[Step]]:
    """Task → the steps it completes: of two that teach the same step, the first to finish."""
    _, reached = problem.reach(solution.selected)
    found: dict[int, list[Step]] = {index: [] for index in solution.selected}
    taken: set[Step] = set()
    for index in sorted(solution.selected, key=lambda i: (max(solution.weeks[i]), i)):
        for step in problem.tasks[index].teaches:
            if step not in taken and step[1] <= reached[step[0]]:
                taken.add(step)
                found[index].append(step)
    return found


def _message(model: CompetencyModel, made: Plan) -> str:
    """Why there is nothing to do, in a sentence; "" where there is."""
    title = model.role(made.role_id).title
    if not made.levels:
        return f"There is no gap to {title}."
    if made.activities:
        return ""
    if all(made.not_planned.get(key) == NO_WAY for key in made.levels):
        return f"No activity of this model leads towards {title} from here."
    weeks = made.settings.weeks
    span = f"{weeks} week" + ("s" if weeks > 1 else "")
    hours = made.settings.hours_per_week
    return f"No activity that leads towards {title} fits into {hours:g} hours a week for {span}."
