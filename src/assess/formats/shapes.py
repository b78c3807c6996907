"""The shape of a request: `settings` in an answers file, `request` in a plan file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated, Any, TypeVar
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core.core_schema import no_info_after_validator_function

from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest, Reserve
from assess.domain.progress import LEAST_MINUTES, MOST_MINUTES, ROUTINE_LIMIT, Routine, is_time
from assess.errors import AnswersError, AssessError
from assess.formats.answers import renamings
from assess.formats.request import ids_of
from assess.formats.sentences import LARGEST, UNCLEAN, sentence, type_of, wrong
from assess.planning.effort import LEAST_FACTOR, MOST_FACTOR
from assess.planning.request import MOST_WEEKS
from assess.text import did_you_mean, short

NAME_LIMIT = 200
TEXT_LIMIT = 10_000


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
                raise wrong(f"unknown key '{short(key)}'{did_you_mean(key, known, 'take it out.')}")
        for key, field in known.items():
            if field.is_required() and key not in data:
                raise wrong(f"'{key}' is missing; add it")
        return data


S = TypeVar("S", bound=Shape)


def checked(
    shape: type[S],
    data: Any,
    reading: Reading | None = None,
    error: type[AssessError] = AnswersError,
) -> S:
    """The data in the shape of a file; `error` with a sentence that names the first mistake."""
    try:
        return shape.model_validate(data, context=reading)
    except ValidationError as found:
        raise error(sentence(found)) from None


def schema_text(shape: type[Shape]) -> str:
    """The text of a shape's JSON Schema, for whoever reads or writes files with other tools."""
    draft = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps({"$schema": draft, **shape.model_json_schema()}, indent=2) + "\n"


def values_for(record: Any, row: BaseModel) -> dict[str, Any]:
    """The values of a row by their names, those that are fields of a record, too."""
    names = {item.name for item in fields(record)}
    return {name: value for name, value in row if name in names}


class Of:
    """Read a record by a shape whose fields have its names; what isn't there gets its defaults.

    `Annotated[Answer, Of(AnswerRow)]` is the type of a field.
    """

    def __init__(self, shape: type[BaseModel]) -> None:
        self.shape = shape

    def __get_pydantic_core_schema__(self, record: Any, handler: GetCoreSchemaHandler) -> Any:
        def made(row: BaseModel) -> Any:
            return record(**{name: getattr(row, name) for name in row.model_fields_set})

        return no_info_after_validator_function(made, handler.generate_schema(self.shape))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file is read for: the model, old competency id → the model's, and all known ids."""

    model: CompetencyModel
    renamed: Mapping[str, str]
    ids: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, model: CompetencyModel) -> Reading:
        """Return what files are compared with; a competency's old ids are known, too."""
        renamed = renamings(model)
        ids = ids_of(model)
        ids["competency"] += renamed
        return cls(model, renamed, ids)


def known(what: str, kind: type = str, otherwise: str = "it can't be used.") -> BeforeValidator:
    """Refuse the first id that the model lacks: a text, an item of a list or a key of a dict.

    It stands before the type's own checks, so of a million wrong ids only one is looked at.
    """

    def check(value: Any, info: ValidationInfo[Reading]) -> Any:
        if not isinstance(value, kind):
            return value
        ids = info.context.ids[what]
        named: Any = [value] if kind is str else value
        for place, key in enumerate(named):
            if isinstance(key, str) and key not in ids:
                said = f"the model has no {what} '{short(key)}'{did_you_mean(key, ids, otherwise)}"
                raise wrong(said, place) if kind is list else wrong(said)
        return value

    return BeforeValidator(check)


def at_most(limit: int, sentence: str) -> BeforeValidator:
    """Refuse more items before they are read; the sentence may use {number}, {limit}."""

    def check(value: Any) -> Any:
        if isinstance(value, list | dict) and len(value) > limit:
            raise wrong(sentence.format(number=f"{len(value):,}", limit=limit))
        return value

    return BeforeValidator(check)


def only(fits: Callable[[str], object], sentence: str) -> AfterValidator:
    """Refuse other texts; in the sentence {} stands for the text."""

    def check(text: str) -> str:
        if not fits(text):
            raise wrong(sentence.format(short(text)))
        return text

    return AfterValidator(check)


def composed(text: str) -> str:
    """Return a text with its accents on their letters (NFC): "é" is one character everywhere."""
    return normalize("NFC", text)


Clean = only(lambda text: "\0" not in text, UNCLEAN)
"""No character that a database or a page can't hold."""


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise wrong(f"must be a date in quotes, such as 2026-11-30, not {type_of(value)}")
    if not _is_date(value):
        raise wrong(f"'{short(value)}' is no date; write it as 2026-11-30")
    return date.fromisoformat(value)


_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?\Z"
)
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)


