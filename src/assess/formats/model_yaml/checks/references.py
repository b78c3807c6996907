"""Rules about references in a model: to what is there, in no circle, also from the guide's rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from assess.formats.model_yaml.nodes import Entry, Node
from assess.formats.model_yaml.places import Item, Notes, entries, level, text, texts
from assess.formats.model_yaml.rows import GuideEntry
from assess.text import did_you_mean, short

Known = Sequence[str] | None

# keys of a row's own choice are allowed, so only a near miss is taken for a mistyped one
_NEAR = 0.8


def note_guide(guide: Node | None, roles: Known, documents: Known, notes: Notes) -> None:
    """Note every broken rule of the guide; ids that are None can't be judged."""
    checks = _Guide(roles, documents, notes)
    for name, entry in entries(guide):
        if name in GuideEntry.model_fields and entry.node.kind == "list" and not entry.node.broken:
            checks.list_of(name, entry.node)
    if guide is not None:
        checks.rules(guide)


class _Guide:
    def __init__(self, roles: Known, documents: Known, notes: Notes) -> None:
        self.known: dict[str, Known] = {"roles": roles, "documents": documents}
        self.notes = notes

    def list_of(self, name: str, found: Node) -> None:
        place = f"guide.{name}"
        keys = list(_row_keys(name))
        for row in found.items:
            for node in row.walk():
                if node.kind == "map":
                    self._documents(node, place)
                elif node.kind == "scalar" and not node.broken and not node.raw.strip():
                    self.notes.add(node, f"{place}: a value is blank; write one")
            self._mistyped(row, keys, place)
            role = row.get("role") if "role" in keys else None
            self._refer("role", text(role), role, f"{place}.role")
            if "cells" in keys:
                for key, cell in entries(row.get("cells")):
                    self._refer("role", key, cell, f"{place}.cells")
            options = row.get("options")
            if options is not None and options.kind == "list":
                self._unique(options.items, f"{place}.options")
        self._unique(found.items, place)

    def _mistyped(self, row: Node, keys: list[str], place: str) -> None:
        for key, entry in entries(row):
            free = [known for known in keys if row.get(known) is None]
            if key not in keys and (near := get_close_matches(key, free, 1, _NEAR)):
                self.notes.add(
                    entry, f"{place}: unknown key '{short(key)}'; did you mean '{near[0]}'?"
                )

    def _unique(self, rows: Sequence[Node], place: str) -> None:
        first: dict[str, Node] = {}
        for row in rows:
            row_id = row if row.kind == "scalar" and "options" in place else row.get("id")
            key = text(row_id)
            if row_id is None or key is None:
                continue
            if key in first:
                self.notes.add(
                    row_id,
                    f"{place}: the id '{short(key)}' is there twice "
                    f"(first in line {first[key].line}); give one of them another id",
                )
            first.setdefault(key, row_id)

    def _documents(self, node: Node, place: str) -> None:
        for field in ("document", "documents"):
            found = None if node.broken else node.get(field)
            if found is not None:
                for wanted, where in [(text(found), found), *texts(found)]:
                    self._refer("document", wanted, where, f"{place}.{field}")

    def _refer(self, what: str, wanted: str | None, where: Node | Entry | None, place: str) -> None:
        section = f"{what}s"
        known = self.known[section]
        if known is None or wanted is None or where is None or wanted in known:
            return
        otherwise = f"add it to {section}, or take it out here"
        self.notes.add(
            where,
            f"{place}: there is no {what} '{short(wanted)}'"
            f"{did_you_mean(wanted, known, otherwise)}",
        )

    def rules(self, guide: Node) -> None:
        """Note what `when` of a rule names and no question has."""
        options = {key: _options(row) for key, row in _by_id(guide.get("questions"))}
        rows = guide.get("rules")
        for row in rows.items if rows is not None and rows.kind == "list" else ():
            entry = row.entries.get("when")
            if entry is None or entry.node.kind != "map" or entry.node.broken:
                continue
            if row.get("suggest") is None and not row.partial:
                self.notes.add(row, "guide.rules: 'suggest' is missing; add 'suggest: …'")
            for key, condition in entries(entry.node):
                self._condition(key, condition, options)

    def _condition(self, key: str, condition: Entry, options: dict[str, list[str]]) -> None:
        if key not in options:
            hint = did_you_mean(key, options, "add it to guide.questions, or take it out here")
            self.notes.add(
                condition, f"guide.rules.when: there is no question '{short(key)}'{hint}"
            )
            return
        node = condition.node
        named = node.items if node.kind == "list" else [node]
        if node.kind == "map" or not named or any(item.kind != "scalar" for item in named):
            self.notes.add(
                node, f"guide.rules.when.{short(key)}: must be an option id, or a list of them"
            )
            return
        for item in named:
            if not item.broken and item.raw.strip() and item.value not in options[key]:
                hint = did_you_mean(item.raw, options[key], "add it to the question's options")
                self.notes.add(
                    item,
                    f"guide.rules.when.{short(key)}: there is no option '{short(item.raw)}'{hint}",
                )


