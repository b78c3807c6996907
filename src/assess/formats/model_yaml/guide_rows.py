"""The shape of the guide's rows: the keys with a meaning are typed, others may stand beside them.

Any row may be a plain text (read as `text: …`) and any key may be left out: an author writes only
the lists and keys that are needed. What a row refers to is checked in `guide_checks`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import no_info_before_validator_function

# an optional key that isn't there; None written out (`figure: null`) says "nothing known"
ABSENT: Any = None
WRONG_VALUE = "guide_value"


def _words(value: Any) -> Any:
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool)):
        return value
    raise PydanticKnownError("string_type")


def _name(value: Any) -> Any:
    if value is None or isinstance(value, str):
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
Name = Annotated[Any, AfterValidator(_name), WithJsonSchema({"type": ["string", "null"]})]
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

    id: Name = Field(ABSENT, description="Unique within its list.")
    text: Words = Field(ABSENT, description="The row's text; a row that is only a text is this.")
    document: Names = Field(ABSENT, description="Id of a document of this file (one, or a list).")
    documents: Names = Field(ABSENT, description="Ids of documents of this file.")


class ComparisonRow(_Row):
    """One aspect, side by side."""

    aspect: Words = Field(ABSENT, description="What is compared.")
    cells: dict[str, Words] = Field({}, description="Role id: what holds for that role.")


class MetricRow(_Row):
    """What a role is measured by."""

    role: Name = Field(ABSENT, description="Id of a role of this file.")
    metric: Words = Field(ABSENT, description="The metric's name.")
    meaning: Words = Field(ABSENT, description="What it tells.")
    caution: Words = Field(ABSENT, description="How it misleads.")


class DecisionRow(_Row):
    """Something that somebody has to decide."""

    title: Words = Field(ABSENT, description="What is decided.")
    usual: Name = Field(ABSENT, description="Who usually does: a role id, or words.")
    why: Words = Field(ABSENT, description="Why, in a sentence or two.")
    disputed: Flag = Field(ABSENT, description="true: the documents disagree.")
    dispute: Words = Field(ABSENT, description="Who says what, where they disagree.")


class OptionEntry(BaseModel):
    """An answer to choose."""

    model_config = ConfigDict(extra="allow", strict=True, defer_build=True)

    id: Name = Field(description="What `when` of a rule names; unique within the question.")
    label: Words = Field(ABSENT, description="The answer, as people see it.")


class QuestionRow(_Row):
    """A question that helps to choose a role; its wording is `text`."""

    hint: Words = Field(ABSENT, description="How to find the answer.")
    options: list[Annotated[OptionEntry, _OrText("id", "label")]] = Field(
        [], description="The answers to choose from."
    )


class RuleRow(_Row):
    """What speaks for a suggestion: all conditions of `when` must hold."""

    when: When = Field(ABSENT, description="Question id: option ids, any of which will do.")
    suggest: Name = Field(ABSENT, description="What it speaks for: a role id, or words.")
    weight: float = Field(1, gt=0, le=1000, description="How much it counts; above 0, default 1.")
    because: Words = Field(ABSENT, description="The reason, in a sentence or two.")


class ReportedRow(_Row):
    """Something a document reports."""

    topic: Words = Field(ABSENT, description="Rows of one topic stand together.")
    role: Name = Field(ABSENT, description="Id of a role; left out: about all of them.")
    claim: Words = Field(ABSENT, description="What is reported, in your own words.")
    figure: Words = Field(ABSENT, description="The figure as reported; null where there is none.")
    source: Words = Field(ABSENT, description="Where the document has it from.")
    caution: Words = Field(ABSENT, description="Why to be careful with it.")


class ContestedRow(_Row):
    """A claim that other documents contradict."""

    claim: Words = Field(ABSENT, description="The claim, in your own words.")
    why_contested: Words = Field(ABSENT, description="What speaks against it.")


_Text = _OrText("text")


class GuideEntry(BaseModel):
    """The role guide; a row that is a plain text is read as `text: …`."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    comparison: list[Annotated[ComparisonRow, _Text]] = Field([], description="Roles compared.")
    metrics: list[Annotated[MetricRow, _Text]] = Field(
        [], description="What roles are measured by."
    )
    decisions: list[Annotated[DecisionRow, _Text]] = Field([], description="Who decides what.")
    questions: list[Annotated[QuestionRow, _Text]] = Field([], description="Help to choose a role.")
    rules: list[Annotated[RuleRow, _Text]] = Field([], description="What answers speak for.")
    reported: list[Annotated[ReportedRow, _Text]] = Field([], description="What documents report.")
    contested: list[Annotated[ContestedRow, _Text]] = Field([], description="Where they disagree.")
