"""Rules of what a file of schema_version 2 adds: people, the situation's questions, the pace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from assess.formats.model_yaml import schema
from assess.formats.model_yaml.nodes import Entry, Node
from assess.formats.model_yaml.places import Item, Notes, entries, level, text, texts
from assess.text import did_you_mean, short

Refer = Callable[[str, str | None, Node | Entry, str], None]
"""Notes a reference to nothing: section, the id named, where, and the place in words."""

SPOKEN = ("steps", "evidence", "measure", "pitfalls")
DAYS = ("from", "middle", "end")
"""Placeholders of an activity's asks: the days on which it begins, is half done and ends."""
FILLED = ("thanks", "for", "from", "what", "message")
"""Placeholders of a person's draft; no person can have these ids or those of `DAYS`."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def first_form(root: Node) -> bool:
    """Whether the file says schema_version: 1."""
    return level(root.get("schema_version")) == 1


def note_newer_keys(root: Node, sections: Mapping[str, Iterable[Item]], notes: Notes) -> None:
    """Note in a file of the first form each key that only the second one has."""
    places = [("the file", root, schema.SINCE_2[""])]
    for section, keys in schema.SINCE_2.items():
        places += [(item.name, item.node, keys) for item in sections.get(section, ())]
    for place, node, keys in places:
        for key, entry in entries(node):
            if key in keys:
                notes.add(
                    entry,
                    f"{place}: the key '{key}' needs schema_version: 2; write 2 there, "
                    "or take the key out",
                )


def note_situation(
    root: Node,
    sections: Mapping[str, Iterable[Item]],
    people: list[str] | None,
    refer: Refer,
    notes: Notes,
) -> None:
    """Note every broken rule of people, situation and pace; `people`: None where unknown."""
    for question in sections["situation"]:
        _question(question, refer, notes)
        if question.index == schema.MOST_QUESTIONS:
            most = schema.MOST_QUESTIONS
            notes.add(question.node, f"{question.name}: at most {most} questions; take some out")
    ways = {person.id: text(person.node.get("through")) for person in sections["people"]}
    for activity in sections["activities"]:
        for wanted, node in texts(activity.node.get("agree_with")):
            refer("people", wanted, node, f"{activity.name}, agree_with")
        note_twice(activity.node.get("agree_with"), f"{activity.name}, agree_with", notes)
        for field in SPOKEN:
            _placeholders(activity, field, people, notes)
        _asks(activity, people, ways, notes)
    for person in sections["people"]:
        known = None if people is None else [*people, *FILLED]
        _placeholders(person, "ask", known, notes)
        _through(person, refer, notes)
    _profiles(sections["roles"], refer, notes)
    pace = root.get("pace")
    subjects = None if pace is None or pace.broken else pace.get("subjects")
    if subjects is not None and subjects.kind == "list" and not subjects.broken:
        _subjects(subjects, notes)


def note_twice(found: Node | None, place: str, notes: Notes) -> None:
    """Note what a list of texts names twice; `place` is its name in words."""
    seen: set[str] = set()
    for wanted, node in texts(found):
        if wanted in seen:
            notes.add(node, f"{place}: '{short(wanted)}' is there twice; delete one")
        seen.add(wanted)


def _question(question: Item, refer: Refer, notes: Notes) -> None:
    found = question.node.get("answers")
    first: dict[str, Node] = {}
    for answer in found.items if found is not None and found.kind == "list" else ():
        if answer.kind != "map" or answer.broken:
            continue
        node = answer.get("id")
        key = text(node)
        if node is not None and key is not None:
            if key in first:
                notes.add(
                    node,
                    f"{question.name}, answers: the id '{short(key)}' is there twice "
                    f"(first in line {first[key].line}); give one of them another id",
                )
            first.setdefault(key, node)
        for wanted, where in texts(answer.get("people")):
            refer("people", wanted, where, f"{question.name}, answers.people")
        for field in ("facts", "people"):
            note_twice(answer.get(field), f"{question.name}, answers.{field}", notes)


def _asks(
    activity: Item, people: list[str] | None, ways: Mapping[str | None, str | None], notes: Notes
) -> None:
    named = {wanted for wanted, _ in texts(activity.node.get("agree_with"))}
    named |= {way for wanted in named if (way := ways.get(wanted)) is not None}
    for key, entry in entries(activity.node.get("asks")):
        if key not in named:
            hint = did_you_mean(key, sorted(named), "name them there, or take this out")
            notes.add(
                entry,
                f"{activity.name}, asks: '{short(key)}' isn't in its agree_with{hint}",
            )
        known = None if people is None else [*people, *DAYS]
        _spoken(activity.name, "asks", entry.node, known, notes)


def _through(person: Item, refer: Refer, notes: Notes) -> None:
    if person.id in (*FILLED, *DAYS):
        said = f"{person.name}: the id stands for something else in drafts; choose another one"
        notes.add(person.node, said)
    node = person.node.get("through")
    wanted = text(node)
    if node is None or wanted is None:
        return
    refer("people", wanted, node, f"{person.name}, through")
    if wanted == person.id:
        notes.add(node, f"{person.name}, through: it names itself; name somebody else")


def _placeholders(item: Item, field: str, people: list[str] | None, notes: Notes) -> None:
    _spoken(item.name, field, item.node.get(field), people, notes)


def _spoken(
    place: str, field: str, node: Node | None, people: list[str] | None, notes: Notes
) -> None:
    if people is None or node is None:
        return
    own = text(node)
    for said, where in [*texts(node), *([] if own is None else [(own, node)])]:
        for name in _PLACEHOLDER.findall(said):
            if name not in people:
                hint = did_you_mean(name, people, "add it to people, or write it without braces")
                notes.add(where, f"{place}, {field}: there is no person '{short(name)}'{hint}")


def _profiles(roles: Iterable[Item], refer: Refer, notes: Notes) -> None:
    named = [(role, role.node.get("profile_of")) for role in roles]
    of = {role.id: text(node) for role, node in named}
    for role, node in named:
        wanted = text(node)
        if node is None or wanted is None:
            continue
        refer("roles", wanted, node, f"{role.name}, profile_of")
        if wanted == role.id:
            notes.add(node, f"{role.name}, profile_of: it names itself; name the other role")
        elif (main := of.get(wanted)) not in (None, wanted):
            notes.add(
                node,
                f"{role.name}, profile_of: '{short(wanted)}' is another profile itself, "
                f"of '{short(main)}'; write {short(main)}",
            )


def _subjects(subjects: Node, notes: Notes) -> None:
    place = "pace.subjects"
    before: tuple[float, float] | None = None
    for pair in subjects.items:
        numbers = [number for node in pair.items if (number := _number(node)) is not None]
        if len(pair.items) != 2 or len(numbers) != 2:
            before = before or (0, 0)
            continue
        hours, count = numbers
        first, second = pair.items
        if before is None and hours != 0:
            notes.add(first, f"{place}: the first pair counts from 0 hours a week on; write 0")
        elif before is not None and hours <= before[0]:
            notes.add(
                first,
                f"{place}: the hours must rise from pair to pair; "
                f"after {before[0]:g} write more than that",
            )
        if not isinstance(count, int) or count < 1:
            notes.add(
                second, f"{place}: subjects at once must be a whole number from 1, not {count:g}"
            )
        elif before is not None and count < before[1]:
            notes.add(
                second,
                f"{place}: more hours can't mean fewer subjects; write {before[1]:g} or more",
            )
        before = hours, count


def _number(node: Node) -> float | None:
    known = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
    return None if node.broken or not known else node.value
