"""What comes before the wishes where a plan goes on: its first quarter stays as far as it fits."""

from __future__ import annotations

from collections.abc import Mapping

from assess.planning.problem import Kept
from assess.planning.solver.window import Terms, Window


def under_way(window: Window, kept: Kept) -> Terms:
    """Terms to maximise: what was begun and goes on in the first quarter."""
    return _beginning(window, {key: 1 for key in kept.ends if window.problem.tasks[key].begun})


def subjects(window: Window, kept: Kept) -> Terms:
    """Terms to maximise: the subjects that stay, with whatever activity."""
    return {
        column: 1
        for (skill, quarter), column in window.columns.focus.items()
        if quarter == 0 and skill in kept.subjects
    }


def worth(window: Window, kept: Kept) -> Terms:
    """Terms to maximise: how much the wanted role rests on the subjects that stay."""
    skills, steps = window.problem.skills, window.next_steps
    return {
        column: skills[skill].worth(steps[skill][1])
        for (skill, quarter), column in window.columns.focus.items()
        if quarter == 0 and skill in kept.subjects
    }


def hours(window: Window, kept: Kept) -> Terms:
    """Terms to maximise: hours of the activities that stay, twice where they end as before."""
    tasks = window.problem.tasks
    terms = _beginning(window, {task: tasks[task].quarter_hours for task in kept.ends})
    for key in kept.ends.items():
        column = window.columns.ends.get(key, -1)
        if column in terms:
            terms[column] *= 2
    return terms


def fresh(window: Window, kept: Kept) -> Terms:
    """Terms to minimise: activities and subjects of the first quarter that it didn't have."""
    others = {
        column: 1
        for (skill, quarter), column in window.columns.focus.items()
        if quarter == 0 and kept.closed and skill not in kept.subjects
    }
    return others | _beginning(window, dict.fromkeys(kept.fresh, 1))


def _beginning(window: Window, worth: Mapping[int, int]) -> Terms:
    """Each of these tasks counts its worth where it begins in the first quarter."""
    return {
        window.columns.ends[key]: worth[place.task]
        for key, place in window.places.items()
        if place.begin == 0 and place.task in worth
    }
