"""Warnings about weak content of a model, and their report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.formats.model_yaml.checks.health_texts import (
    Content,
    note_short_forms,
    note_situation_warnings,
    steps_to,
)
from assess.formats.model_yaml.checks.rules import first_form
from assess.formats.model_yaml.nodes import Node
from assess.formats.model_yaml.places import Notes

ANCHOR_WORDS = (12, 35)


def note_warnings(
    model: CompetencyModel, root: Node, notes: Notes, today: date | None = None
) -> None:
    """Note every warning at the item that it is about; without `today` nothing is called old."""
    content = Content(model, root, notes)
    _steps(content)
    _competencies(content)
    _activities(content)
    if not first_form(root):
        note_situation_warnings(content)
        note_short_forms(content, today)
    used = {resource for activity in model.activities for resource in activity.resources}
    for resource in model.resources:
        if resource.id not in used:
            content.warn("resources", resource.id, "no activity uses it")


def _steps(content: Content) -> None:
    """Steps up to a role's target that nothing teaches, or one activity only."""
    model = content.model
    ways: dict[tuple[str, int], list[Activity]] = defaultdict(list)
    for activity in model.activities:
        for step in activity.teaches.items():
            ways[step].append(activity)
    for competency in model.competencies:
        key = competency.id
        highest = max(role.targets.get(key, model.lowest) for role in model.roles)
        levels = range(model.lowest + 1, highest + 1)
        for level in levels:
            if len(ways[key, level]) == 1:
                content.warn(
                    "competencies",
                    key,
                    f"the step to level {level} has one way only, '{ways[key, level][0].id}'; "
                    "add another activity that teaches it",
                )
        if untaught := [level for level in levels if not ways[key, level]]:
            said = f"no activity teaches the {steps_to(untaught)}, which a role asks for; add one"
            content.warn("competencies", key, said)


def _competencies(content: Content) -> None:
    low, high = ANCHOR_WORDS
    for competency in content.model.competencies:
        key = competency.id
        if not competency.sources:
            content.warn("competencies", key, "it has no source; say which document names it")
        anchors = content.found["competencies"][key].node.get("anchors")
        for level, anchor in competency.anchors.items():
            words = len(anchor.split())
            node = None if anchors is None else anchors.get(level)
            if content.counted and not low <= words <= high:
                unit = "word" if words == 1 else "words"
                said = f"it has {words} {unit}; {low} to {high} can be read and judged well"
                content.warn("competencies", key, said, f"anchors.{level}", node)


def _activities(content: Content) -> None:
    model = content.model
    asked: dict[str, int] = defaultdict(lambda: model.lowest)
    wanted = [role.targets for role in model.roles]
    for levels in [*wanted, *(activity.requires_level for activity in model.activities)]:
        for competency, level in levels.items():
            asked[competency] = max(asked[competency], level)
    required = {key for activity in model.activities for key in activity.requires}
    for activity in model.activities:
        useful = any(level <= asked[key] for key, level in activity.teaches.items())
        if not useful and activity.id not in required:
            said = "it is unused: it teaches no step that a role asks for, and nothing requires it"
            content.warn("activities", activity.id, said)
        if activity.kind == "study":
            _study(content, activity)
        _requires(content, activity)


def _study(content: Content, activity: Activity) -> None:
    teaches = content.found["activities"][activity.id].node.get("teaches")
    for competency, level in activity.teaches.items():
        if level > content.model.scale[1].level and teaches is not None:
            said = (
                f"study alone can't lead to level {level}; "
                "let a practice activity teach the step, and require this one"
            )
            at = teaches.entries[competency]
            content.warn("activities", activity.id, said, f"teaches.{competency}", at)


def _requires(content: Content, activity: Activity) -> None:
    """`requires` used as a ladder of levels: it would force an expert through the lower steps."""
    nodes = content.found["activities"][activity.id].node.rows("requires")
    for required, node in zip(activity.requires, nodes, strict=True):
        lower = content.model.activity(required).teaches
        for competency, level in activity.teaches.items():
            if competency in lower and lower[competency] < level:
                said = (
                    f"'{required}' teaches a lower step of '{competency}'; "
                    "unless its result is used here, "
                    f"write requires_level: {{{competency}: {level - 1}}}"
                )
                content.warn("activities", activity.id, said, "requires", node)
                break


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
