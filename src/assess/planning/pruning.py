"""What a solver needn't decide: which tasks can be of use, and from which week on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assess.planning.problem import Problem, Step


def prune(problem: Problem) -> Problem:
    """Leave out what can't be done, can't be done in time, or leads nowhere; until nothing goes."""
    while True:
        problem = _keep(problem, set(problem.reach(range(len(problem.tasks)))[0]))
        problem = _with_earliest(problem)
        in_time = {i for i, t in enumerate(problem.tasks) if t.earliest_finish <= problem.weeks}
        keep = _useful(problem, in_time)
        if len(keep) == len(problem.tasks):
            return _without_holes(problem)
        problem = _keep(problem, keep)


def _without_holes(problem: Problem) -> Problem:
    """Teaching above a step that nobody teaches is worth nothing: forget it."""
    _, levels = problem.reach(range(len(problem.tasks)))
    tasks = tuple(
        replace(task, teaches=tuple((c, n) for c, n in task.teaches if n <= levels[c]))
        for task in problem.tasks
    )
    return replace(problem, tasks=tasks)


def _keep(problem: Problem, keep: set[int]) -> Problem:
    """The problem with these tasks only; a task that requires another one goes with it."""
    while True:
        closed = {i for i in keep if keep.issuperset(problem.tasks[i].requires)}
        if closed == keep:
            break
        keep = closed
    if len(keep) == len(problem.tasks):
        return problem
    order = sorted(keep)
    place = {old: new for new, old in enumerate(order)}
    tasks = tuple(
        replace(
            problem.tasks[old],
            requires=tuple(place[other] for other in problem.tasks[old].requires),
        )
        for old in order
    )
    return replace(problem, tasks=tasks)


def _useful(problem: Problem, available: set[int]) -> set[int]:
    """The tasks from which something worth having follows."""
    _, levels = problem.reach(available)
    wanted = {
        (index, level)
        for index, skill in enumerate(problem.skills)
        if skill.worth
        for level in range(skill.current + 1, min(skill.target, levels[index]) + 1)
    }
    return _leading_to(problem, available, wanted, problem.pinned)


def leading_to(problem: Problem, steps: set[Step], tasks: Collection[int] = ()) -> Problem:
    """The problem with none but the tasks that can play a part in some steps, or in some tasks."""
    everything = set(range(len(problem.tasks)))
    return _keep(problem, _leading_to(problem, everything, set(steps), tasks))


def _leading_to(
    problem: Problem, available: set[int], wanted: set[Step], tasks: Collection[int]
) -> set[int]:
    useful: set[int] = set()
    queue = [i for i in sorted(available) if not wanted.isdisjoint(problem.tasks[i].teaches)]
    queue.extend(tasks)
    while queue:
        index = queue.pop()
        if index in useful or index not in available:
            continue
        useful.add(index)
        task = problem.tasks[index]
        queue.extend(task.requires)
        fresh = set(problem.needed_steps(task)) - wanted
        wanted |= fresh
        for step in fresh:
            queue.extend(problem.teachers.get(step, ()))
    return useful


def _with_earliest(problem: Problem) -> Problem:
    """The problem with each task's earliest start and finish, in weeks."""
    never = problem.weeks + 1
    starts = [never] * len(problem.tasks)
    finishes = [never] * len(problem.tasks)
    must = [_quarters(problem, bits) for bits in problem.dominators]
    needed = [problem.needed_steps(task) for task in problem.tasks]
    changed = True
    while changed:
        changed = False
        taught = {step: min(finishes[i] for i in tasks) for step, tasks in problem.teachers.items()}
        for index, task in enumerate(problem.tasks):
            start = max(
                [1]
                + [finishes[other] for other in task.requires]
                + [taught.get(step, never) for step in needed[index]]
            )
            start = min(max(start, problem.open_after(must[index] - task.quarters)), never)
            finish = max(problem.finish_of(task, start), problem.open_after(must[index] - 1))
            finish = min(finish, never)
            if (start, finish) < (starts[index], finishes[index]):
                starts[index], finishes[index] = start, finish
                changed = True
    tasks = tuple(
        replace(task, earliest_start=start, earliest_finish=finish)
        for task, start, finish in zip(problem.tasks, starts, finishes, strict=True)
    )
    return replace(problem, tasks=tasks)


def _quarters(problem: Problem, bits: int) -> int:
    """Quarter hours of the tasks whose bits are set."""
    total = 0
    while bits:
        total += problem.tasks[(bits & -bits).bit_length() - 1].quarters
        bits &= bits - 1
    return total
