"""Fields of a model's file: their values, and the rows of the role guide.

Any row may be a plain text (read as `text: …`) and any key may be left out: an author writes only
the lists and keys that are needed. What a row refers to is checked in `guide_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import no_info_before_validator_function

WRONG_VALUE = "guide_value"


def optional(description: str, default: Any = None, **rules: Any) -> Any:
    """A key that may be left out; of a guide's row, None written out says "nothing known".

    `rules`: as pydantic's Field has them.
    """
    return Field(default, description=description, **rules)


def _words(value: Any) -> Any:
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool)):
        return value
    raise PydanticKnownError("string_type")


def _must(sentence: str, fits: Callable[[Any], bool]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if value is None or fits(value):
            return value
        raise PydanticCustomError(WRONG_VALUE, "{sentence}", {"sentence": sentence})

    return check


_names = _must(
    "must be an id, or a list of ids",
    lambda value: (
        isinstance(value, str)
        or (isinstance(value, list) and all(isinstance(item, str) for item in value))
    ),
)
_flag = _must(
    "must be true or false, or a text that says what is disputed",
    lambda value: isinstance(value, (bool, str)),
)
_when = _must(
    "must be 'question id: option ids' lines, or a text",
    lambda value: isinstance(value, (dict, str)),
)


class _OrText:
    """A mapping, or a text that stands for one: each key of `keys` becomes that text."""

    def __init__(self, *keys: str) -> None:
        self.keys = keys

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        return no_info_before_validator_function(self._spread, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> Any:
        return {"anyOf": [handler(schema), {"type": "string"}]}

    def _spread(self, value: Any) -> Any:
        return dict.fromkeys(self.keys, value) if isinstance(value, str) else value


_ONE = {"type": ["string", "number", "null"]}
_LIST = {"type": "array", "items": {"type": "string"}}

Words = Annotated[Any, AfterValidator(_words), WithJsonSchema(_ONE)]
Name = Annotated[str | None, WithJsonSchema({"type": ["string", "null"]})]
Names = Annotated[
    Any, AfterValidator(_names), WithJsonSchema({"anyOf": [{"type": "string"}, _LIST]})
]
Flag = Annotated[Any, AfterValidator(_flag), WithJsonSchema({"type": ["boolean", "string"]})]
When = Annotated[
    Any,
    AfterValidator(_when),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "additionalProperties": {"anyOf": [{"type": "string"}, _LIST]},
                },
            ]
        }
    ),
]


class _Row(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False, defer_build=True)

    id: Name = optional("Unique within its list.")
    text: Words = optional("The row's text; a row that is only a text is this.")
    document: Names = optional("Id of a document of this file (one, or a list).")
    documents: Names = optional("Ids of documents of this file.")


class ComparisonRow(_Row):
    """One aspect, side by side."""

    aspect: Words = optional("What is compared.")
    cells: dict[str, Words] = optional("Role id: what holds for that role.", {})


class MetricRow(_Row):
    """What a role is measured by."""

    role: Name = optional("Id of a role of this file.")
    metric: Words = optional("The metric's name.")
    meaning: Words = optional("What it tells.")
    caution: Words = optional("How it misleads.")


class DecisionRow(_Row):
    """Something that somebody has to decide."""

    title: Words = optional("What is decided.")
    usual: Name = optional("Who usually does: a role id, or words.")
    why: Words = optional("Why, in a sentence or two.")
    disputed: Flag = optional("true: the documents disagree.")
    dispute: Words = optional("Who says what, where they disagree.")


class OptionEntry(BaseModel):
    """An answer to choose."""

    model_config = ConfigDict(extra="allow", strict=True, defer_build=True)

    id: Name = Field(description="What `when` of a rule names; unique within the question.")
    label: Words = optional("The answer, as people see it.")


class QuestionRow(_Row):
    """A question that helps to choose a role; its wording is `text`."""

    hint: Words = optional("How to find the answer.")
    options: list[Annotated[OptionEntry, _OrText("id", "label")]] = optional(
        "The answers to choose from.", []
    )


class RuleRow(_Row):
    """What speaks for a suggestion: all conditions of `when` must hold."""

    when: When = optional("Question id: option ids, any of which will do.")
    suggest: Name = optional("What it speaks for: a role id, or words.")
    weight: float = optional("How much it counts; above 0, default 1.", 1, gt=0, le=1000)
    because: Words = optional("The reason, in a sentence or two.")


class ReportedRow(_Row):
    """Something a document reports."""

    topic: Words = optional("Rows of one topic stand together.")
    role: Name = optional("Id of a role; left out: about all of them.")
    claim: Words = optional("What is reported, in your own words.")
    figure: Words = optional("The figure as reported; null where there is none.")
    source: Words = optional("Where the document has it from.")
    caution: Words = optional("Why to be careful with it.")


class ContestedRow(_Row):
    """A claim that other documents contradict."""

    claim: Words = optional("The claim, in your own words.")
    why_contested: Words = optional("What speaks against it.")


_Text = _OrText("text")


class GuideEntry(BaseModel):
    """The role guide; a row that is a plain text is read as `text: …`."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    comparison: list[Annotated[ComparisonRow, _Text]] = optional("Roles compared.", [])
    metrics: list[Annotated[MetricRow, _Text]] = optional("What roles are measured by.", [])
    decisions: list[Annotated[DecisionRow, _Text]] = optional("Who decides what.", [])
    questions: list[Annotated[QuestionRow, _Text]] = optional("Help to choose a role.", [])
    rules: list[Annotated[RuleRow, _Text]] = optional("What answers speak for.", [])
    reported: list[Annotated[ReportedRow, _Text]] = optional("What documents report.", [])
    contested: list[Annotated[ContestedRow, _Text]] = optional("Where they disagree.", [])


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