def _by_id(found: Node | None) -> Iterator[tuple[str, Node]]:
    for row in found.items if found is not None and found.kind == "list" else ():
        key = text(row.get("id"))
        if key is not None:
            yield key, row


def _options(question: Node) -> list[str]:
    found = question.get("options")
    rows = found.items if found is not None and found.kind == "list" else []
    ids = [text(row if row.kind == "scalar" else row.get("id")) for row in rows]
    return [item for item in ids if item is not None]


def _row_keys(name: str) -> Iterator[str]:
    """The keys that a row of this list knows."""
    annotation: Any = GuideEntry.model_fields[name].annotation
    (row,) = annotation.__args__
    yield from getattr(row, "__origin__", row).model_fields


def note_renamings(renamed: Sequence[Item], known: Sequence[str] | None, notes: Notes) -> None:
    """Note old ids that are still in use or named twice, and new ids that lead nowhere."""
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
        if target is None or new is None or _end(new, follows) in known:
            continue
        hint = did_you_mean(new, known, "name one of today's competencies")
        notes.add(target, f"renamed: there is no competency '{short(new)}'{hint}")


def _end(key: str, follows: dict[str, str]) -> str:
    seen: set[str] = set()
    while key in follows and key not in seen:
        seen.add(key)
        key = follows[key]
    return key


K = TypeVar("K", bound=Hashable)


def note_cycles(activities: Sequence[Item], notes: Notes) -> None:
    """Note each cycle in `requires` once, at the entry of its first activity in the file."""
    after: dict[str, dict[str, Node]] = {}
    for item in activities:
        if item.id is not None:
            after.setdefault(item.id, dict(texts(item.node.get("requires"))))
    order = {key: index for index, key in enumerate(after)}
    for cycle in _cycles(after):
        first = min(range(len(cycle)), key=lambda index: order[cycle[index]])
        ring = [*cycle[first:], *cycle[:first]]
        where = after[ring[0]][ring[1 % len(ring)]]
        shown = [*ring, ring[0]] if len(ring) < 10 else [*ring[:8], "…", ring[0]]
        chain = " → ".join(short(key) for key in shown)
        notes.add(
            where,
            f"activity '{short(ring[0])}', requires: a circle that can never begin ({chain}); "
            "take one of these out",
        )


def note_waiting(competencies: Iterable[Item], lowest: int, notes: Notes) -> None:
    """Note each circle of `builds_on` once: steps that wait for levels which wait for them."""
    rules: list[tuple[str, int, str, int, Node]] = []
    for item in competencies:
        found = item.node.get("builds_on")
        for node in found.items if found is not None and found.kind == "list" else ():
            if item.id is None or node.kind != "map" or node.broken:
                continue
            other, needed, first = (
                text(node.get("competency")),
                level(node.get("level")),
                level(node.get("from")),
            )
            if other is not None and needed is not None and first is not None:
                rules.append((item.id, max(first, lowest + 1), other, needed, node))
    after = {
        index: [at for at, other in enumerate(rules) if other[0] == rule[2] and other[1] <= rule[3]]
        for index, rule in enumerate(rules)
    }
    for cycle in _cycles(after):
        first = min(range(len(cycle)), key=lambda index: cycle[index])
        ring = [rules[index] for index in [*cycle[first:], *cycle[:first]]]
        chain = ", ".join(
            f"{short(key)} from {start} waits for {short(other)} {needed}"
            for key, start, other, needed, _ in ring
        )
        notes.add(
            ring[0][4],
            f"competency '{short(ring[0][0])}', builds_on: a circle that can never begin "
            f"({chain}); lower a level, raise a from, or take one out",
        )


def _cycles(after: Mapping[K, Iterable[K]]) -> list[list[K]]:
    """A cycle for every edge that closes one, by depth-first search without recursion."""
    done: set[K] = set()
    found: list[list[K]] = []
    for start in after:
        if start in done:
            continue
        path: list[K] = [start]
        place = {start: 0}
        waiting = [iter(after[start])]
        while path:
            for key in waiting[-1]:
                if key in place:
                    found.append(path[place[key] :])
                elif key in after and key not in done:
                    place[key] = len(path)
                    path.append(key)
                    waiting.append(iter(after[key]))
                    break
            else:
                waiting.pop()
                done.add(path[-1])
                del place[path.pop()]
    return found
