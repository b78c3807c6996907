"""Messages between the page and its kernel: one record for each, and a declaration for JavaScript.

What the page sends is a dataclass, made by `read` of what fits one; what the page is told is a
TypedDict. `From…` and `To…` are the messages of a widget in each direction.
`scripts/write_messages.py` makes the declaration against which the page's scripts are checked.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Generic,
    Literal,
    TypedDict,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

K = TypeVar("K", bound=str)
"""The kinds that a message of a common form can be of: a Literal."""


@dataclass(frozen=True)
class Signal(Generic[K]):
    """What the page wants that is said by its kind alone."""

    kind: K


@dataclass(frozen=True)
class About(Generic[K]):
    """What the page wants of one thing, by its id."""

    kind: K
    id: str


class Cue(TypedDict, Generic[K]):
    """What the page is told by a kind alone."""

    kind: K


class Text(TypedDict, Generic[K]):
    """A sentence to the person; its kind says what about."""

    kind: K
    text: str


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
        hints, required = shape(record)
        values = {name: content[name] for name in hints if name in content}
        if required <= values.keys() and all(_fits(values[name], hints[name]) for name in values):
            return record(**values)
    return None


@cache
def shape(record: Any) -> tuple[dict[str, Any], set[str]]:
    """Return the type of each field of what the page sends, and the names of those it must have."""
    form = get_origin(record) or record
    hints = get_type_hints(form)
    if form is not record:
        hints["kind"] = get_args(record)[0]
    return hints, {field.name for field in fields(form) if field.default is MISSING}


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
