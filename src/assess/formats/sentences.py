"""What pydantic refuses, as a sentence that names the place and what to write instead.

Model files (YAML) and the JSON files share the phrases; each says in its own words what a list or
an object looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sized
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
    elif number and (kind.startswith(("int_type", "greater_than", "less_than"))):
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
    if kind in _SAID:
        bounds = {key: f"{n:g}" if isinstance(n, float) else n for key, n in context.items()}
        long = len(value) if isinstance(value, Sized) else 0
        return _SAID[kind].format(**bounds, shown=shown, long=long)
    return f"can't be used ({detail['msg']})"


_SAID = {
    "greater_than": "must be above {gt}, not {shown}",
    "greater_than_equal": "must be at least {ge}, not {shown}",
    "less_than": "must be below {lt}, not {shown}",
    "less_than_equal": "must be at most {le}, not {shown}",
    "multiple_of": "must be a multiple of {multiple_of}, not {shown}",
    "string_too_long": (
        "is {long:,} characters long, at most {max_length:,} are allowed; shorten it"
    ),
    "too_short": "must have at least {min_length}, has {long}; add one",
    "too_long": "must have at most {max_length}, has {long}; take some out",
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
