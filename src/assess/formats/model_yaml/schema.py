"""The shape of competencies.yaml: strict pydantic models, one per section.

The JSON Schema that editors use is generated from these classes (`json_schema`), so each field
says in a sentence what to write. Rules that need more than one field are in `checks`.
"""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from assess.domain import model_parts as m
from assess.formats.model_yaml.rows import (
    LANGUAGE,
    WEB,
    ByLevel,
    Day,
    DocumentId,
    Frozen,
    GuideEntry,
    Id,
    Isbn,
    LevelNumber,
    Rows,
    Section,
    Share,
    Steps,
    Text,
    Version,
    optional,
)
from assess.formats.shapes import Of

SCHEMA_VERSION = 2

SINCE_2 = {
    "competencies": ("weight_reason", "needs", "builds_on", "quick"),
    "roles": ("profile", "profile_of"),
    "activities": ("needs", "measure", "asks", "result"),
    "resources": ("read", "free"),
    "documents": ("name",),
    "": ("people", "situation", "pace", "scale_note", "cases", "reviewed"),
}
"""Section ("" = the top of the file) → keys that a file of schema_version 1 can't have."""

MOST_QUESTIONS = 6


class ModelInfo(Section):
    """What this file is."""

    id: Id = Field(description="Stable id of the model, kebab-case; answers belong to it.")
    title: Text = Field(description="The model's name, as people see it.")
    version: Version = optional(
        "1.0.0: patch = wording, minor = something added, major = a meaning changed.", "1.0.0"
    )
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = optional(
        "The language of the texts, as in HTML: en, de, pt-BR.", "en"
    )


class Transition(Section):
    """The pair of roles shown first."""

    from_: Id = Field(alias="from", description="Id of the role held today.")
    to: Id = Field(description="Id of the role wanted.")


class LevelEntry(Section):
    """One step of the scale."""

    level: LevelNumber = Field(description="Whole number; the list is consecutive, lowest first.")
    label: Text = optional("One word for the level, shown everywhere.")
    meaning: Text = optional("What the level means, in a sentence.")


class AreaEntry(Section):
    """A group of competencies; the order is that of forms and charts."""

    id: Id = Field(description="Stable id, kebab-case.")
    title: Text = Field(description="The area's name.")
    summary: Text = optional("What the area is about, in a sentence.")


class SourceEntry(Section):
    """What a document says about a competency."""

    document: DocumentId = Field(description="Id of a document of this file.")
    claim: Text = optional("What it says, in your own words.")


class ReasonEntry(Section):
    """Why a role asks for a level, or a competency has its weight."""

    why: Text = optional("The reason, in a sentence.")
    document: DocumentId = optional("Id of a document that says so.")


class BuildsOnEntry(Section):
    """A level of another competency that steps of this one wait for."""

    competency: Id = Field(description="Id of the other competency.")
    level: int = Field(description="The level at which the other one must stand.")
    from_level: int = Field(
        alias="from", description="The steps to this level and above are those that wait."
    )
    why: Text = optional("The reason, in a sentence.")


class QuickEntry(Section):
    """A competency in short, for a first pass."""

    question: Text = Field(description="What the card asks, in at most 20 words.")
    levels: ByLevel = Field(
        description="For every level of the scale: what its anchor says, in at most 12 words."
    )


class CompetencyEntry(Section):
    """One question of the assessment."""

    id: Id = Field(description="Stable id, kebab-case; never used again for something else.")
    area: Id = Field(description="Id of an area of this file.")
    title: Text = Field(description="The competency's name.")
    anchors: ByLevel = Field(
        description="For every level of the scale: behaviour that can be observed, 12-35 words."
    )
    summary: Text = optional("What it is, in a sentence.")
    weight: float = optional("How much the wanted role rests on it; above 0.", 1, ge=0.001, le=1000)
    weight_reason: Annotated[m.Reason, Of(ReasonEntry)] = optional("Why it has that weight.")
    needs: Rows[Id] = optional("Facts of the situation without which it doesn't apply.", ())
    builds_on: Rows[Annotated[m.BuildsOn, Of(BuildsOnEntry)]] = optional(
        "What must be learnt elsewhere before steps of this one.", ()
    )
    evidence_prompt: Text = optional("The question that asks for the last concrete thing done.")
    example: Text = optional("A made-up answer to that question: first person, 25-45 words.")
    sources: Rows[Annotated[m.Source, Of(SourceEntry)]] = optional(
        "Which documents name it, and how.", ()
    )
    quick: Annotated[m.QuickForm, Of(QuickEntry)] = optional(
        "The competency in short, for a first pass."
    )