def _moment(value: Any) -> str:
    if not isinstance(value, str):
        shown = type_of(value)
        raise wrong(f"must be a moment in quotes, such as 2026-11-22T10:00:00Z, not {shown}")
    if not _MOMENT.match(value) or not _is_date(value[:10]):
        raise wrong(f"'{short(value)}' is no moment; write it as 2026-11-22T10:00:00Z")
    return value


def _utc(text: str) -> str:
    try:
        datetime.fromisoformat(text)
        what = "" if _UTC.match(text) else "moment in UTC"
    except ValueError:
        what = "moment"
    if what:
        raise wrong(f"'{short(text)}' is no {what}; write it as 2026-11-22T10:00:00Z")
    return text


_WEEK = re.compile(r"[1-9]\d{0,2}\Z", re.ASCII)


def _week(value: Any) -> int:
    if not isinstance(value, str) or not _WEEK.match(value):
        raise wrong(f"'{short(value)}' isn't a week; weeks count from 1")
    return int(value)


def _level(value: Any, info: ValidationInfo[Reading]) -> int:
    model = info.context.model
    if type(value) is not int or not model.on_scale(value):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        shown = short(value, 20) if number else type_of(value)
        raise wrong(f"must be a whole number from {model.lowest} to {model.highest}, not {shown}")
    return value


T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False, fail_fast=True)]
"""A list, read as a tuple; of a million wrong items only the first is looked at."""
Name = Annotated[str, StringConstraints(max_length=NAME_LIMIT), Clean, AfterValidator(composed)]
"""A name or an id, in the one normal form in which they are compared."""
Text = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), Clean]
Number = Annotated[float, Field(ge=0, le=LARGEST)]
LevelNumber = Annotated[int, Field(ge=0, le=100)]
Level = Annotated[int, PlainValidator(_level), WithJsonSchema({"type": "integer"})]
"""A level on the model's scale."""
Names = Annotated[Many[Name], AfterValidator(lambda ids: tuple(dict.fromkeys(ids)))]
"""Ids; what is named twice is kept once."""
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
DayKey = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
"""A day as the key of an object."""
Moment = Annotated[str, BeforeValidator(_moment)]
"""A day, or a day and a time, kept as it is written; the time may be one that no clock shows."""
UtcMoment = Annotated[Moment, AfterValidator(_utc)]
WeekKey = Annotated[
    int,
    BeforeValidator(_week),
    WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]{0,2}$"}),
]
Pair = Annotated[Many[Annotated[int, Field(ge=1, le=999)]], Field(min_length=2, max_length=2)]


Time = Annotated[
    str,
    only(lambda text: not text or is_time(text), "'{}' is no time of day; write it as 09:30"),
]
Line = Annotated[str, StringConstraints(max_length=ROUTINE_LIMIT), Clean]


class RoutineShape(Shape):
    """When the person works on the plan, and what they do if something gets in the way."""

    weekday: Annotated[int, Field(ge=1, le=7)] | None = Field(None, description="1 is Monday.")
    time: Time = Field("", description="Its beginning: 09:30.")
    minutes: Annotated[int, Field(ge=LEAST_MINUTES, le=MOST_MINUTES)] | None = Field(
        None, description="Of one block; absent: as long as the week's hours."
    )
    when: Line = Field("", description="What it follows on, in the person's words.")
    obstacle: Line = Field("", description="What may get in the way.")
    then: Line = Field("", description="What the person does in that case.")


class RequestShape(Shape):
    """Wishes for a plan. What isn't there wasn't said."""

    hours_per_week: Number | None = None
    weeks: Annotated[int, Field(ge=0, le=MOST_WEEKS)] | None = Field(
        None, description="Whole weeks from the start on."
    )
    start: Day | None = Field(None, description="The first day of week 1.")
    reserve: Reserve | None = Field(None, description="How much of the hours other work eats.")
    lead: Name | None = Field(None, description="Id of the competency that comes first.")
    situation: dict[Name, Name] = Field({}, description="Question id to the answer's id.")
    people: dict[Name, Name] = Field({}, description="Person id to the own word for them.")
    within_reach: Names | None = Field(
        None, description="Ids of who can be asked; absent: by the situation's answers."
    )
    focus: dict[Name, Number] = Field(
        {}, description="Id of a competency or an area to the factor on its weight."
    )
    pinned: Names = Field((), description="Ids of activities that must be in.")
    excluded: Names = Field((), description="Ids of activities that must not be in.")
    weeks_off: Many[Day] = Field((), description="A week with one of these days has no hours.")
    showing: Name = Field("", description="Before whom results are shown.")
    hours_factor: Annotated[float, Field(ge=LEAST_FACTOR, le=MOST_FACTOR)] | None = Field(
        None, description="How many times the estimates activities take; absent: learned."
    )
    routine: Annotated[Routine, Of(RoutineShape)] | None = Field(
        None, description="When the person works on the plan; plans don't depend on it."
    )


Request = Annotated[PlanRequest, Of(RequestShape)]
