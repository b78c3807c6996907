"""A good plan without a proof, for when the time is up: best value for its hours first."""

from __future__ import annotations

from assess.planning.problem import Problem, Step
from assess.planning.schedule import Weeks, schedule


def greedy(problem: Problem) -> tuple[frozenset[int], Weeks]:
    """A selection that fits into the weeks, and its schedule; empty where nothing fits."""
    steps, tasks = _bundles(problem)
    bundles = sorted(set(steps.values()))
    selected: frozenset[int] = frozenset()
    weeks: Weeks = {}
    if problem.pinned:
        for index in problem.pinned:
            selected |= bundle_tasks(tasks[index])
        fitting = schedule(problem, selected)
        if fitting is None:
            return frozenset(), {}
        weeks = fitting
    while True:
        value = problem.value(selected)
        rated = []
        for bundle in bundles:
            wider = selected | bundle_tasks(bundle)
            gain = problem.value(wider) - value
            if gain:
                effort = problem.quarters(wider) - problem.quarters(selected)
                rated.append((-gain / effort, bundle))
        for _, bundle in sorted(rated):
            wider = selected | bundle_tasks(bundle)
            fitting = schedule(problem, wider)
            bundles.remove(bundle)
            if fitting is not None:
                selected, weeks = wider, fitting
                break
        else:
            return selected, weeks


def bundle_tasks(bundle: int) -> frozenset[int]:
    """The tasks of a bundle kept as bits."""
    return frozenset(i for i in range(bundle.bit_length()) if bundle >> i & 1)


def _bundles(problem: Problem) -> tuple[dict[Step, int], dict[int, int]]:
    """Step → a cheap set of tasks that reaches it from the start, as bits; task → the same."""
    tasks: dict[int, int] = {}
    steps: dict[Step, int] = {}

    def effort(bundle: int) -> tuple[int, int]:
        return problem.quarters(bundle_tasks(bundle)), bundle

    changed = True
    while changed:
        changed = False
        for index, task in enumerate(problem.tasks):
            needs = [steps.get(need) for need in task.needs]
            needs += [tasks.get(other) for other in task.requires]
            bundle = 1 << index
            for need in needs:
                bundle |= need or 0
            if None in needs or (index in tasks and effort(bundle) >= effort(tasks[index])):
                continue
            tasks[index] = bundle
            changed = True
        for skill, level in problem.steps:
            below = steps.get((skill, level - 1), 0)
            if level > problem.skills[skill].current + 1 and not below:
                continue
            known = [tasks[i] | below for i in problem.teachers[skill, level] if i in tasks]
            if known:
                best = min(known, key=effort)
                old = steps.get((skill, level))
                if old is None or effort(best) < effort(old):
                    steps[skill, level] = best
                    changed = True
    return steps, tasks