class RoleEntry(Section):
    """What a role asks for."""

    id: Id = Field(description="Stable id, kebab-case.")
    title: Text = Field(description="The role's name.")
    targets: Steps = Field(description="Competency id: level asked for. Absent = not asked for.")
    summary: Text = optional("What the role is, in a sentence.")
    reasons: Frozen[Id, Annotated[m.Reason, Of(ReasonEntry)]] = optional(
        "Competency id: why that level.", {}
    )
    profile: Text = optional("In which sense, such as: ready to be appointed.")
    profile_of: Id = optional("The role that this is another profile of.")


class ActivityEntry(Section):
    """Something to do that raises competencies."""

    id: Id = Field(description="Stable id, kebab-case.")
    title: Text = Field(description="What to do, verb first.")
    kind: m.Kind = Field(description="practice (on the job), people (with others) or study.")
    hours: float = Field(
        gt=0, le=10_000, multiple_of=0.25, description="Effort in hours, in quarters."
    )
    teaches: Steps = Field(
        description="Competency id: the level L that it lifts a person to, from L-1. May be {}."
    )
    min_weeks: int = optional("Last week - first week + 1 is at least this.", 1, ge=1, le=520)
    requires: Rows[Id] = optional("Activities whose artefact is used again here; nothing else.", ())
    requires_level: Steps = optional(
        "Competency id: level held before it starts, or reached in the plan.", {}
    )
    steps: Rows[Text] = optional("What to do, concretely, one sentence each.", ())
    evidence: Text = optional("What the person can show afterwards.")
    result: Text = optional(
        'What "what came of …" ends with when it is shown: the three interviews.'
    )
    agree_with: Rows[Text] = optional("Ids of the people who must agree before it starts.", ())
    asks: Frozen[Id, Text] = optional(
        "Person id of agree_with, or of who leads to one of them (through): what "
        "exactly is asked of them and how long it takes, in one or two sentences said to them. "
        "It takes the place of {what} in their ask. {from}, {middle}, {end}: the days on which the "
        "activity begins, is half done, and ends.",
        {},
    )
    needs: Rows[Id] = optional("Facts of the situation without which it can't be done.", ())
    measure: Text = optional("What is counted, before and after.")
    pitfalls: Text = optional("What usually goes wrong.")
    resources: Rows[Id] = optional("Ids of resources of this file.", ())


class ResourceEntry(Section):
    """A book, guide or course."""

    id: Id = Field(description="Stable id, kebab-case.")
    title: Text = Field(description="Its title.")
    authors: Text = optional("Who wrote it, separated by commas.")
    year: int = optional("Year of this edition.", ge=1000, le=2200)
    kind: Text = optional("book, guide, article, course, …", "book")
    isbn13: Isbn = optional("ISBN-13; its check digit is checked.")
    url: Annotated[str, StringConstraints(pattern=WEB, max_length=2000)] = optional(
        "Where it can be read: https://…"
    )
    read: Text = optional("What to read, and how long: chapter 3, 40 minutes.")
    free: bool = optional("true: can be read without paying.", False)


class DocumentEntry(Section):
    """A text that the model was built from."""

    id: DocumentId = Field(description="Short id, such as D1.")
    title: Text = Field(description="Its title.")
    file: Text = optional("Its file name.")
    name: Text = optional("Two or three words, shown where it is cited.")


class RenamedEntry(Section):
    """Competency ids of earlier versions that became another one."""

    old: Rows[Id] = Field(alias="from", min_length=1, description="The old ids; several: merged.")
    new: Id = Field(alias="to", description="The id that took their place.")
    since: Version = optional("The first version with the new id.")


class CaseEntry(Section):
    """A short story to rate for practice, before one rates oneself."""

    id: Id = Field(description="Stable id, kebab-case.")
    competency: Id = Field(description="Id of the competency that the story is about.")
    level: LevelNumber = Field(description="The level that the anchors give it.")
    text: Text = Field(description="What somebody did, in 60-90 words.")
    because: Text = Field(description="The words of that level's anchor that decide.")


