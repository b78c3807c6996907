"""Paths in a model file: which node, and how a sentence names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assess.domain.suggest import short
from assess.errors import Problem
from assess.formats.model_yaml.nodes import Entry, Node

# a section's list and what one of its items is called
ITEM_NAMES = {
    "scale": "scale level",
    "areas": "area",
    "competencies": "competency",
    "roles": "role",
    "activities": "activity",
    "resources": "resource",
    "documents": "document",
    "renamed": "renaming",
    "people": "person",
    "situation": "question",
    "cases": "case",
}

Path = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at a path: the node, its key's entry, and whether a problem lies on the way."""

    node: Node
    entry: Entry | None
    broken: bool
    complete: bool


def find(root: Node, path: Path) -> Found:
    """Follow a path as far as it goes."""
    node, entry, broken = root, None, root.broken
    for step in path:
        if node.kind == "list" and isinstance(step, int) and step < len(node.items):
            node, entry = node.items[step], None
        elif node.kind == "map" and (below := _entry(node, step)) is not None:
            node, entry = below.node, below
        else:
            return Found(node, entry, broken, complete=False)
        broken = broken or node.broken
    return Found(node, entry, broken, complete=True)


def _entry(node: Node, step: str | int) -> Entry | None:
    if step in node.entries:
        return node.entries[step]
    # keys that aren't text arrive here in the validator's own spelling
    return next((e for key, e in node.entries.items() if str(key) == str(step)), None)


def item_name(section: str, index: int, item: Node) -> str:
    """`competency 'pricing'`; an item without a usable id is counted from 1."""
    name = ITEM_NAMES[section]
    key = item.get("level" if section == "scale" else "id")
    if key is not None and key.kind == "scalar" and key.raw.strip():
        return f"{name} {short(key.raw)}" if section == "scale" else f"{name} '{short(key.raw)}'"
    return f"{name} number {index + 1}"


def place_name(root: Node, path: Path) -> str:
    """How a sentence names a path: `competency 'pricing', anchors.2`."""
    rest = list(path)
    head = ""
    if len(rest) > 1 and rest[0] in ITEM_NAMES and isinstance(rest[1], int):
        found = find(root, rest[:2])
        head = item_name(str(rest[0]), rest[1], found.node)
        rest = rest[2:]
    node, names = find(root, path[: len(path) - len(rest)]).node, []
    for step in rest:
        # a place in a list is told by the line number, not by counting
        if node.kind != "list":
            names.append(short(step))
        node = find(node, [step]).node
    tail = ".".join(names)
    return f"{head}, {tail}" if head and tail else head or tail or "the file"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section: its node and its id, where it has one."""

    section: str
    index: int
    node: Node
    id: str | None

    @property
    def name(self) -> str:
        """`competency 'pricing'`."""
        return item_name(self.section, self.index, self.node)


def items(root: Node, section: str) -> Iterator[Item]:
    """The mappings of one section, in file order."""
    found = root.get(section)
    if found is None or found.kind != "list" or found.broken:
        return
    for index, node in enumerate(found.items):
        if node.kind == "map" and not node.broken:
            yield Item(section, index, node, text(node.get("id")))


def text(node: Node | None) -> str | None:
    """A scalar's text; None for anything else."""
    if node is None or node.broken or not isinstance(node.value, str):
        return None
    return node.value


def level(node: Node | None) -> int | None:
    """A scalar's whole number; None for anything else (true isn't a level)."""
    if node is None or node.broken or isinstance(node.value, bool):
        return None
    return node.value if isinstance(node.value, int) else None


def entries(node: Node | None) -> Iterator[tuple[str, Entry]]:
    """The text keys of a mapping and their entries."""
    if node is not None and node.kind == "map" and not node.broken:
        for key, entry in node.entries.items():
            if isinstance(key, str):
                yield key, entry


def texts(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The texts of a list and their nodes."""
    if node is not None and node.kind == "list" and not node.broken:
        for item in node.items:
            found = text(item)
            if found is not None:
                yield found, item


class Notes:
    """Collects located problems of one file."""

    def __init__(self, file: str, severity: str = "error") -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._severity = severity

    def add(self, where: Node | Entry, message: str) -> None:
        """Note a problem at a node or at a key."""
        problem = Problem(self._file, where.line, where.column, message, self._severity)
        if problem not in self.problems:
            self.problems.append(problem)
