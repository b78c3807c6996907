"""What values in our files may be: strict pydantic types, and sentences for what they refuse."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from assess.json_values import NAME_LIMIT, is_date, say, type_of
from assess.suggest import did_you_mean, short

TEXT_LIMIT = 10_000
LARGEST = 10**15
"""Numbers beyond are no hours, levels or factors of anybody."""

_WRONG = "wrong"


def wrong(sentence: str) -> PydanticCustomError:
    """What a validator of ours raises: a sentence without its place and its full stop."""
    return PydanticCustomError(_WRONG, "{said}", {"said": sentence})


class Shape(BaseModel):
    """An object of a file: all required keys, no other than the known ones."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, allow_inf_nan=False, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            raise wrong(f"must be an object in braces {{…}}, not {type_of(data)}")
        known = {field.alias or name: field for name, field in cls.model_fields.items()}
        for key in data:
            if key not in known:
                hint = did_you_mean(key, known, "take it out.")
                raise wrong(f"unknown key {say(key)}{hint}")
        for key, field in known.items():
            if field.is_required() and key not in data:
                raise wrong(f"'{key}' is missing; add it")
        return data


def _clean(text: str) -> str:
    if "\0" in text:
        raise wrong(_UNCLEAN)
    return text


_UNCLEAN = "holds a character that no text can hold; delete it"


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise wrong(f"must be a date in quotes, such as 2026-11-30, not {type_of(value)}")
    if not is_date(value):
        raise wrong(f"{say(value)} is no date; write it as 2026-11-30")
    return date.fromisoformat(value)


_WEEK = re.compile(r"[1-9]\d{0,2}\Z", re.ASCII)


def _week(value: Any) -> int:
    if not isinstance(value, str) or not _WEEK.match(value):
        raise wrong(f"{say(value)} isn't a week; weeks count from 1")
    return int(value)


Name = Annotated[str, StringConstraints(max_length=NAME_LIMIT), AfterValidator(_clean)]
Text = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), AfterValidator(_clean)]
Number = Annotated[float, Field(ge=0, le=LARGEST)]
LevelNumber = Annotated[int, Field(ge=0, le=100)]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
WeekKey = Annotated[
    int,
    BeforeValidator(_week),
    WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]{0,2}$"}),
]
Pair = Annotated[list[Annotated[int, Field(ge=1, le=999)]], Field(min_length=2, max_length=2)]


def sentence(error: ValidationError, top: str = "") -> str:
    """The first mistake with its place: `quarters[0].activities[2].hours: must be …`.

    `top`: the place of the whole value; without one the whole is "the file".
    """
    detail = error.errors(include_url=False)[0]
    path = list(detail["loc"])
    is_key = path[-1:] == ["[key]"]
    key = path[-2] if is_key else ""
    where = top
    for step in path[:-2] if is_key else path:
        where += f"[{step}]" if isinstance(step, int) else f".{short(step)}"
    said = _sentence(detail)
    if is_key and detail["type"] != _WRONG:
        said = f"the key {say(key)} {said}"
    return f"{where.lstrip('.') or 'the file'}: {said}{'' if said.endswith(('.', '?')) else '.'}"


_NEEDED = {
    "list_type": "a list in brackets […]",
    "dict_type": "an object in braces {…}",
    "string_type": "text in quotes",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
}


def _sentence(detail: Mapping[str, Any]) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == _WRONG:
        return str(context["said"])
    if kind == "string_unicode":
        return _UNCLEAN
    if number and (kind in ("finite_number", "float_type") or context.get("le") == LARGEST):
        return "must be a finite number of ordinary size"
    if kind in _NEEDED:
        shown = short(value) if number and kind == "int_type" else type_of(value)
        return f"must be {_NEEDED[kind]}, not {shown}"
    if kind == "string_too_long":
        limit = context["max_length"]
        return f"is {len(value):,} characters long, at most {limit:,} are allowed; shorten it"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']}"
        return f"must be {bound}, not {short(value)}"
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", context["expected"])
        shown = say(value) if isinstance(value, str) else type_of(value)
        some = "one of " if len(words) > 1 else ""
        return f"must be {some}{', '.join(words)}, not {shown}{did_you_mean(value, words)}"
    if kind in ("too_short", "too_long"):
        bound = f"at least {context['min_length']}" if kind == "too_short" else ""
        return f"must hold {bound or 'at most ' + str(context['max_length'])}, holds {len(value)}"
    return f"can't be used ({detail['msg']})"
