"""How far a model's activities carry: from the role held to each of the others, in hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity

HOURS = 400
"""A working day a week for a year: what a role should be within reach of."""

Step = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to a role for whoever fits the first role exactly.

    `steps`: levels to climb. `activities`: the cheapest for each step, and what these need in turn;
    `hours`: their sum; a plan, which finds the cheapest mix, usually needs fewer. `untaught`: steps
    that nothing leads up to.
    """

    role_id: str
    steps: tuple[Step, ...]
    activities: tuple[str, ...]
    hours: float
    untaught: tuple[Step, ...]


def reaches(model: CompetencyModel) -> tuple[Reach, ...]:
    """The way from the model's first role to each other role, in file order."""
    held_role = model.role_pair[0]
    held = {item.id: model.lowest for item in model.competencies} | dict(
        model.role(held_role).targets
    )
    return tuple(_reach(model, held, role.id) for role in model.roles if role.id != held_role)


def report(model: CompetencyModel, hours: float = HOURS) -> list[str]:
    """The lines that `assess check` prints below its summary; none for a model of one role."""
    found = reaches(model)
    if not found:
        return []
    title = model.role(model.role_pair[0]).name
    lines = [f"The way from {title}, by the cheapest activity for each step:"]
    for item in found:
        if not item.steps:
            said = "nothing to learn"
        elif item.untaught:
            said = "out of reach: no activity teaches " + ", ".join(
                f"{key} {level}" for key, level in item.untaught
            )
        else:
            said = f"{len(item.steps)} {'step' if len(item.steps) == 1 else 'steps'}, "
            said += f"{item.hours:g} hours"
            said += f"; out of reach within {hours:g} hours" if item.hours > hours else ""
        lines.append(f"  {model.role(item.role_id).name}: {said}")
    return lines


def _reach(model: CompetencyModel, held: Mapping[str, int], role_id: str) -> Reach:
    steps = _missing(held, model.role(role_id).targets)
    chosen: dict[str, Activity] = {}
    untaught: dict[Step, None] = {}
    waiting = list(steps)
    while waiting:
        step = waiting.pop(0)
        if step in untaught or any(a.teaches.get(step[0]) == step[1] for a in chosen.values()):
            continue
        ways = [a for a in model.activities if a.teaches.get(step[0]) == step[1]]
        if not ways:
            untaught[step] = None
            continue
        adding = [min(ways, key=lambda activity: activity.hours)]
        while adding:
            activity = adding.pop()
            if activity.id not in chosen:
                chosen[activity.id] = activity
                adding += [model.activity(key) for key in activity.requires]
                waiting += _missing(held, activity.requires_level)
    ordered = [activity for activity in model.activities if activity.id in chosen]
    return Reach(
        role_id,
        steps,
        tuple(activity.id for activity in ordered),
        sum(activity.hours for activity in ordered),
        tuple(untaught),
    )


def _missing(held: Mapping[str, int], wanted: Mapping[str, int]) -> tuple[Step, ...]:
    found: Iterable[Step] = (
        (key, level) for key, target in wanted.items() for level in range(held[key] + 1, target + 1)
    )
    return tuple(found)
