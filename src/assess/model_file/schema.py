"""The shape of competencies.yaml: strict pydantic models, one per section.

The JSON Schema that editors use is generated from these classes (`json_schema`), so each field
says in a sentence what to write. Rules that need more than one field are in `checks`.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Annotated, Any

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

from assess.model import Kind
from assess.model_file.guide_rows import WRONG_VALUE, GuideEntry

SCHEMA_VERSION = 2

SINCE_2 = {
    "competencies": ("weight_reason", "needs", "builds_on"),
    "roles": ("profile", "profile_of"),
    "activities": ("needs", "measure"),
    "": ("people", "situation", "pace"),
}
"""Section ("" = the top of the file) → keys that a file of schema_version 1 can't have."""

MOST_QUESTIONS = 6

# what an optional key is when it isn't there; written out, a key without a value is a mistake
ABSENT: Any = None

KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DOCUMENT_ID = r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$"
VERSION = r"^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$"
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
WEB = r"^https?://[^\s<>\x22]+$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=KEBAB, max_length=80)]
DocumentId = Annotated[str, StringConstraints(pattern=DOCUMENT_ID, max_length=80)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]
LevelNumber = Annotated[int, Field(ge=0, le=100)]
# whether a level is on the file's own scale is one of the checks
Steps = dict[Id, int]


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


class _Section(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        defer_build=True,  # only the whole file's validator is needed, once
    )


class ModelInfo(_Section):
    """What this file is."""

    id: Id = Field(description="Stable id of the model, kebab-case; answers belong to it.")
    title: Text = Field(description="The model's name, as people see it.")
    version: Version = Field(
        "1.0.0",
        description="1.0.0: patch = wording, minor = something added, major = a meaning changed.",
    )
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = Field(
        "en", description="The language of the texts, as in HTML: en, de, pt-BR."
    )


class Transition(_Section):
    """The pair of roles shown first."""

    from_: Id = Field(alias="from", description="Id of the role held today.")
    to: Id = Field(description="Id of the role wanted.")


class LevelEntry(_Section):
    """One step of the scale."""

    level: LevelNumber = Field(description="Whole number; the list is consecutive, lowest first.")
    label: Text = Field(ABSENT, description="One word for the level, shown everywhere.")
    meaning: Text = Field(ABSENT, description="What the level means, in a sentence.")


class AreaEntry(_Section):
    """A group of competencies; the order is that of forms and charts."""

    id: Id = Field(description="Stable id, kebab-case.")
    title: Text = Field(description="The area's name.")
    summary: Text = Field(ABSENT, description="What the area is about, in a sentence.")


class SourceEntry(_Section):
    """What a document says about a competency."""

    document: DocumentId = Field(description="Id of a document of this file.")
    claim: Text = Field(ABSENT, description="What it says, in your own words.")


class ReasonEntry(_Section):
    """Why a role asks for a level, or a competency has its weight."""

    why: Text = Field(ABSENT, description="The reason, in a sentence.")
    document: DocumentId = Field(ABSENT, description="Id of a document that says so.")


class BuildsOnEntry(_Section):
    """A level of another competency that steps of this one wait for."""

    competency: Id = Field(description="Id of the other competency.")
    level: int = Field(description="The level at which the other one must stand.")
    from_: int = Field(
        alias="from", description="The steps to this level and above are those that wait."
    )
    why: Text = Field(ABSENT, description="The reason, in a sentence.")


