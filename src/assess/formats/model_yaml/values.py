"""The values that fields of a model file hold: texts, ids, dates, parts; each strict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from assess.formats.model_yaml.guide_rows import WRONG_VALUE

# what an optional key is when it isn't there; written out, a key without a value is a mistake
ABSENT: Any = None

KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DOCUMENT_ID = r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$"
VERSION = r"^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$"
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
WEB = r"^https?://[^\s<>\x22]+$"

T = TypeVar("T")
K = TypeVar("K")


def _frozen(mapping: dict[K, T]) -> Mapping[K, T]:
    return MappingProxyType(mapping)


Rows = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in the file, a tuple in the model."""
Frozen = Annotated[dict[K, T], AfterValidator(_frozen)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ByLevel = Annotated[
    dict[int, Text], AfterValidator(lambda texts: _frozen(dict(sorted(texts.items()))))
]
Id = Annotated[str, StringConstraints(pattern=KEBAB, max_length=80)]
DocumentId = Annotated[str, StringConstraints(pattern=DOCUMENT_ID, max_length=80)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]
LevelNumber = Annotated[int, Field(ge=0, le=100)]
# whether a level is on the file's own scale is one of the checks
Steps = Frozen[Id, int]


def _isbn_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _isbn(value: str) -> str:
    digits = value.replace("-", "").replace(" ", "")
    if len(digits) != 13 or not (digits.isascii() and digits.isdigit()):
        raise PydanticCustomError("isbn_form", "must be the 13 digits of an ISBN-13")
    check = (10 - sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits[:12]))) % 10
    if check != int(digits[12]):
        raise PydanticCustomError(
            "isbn_check",
            "the check digit doesn't fit (these 12 digits end in {check})",
            {"check": check},
        )
    return digits


Isbn = Annotated[
    str,
    BeforeValidator(_isbn_text),
    AfterValidator(_isbn),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}]}),
]


def _share(value: Any) -> Fraction:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}/0*[1-9][0-9]{0,3}", value):
        share = Fraction(value)
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1:
        share = Fraction(str(value))
    else:
        share = Fraction(1)
    if share >= 1:
        raise PydanticCustomError(
            WRONG_VALUE, "must be a part, such as 1/4 or 0.25, at least 0 and below 1"
        )
    return share


Share = Annotated[
    Any,
    BeforeValidator(_share),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
                {"type": "string", "pattern": "^[0-9]+/[0-9]+$"},
            ]
        }
    ),
]


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError(WRONG_VALUE, "must be a day, such as 2026-11-28") from None


Day = Annotated[
    Any,
    AfterValidator(_day),
    WithJsonSchema({"type": "string", "format": "date"}),
]


class Section(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        defer_build=True,  # only the whole file's validator is needed, once
    )
