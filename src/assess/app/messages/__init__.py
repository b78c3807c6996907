"""Messages between the page and its kernel: one record for each, and a declaration for JavaScript.

What the page sends is a dataclass, made by `read` of what fits one; what the page is told is a
TypedDict. `From…` and `To…` are the messages of a widget in each direction.
`scripts/write_messages.py` makes the declaration against which the page's scripts are checked.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict


def records(widget: Any) -> tuple[Any, ...]:
    """Return the records of one direction of a widget: the members of a union, or the only one."""
    return get_args(widget) if get_origin(widget) in (Union, UnionType) else (widget,)


def read(content: object, widget: Any) -> Any:
    """Return the record that a message is, None where it fits none of the widget's records.

    A browser can send anything. What is inside a dictionary is checked by whoever uses it.
    """
    if not isinstance(content, dict):
        return None
    for record in records(widget):
        hints, required = _shape(record)
        values = {name: content[name] for name in hints if name in content}
        if required <= values.keys() and all(_fits(values[name], hints[name]) for name in values):
            return record(**values)
    return None


@cache
def _shape(record: Any) -> tuple[dict[str, Any], set[str]]:
    required = {field.name for field in fields(record) if field.default is MISSING}
    return get_type_hints(record), required


def _fits(value: object, hint: Any) -> bool:
    origin, inside = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if origin is Literal:
        return isinstance(value, str) and value in inside
    if origin in (UnionType, Union):
        return any(_fits(value, one) for one in inside)
    if origin is list:
        return isinstance(value, list) and all(_fits(item, inside[0]) for item in value)
    if origin is dict or is_typeddict(hint):
        return isinstance(value, dict)
    return type(value) is (NoneType if hint is None else hint)
