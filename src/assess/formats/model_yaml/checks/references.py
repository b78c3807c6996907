"""References in a model's file: to what is there, in no circle, also from the guide's rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from assess.formats.model_yaml.nodes import Entry, Node
from assess.formats.model_yaml.places import (
    ITEM_NAMES,
    Notes,
    entries,
    items,
    level,
    text,
    texts,
    words,
)
from assess.formats.model_yaml.rows import GuideEntry
from assess.text import did_you_mean, short

# keys of a row's own choice are allowed, so only a near miss is taken for a mistyped one
_NEAR = 0.8
_OPTIONAL = ("resources", "documents", "people")


class References:
    """The items and ids of a file's sections, and notes about what names none of them.

    `known`: the ids of a section; None where it can't be judged (absent, of the wrong shape).
    """

    def __init__(self, root: Node, notes: Notes) -> None:
        self.root = root
        self.notes = notes
        self.sections = {name: list(items(root, name)) for name in ITEM_NAMES}
        self.known = {name: self._ids(name) for name in ITEM_NAMES}

    def _ids(self, section: str) -> list[str] | None:
        node = self.root.get(section)
        if node is None:
            return [] if section in _OPTIONAL and not self.root.partial else None
        if node.kind != "list" or node.broken or any(item.broken for item in node.items):
            return None
        return [item.id for item in self.sections[section] if item.id is not None]

    def refer(
        self, section: str, wanted: str | None, where: Node | Entry | None, place: str
    ) -> None:
        """Note a name that nothing in the section has; `place` is where it stands, in words."""
        known = self.known[section]
        if known is None or wanted is None or where is None or wanted in known:
            return
        hint = did_you_mean(wanted, known, f"add it to {section}, or take it out here")
        self.notes.add(where, f"{place}: there is no {ITEM_NAMES[section]} '{short(wanted)}'{hint}")

    def documents(self, node: Node | None, place: str, *keys: str) -> None:
        """Note what a mapping names under these keys, one or a list, and is no document."""
        for key in keys:
            found = None if node is None or node.broken else node.get(key)
            for wanted, where in words(found):
                self.refer("documents", wanted, where, f"{place}.{key}")

    def twice(self, found: Node | None, place: str) -> None:
        """Note what a list of texts names twice."""
        seen: set[str] = set()
        for wanted, node in texts(found):
            if wanted in seen:
                self.notes.add(node, f"{place}: '{short(wanted)}' is there twice; delete one")
            seen.add(wanted)

    def same_ids(self, ids: Iterable[Node | None], place: str) -> None:
        """Note each id that an earlier row has."""
        self.same((node, f"{place}: the id '{short(text(node))}'") for node in ids)

    def same(self, ids: Iterable[tuple[Node | None, str]]) -> None:
        """Note each id that an earlier one equals; beside it, what a sentence calls it."""
        first: dict[str, Node] = {}
        for node, called in ids:
            key = text(node)
            if node is None or key is None:
                continue
            if key in first:
                self.notes.add(
                    node,
                    f"{called} is there twice (first in line {first[key].line}); "
                    "give one of them another id",
                )
            first.setdefault(key, node)


def note_guide(file: References) -> None:
    """Note every broken rule of the guide."""
    guide = file.root.get("guide")
    for name, entry in entries(guide):
        if name in GuideEntry.model_fields and entry.node.kind == "list" and not entry.node.broken:
            _guide_rows(file, name, entry.node.items)
    if guide is not None:
        _guide_rules(file, guide)


def _guide_rows(file: References, name: str, rows: list[Node]) -> None:
    place = f"guide.{name}"
    keys = _row_keys(name)
    for row in rows:
        for node in row.walk():
            if node.kind == "map":
                file.documents(node, place, "document", "documents")
            elif node.kind == "scalar" and not node.broken and not node.raw.strip():
                file.notes.add(node, f"{place}: a value is blank; write one")
        _mistyped(row, keys, place, file.notes)
        if "role" in keys:
            file.refer("roles", text(row.get("role")), row.get("role"), f"{place}.role")
        if "cells" in keys:
            for key, cell in entries(row.get("cells")):
                file.refer("roles", key, cell, f"{place}.cells")
        file.same_ids(_option_ids(row), f"{place}.options")
    file.same_ids([row.get("id") for row in rows], place)


def _mistyped(row: Node, keys: list[str], place: str, notes: Notes) -> None:
    for key, entry in entries(row):
        free = [known for known in keys if row.get(known) is None]
        if key not in keys and (near := get_close_matches(key, free, 1, _NEAR)):
            notes.add(entry, f"{place}: unknown key '{short(key)}'; did you mean '{near[0]}'?")


def _guide_rules(file: References, guide: Node) -> None:
    """Note what `when` of a rule names and no question has."""
    options = {
        key: [found for option in _option_ids(row) if (found := text(option)) is not None]
        for row in guide.rows("questions")
        if (key := text(row.get("id"))) is not None
    }
    for row in guide.rows("rules"):
        when = row.get("when")
        if when is None or when.kind != "map" or when.broken:
            continue
        if row.get("suggest") is None and not row.partial:
            file.notes.add(row, "guide.rules: 'suggest' is missing; add 'suggest: …'")
        for key, condition in entries(when):
            _condition(key, condition, options, file.notes)


def _condition(key: str, condition: Entry, options: Mapping[str, list[str]], notes: Notes) -> None:
    if key not in options:
        hint = did_you_mean(key, options, "add it to guide.questions, or take it out here")
        notes.add(condition, f"guide.rules.when: there is no question '{short(key)}'{hint}")
        return
    place, node = f"guide.rules.when.{short(key)}", condition.node
    named = node.items if node.kind == "list" else [node]
    if node.kind == "map" or not named or any(item.kind != "scalar" for item in named):
        notes.add(node, f"{place}: must be an option id, or a list of them")
        return
    for item in named:
        if not item.broken and item.raw.strip() and item.value not in options[key]:
            hint = did_you_mean(item.raw, options[key], "add it to the question's options")
            notes.add(item, f"{place}: there is no option '{short(item.raw)}'{hint}")


def _option_ids(question: Node) -> list[Node | None]:
    """The ids of a question's options; one that is a plain text is its own."""
    rows = question.rows("options")
    return [row if row.kind == "scalar" else row.get("id") for row in rows]


