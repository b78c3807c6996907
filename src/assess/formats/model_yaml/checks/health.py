"""Warnings about weak content of a model, and their report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.formats.model_yaml.checks.health_texts import (
    counts_words,
    note_short_forms,
    note_situation_warnings,
)
from assess.formats.model_yaml.checks.situation import first_form
from assess.formats.model_yaml.nodes import Node
from assess.formats.model_yaml.places import Item, Notes, items
from assess.formats.sentences import spoken

ANCHOR_WORDS = (12, 35)

Ways = dict[tuple[str, int], list[Activity]]


def note_warnings(
    model: CompetencyModel, root: Node, notes: Notes, today: date | None = None
) -> None:
    """Note every warning at the item that it is about; without `today` nothing is called old."""
    found = {
        section: {item.id: item for item in items(root, section) if item.id is not None}
        for section in ("areas", "competencies", "activities", "resources", "people", "cases")
    }
    ways: Ways = defaultdict(list)
    for activity in model.activities:
        for competency, level in activity.teaches.items():
            ways[competency, level].append(activity)
    _steps(model, ways, found["competencies"], notes)
    _competencies(model, found["competencies"], notes)
    _activities(model, found["activities"], notes)
    if not first_form(root):
        note_situation_warnings(model, found, notes)
        note_short_forms(model, root, found, today, notes)
    used = {resource for activity in model.activities for resource in activity.resources}
    for resource in model.resources:
        if resource.id not in used:
            _add(notes, found["resources"][resource.id], "no activity uses it")


def _add(notes: Notes, item: Item, sentence: str) -> None:
    notes.add(item.node, f"{item.name}: {sentence}")


def _steps(model: CompetencyModel, ways: Ways, found: dict[str, Item], notes: Notes) -> None:
    """Steps up to a role's target that nothing teaches, or one activity only."""
    for competency in model.competencies:
        targets = [
            role.targets[competency.id] for role in model.roles if competency.id in role.targets
        ]
        untaught: list[int] = []
        for level in range(model.lowest + 1, max(targets, default=model.lowest) + 1):
            teachers = ways.get((competency.id, level), [])
            if not teachers:
                untaught.append(level)
            elif len(teachers) == 1:
                _add(
                    notes,
                    found[competency.id],
                    f"the step to level {level} has one way only, '{teachers[0].id}'; "
                    "add another activity that teaches it",
                )
        if untaught:
            many = "steps to levels" if len(untaught) > 1 else "step to level"
            _add(
                notes,
                found[competency.id],
                f"no activity teaches the {many} {spoken(untaught)}, "
                "which a role asks for; add one",
            )


def _competencies(model: CompetencyModel, found: dict[str, Item], notes: Notes) -> None:
    low, high = ANCHOR_WORDS
    counted = counts_words(model)
    for competency in model.competencies:
        item = found[competency.id]
        if not competency.sources:
            _add(notes, item, "it has no source; say which document names it")
        anchors = item.node.get("anchors")
        for level, anchor in competency.anchors.items():
            words = len(anchor.split())
            node = None if anchors is None else anchors.get(level)
            if counted and node is not None and not low <= words <= high:
                unit = "word" if words == 1 else "words"
                notes.add(
                    node,
                    f"{item.name}, anchors.{level}: it has {words} {unit}; "
                    f"{low} to {high} can be read and judged well",
                )


def _activities(model: CompetencyModel, found: dict[str, Item], notes: Notes) -> None:
    asked: dict[str, int] = defaultdict(lambda: model.lowest)
    for levels in [role.targets for role in model.roles] + [
        activity.requires_level for activity in model.activities
    ]:
        for competency, level in levels.items():
            asked[competency] = max(asked[competency], level)
    required = {key for activity in model.activities for key in activity.requires}
    second = model.scale[1].level
    for activity in model.activities:
        item = found[activity.id]
        useful = any(level <= asked[key] for key, level in activity.teaches.items())
        if not useful and activity.id not in required:
            _add(
                notes,
                item,
                "it is unused: it teaches no step that a role asks for, and nothing requires it",
            )
        if activity.kind == "study":
            _study(activity, item, second, notes)
        _requires(model, activity, item, notes)


def _study(activity: Activity, item: Item, second: int, notes: Notes) -> None:
    teaches = item.node.get("teaches")
    for competency, level in activity.teaches.items():
        if level > second and teaches is not None:
            notes.add(
                teaches.entries[competency],
                f"{item.name}, teaches.{competency}: study alone can't lead to level {level}; "
                "let a practice activity teach the step, and require this one",
            )


def _requires(model: CompetencyModel, activity: Activity, item: Item, notes: Notes) -> None:
    """`requires` used as a ladder of levels: it would force an expert through the lower steps."""
    nodes = item.node.get("requires")
    for index, required in enumerate(activity.requires):
        lower = model.activity(required).teaches
        for competency, level in activity.teaches.items():
            if competency in lower and lower[competency] < level and nodes is not None:
                notes.add(
                    nodes.items[index],
                    f"{item.name}, requires: '{required}' teaches a lower step of '{competency}'; "
                    "unless its result is used here, "
                    f"write requires_level: {{{competency}: {level - 1}}}",
                )
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
