"""From a checked request to a checked plan: windows of two quarters, then the weeks."""

from __future__ import annotations

from collections import Counter
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
    WISHES,
    Asking,
    Because,
    Keep,
    Plan,
    PlannedActivity,
    PlannedQuarter,
    PlannedStep,
    Wish,
)
from assess.planning.problem import Problem, Quarter, State
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
    missing = set(request.pinned) - assessment.activities("done")
    missing -= {task.id for task in problem.tasks}
    first = None if missing else solve_window(problem, state, deadline)
    if first is None:
        if not problem.quarters:
            raise PlanError("The plan has no week to plan in: give more weeks.")
        raise pins_error(model, assessment, held, wanted, request, problem, deadline)
    state.decide(first.ended, first.focus)
    exact = _exact_quarters(problem, state)
    while len(state.levels) < len(problem.quarters):
        window = solve_window(
            problem, state, deadline, names=OUTLOOK_WISHES, most_nodes=OUTLOOK_NODES
        )
        assert window is not None, "nothing is forced into the outlook"
        state.decide(window.ended, window.focus)
    outlook = (
        _quarter(problem, state, number, exact=False)
        for number in range(len(exact), len(problem.quarters))
    )
    plan = Plan(
        model_id=model.id,
        model_version=model.version,
        held=held,
        role=wanted,
        request=request,
        quarters=(*exact, *outlook),
        wishes=_wishes(problem, first),
        hours=sum(item.hours for quarter in exact for item in quarter.activities),
        optimal=first.proved,
        not_planned={},
    )
    plan = replace(plan, not_planned=why_not_planned(model, assessment, plan))
    plan = replace(plan, message=message_of(model, assessment, plan))
    check(model, assessment, plan)
    return plan


def _wishes(problem: Problem, solved: Solved) -> tuple[Wish, ...]:
    """The first window's wishes as people count: worths unscaled, hours in hours."""
    unit = {"wanted_role": problem.scale, "twice": problem.scale, "hours": Fraction(QUARTER_HOURS)}
    values = {item.name: item for item in solved.wishes}
    found = []
    for name in WISHES:
        if name in values:
            item, one = values[name], unit.get(name, Fraction(1))
            bound = None if item.bound is None else float(item.bound / one)
            found.append(Wish(name, float(item.value / one), bound, item.proved))
    return tuple(found)


def _exact_quarters(problem: Problem, state: State) -> tuple[PlannedQuarter, ...]:
    asks = _asks(problem, state)
    people = Counter(item.week for some in asks.values() for item in some)
    asking = {week: ASKING * count for week, count in people.items()}
    weeks = lay_out(problem, state.ended, _order(problem, state), asking)
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
            twice=state.teachers((skill, level), number) > 1,
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


def _because(problem: Problem, skill: int, level: int) -> Because:
    item = problem.skills[skill]
    if skill == problem.lead:
        return "named"
    if level <= item.present:
        return "present_job"
    waiting = any((skill, level) in task.needs for task in problem.tasks)
    heaviest = max(other.weight for other in problem.skills)
    return "waited_for" if waiting and item.weight < heaviest else "wanted_role"


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


def _activities(
    problem: Problem, state: State, number: int, weeks: Mapping[int, Mapping[int, int]]
) -> tuple[PlannedActivity, ...]:
    tasks = [task for task in _order(problem, state) if state.ended[task] == number]
    found = [
        PlannedActivity(
            id=item.id,
            hours=item.quarter_hours / QUARTER_HOURS,
            weeks={week: size / QUARTER_HOURS for week, size in weeks[task].items()},
            quarters=(_begin(problem, task, number) + 1, number + 1),
            asks=item.people,
            state="in_progress" if item.begun else "planned",
        )
        for task, item in ((task, problem.tasks[task]) for task in tasks)
    ]
    return tuple(sorted(found, key=lambda item: (item.first_week, item.last_week)))
