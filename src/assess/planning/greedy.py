"""A good plan without a proof, for when the time is up: best value for its hours first."""

from __future__ import annotations

from collections.abc import Iterable

from assess.planning.desk import Weeks
from assess.planning.problem import Problem, Step
from assess.planning.schedule import schedule


def greedy(problem: Problem) -> tuple[frozenset[int], Weeks]:
    """A selection that fits into the weeks, and its schedule; empty where nothing fits.

    Bundles are taken while there are hours for them; as many of the first of them are kept as a
    schedule is found for.
    """
    steps, tasks = cheapest(problem)
    first: frozenset[int] = frozenset()
    for index in problem.pinned:
        first |= bundle_tasks(tasks[index])
    grown = [first, *_Growth(problem, first, set(steps.values())).run()]
    fitting: tuple[frozenset[int], Weeks] = (frozenset(), {})
    low, high = 0, len(grown)
    while low < high:
        middle = (low + high) // 2
        # the whole lot is the best guess: hours bind more often than weeks
        place = high - 1 if high == len(grown) else middle
        weeks = schedule(problem, grown[place], hurry=True)
        if weeks is None:
            high = place
        else:
            fitting, low = (grown[place], weeks), place + 1
    return fitting


class _Growth:
    """A selection that grows bundle by bundle; gains are reckoned again only where they changed."""

    def __init__(self, problem: Problem, first: frozenset[int], bundles: Iterable[int]) -> None:
        self.problem = problem
        self.selected = set(first)
        self.taught = {step for i in first for step in problem.tasks[i].teaches}
        self.room = problem.room - problem.quarters(first)
        self.bundles = {bundle: bundle_tasks(bundle) for bundle in sorted(bundles)}
        self.skills = {
            bundle: {skill for i in tasks for skill, _ in problem.tasks[i].teaches}
            for bundle, tasks in self.bundles.items()
        }
        self.rated = {bundle: self._rate(bundle) for bundle in self.bundles}

    def run(self) -> list[frozenset[int]]:
        """The selections after each bundle that was taken, while there is room and gain."""
        found = []
        while self.bundles:
            best = min(self.bundles, key=lambda bundle: (self.rated[bundle], bundle))
            if self.rated[best] >= 0:
                break
            tasks = self.bundles.pop(best)
            fresh = tasks - self.selected
            effort = self.problem.quarters(fresh)
            if effort > self.room:
                continue
            self.room -= effort
            self.selected |= fresh
            self.taught.update(step for i in fresh for step in self.problem.tasks[i].teaches)
            found.append(frozenset(self.selected))
            touched = self.skills[best]
            for bundle, others in self.bundles.items():
                if not (fresh.isdisjoint(others) and touched.isdisjoint(self.skills[bundle])):
                    self.rated[bundle] = self._rate(bundle)
        return found

    def _rate(self, bundle: int) -> float:
        """−gain per quarter hour; 0 where nothing is gained."""
        problem = self.problem
        fresh = self.bundles[bundle] - self.selected
        wider = {step for i in fresh for step in problem.tasks[i].teaches} | self.taught
        gain = sum(
            self._worth(skill, wider) - self._worth(skill, self.taught)
            for skill in self.skills[bundle]
        )
        return -gain / problem.quarters(fresh) if gain else 0.0

    def _worth(self, index: int, taught: set[Step]) -> int:
        skill = self.problem.skills[index]
        level = skill.current
        while level < skill.target and (index, level + 1) in taught:
            level += 1
        return skill.worth * (level - skill.current)


def bundle_tasks(bundle: int) -> frozenset[int]:
    """The tasks of a bundle kept as bits."""
    return frozenset(i for i in range(bundle.bit_length()) if bundle >> i & 1)


def cheapest(problem: Problem) -> tuple[dict[Step, int], dict[int, int]]:
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
