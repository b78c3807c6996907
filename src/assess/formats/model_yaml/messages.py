"""Shape errors (pydantic's) → located sentences that say what to write instead."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from assess.domain.suggest import did_you_mean, short
from assess.formats.model_yaml import schema, values
from assess.formats.model_yaml.guide_rows import WRONG_VALUE
from assess.formats.model_yaml.nodes import Node, resolve
from assess.formats.model_yaml.places import Notes, find, place_name
from assess.formats.sentences import phrase
from assess.formats.shapes import Of

_PATTERNS = {
    values.KEBAB: "must be an id of small letters, digits and single hyphens",
    values.DOCUMENT_ID: "must be an id of letters and digits, such as D1",
    values.VERSION: "must be a version of three numbers, such as 1.0.0",
    values.LANGUAGE: "must be a language code, such as en or pt-BR",
    values.WEB: "must be a web address that begins with https://",
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
    return f"; write {proposal}" if pattern == values.KEBAB and proposal else ""


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
