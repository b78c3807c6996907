"""Rules of the guide's rows: blank values, ids, and what a row refers to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from assess.domain.suggest import did_you_mean, short
from assess.formats.model_yaml.guide_rows import GuideEntry
from assess.formats.model_yaml.nodes import Entry, Node
from assess.formats.model_yaml.places import Notes, entries, text, texts

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
