"""Rules between the fields of a model: ids, references, levels, cycles.

They read the nodes, not the validated file, and pass over what has the wrong shape: a type error
in one place hides no other mistake.
"""

from __future__ import annotations

from collections.abc import Iterable

from assess.formats.model_yaml import schema
from assess.formats.model_yaml.checks.references import (
    note_cycles,
    note_guide,
    note_renamings,
    note_waiting,
)
from assess.formats.model_yaml.checks.situation import (
    first_form,
    note_newer_keys,
    note_situation,
    note_twice,
)
from assess.formats.model_yaml.nodes import Entry, Node
from assess.formats.model_yaml.places import (
    ITEM_NAMES,
    Item,
    Notes,
    entries,
    items,
    level,
    text,
    texts,
)
from assess.text import did_you_mean, nearest, short


def note_quote(case: Item, competencies: Iterable[Item], notes: Notes) -> None:
    """Note a case whose `because` isn't in the anchor of its competency and level."""
    because, number = case.node.get("because"), level(case.node.get("level"))
    said, wanted = text(because), text(case.node.get("competency"))
    anchor = next((_anchor(item, number) for item in competencies if item.id == wanted), None)
    if because is None or said is None or anchor is None:
        return
    if plain(said) not in plain(anchor):
        notes.add(
            because,
            f"{case.name}, because: these words don't stand in the anchor of level {number} of "
            f"'{short(wanted or '')}'; quote the words there that decide",
        )


def plain(words: str) -> str:
    """A text in small letters with single spaces, to be compared with another."""
    return " ".join(words.split()).casefold()


def _anchor(competency: Item, number: int | None) -> str | None:
    anchors = competency.node.get("anchors")
    found = None if anchors is None or anchors.broken else anchors.get(number)
    return text(found)


_OPTIONAL = ("resources", "documents", "people")


def note_rules(root: Node, notes: Notes) -> None:
    """Note every broken rule of a model file."""
    if root.kind == "map":
        _Rules(root, notes).note_all()


def newer_schema(root: Node, notes: Notes) -> bool:
    """Whether the file is of a later form than this program reads; then nothing else is judged."""
    node = root.get("schema_version")
    number = level(node)
    if node is None or number is None or number <= schema.SCHEMA_VERSION:
        return False
    notes.add(
        node,
        f"schema_version: {short(number)} is written for a newer assess "
        f"(this one reads {schema.SCHEMA_VERSION}); update assess",
    )
    return True


