"""From a checked request to a checked plan: windows of two quarters, then the weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.errors import PlanError
from assess.planning.check import check
from assess.planning.explain.not_planned import message_of, pins_error, why_not_planned
from assess.planning.plan import (
    Asking,
    Because,
    Keep,
    Plan,
    PlannedActivity,
    PlannedQuarter,
    PlannedStep,
    Wish,
    WishName,
)
from assess.planning.problem import Problem, Quarter, State, Step
from assess.planning.solver import OUTLOOK_WISHES, Solved, solve_window
from assess.planning.timetable import lay_out, takes_two_quarters
from assess.planning.translate import QUARTER_HOURS, build

OUTLOOK_NODES = 200
"""Branches searched for each window of the outlook: it promises nothing, so it may be rough."""

ASKING = 2
"""Quarter hours that asking one person takes."""


def make_plan(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    request: PlanRequest,
    *,
    previous: Plan | None,
    deadline: float,
    keep: Keep | None = None,
) -> Plan:
    """Plan a checked request; see `assess.planning.plan`. `deadline`: of `monotonic`."""
    roles = model.role(held), model.role(wanted)
    before = None if previous is None else previous.ids
    problem = build(model, assessment, *roles, request, previous=before, keep=keep)
    state = State(problem)
    first = _first_window(model, assessment, held, wanted, request, problem, state, deadline)
    plan = Plan(
        model_id=model.id,
        model_version=model.version,
        held=held,
        role=wanted,
        request=request,
        quarters=(),
        wishes=_wishes(problem, first),
        hours=0.0,
        optimal=first.proved,
        not_planned={},
    )
    state.decide(first.ended, first.focus)
    exact = _exact_quarters(problem, state)
    while len(state.levels) < len(problem.quarters):
        window = solve_window(
            problem, state, deadline, names=OUTLOOK_WISHES, most_nodes=OUTLOOK_NODES
        )
        assert window is not None, "nothing is forced into the outlook"
        state.decide(window.ended, window.focus)
    outlook = [
        _quarter(problem, state, number, exact=False)
        for number in range(len(exact), len(problem.quarters))
    ]
    return _finished(model, assessment, plan, (*exact, *outlook))


def _first_window(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    request: PlanRequest,
    problem: Problem,
    state: State,
    deadline: float,
) -> Solved:
    done = {key for key, item in assessment.progress.items() if item.state == "done"}
    missing = set(request.pinned) - done - {task.id for task in problem.tasks}
    first = None if missing else solve_window(problem, state, deadline)
    if first is None:
        if not problem.quarters:
            raise PlanError("The plan has no week to plan in: give more weeks.")
        raise pins_error(model, assessment, held, wanted, request, problem, deadline)
    return first


def _finished(
    model: CompetencyModel, assessment: Assessment, plan: Plan, quarters: Sequence[PlannedQuarter]
) -> Plan:
    """The plan with these quarters, what isn't in it and why; checked."""
    plan = replace(plan, quarters=tuple(quarters))
    plan = replace(
        plan,
        hours=sum(item.hours for item in plan.activities),
        not_planned=why_not_planned(model, assessment, plan),
    )
    plan = replace(plan, message=message_of(model, assessment, plan))
    check(model, assessment, plan)
    return plan


def _wishes(problem: Problem, solved: Solved) -> tuple[Wish, ...]:
    """The first window's wishes as people count: worths unscaled, hours in hours."""
    unit = {
        "wanted_role": problem.scale,
        "twice": problem.scale,
        "hours": Fraction(QUARTER_HOURS),
    }
    names: dict[str, WishName] = {
        "named": "named",
        "present_job": "present_job",
        "wanted_role": "wanted_role",
        "twice": "twice",
        "people": "people",
        "hours": "hours",
    }
    return tuple(
        Wish(
            names[item.name],
            float(item.value / unit.get(item.name, Fraction(1))),
            None if item.bound is None else float(item.bound / unit.get(item.name, Fraction(1))),
            item.proved,
        )
        for item in solved.wishes
        if item.name in names
    )


