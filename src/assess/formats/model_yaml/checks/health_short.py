"""Warnings about quick forms, cases, resources, and content that nobody has looked at for long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Case
from assess.formats.model_yaml.checks.rules import plain
from assess.formats.model_yaml.nodes import Node
from assess.formats.model_yaml.places import Item, Notes
from assess.formats.sentences import spoken

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
