"""Warnings about what a file of schema_version 2 says of people and of somebody's world."""

from __future__ import annotations

from collections.abc import Mapping

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity, Person
from assess.domain.suggest import did_you_mean, short
from assess.formats.model_yaml.nodes import Node
from assess.formats.model_yaml.places import Item, Notes, texts
from assess.formats.sentences import spoken

Sections = Mapping[str, Mapping[str, Item]]
"""Section → id → its entry."""


def note_situation_warnings(model: CompetencyModel, found: Sections, notes: Notes) -> None:
    """Note steps that need other people, missing measures and reasons, and what nobody can give."""
    _alone(model, found["competencies"], notes)
    for competency in model.competencies:
        if competency.weight_reason is None:
            item = found["competencies"][competency.id]
            _warn(notes, item.node, item, "it has no weight_reason; say why it has that weight")
    for activity in model.activities:
        if not activity.measure:
            item = found["activities"][activity.id]
            _warn(notes, item.node, item, "it has no measure; say what is counted before and after")
    _facts(model, found, notes)
    given = {key for item in model.situation for answer in item.answers for key in answer.people}
    for person in model.people:
        item = found["people"][person.id]
        if person.own:
            continue
        if person.id not in given:
            sentence = "no question gives this person; name them in people of an answer"
            _warn(notes, item.node, item, sentence)
        if not person.ask:
            _warn(notes, item.node, item, "it has no ask; draft the message that asks for the yes")
        elif "{what}" in person.ask:
            _without_asks(model, found["activities"], person, notes)


def _warn(notes: Notes, where: Node, item: Item, sentence: str) -> None:
    notes.add(where, f"{item.name}: {sentence}")


def _without_asks(
    model: CompetencyModel, found: Mapping[str, Item], person: Person, notes: Notes
) -> None:
    """Activities that say nothing of what is asked of somebody, whose draft leaves it to them."""
    for activity in model.activities:
        if person.id in activity.agree_with and person.id not in activity.asks:
            item = found[activity.id]
            sentence = (
                f"it has no asks for {person.id}, whose draft says {{what}} is asked; "
                "say it in a sentence or two"
            )
            _warn(notes, item.node, item, sentence)


def _alone(model: CompetencyModel, found: Mapping[str, Item], notes: Notes) -> None:
    """Steps from role to role that need somebody who isn't of the own team and has no stand-in."""
    held, wanted = (model.role(key) for key in model.role_pair)
    profiles = [role for role in model.roles if wanted.id in (role.id, role.profile_of)]
    doable = _without_others(model)
    for competency in model.competencies:
        key = competency.id
        first = held.targets.get(key, model.lowest) + 1
        last = max(role.targets.get(key, model.lowest) for role in profiles)
        barred = [
            level
            for level in range(first, last + 1)
            # a step without any activity has a warning of its own
            if (ways := [item for item in model.activities if item.teaches.get(key) == level])
            and not any(item.id in doable for item in ways)
        ]
        if barred:
            many = "steps to levels" if len(barred) > 1 else "step to level"
            _warn(
                notes,
                found[key].node,
                found[key],
                f"nobody can take the {many} {spoken(barred)} with their own team alone; "
                "give the people in agree_with a stand_in, or add an activity without them",
            )


def _without_others(model: CompetencyModel) -> set[str]:
    """Ids of activities that, with all they require, need nobody who is out of reach for some."""
    free = {person.id for person in model.people if person.own or person.stand_in}
    barred = {item.id for item in model.activities if not free.issuperset(item.agree_with)}

    def needs_barred(activity: Activity) -> bool:
        return activity.id not in barred and any(key in barred for key in activity.requires)

    while more := {item.id for item in model.activities if needs_barred(item)}:
        barred |= more
    return {item.id for item in model.activities} - barred


def _facts(model: CompetencyModel, found: Sections, notes: Notes) -> None:
    given = {fact for item in model.situation for answer in item.answers for fact in answer.facts}
    for section in ("competencies", "activities"):
        for item in found[section].values():
            for fact, node in texts(item.node.get("needs")):
                if fact not in given:
                    hint = did_you_mean(fact, given, "name it in facts of an answer")
                    notes.add(
                        node,
                        f"{item.name}, needs: no question gives the fact '{short(fact)}'{hint}",
                    )
