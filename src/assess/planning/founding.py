"""Selections that hold each other up: found, and cut off.

The programs let a level be held as soon as one chosen task teaches it. Where tasks need levels
that only their own followers teach, that is a circle with no first step.
"""

from __future__ import annotations

from collections.abc import Collection

from assess.planning.problem import Problem


def unfounded_cut(problem: Problem, selected: Collection[int]) -> tuple[list[int], list[int]]:
    """(tasks that can never start in this selection, outsiders of which one would be needed).

    Valid for every plan: each task of the first list implies one of the second. Both empty where
    the selection has an order.
    """
    order, levels = problem.reach(selected)
    circle = sorted(set(selected).difference(order))
    if not circle:
        return [], []
    outsiders: set[int] = set()
    for index in circle:
        for skill, level in problem.tasks[index].needs:
            # reach() stopped below the first step that no founded task teaches
            if levels[skill] < level:
                outsiders.update(problem.teachers.get((skill, levels[skill] + 1), ()))
        outsiders.update(other for other in problem.tasks[index].requires if other not in selected)
    return circle, sorted(outsiders.difference(selected))


def ancestors(problem: Problem, index: int) -> list[int]:
    """Tasks that this one can't do without, less those that follow from another of them."""
    bits = problem.dominators[index] & ~(1 << index)
    found = [i for i in range(len(problem.tasks)) if bits >> i & 1]
    implied = 0
    for other in found:
        implied |= problem.dominators[other] & ~(1 << other)
    return [i for i in found if not implied >> i & 1]