class CompetencyEntry(_Section):
    """One question of the assessment."""

    id: Id = Field(description="Stable id, kebab-case; never used again for something else.")
    area: Id = Field(description="Id of an area of this file.")
    title: Text = Field(description="The competency's name.")
    anchors: dict[int, Text] = Field(
        description="For every level of the scale: behaviour that can be observed, 12-35 words."
    )
    summary: Text = Field(ABSENT, description="What it is, in a sentence.")
    weight: float = Field(
        1, ge=0.001, le=1000, description="How much the wanted role rests on it; above 0."
    )
    weight_reason: ReasonEntry = Field(ABSENT, description="Why it has that weight.")
    needs: list[Id] = Field(
        [], description="Facts of the situation without which it doesn't apply."
    )
    builds_on: list[BuildsOnEntry] = Field(
        [], description="What must be learnt elsewhere before steps of this one."
    )
    evidence_prompt: Text = Field(
        ABSENT, description="The question that asks for the last concrete thing done."
    )
    example: Text = Field(
        ABSENT, description="A made-up answer to that question: first person, 25-45 words."
    )
    sources: list[SourceEntry] = Field([], description="Which documents name it, and how.")


class RoleEntry(_Section):
    """What a role asks for."""

    id: Id = Field(description="Stable id, kebab-case.")
    title: Text = Field(description="The role's name.")
    targets: Steps = Field(description="Competency id: level asked for. Absent = not asked for.")
    summary: Text = Field(ABSENT, description="What the role is, in a sentence.")
    reasons: dict[Id, ReasonEntry] = Field({}, description="Competency id: why that level.")
    profile: Text = Field(ABSENT, description="In which sense, such as: ready to be appointed.")
    profile_of: Id = Field(ABSENT, description="The role that this is another profile of.")


class ActivityEntry(_Section):
    """Something to do that raises competencies."""

    id: Id = Field(description="Stable id, kebab-case.")
    title: Text = Field(description="What to do, verb first.")
    kind: Kind = Field(description="practice (on the job), people (with others) or study.")
    hours: float = Field(
        gt=0, le=10_000, multiple_of=0.25, description="Effort in hours, in quarters."
    )
    teaches: Steps = Field(
        description="Competency id: the level L that it lifts a person to, from L-1. May be {}."
    )
    min_weeks: int = Field(
        1, ge=1, le=520, description="Last week - first week + 1 is at least this."
    )
    requires: list[Id] = Field(
        [], description="Activities whose artefact is used again here; nothing else."
    )
    requires_level: Steps = Field(
        {}, description="Competency id: level held before it starts, or reached in the plan."
    )
    steps: list[Text] = Field([], description="What to do, concretely, one sentence each.")
    evidence: Text = Field(ABSENT, description="What the person can show afterwards.")
    agree_with: list[Text] = Field(
        [], description="Ids of the people who must agree before it starts."
    )
    needs: list[Id] = Field(
        [], description="Facts of the situation without which it can't be done."
    )
    measure: Text = Field(ABSENT, description="What is counted, before and after.")
    pitfalls: Text = Field(ABSENT, description="What usually goes wrong.")
    resources: list[Id] = Field([], description="Ids of resources of this file.")


class ResourceEntry(_Section):
    """A book, guide or course."""

    id: Id = Field(description="Stable id, kebab-case.")
    title: Text = Field(description="Its title.")
    authors: Text = Field(ABSENT, description="Who wrote it, separated by commas.")
    year: int = Field(ABSENT, ge=1000, le=2200, description="Year of this edition.")
    kind: Text = Field("book", description="book, guide, article, course, …")
    isbn13: Isbn = Field(ABSENT, description="ISBN-13; its check digit is checked.")
    url: Annotated[str, StringConstraints(pattern=WEB, max_length=2000)] = Field(
        ABSENT, description="Where it can be read: https://…"
    )


class DocumentEntry(_Section):
    """A text that the model was built from."""

    id: DocumentId = Field(description="Short id, such as D1.")
    title: Text = Field(description="Its title.")
    file: Text = Field(ABSENT, description="Its file name.")


class RenamedEntry(_Section):
    """Competency ids of earlier versions that became another one."""

    from_: list[Id] = Field(alias="from", min_length=1, description="The old ids; several: merged.")
    to: Id = Field(description="The id that took their place.")
    since: Version = Field(ABSENT, description="The first version with the new id.")