class PersonEntry(Section):
    """Somebody who must agree to activities."""

    id: Id = Field(description="Stable id, kebab-case; texts may name the person as {id}.")
    title: Text = Field(description="What the page calls the person: your manager.")
    stand_in: Text = optional("Who agrees where this person is out of reach; without: nobody can.")
    ask: Text = optional(
        "Draft of a short message that asks for the yes. {what}: what the "
        "activities ask; {from}: the day on which the first of them begins; {for}: their titles; "
        "{thanks}: thanks, if asked before; {message}: the draft to those whom this person leads "
        "to (see through)."
    )
    through: Id = optional("Person who is asked instead, where they are within reach.")
    own: bool = optional("true: of the own team, always within reach.", False)


class SituationAnswerEntry(Section):
    """One answer to a question about the situation."""

    id: Id = Field(description="Stable id within its question, kebab-case.")
    label: Text = Field(description="The answer's words.")
    facts: Rows[Id] = optional("What is there, if this is the answer.", ())
    people: Rows[Id] = optional("Ids of people within reach, if this is the answer.", ())


class SituationEntry(Section):
    """A question about the person's world, answered by one click."""

    id: Id = Field(description="Stable id, kebab-case.")
    question: Text = Field(description="The question's words.")
    answers: Rows[Annotated[m.SituationAnswer, Of(SituationAnswerEntry)]] = Field(
        min_length=1, description="What can be answered."
    )


class ReserveEntry(Section):
    """The part of the hours that stays free, by how far the hours are the person's own."""

    mine: Share = optional("Hours that nobody takes; default 1/6.")
    mostly: Share = optional("Hours that are sometimes lost; default 1/4.")
    often_eaten: Share = optional("Hours that are often lost; default 1/3.", alias="often-eaten")


class PaceEntry(Section):
    """How much a plan takes on."""

    subjects: list[Annotated[list[float], Field(min_length=2, max_length=2)]] = optional(
        "Pairs [hours a week from which it counts, subjects at once], rising from 0.", min_length=1
    )
    subjects_a_year: int = optional("Different subjects in a year.", ge=1)
    reserve: ReserveEntry = optional("The part of the hours that stays free.")


class ModelFile(Section):
    """A competency model for assess: scale, competencies, roles and activities."""

    schema_version: int = Field(ge=1, description="The form of this file: 2 (1 is read too).")
    model: ModelInfo = Field(description="What this file is.")
    scale: list[LevelEntry] = Field(
        min_length=2, max_length=10, description="The levels, consecutive, lowest first."
    )
    areas: Rows[Annotated[m.Area, Of(AreaEntry)]] = Field(
        min_length=1, description="Groups of competencies, in order."
    )
    competencies: Rows[Annotated[m.Competency, Of(CompetencyEntry)]] = Field(
        min_length=1, description="The questions of the assessment, in order."
    )
    roles: Rows[Annotated[m.Role, Of(RoleEntry)]] = Field(
        min_length=1, description="The roles people compare with."
    )
    activities: Rows[Annotated[m.Activity, Of(ActivityEntry)]] = Field(
        description="What a learning plan can be made of."
    )
    transition: Transition = optional("The pair of roles shown first.")
    resources: Rows[Annotated[m.Resource, Of(ResourceEntry)]] = optional("Books and guides.", ())
    documents: Rows[Annotated[m.Document, Of(DocumentEntry)]] = optional(
        "What the model was built from.", ()
    )
    renamed: Rows[Annotated[m.Renaming, Of(RenamedEntry)]] = optional(
        "Ids of earlier versions.", ()
    )
    guide: GuideEntry = optional("The role guide.")
    people: Rows[Annotated[m.Person, Of(PersonEntry)]] = optional(
        "Who must agree to activities.", ()
    )
    situation: Rows[Annotated[m.SituationQuestion, Of(SituationEntry)]] = optional(
        "Questions about the person's world.", (), json_schema_extra={"maxItems": MOST_QUESTIONS}
    )
    pace: PaceEntry = optional("How much a plan takes on.")
    scale_note: Text = optional("How to read the levels where it isn't obvious.")
    cases: Rows[Annotated[m.Case, Of(CaseEntry)]] = optional("Stories to practise rating on.", ())
    reviewed: Day = optional("Day on which the content was last compared with the market.")


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
