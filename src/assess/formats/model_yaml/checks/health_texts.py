"""Warnings about a model's short texts and its situations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity, Case, Person
from assess.formats.model_yaml.checks.rules import plain
from assess.formats.model_yaml.nodes import Node
from assess.formats.model_yaml.places import Item, Notes, texts
from assess.formats.sentences import spoken
from assess.text import did_you_mean, short

QUESTION_WORDS = 20
LEVEL_WORDS = 12
CASE_WORDS = (60, 90)
SAME_WORDS = 5
"""A case that repeats so many words of an anchor in a row can be recognised instead of judged."""
REVIEW_AFTER = timedelta(days=366)

Sections = Mapping[str, Mapping[str, Item]]
"""Section → id → its entry."""


def note_short_forms(
    model: CompetencyModel, root: Node, found: Sections, today: date | None, notes: Notes
) -> None:
    """Note what a reader of the short forms would stumble over.

    `today`: None leaves open how old the content is.
    """
    _quick_forms(model, found["competencies"], notes)
    _cases(model, found, notes)
    _resources(model, found, notes)
    reviewed = root.get("reviewed")
    if today and model.reviewed and reviewed and today - model.reviewed > REVIEW_AFTER:
        notes.add(
            reviewed,
            "reviewed: that is more than a year ago; compare the content with what the market asks "
            "for today, and write the new day",
        )


def counts_words(model: CompetencyModel) -> bool:
    """Whether the model's language puts spaces between words: elsewhere counting says nothing."""
    unspaced = ("zh", "ja", "th", "lo", "km", "my", "bo")
    return model.language.split("-")[0].lower() not in unspaced


def _add(notes: Notes, item: Item, sentence: str, node: Node | None = None) -> None:
    notes.add(node or item.node, f"{item.name}{sentence}")


def _quick_forms(model: CompetencyModel, found: Mapping[str, Item], notes: Notes) -> None:
    if not any(item.quick for item in model.competencies):
        return
    for competency in model.competencies:
        item, quick = found[competency.id], competency.quick
        node = item.node.get("quick")
        if quick is None or node is None:
            _add(notes, item, ": it has no quick form, and others have one; add 'quick: …'")
            continue
        levels = node.get("levels")
        if counts_words(model):
            _too_long(notes, item, "question", quick.question, QUESTION_WORDS, node.get("question"))
            for level, said in quick.levels.items():
                where = None if levels is None else levels.get(level)
                _too_long(notes, item, f"levels.{level}", said, LEVEL_WORDS, where)
        if len({plain(said) for said in quick.levels.values()}) < len(quick.levels):
            _add(notes, item, ", quick.levels: two levels say the same; tell them apart", levels)


def _too_long(
    notes: Notes, item: Item, field: str, said: str, most: int, node: Node | None
) -> None:
    words = len(said.split())
    if words > most:
        _add(notes, item, f", quick.{field}: it has {words} words; write at most {most}", node)


def _cases(model: CompetencyModel, found: Sections, notes: Notes) -> None:
    if not model.cases:
        return
    for area in model.areas:
        levels = {case.level for case in model.cases_in(area.id)}
        if len(levels) < 2:
            _add(
                notes,
                found["areas"][area.id],
                ": it needs cases of two levels at least to practise on, as other areas have; "
                "add some to cases",
            )
    anchors = {
        run: (competency.id, level)
        for competency in model.competencies
        for level, anchor in competency.anchors.items()
        for run in _runs(anchor)
    }
    for case in model.cases:
        _case(case, found["cases"][case.id], anchors, counts_words(model), notes)


def _case(
    case: Case, item: Item, anchors: Mapping[str, tuple[str, int]], counted: bool, notes: Notes
) -> None:
    low, high = CASE_WORDS
    words = len(case.text.split())
    node = item.node.get("text")
    if counted and not low <= words <= high:
        _add(notes, item, f", text: it has {words} words; write {low} to {high}", node)
    same = next((run for run in _runs(case.text) if run in anchors), None)
    if same is not None:
        key, level = anchors[same]
        _add(
            notes,
            item,
            f", text: '{same}' stands in the anchor of level {level} of '{key}'; "
            "say it in other words, so that it has to be judged",
            node,
        )


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"[\w'’]+", text.lower())
    for start in range(len(words) - SAME_WORDS + 1):
        yield " ".join(words[start : start + SAME_WORDS])


def _resources(model: CompetencyModel, found: Sections, notes: Notes) -> None:
    if any(resource.read for resource in model.resources):
        for resource in model.resources:
            if not resource.read:
                item = found["resources"][resource.id]
                _add(notes, item, ": it doesn't say what to read; add 'read: …', as others have")
    free = {resource.id for resource in model.resources if resource.free}
    if not free:
        return
    held, wanted = (model.role(key) for key in model.role_pair)
    profiles = [role for role in model.roles if wanted.id in (role.id, role.profile_of)]
    second = model.scale[1].level
    for competency in model.competencies:
        key = competency.id
        first = max(held.targets.get(key, model.lowest), second) + 1
        last = max(role.targets.get(key, model.lowest) for role in profiles)
        paid = [
            level
            for level in range(first, last + 1)
            if not any(
                item.teaches.get(key) == level and free.intersection(item.resources)
                for item in model.activities
            )
        ]
        if paid:
            many = "steps to levels" if len(paid) > 1 else "step to level"
            _add(
                notes,
                found["competencies"][key],
                f": no activity for the {many} {spoken(paid)} names a free resource; add one",
            )


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