def _exact_quarters(problem: Problem, state: State) -> tuple[PlannedQuarter, ...]:
    asks = _asks(problem, state)
    weeks = lay_out(problem, state.ended, _order(problem, state), _asking_hours(asks))
    return tuple(
        replace(
            _quarter(problem, state, number, exact=True),
            activities=_activities(problem, state, number, weeks),
            asks=asks.get(number, ()),
        )
        for number in range(len(state.levels))
    )


def _quarter(problem: Problem, state: State, number: int, *, exact: bool) -> PlannedQuarter:
    quarter = problem.quarters[number]
    focus = state.subjects[number]
    steps = tuple(
        PlannedStep(
            problem.skills[skill].id,
            level,
            in_focus=skill in focus,
            twice=_teachers(problem, state, (skill, level), number) > 1,
            because=_because(problem, skill, level),
        )
        for skill, level in sorted(state.gained(number))
        if problem.of_use((skill, level))
    )
    return PlannedQuarter(
        weeks=(quarter.first, quarter.last),
        review_week=quarter.review,
        room=quarter.room / QUARTER_HOURS,
        exact=exact,
        focus=tuple(problem.skills[skill].id for skill in sorted(focus)),
        steps=steps,
    )


def _teachers(problem: Problem, state: State, step: Step, number: int) -> int:
    return sum(
        end <= number and step in problem.tasks[task].teaches for task, end in state.ended.items()
    )


def _because(problem: Problem, skill: int, level: int) -> Because:
    item = problem.skills[skill]
    if skill == problem.lead:
        return "named"
    if level <= item.present:
        return "present_job"
    waiting = any((skill, level) in task.needs for task in problem.tasks)
    return "waited_for" if waiting and item.weight < _heaviest(problem) else "wanted_role"


def _heaviest(problem: Problem) -> int:
    return max(skill.weight for skill in problem.skills)


def _begin(problem: Problem, task: int, end: int) -> int:
    return end - 1 if takes_two_quarters(problem, task, end) else end


def _order(problem: Problem, state: State) -> list[int]:
    """What is under way first, then the named subject, what goes on, subjects in file order."""

    def rank(task: int) -> tuple[bool, int, bool, bool, int, int]:
        item, end = problem.tasks[task], state.ended[task]
        focus = [skill for skill, _ in item.teaches if skill in state.subjects[end]]
        return (
            not item.begun,
            end,
            problem.lead is None or problem.lead not in focus,
            not takes_two_quarters(problem, task, end),
            min(focus, default=-1),
            task,
        )

    return sorted(state.ended, key=rank)


def _asks(problem: Problem, state: State) -> Mapping[int, tuple[Asking, ...]]:
    """Quarter → whom to ask in which of its asking weeks, each person once."""
    people: dict[int, dict[str, None]] = {}
    for task in _order(problem, state):
        begin = _begin(problem, task, state.ended[task])
        for person in problem.tasks[task].people:
            people.setdefault(begin, {})[person] = None
    return {number: _spread(problem.quarters[number], tuple(who)) for number, who in people.items()}


def _spread(quarter: Quarter, people: Sequence[str]) -> tuple[Asking, ...]:
    """As many in the first week as its hours allow, the others in the second."""
    weeks = quarter.working[: max(1, quarter.asking)]
    at_once = max(1, quarter.capacity // ASKING)
    return tuple(
        Asking(person, weeks[min(place // at_once, len(weeks) - 1)])
        for place, person in enumerate(people)
    )


def _asking_hours(asks: Mapping[int, Sequence[Asking]]) -> dict[int, int]:
    hours: dict[int, int] = {}
    for some in asks.values():
        for item in some:
            hours[item.week] = hours.get(item.week, 0) + ASKING
    return hours


def _activities(
    problem: Problem, state: State, number: int, weeks: Mapping[int, Mapping[int, int]]
) -> tuple[PlannedActivity, ...]:
    found = []
    for task in _order(problem, state):
        end = state.ended[task]
        if end != number:
            continue
        item = problem.tasks[task]
        found.append(
            PlannedActivity(
                id=item.id,
                hours=item.quarter_hours / QUARTER_HOURS,
                weeks={week: size / QUARTER_HOURS for week, size in weeks[task].items()},
                quarters=(_begin(problem, task, end) + 1, end + 1),
                asks=item.people,
                state="in_progress" if item.begun else "planned",
            )
        )
    return tuple(sorted(found, key=lambda item: (item.first_week, item.last_week)))