class _Rules:
    def __init__(self, root: Node, notes: Notes) -> None:
        self.root = root
        self.notes = notes
        self.sections = {name: list(items(root, name)) for name in ITEM_NAMES}
        self.known = {name: self._ids(name) for name in ITEM_NAMES}
        self.levels: list[int] | None = None

    def _ids(self, section: str) -> list[str] | None:
        """The ids of a section; None where it can't be judged (absent, of the wrong shape)."""
        node = self.root.get(section)
        if node is None:
            return [] if section in _OPTIONAL and not self.root.partial else None
        if node.kind != "list" or node.broken or any(item.broken for item in node.items):
            return None
        return [item.id for item in self.sections[section] if item.id is not None]

    def note_all(self) -> None:
        for section in ITEM_NAMES:
            self._unique(self.sections[section])
        self.levels = self._scale()
        for item in self.sections["competencies"]:
            self._competency(item)
        self._areas_in_use()
        for item in self.sections["roles"]:
            self._role(item)
        for item in self.sections["activities"]:
            self._activity(item)
        for item in self.sections["cases"]:
            self._case(item)
        note_cycles(self.sections["activities"], self.notes)
        if self.levels is not None:
            note_waiting(self.sections["competencies"], self.levels[0], self.notes)
        if first_form(self.root):
            note_newer_keys(self.root, self.sections, self.notes)
        else:
            people = self.known["people"]
            note_situation(self.root, self.sections, people, self._refer, self.notes)
        transition = self.root.get("transition")
        for key, entry in entries(transition):
            if key in ("from", "to"):
                self._refer("roles", text(entry.node), entry.node, f"transition.{key}")
        note_renamings(self.sections["renamed"], self.known["competencies"], self.notes)
        self._guide()

    def _unique(self, found: Iterable[Item]) -> None:
        first: dict[str, Node] = {}
        for item in found:
            node = item.node.get("id")
            if item.id is None or node is None:
                continue
            if item.id in first:
                self.notes.add(
                    node,
                    f"{item.name}: this id is there twice (first in line {first[item.id].line}); "
                    "give one of them another id",
                )
            first.setdefault(item.id, node)

    def _scale(self) -> list[int] | None:
        numbers: list[int] = []
        whole = True
        for item in self.sections["scale"]:
            node = item.node.get("level")
            number = level(node)
            if node is None or number is None:
                whole = False
                numbers.clear()
                continue
            if numbers and number != numbers[-1] + 1:
                self.notes.add(
                    node,
                    f"{item.name}: levels must be consecutive, lowest first; "
                    f"after {numbers[-1]} write {numbers[-1] + 1}",
                )
                whole = False
            numbers.append(number)
        return numbers if whole and numbers else None

    def _refer(self, section: str, wanted: str | None, where: Node | Entry, place: str) -> None:
        known = self.known[section]
        if known is None or wanted is None or wanted in known:
            return
        otherwise = f"add it to {section}, or take it out here"
        suggestion = did_you_mean(wanted, known, otherwise)
        self.notes.add(
            where, f"{place}: there is no {ITEM_NAMES[section]} '{short(wanted)}'{suggestion}"
        )

    def _level(self, node: Node, place: str, *, step: bool = False) -> None:
        number = level(node)
        if number is None or self.levels is None:
            return
        low, high = self.levels[0], self.levels[-1]
        allowed = f"write {low + step} to {high}" if low + step < high else f"write {high}"
        if not low <= number <= high:
            self.notes.add(
                node,
                f"{place}: level {short(number)} isn't on the scale of {low} to {high}; {allowed}",
            )
        elif step and number == low:
            self.notes.add(
                node,
                f"{place}: level {number} is the scale's lowest, nothing leads up to it; {allowed}",
            )

    def _levels_of(self, item: Item, field: str, *, step: bool = False) -> None:
        for key, entry in entries(item.node.get(field)):
            self._refer("competencies", key, entry, f"{item.name}, {field}")
            self._level(entry.node, f"{item.name}, {field}.{short(key)}", step=step)

    def _competency(self, item: Item) -> None:
        area = item.node.get("area")
        if area is not None:
            self._refer("areas", text(area), area, f"{item.name}, area")
        self._every_level(item.node.entries.get("anchors"), f"{item.name}, anchors")
        quick = item.node.get("quick")
        if quick is not None:
            self._every_level(quick.entries.get("levels"), f"{item.name}, quick.levels")
        sources = item.node.get("sources")
        for source in sources.items if sources is not None else ():
            self._document(source, f"{item.name}, sources")
        reason = item.node.get("weight_reason")
        if reason is not None:
            self._document(reason, f"{item.name}, weight_reason")
        self._twice(item, "needs")
        builds_on = item.node.get("builds_on")
        for other in builds_on.items if builds_on is not None else ():
            self._builds_on(item, other)

    def _builds_on(self, item: Item, other: Node) -> None:
        place = f"{item.name}, builds_on"
        for key, entry in entries(other):
            if key == "competency":
                self._refer("competencies", text(entry.node), entry.node, f"{place}.competency")
            elif key in ("level", "from"):
                self._level(entry.node, f"{place}.{key}")

    def _every_level(self, entry: Entry | None, place: str) -> None:
        """Note levels without a text in a mapping of texts, and texts off the scale."""
        if entry is None or entry.node.kind != "map" or entry.node.broken or self.levels is None:
            return
        texts_of = entry.node.entries
        missing = [number for number in self.levels if number not in texts_of]
        if missing and not entry.node.partial:
            words = ", ".join(str(number) for number in missing)
            many = "levels" if len(missing) > 1 else "level"
            self.notes.add(
                entry,
                f"{place}: the text for {many} {words} is missing; add '{missing[0]}: …'",
            )
        low, high = self.levels[0], self.levels[-1]
        for key, written in texts_of.items():
            if isinstance(key, int) and not isinstance(key, bool) and not low <= key <= high:
                self.notes.add(
                    written,
                    f"{place}: level {short(key)} isn't on the scale of {low} to {high}; "
                    "take it out",
                )

    def _areas_in_use(self) -> None:
        known, competencies = self.known["areas"], self.known["competencies"]
        if known is None or competencies is None:
            return
        named = {text(item.node.get("area")) for item in self.sections["competencies"]}
        # a mistyped area was noted already; the area it meant isn't empty
        used = named | {nearest(name, known) for name in named if name not in known}
        for item in self.sections["areas"]:
            if item.id is not None and item.id not in used:
                self.notes.add(
                    item.node, f"{item.name}: no competency is in it; write one, or delete the area"
                )

    def _role(self, item: Item) -> None:
        self._levels_of(item, "targets")
        for key, entry in entries(item.node.get("reasons")):
            self._refer("competencies", key, entry, f"{item.name}, reasons")
            self._document(entry.node, f"{item.name}, reasons.{short(key)}")

    def _activity(self, item: Item) -> None:
        self._levels_of(item, "teaches", step=True)
        self._levels_of(item, "requires_level")
        for field, section in (("requires", "activities"), ("resources", "resources")):
            for wanted, node in texts(item.node.get(field)):
                self._refer(section, wanted, node, f"{item.name}, {field}")
            self._twice(item, field)
        self._twice(item, "needs")

    def _case(self, item: Item) -> None:
        named, level_node = item.node.get("competency"), item.node.get("level")
        if named is not None:
            self._refer("competencies", text(named), named, f"{item.name}, competency")
        if level_node is not None:
            self._level(level_node, f"{item.name}, level")
        note_quote(item, self.sections["competencies"], self.notes)

    def _twice(self, item: Item, field: str) -> None:
        note_twice(item.node.get(field), f"{item.name}, {field}", self.notes)

    def _document(self, node: Node, place: str) -> None:
        found = node.get("document") if node.kind == "map" and not node.broken else None
        if found is None:
            return
        for wanted, where in [(text(found), found), *texts(found)]:
            self._refer("documents", wanted, where, f"{place}.document")

    def _guide(self) -> None:
        roles, documents = self.known["roles"], self.known["documents"]
        note_guide(self.root.get("guide"), roles, documents, self.notes)
