"""Places in a model's file: their paths, and the sentences about what is wrong there."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from assess.errors import Problem
from assess.formats.model_yaml import schema
from assess.formats.model_yaml.nodes import Entry, Node, resolve
from assess.formats.model_yaml.rows import DOCUMENT_ID, KEBAB, LANGUAGE, VERSION, WEB, WRONG_VALUE
from assess.formats.sentences import phrase
from assess.formats.shapes import Of
from assess.text import did_you_mean, short

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


def words(node: Node | None) -> Iterator[tuple[str, Node]]:
    """A text, or the texts of a list, and their nodes."""
    own = text(node)
    if node is not None and own is not None:
        yield own, node
    yield from texts(node)


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


_PATTERNS = {
    KEBAB: "must be an id of small letters, digits and single hyphens",
    DOCUMENT_ID: "must be an id of letters and digits, such as D1",
    VERSION: "must be a version of three numbers, such as 1.0.0",
    LANGUAGE: "must be a language code, such as en or pt-BR",
    WEB: "must be a web address that begins with https://",
}
_SHAPES = {
    "model_type": "a mapping of 'key: value' lines",
    "model_attributes_type": "a mapping of 'key: value' lines",
    "dict_type": "a mapping of 'key: value' lines",
    "list_type": "a list of '- …' lines",
    "tuple_type": "a list of '- …' lines",
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "finite_number": "a finite number",
}


def note_shape(error: ValidationError, root: Node, notes: Notes) -> None:
    """Note every shape error at its place; those below a problem already noted are left out."""
    for detail in error.errors(include_url=False):
        _note(detail, root, notes)


def _note(detail: Mapping[str, Any], root: Node, notes: Notes) -> None:
    path = list(detail["loc"])
    is_key = path[-1:] == ["[key]"]
    if is_key:
        path.pop()
    kind = detail["type"]
    if kind == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
        return  # of a tuple, pydantic counts the sound items; the others are noted one by one
    if kind == "missing":
        found = find(root, path[:-1])
        if not found.broken and not found.node.partial:
            where = place_name(root, path[:-1])
            notes.add(found.node, f"{where}: '{path[-1]}' is missing; add '{path[-1]}: …'")
        return
    found = find(root, path)
    if found.broken:
        return
    if kind in ("extra_forbidden", "invalid_key"):
        known = _fields(path[:-1])
        hint = did_you_mean(path[-1], known, f"known here: {', '.join(known)}")
        place = place_name(root, path[:-1])
        notes.add(found.entry or found.node, f"{place}: unknown key '{short(path[-1])}'{hint}")
        return
    if is_key:
        where = place_name(root, path[:-1])
        sentence = _key_sentence(detail, str(path[-1]))
        notes.add(found.entry or found.node, f"{where}: {sentence}")
        return
    notes.add(found.node, f"{place_name(root, path)}: {_sentence(detail, found.node)}")


def _key_sentence(detail: Mapping[str, Any], key: str) -> str:
    name = f"the key '{short(key)}'"
    if detail["type"] in ("int_type", "int_from_float"):
        return f"{name} must be a level, a whole number without quotes"
    if detail["type"] == "string_type":
        return f"{name} must be text; put it in quotes"
    if detail["type"] == "string_pattern_mismatch":
        return f"{name} {_PATTERNS.get(detail['ctx']['pattern'], 'has the wrong form')}"
    return f"{name} can't be used ({detail['msg']})"


def _sentence(detail: Mapping[str, Any], node: Node) -> str:
    kind = detail["type"]
    if node.kind == "scalar" and node.value is None:
        return "has no value; write one, or take the key out if it is optional"
    shown = describe(node)
    if kind == "string_type" and node.kind == "scalar":
        return f'must be text, not {shown}; put it in quotes: "{short(node.raw)}"'
    if "number" in _SHAPES.get(kind, "") and isinstance(node.value, str):
        quoted = isinstance(resolve(node.raw), (int, float))
        return phrase(detail, _SHAPES, shown) + ("; take the quotes away" if quoted else "")
    if kind == "string_pattern_mismatch":
        pattern = detail["ctx"]["pattern"]
        form = _PATTERNS.get(pattern, "has the wrong form")
        return f"{form}, not '{short(node.raw)}'{_kebab(node.raw, pattern)}"
    if kind == "string_too_short":
        return "is blank; write text, or take the key out if it is optional"
    if kind == WRONG_VALUE:
        return f"{detail['msg']}, not {shown}"
    if kind in ("isbn_form", "isbn_check"):
        return f"{detail['msg']}, not {shown}; correct it or take the key out"
    return phrase(detail, _SHAPES, shown)


def _kebab(raw: str, pattern: str) -> str:
    """A proposal for an id of the wrong form."""
    proposal = "-".join(re.findall(r"[a-z0-9]+", raw.lower()))
    return f"; write {proposal}" if pattern == KEBAB and proposal else ""


def describe(node: Node) -> str:
    """A value as a sentence quotes it: `the number 3`, `'text'`, `a list`."""
    if node.kind != "scalar":
        return "a list" if node.kind == "list" else "a mapping"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, bool):
        return f"{node.raw} (yes or no)"
    if isinstance(node.value, (int, float)):
        return short(node.raw)
    return f"'{short(node.raw)}'"


def _fields(path: Iterable[str | int]) -> list[str]:
    """The keys that the schema knows at a path."""
    current: Any = schema.ModelFile
    for step in path:
        section = _section(current)
        if section is not None:
            fields = {(f.alias or name): f for name, f in section.model_fields.items()}
            if step not in fields:
                return []
            field = fields[str(step)]
            current = Annotated[(field.annotation, *field.metadata, "a field")]
        else:
            arguments = [part for part in get_args(_plain(current)) if part is not Ellipsis]
            if not arguments:
                return []
            current = arguments[-1]
    section = _section(current)
    return [] if section is None else [f.alias or n for n, f in section.model_fields.items()]


def _plain(annotation: Any) -> Any:
    """The annotation without `| None`, or the shape by which a record is read."""
    if get_origin(annotation) is Annotated:
        of = [item.shape for item in annotation.__metadata__ if isinstance(item, Of)]
        return of[0] if of else _plain(annotation.__origin__)
    if get_origin(annotation) in (Union, types.UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def _section(annotation: Any) -> type[BaseModel] | None:
    plain = _plain(annotation)
    return plain if isinstance(plain, type) and issubclass(plain, BaseModel) else None