class PersonEntry(_Section):
    """Somebody who must agree to activities."""

    id: Id = Field(description="Stable id, kebab-case; texts may name the person as {id}.")
    title: Text = Field(description="What the page calls the person: your manager.")
    stand_in: Text = Field(
        ABSENT, description="Who agrees where this person is out of reach; without: nobody can."
    )
    ask: Text = Field(ABSENT, description="Draft of a short message that asks for the yes.")
    own: bool = Field(False, description="true: of the own team, always within reach.")


class SituationAnswerEntry(_Section):
    """One answer to a question about the situation."""

    id: Id = Field(description="Stable id within its question, kebab-case.")
    label: Text = Field(description="The answer's words.")
    facts: list[Id] = Field([], description="What is there, if this is the answer.")
    people: list[Id] = Field([], description="Ids of people within reach, if this is the answer.")


class SituationEntry(_Section):
    """A question about the person's world, answered by one click."""

    id: Id = Field(description="Stable id, kebab-case.")
    question: Text = Field(description="The question's words.")
    answers: list[SituationAnswerEntry] = Field(min_length=1, description="What can be answered.")


class ReserveEntry(_Section):
    """The part of the hours that stays free, by how far the hours are the person's own."""

    mine: Share = Field(ABSENT, description="Hours that nobody takes; default 1/6.")
    mostly: Share = Field(ABSENT, description="Hours that are sometimes lost; default 1/4.")
    often_eaten: Share = Field(
        ABSENT, alias="often-eaten", description="Hours that are often lost; default 1/3."
    )


class PaceEntry(_Section):
    """How much a plan takes on."""

    subjects: list[Annotated[list[float], Field(min_length=2, max_length=2)]] = Field(
        ABSENT,
        min_length=1,
        description="Pairs [hours a week from which it counts, subjects at once], rising from 0.",
    )
    subjects_a_year: int = Field(ABSENT, ge=1, description="Different subjects in a year.")
    reserve: ReserveEntry = Field(ABSENT, description="The part of the hours that stays free.")


class ModelFile(_Section):
    """A competency model for assess: scale, competencies, roles and activities."""

    schema_version: int = Field(ge=1, description="The form of this file: 2 (1 is read too).")
    model: ModelInfo = Field(description="What this file is.")
    scale: list[LevelEntry] = Field(
        min_length=2, max_length=10, description="The levels, consecutive, lowest first."
    )
    areas: list[AreaEntry] = Field(min_length=1, description="Groups of competencies, in order.")
    competencies: list[CompetencyEntry] = Field(
        min_length=1, description="The questions of the assessment, in order."
    )
    roles: list[RoleEntry] = Field(min_length=1, description="The roles people compare with.")
    activities: list[ActivityEntry] = Field(description="What a learning plan can be made of.")
    transition: Transition = Field(ABSENT, description="The pair of roles shown first.")
    resources: list[ResourceEntry] = Field([], description="Books and guides.")
    documents: list[DocumentEntry] = Field([], description="What the model was built from.")
    renamed: list[RenamedEntry] = Field([], description="Ids of earlier versions.")
    guide: GuideEntry = Field(ABSENT, description="The role guide.")
    people: list[PersonEntry] = Field([], description="Who must agree to activities.")
    situation: list[SituationEntry] = Field(
        [],
        description="Questions about the person's world.",
        json_schema_extra={"maxItems": MOST_QUESTIONS},
    )
    pace: PaceEntry = Field(ABSENT, description="How much a plan takes on.")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the model file, for editors; the same on every run."""
    schema = _tidy(ModelFile.model_json_schema(by_alias=True))
    schema["properties"]["schema_version"]["enum"] = list(range(1, SCHEMA_VERSION + 1))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "assess: competency model",
        **schema,
    }


def schema_text() -> str:
    """The text of competencies.schema.json."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _tidy(value: Any) -> Any:
    """Without generated titles and null defaults, which say nothing to an author."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _tidy(item)
        for key, item in value.items()
        if not (key == "title" and isinstance(item, str))
        and not (key == "default" and item is None)
    }
