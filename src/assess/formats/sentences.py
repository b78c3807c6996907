"""What pydantic refuses, as a sentence that names the place and what to write instead.

Model files (YAML) and the JSON files share the phrases; each says in its own words what a list or
an object looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from assess.text import did_you_mean, short

LARGEST = 10**15
"""Numbers beyond are no hours, levels or factors of anybody."""

UNCLEAN = "holds a character that no text can hold; delete it"
_WRONG = "wrong"
_IN_JSON = {
    "list_type": "a list in brackets […]",
    "tuple_type": "a list in brackets […]",
    "dict_type": "an object in braces {…}",
    "string_type": "text in quotes",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
}


def wrong(said: str, *place: str | int) -> PydanticCustomError:
    """Make the error that a validator of ours raises: a sentence without place and full stop.

    `place`: the path to the mistake below the value that is validated.
    """
    return PydanticCustomError(_WRONG, "{said}", {"said": said, "place": place})


def sentence(error: ValidationError) -> str:
    """Return the first mistake with its place: `quarters[0].activities[2].hours: must be …`."""
    detail = error.errors(include_url=False)[0]
    path = [*detail["loc"], *detail.get("ctx", {}).get("place", ())]
    is_key = path[-1:] == ["[key]"]
    key = path[-2] if is_key else ""
    where = ""
    for step in path[:-2] if is_key else path:
        where += f"[{step}]" if isinstance(step, int) else f".{short(step)}"
    said = _said(detail)
    if is_key and detail["type"] != _WRONG:
        said = f"the key '{short(key)}' {said}"
    return f"{where.lstrip('.') or 'the file'}: {said}{'' if said.endswith(('.', '?')) else '.'}"


def _said(detail: Mapping[str, Any]) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "string_unicode":
        return UNCLEAN
    if number and (kind in ("finite_number", "float_type") or context.get("le") == LARGEST):
        return "must be a finite number of ordinary size"
    shown = type_of(value)
    if kind == "literal_error" and isinstance(value, str):
        shown = f"'{short(value)}'"
    elif number and (kind == "int_type" or kind in _BOUNDS):
        shown = short(value)
    return phrase(detail, _IN_JSON, shown)


def phrase(detail: Mapping[str, Any], types: Mapping[str, str], shown: str) -> str:
    """Return what is wrong with a value, without its place and full stop.

    `types`: pydantic's names for wrong types → what to write. `shown`: the value as it is quoted.
    """
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == _WRONG:
        return str(context["said"])
    if kind in types:
        return f"must be {types[kind]}, not {shown}"
    if kind == "literal_error":
        words = [word.strip("'") for word in re.split(", | or ", context["expected"])]
        return f"must be {spoken(words, 'or')}, not {shown}{did_you_mean(value, words)}"
    if kind in _BOUNDS:
        name, relation = _BOUNDS[kind]
        bound = context[name]
        return (
            f"must be {relation} {bound:g}, not {shown}"
            if isinstance(bound, float)
            else (f"must be {relation} {bound}, not {shown}")
        )
    if kind == "multiple_of":
        return f"must be a multiple of {context['multiple_of']}, not {shown}"
    if kind == "string_too_long":
        limit = context["max_length"]
        return f"is {len(value):,} characters long, at most {limit:,} are allowed; shorten it"
    if kind == "too_short":
        return f"must have at least {context['min_length']}, has {len(value)}; add one"
    if kind == "too_long":
        return f"must have at most {context['max_length']}, has {len(value)}; take some out"
    return f"can't be used ({detail['msg']})"


_BOUNDS = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "at most"),
}


def spoken(words: Iterable[object], joint: str = "and") -> str:
    """Return `a, b and c`."""
    listed = [str(word) for word in words]
    return f" {joint} ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def type_of(value: object) -> str:
    """Return what a JSON value is called in a sentence."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "an object"