def _row_keys(name: str) -> list[str]:
    """The keys that a row of this list knows."""
    annotation: Any = GuideEntry.model_fields[name].annotation
    (row,) = annotation.__args__
    return list(getattr(row, "__origin__", row).model_fields)


def note_renamings(file: References) -> None:
    """Note old ids that are still in use or named twice, and new ids that lead nowhere."""
    renamed, known, notes = file.sections["renamed"], file.known["competencies"], file.notes
    if known is None:
        return
    first: dict[str, Node] = {}
    follows: dict[str, str] = {}
    for item in renamed:
        new = text(item.node.get("to"))
        for old, node in texts(item.node.get("from")):
            if old in known:
                notes.add(
                    node,
                    f"renamed: '{short(old)}' is still the id of a competency; give that one a "
                    "new id, ids are never used again",
                )
            elif old in first:
                notes.add(
                    node,
                    f"renamed: '{short(old)}' is renamed twice (first in line {first[old].line}); "
                    "keep one",
                )
            first.setdefault(old, node)
            if new is not None:
                follows.setdefault(old, new)
    for item in renamed:
        target = item.node.get("to")
        new = text(target)
        if target is not None and new is not None and _end(new, follows) not in known:
            hint = did_you_mean(new, known, "name one of today's competencies")
            notes.add(target, f"renamed: there is no competency '{short(new)}'{hint}")


def _end(key: str, follows: dict[str, str]) -> str:
    seen: set[str] = set()
    while key in follows and key not in seen:
        seen.add(key)
        key = follows[key]
    return key


K = TypeVar("K", bound=Hashable)


def note_cycles(file: References) -> None:
    """Note each cycle in `requires` once, at the entry of its first activity in the file."""
    after: dict[str, dict[str, Node]] = {}
    for item in file.sections["activities"]:
        if item.id is not None:
            after.setdefault(item.id, dict(texts(item.node.get("requires"))))
    for ring in _cycles(after):
        where = after[ring[0]][ring[1 % len(ring)]]
        shown = [*ring, ring[0]] if len(ring) < 10 else [*ring[:8], "…", ring[0]]
        chain = " → ".join(short(key) for key in shown)
        file.notes.add(
            where,
            f"activity '{short(ring[0])}', requires: a circle that can never begin ({chain}); "
            "take one of these out",
        )


def note_waiting(file: References, lowest: int) -> None:
    """Note each circle of `builds_on` once: steps that wait for levels which wait for them."""
    rules: list[tuple[str, int, str, int, Node]] = []
    for item in file.sections["competencies"]:
        for node in item.node.rows("builds_on"):
            other, needed = text(node.get("competency")), level(node.get("level"))
            first = level(node.get("from"))
            if item.id is None or node.broken or other is None or needed is None or first is None:
                continue
            rules.append((item.id, max(first, lowest + 1), other, needed, node))
    after = {
        index: [at for at, other in enumerate(rules) if other[0] == rule[2] and other[1] <= rule[3]]
        for index, rule in enumerate(rules)
    }
    for cycle in _cycles(after):
        ring = [rules[index] for index in cycle]
        chain = ", ".join(
            f"{short(key)} from {start} waits for {short(other)} {needed}"
            for key, start, other, needed, _ in ring
        )
        file.notes.add(
            ring[0][4],
            f"competency '{short(ring[0][0])}', builds_on: a circle that can never begin "
            f"({chain}); lower a level, raise a from, or take one out",
        )


def _cycles(after: Mapping[K, Iterable[K]]) -> Iterator[list[K]]:
    """A cycle for every edge that closes one, from its first key on.

    By depth-first search without recursion.
    """
    order = {key: index for index, key in enumerate(after)}
    done: set[K] = set()
    for start in after:
        if start in done:
            continue
        path: list[K] = [start]
        place = {start: 0}
        waiting = [iter(after[start])]
        while path:
            for key in waiting[-1]:
                if key in place:
                    ring = path[place[key] :]
                    first = ring.index(min(ring, key=order.__getitem__))
                    yield [*ring[first:], *ring[:first]]
                elif key in after and key not in done:
                    place[key] = len(path)
                    path.append(key)
                    waiting.append(iter(after[key]))
                    break
            else:
                waiting.pop()
                done.add(path[-1])
                del place[path.pop()]
