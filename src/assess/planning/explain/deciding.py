"""Which answers decide a plan: those that, one level off, would let it miss the most."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.planning.plan import Plan
from assess.planning.problem import Problem, State, Step
from assess.planning.solver import WORTH, solve_window
from assess.planning.solver.window import MOST_OF_ONE_STEP, Window
from assess.planning.translate import build

MOST = 8

Worth = tuple[int, ...]
"""How far the wishes `named`, `present_job` and `wanted_role` are fulfilled, in that order."""


@dataclass(frozen=True, slots=True)
class DecidingAnswer:
    """A rated competency on which the plan depends.

    `missed`: level → by how much the plan would miss what is possible if that were the person's
    level: the wishes `named`, `present_job` and `wanted_role`, in that order, scaled as whole
    numbers.
    """

    competency: str
    missed: Mapping[int, Worth]

    @property
    def most(self) -> Worth:
        """What is missed at the level one higher or one lower, whichever is more."""
        return max(self.missed.values())


@dataclass(frozen=True, slots=True)
class Deciding:
    """The deciding answers, those first with which most is missed.

    `solved`: how many levels took a search of their own; `same`: how many didn't, since nothing
    that the first two quarters depend on changes with them; `complete`: False where the time
    ended before all were looked at.
    """

    answers: tuple[DecidingAnswer, ...]
    solved: int
    same: int
    complete: bool


def deciding(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    *,
    most: int = MOST,
    on_progress: Callable[[int, int], None] | None = None,
    time_limit: float = 10.0,
) -> Deciding:
    """Look for the best first two quarters again with each answer one level higher and one lower.

    `plan`: the plan at hand. What it misses already at today's levels (it may keep an earlier
    quarter, or be older than the answers) doesn't count. `on_progress(done, of)` is called after
    each level. `time_limit`: seconds in all.
    """
    deadline = monotonic() + time_limit
    roles = model.role(plan.held), model.role(plan.role)
    best: dict[Any, Worth | None] = {}

    def missed_at(answers: Mapping[str, Answer]) -> Worth:
        problem = build(model, replace(assessment, answers=answers), *roles, plan.request)
        shape, here = _shape(problem), worth_of_plan(problem, plan)
        if shape not in best:
            solved = solve_window(problem, State(problem), deadline, names=WORTH)
            best[shape] = None if solved is None else tuple(wish.value for wish in solved.wishes)
        # where what the person pinned no longer fits there is no other plan to compare with
        there = best[shape] or here
        return tuple(one - other for one, other in zip(there, here, strict=True))

    today = missed_at(assessment.answers)
    # each rated competency with the levels beside its own, in file order
    levels = [
        (item.id, level)
        for item in model.competencies
        if (own := assessment.level(item.id)) is not None
        for level in (own - 1, own + 1)
        if model.on_scale(level)
    ]
    missed: dict[str, dict[int, Worth]] = {}
    done = searches = 0
    for key, level in levels:
        known = len(best)
        answer = replace(assessment.answer(key), level=level)
        there = missed_at({**assessment.answers, key: answer})
        if monotonic() > deadline:
            break
        more = tuple(one - other for one, other in zip(there, today, strict=True))
        missed.setdefault(key, {})[level] = max(more, (0,) * len(more))
        done += 1
        searches += len(best) - known
        if on_progress is not None:
            on_progress(done, len(levels))
    found = [
        DecidingAnswer(key, worths)
        for key, worths in missed.items()
        if any(map(any, worths.values()))
    ]
    found.sort(key=lambda item: item.most, reverse=True)
    return Deciding(tuple(found[:most]), searches, done - searches, done == len(levels))


def worth_of_plan(problem: Problem, plan: Plan) -> Worth:
    """Say what the activities and subjects of a plan's first two quarters are worth in a problem.

    What can't begin there, or leads to no step of a subject, counts for nothing.
    """
    index_of = {task.id: index for index, task in enumerate(problem.tasks)}
    chosen = {
        index_of[item.id]: (item.quarters[0] - 1, item.quarters[1] - 1)
        for item in plan.activities
        if item.id in index_of
    }
    focus = [
        {number for number, skill in enumerate(problem.skills) if skill.id in quarter.focus}
        for quarter in plan.exact
    ]
    while True:
        state = _carried_out(problem, chosen, len(focus))
        reached = [state.gained(number) for number in range(len(focus))]
        required = {other for task in state.ended for other in problem.tasks[task].requires}
        useful = {
            task: chosen[task]
            for task, end in state.ended.items()
            if task in required
            or any(
                step in reached[end] and step[0] in focus[end]
                for step in problem.tasks[task].teaches
            )
        }
        if len(useful) == len(chosen):
            return _worth(problem, reached, focus)
        chosen = useful


def _carried_out(problem: Problem, chosen: Mapping[int, tuple[int, int]], quarters: int) -> State:
    """The state after those chosen tasks (task → first and last quarter) that could begin."""
    state = State(problem)
    for quarter in range(quarters):
        ended = {
            task: end
            for task, (begin, end) in chosen.items()
            if end == quarter
            and all(
                state.ended.get(other, quarters) < begin for other in problem.tasks[task].requires
            )
            and all(
                state.level(skill, begin - 1) >= level for skill, level in problem.tasks[task].needs
            )
        }
        state.decide(ended, [frozenset()])
    return state


def _worth(
    problem: Problem, reached: Sequence[Collection[Step]], focus: Sequence[Collection[int]]
) -> Worth:
    """The wishes `named` (where something is named), `present_job` and `wanted_role`."""
    named = present_job = wanted_role = 0
    for number, steps in enumerate(reached):
        early = len(reached) - number
        for skill, level in steps:
            if not problem.of_use((skill, level)):
                continue
            item, in_focus = problem.skills[skill], skill in focus[number]
            times = early * (1 + in_focus)
            if skill == problem.lead and in_focus:
                named = early
            if level <= item.present:
                present_job += times * item.present_worth
            wanted_role += times * item.worth(level)
    values = (present_job, wanted_role)
    return values if problem.lead is None else (named, *values)


def _shape(problem: Problem) -> Any:
    """All that one other level can change about the choice of the first two quarters.

    In two quarters a competency gains its next step at most, so what an activity needs or teaches
    counts by whether it is the next step of a competency: which step, and what it is worth, follow
    from the activities that teach it. Other steps of use count only by the rule that at most two
    activities lead to one of them in a quarter.
    """
    window = Window(problem, State(problem))
    tasks, skills = problem.tasks, problem.skills
    counting = {step for step in window.next_steps if problem.of_use(step)}
    for place in window.places.values():
        counting |= set(tasks[place.task].needs) & set(window.next_steps)

    def names(steps: Iterable[Step]) -> tuple[str, ...]:
        return tuple(sorted(skills[step[0]].id for step in steps if step in counting))

    later = {
        step: frozenset(tasks[task].id for task in window.tasks if step in tasks[task].teaches)
        for task in window.tasks
        for step in tasks[task].teaches
        if step not in window.next_steps and problem.of_use(step)
    }
    return (
        tuple(
            (tasks[task].id, names(tasks[task].needs), names(tasks[task].teaches))
            for task, _end in sorted(window.places)
        ),
        frozenset(same for same in later.values() if len(same) > MOST_OF_ONE_STEP),
    )
