"""Warnings about a model's short texts and its situations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity, Case, Person
from assess.formats.model_yaml.checks.rules import plain
from assess.formats.model_yaml.nodes import Entry, Node
from assess.formats.model_yaml.places import Notes, items, texts
from assess.formats.sentences import spoken
from assess.text import did_you_mean, short

QUESTION_WORDS = 20
LEVEL_WORDS = 12
CASE_WORDS = (60, 90)
SAME_WORDS = 5
"""A case that repeats so many words of an anchor in a row can be recognised instead of judged."""
REVIEW_AFTER = timedelta(days=366)


class Content:
    """A model, the nodes that it was read from, and the warnings about it.

    `found`: section → id → the item. `counted`: whether the model's language puts spaces between
    words; elsewhere counting them says nothing.
    """

    def __init__(self, model: CompetencyModel, root: Node, notes: Notes) -> None:
        self.model, self.root, self.notes = model, root, notes
        self.found = {
            section: {item.id: item for item in items(root, section) if item.id is not None}
            for section in ("areas", "competencies", "activities", "resources", "people", "cases")
        }
        unspaced = ("zh", "ja", "th", "lo", "km", "my", "bo")
        self.counted = model.language.split("-")[0].lower() not in unspaced

    def warn(
        self, section: str, key: str, said: str, field: str = "", at: Node | Entry | None = None
    ) -> None:
        """Note a warning about an item or one of its fields, there or `at` a place within it."""
        item = self.found[section][key]
        self.notes.add(at or item.node, f"{item.name}{field and ', '}{field}: {said}")


def steps_to(levels: Sequence[int]) -> str:
    """Return `steps to levels 2 and 3`."""
    return f"{'steps to levels' if len(levels) > 1 else 'step to level'} {spoken(levels)}"


def note_short_forms(content: Content, today: date | None) -> None:
    """Note what a reader of the short forms would stumble over.

    `today`: None leaves open how old the content is.
    """
    _quick_forms(content)
    _cases(content)
    _resources(content)
    reviewed, day = content.root.get("reviewed"), content.model.reviewed
    if today and day and reviewed and today - day > REVIEW_AFTER:
        content.notes.add(
            reviewed,
            "reviewed: that is more than a year ago; compare the content with what the market asks "
            "for today, and write the new day",
        )


def _quick_forms(content: Content) -> None:
    if not any(item.quick for item in content.model.competencies):
        return
    for competency in content.model.competencies:
        key, quick = competency.id, competency.quick
        node = content.found["competencies"][key].node.get("quick")
        if quick is None or node is None:
            said = "it has no quick form, and others have one; add 'quick: …'"
            content.warn("competencies", key, said)
            continue
        levels = node.get("levels")
        texts_of = [("question", quick.question, QUESTION_WORDS, node.get("question"))]
        for level, text in quick.levels.items():
            where = None if levels is None else levels.get(level)
            texts_of.append((f"levels.{level}", text, LEVEL_WORDS, where))
        for field, text, most, where in texts_of if content.counted else ():
            if (words := len(text.split())) > most:
                said = f"it has {words} words; write at most {most}"
                content.warn("competencies", key, said, f"quick.{field}", where)
        if len({plain(text) for text in quick.levels.values()}) < len(quick.levels):
            said = "two levels say the same; tell them apart"
            content.warn("competencies", key, said, "quick.levels", levels)


def _cases(content: Content) -> None:
    model = content.model
    if not model.cases:
        return
    for area in model.areas:
        if len({case.level for case in model.cases_in(area.id)}) < 2:
            content.warn(
                "areas",
                area.id,
                "it needs cases of two levels at least to practise on, as other areas have; "
                "add some to cases",
            )
    anchors = {
        run: (competency.id, level)
        for competency in model.competencies
        for level, anchor in competency.anchors.items()
        for run in _runs(anchor)
    }
    for case in model.cases:
        _case(content, case, anchors)


def _case(content: Content, case: Case, anchors: Mapping[str, tuple[str, int]]) -> None:
    low, high = CASE_WORDS
    words = len(case.text.split())
    node = content.found["cases"][case.id].node.get("text")
    if content.counted and not low <= words <= high:
        content.warn("cases", case.id, f"it has {words} words; write {low} to {high}", "text", node)
    same = next((run for run in _runs(case.text) if run in anchors), None)
    if same is not None:
        key, level = anchors[same]
        said = (
            f"'{same}' stands in the anchor of level {level} of '{key}'; "
            "say it in other words, so that it has to be judged"
        )
        content.warn("cases", case.id, said, "text", node)


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"[\w'’]+", text.lower())
    for start in range(len(words) - SAME_WORDS + 1):
        yield " ".join(words[start : start + SAME_WORDS])


def _resources(content: Content) -> None:
    model = content.model
    unread = [resource.id for resource in model.resources if not resource.read]
    for key in unread if len(unread) < len(model.resources) else ():
        said = "it doesn't say what to read; add 'read: …', as others have"
        content.warn("resources", key, said)
    free = {resource.id for resource in model.resources if resource.free}
    if not free:
        return
    with_free = [item for item in model.activities if free.intersection(item.resources)]
    for competency in model.competencies:
        key = competency.id
        levels = _climbed(model, key, least=model.scale[1].level)
        paid = [n for n in levels if not any(item.teaches.get(key) == n for item in with_free)]
        if paid:
            said = f"no activity for the {steps_to(paid)} names a free resource; add one"
            content.warn("competencies", key, said)


def _climbed(model: CompetencyModel, key: str, least: int) -> range:
    """The levels above `least` that lead from the role held to all profiles of the one wanted."""
    held, wanted = (model.role(role) for role in model.role_pair)
    profiles = [role for role in model.roles if wanted.id in (role.id, role.profile_of)]
    first = max(held.targets.get(key, model.lowest), least) + 1
    return range(first, max(role.targets.get(key, model.lowest) for role in profiles) + 1)


def note_situation_warnings(content: Content) -> None:
    """Note steps that need other people, missing measures and reasons, and what nobody can give."""
    model = content.model
    _alone(content)
    for competency in model.competencies:
        if competency.weight_reason is None:
            said = "it has no weight_reason; say why it has that weight"
            content.warn("competencies", competency.id, said)
    for activity in model.activities:
        if not activity.measure:
            said = "it has no measure; say what is counted before and after"
            content.warn("activities", activity.id, said)
    _facts(content)
    given = {key for item in model.situation for answer in item.answers for key in answer.people}
    for person in model.people:
        if not person.own:
            _person(content, person, given)


def _person(content: Content, person: Person, given: Collection[str]) -> None:
    """Somebody whom no answer gives, and what is missing of the message to them."""
    if person.id not in given:
        said = "no question gives this person; name them in people of an answer"
        content.warn("people", person.id, said)
    if not person.ask:
        said = "it has no ask; draft the message that asks for the yes"
        content.warn("people", person.id, said)
    elif "{what}" in person.ask:
        for activity in content.model.activities:
            if person.id in activity.agree_with and person.id not in activity.asks:
                said = (
                    f"it has no asks for {person.id}, whose draft says {{what}} is asked; "
                    "say it in a sentence or two"
                )
                content.warn("activities", activity.id, said)


def _alone(content: Content) -> None:
    """Steps from role to role that need somebody who isn't of the own team and has no stand-in."""
    model = content.model
    doable = _without_others(model)
    for competency in model.competencies:
        key = competency.id
        barred = [
            level
            for level in _climbed(model, key, least=model.lowest)
            # a step without any activity has a warning of its own
            if (ways := [item for item in model.activities if item.teaches.get(key) == level])
            and not any(item.id in doable for item in ways)
        ]
        if barred:
            said = (
                f"nobody can take the {steps_to(barred)} with their own team alone; "
                "give the people in agree_with a stand_in, or add an activity without them"
            )
            content.warn("competencies", key, said)


def _without_others(model: CompetencyModel) -> set[str]:
    """Ids of activities that, with all they require, need nobody who is out of reach for some."""
    free = {person.id for person in model.people if person.own or person.stand_in}
    barred = {item.id for item in model.activities if not free.issuperset(item.agree_with)}

    def needs_barred(activity: Activity) -> bool:
        return activity.id not in barred and any(key in barred for key in activity.requires)

    while more := {item.id for item in model.activities if needs_barred(item)}:
        barred |= more
    return {item.id for item in model.activities} - barred


def _facts(content: Content) -> None:
    answers = [answer for item in content.model.situation for answer in item.answers]
    given = {fact for answer in answers for fact in answer.facts}
    for section in ("competencies", "activities"):
        for key, item in content.found[section].items():
            for fact, node in texts(item.node.get("needs")):
                if fact not in given:
                    hint = did_you_mean(fact, given, "name it in facts of an answer")
                    said = f"no question gives the fact '{short(fact)}'{hint}"
                    content.warn(section, key, said, "needs", node)
