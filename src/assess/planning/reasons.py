"""Why each activity is in a plan, in a plain sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assess.answers import Assessment
from assess.model import CompetencyModel
from assess.planning.plan import Plan, PlannedActivity
from assess.planning.wording import level_in, listed, titles


def with_reasons(model: CompetencyModel, assessment: Assessment, made: Plan) -> Plan:
    """The plan with each activity's `because`."""
    reasoned = tuple(
        replace(item, because=_because(model, assessment, made, item)) for item in made.activities
    )
    return replace(made, activities=reasoned)


def _because(
    model: CompetencyModel, assessment: Assessment, made: Plan, item: PlannedActivity
) -> str:
    ids = [other.id for other in made.activities]
    others = [key for key in ids if key != item.id]
    taught = {
        (key, level) for name in others for key, level in model.activity(name).teaches.items()
    }
    alone = [step for step in item.raises.items() if step not in taught]
    if alone:
        towards = [step for step in alone if _counts(made, step)]
        steps = towards or alone
        reason = f"Only this brings you to {listed(level_in(model, *step) for step in steps)}"
        # a step beyond the role's target is there for the sake of another activity
        unlocked = [] if towards else _unlocked(model, assessment, made, item)
        if unlocked:
            reason += f", which {titles(model, unlocked)} "
            reason += "asks for" if len(unlocked) == 1 else "ask for"
        return reason + "."
    unlocked = _unlocked(model, assessment, made, item)
    if unlocked:
        return f"Prepares {titles(model, unlocked)}."
    shared = [level_in(model, *step) for step in item.raises.items()]
    if shared:
        return f"Brings you to {listed(shared)}."
    if item.state == "in_progress":
        return "You have begun it."
    if item.id in made.settings.pinned:
        return "You pinned it."
    return "Takes part in a step that others in this plan complete."


def _unlocked(
    model: CompetencyModel, assessment: Assessment, made: Plan, item: PlannedActivity
) -> list[str]:
    """Activities of the plan that can't be done without this one, the direct ones if any."""
    ids = {other.id for other in made.activities}
    kept, _ = _possible(model, assessment, ids - {item.id})
    lost = [other.id for other in made.activities if other.id != item.id and other.id not in kept]
    direct = [
        key
        for key in lost
        if item.id in model.activity(key).requires
        or any(
            skill in item.raises and item.raises[skill] <= level
            for skill, level in model.activity(key).requires_level.items()
        )
    ]
    return direct or lost


def _possible(
    model: CompetencyModel, assessment: Assessment, ids: Iterable[str]
) -> tuple[set[str], dict[str, int]]:
    """The activities of a set that can be done with no help from outside; the levels held then."""
    waiting = set(ids)
    done: set[str] = set()
    states = {key: record.state for key, record in assessment.progress.items()}
    artefacts = {key for key, state in states.items() if state == "done"}
    held = {
        item.id: level
        for item in model.competencies
        if (level := assessment.level(item.id)) is not None
    }
    taught: set[tuple[str, int]] = set()
    progress = True
    while progress:
        progress = False
        for name in sorted(waiting):
            activity = model.activity(name)
            if states.get(name) == "in_progress" or (
                artefacts.issuperset(activity.requires)
                and all(
                    held.get(key, level - 1) >= level
                    for key, level in activity.requires_level.items()
                )
            ):
                done.add(name)
                artefacts.add(name)
                taught.update(activity.teaches.items())
                progress = True
        waiting -= done
        for key in held:
            while (key, held[key] + 1) in taught:
                held[key] += 1
    return done, held


def _counts(made: Plan, step: tuple[str, int]) -> bool:
    key, level = step
    return key in made.levels and level <= made.levels[key].target
