"""The competency model as frozen records: what a coach writes in competencies.yaml.

Nothing here knows an id, a role's name or a count: another file gives another product.
Records are made by `assess.formats.model_yaml.loader`, which has checked every reference before
it builds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from assess.domain.suggest import did_you_mean, short
from assess.errors import UnknownIdError

if TYPE_CHECKING:
    import pandas as pd

Record = TypeVar("Record")

Kind = Literal["practice", "people", "study"]
KINDS: tuple[Kind, ...] = ("practice", "people", "study")

_EMPTY: Mapping[Any, Any] = MappingProxyType({})

RESERVES: Mapping[str, Fraction] = MappingProxyType(
    {"mine": Fraction(1, 6), "mostly": Fraction(1, 4), "often-eaten": Fraction(1, 3)}
)
"""How far somebody's hours are their own → the part of them that a plan leaves free."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the scale; `level` is an integer, the scale is consecutive, lowest first."""

    level: int
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A group of competencies, shown together in forms and charts."""

    id: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a document claims, in the model author's words."""

    document: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a role asks for a level or a competency has its weight, and the document that says so."""

    why: str = ""
    document: str | None = None


@dataclass(frozen=True, slots=True)
class BuildsOn:
    """Steps to `from_level` and above wait until `competency` stands at `level`."""

    competency: str
    level: int
    from_level: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class QuickForm:
    """A competency in short, for a first pass: a question, and a few words for every level."""

    question: str
    levels: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Competency:
    """One question of the assessment; `anchors` maps every level to observable behaviour.

    `example`: a note that somebody might write in answer to `evidence_prompt`. `weight`: how much
    the wanted role rests on it. `needs`: facts of the situation without which it doesn't apply.
    """

    id: str
    area: str
    title: str
    anchors: Mapping[int, str]
    summary: str = ""
    weight: float = 1.0
    evidence_prompt: str = ""
    example: str = ""
    sources: tuple[Source, ...] = ()
    weight_reason: Reason | None = None
    needs: tuple[str, ...] = ()
    builds_on: tuple[BuildsOn, ...] = ()
    quick: QuickForm | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A short story to rate for practice.

    `level` is where it stands by the anchors of `competency`; `because` quotes the anchor that
    decides.
    """

    id: str
    competency: str
    level: int
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Role:
    """What a role asks for: competency id → level. A competency not named isn't asked for.

    `profile`: in which sense, such as "ready to be appointed". `profile_of`: id of the role that
    this one is another profile of.
    """

    id: str
    title: str
    targets: Mapping[str, int]
    summary: str = ""
    reasons: Mapping[str, Reason] = field(default_factory=lambda: _EMPTY)
    profile: str = ""
    profile_of: str | None = None

    @property
    def name(self) -> str:
        """The title, with the profile in brackets where the role has one."""
        return f"{self.title} ({self.profile})" if self.profile else self.title


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to do that raises competencies.

    `hours`: effort, a multiple of 0.25. `min_weeks`: last week − first week + 1 is at least this.
    `teaches`: competency id → the level L it lifts a person to, from L − 1.
    `requires`: activities whose artefact it uses. `requires_level`: levels held before it starts.
    `agree_with`: ids of people; `asks`: what each is asked. `needs`: facts. `measure`: what counts.
    `result`: what it is called when it is shown, as in "what came of the three interviews".
    """

    id: str
    title: str
    kind: Kind
    hours: float
    teaches: Mapping[str, int]
    min_weeks: int = 1
    requires: tuple[str, ...] = ()
    requires_level: Mapping[str, int] = field(default_factory=lambda: _EMPTY)
    steps: tuple[str, ...] = ()
    evidence: str = ""
    agree_with: tuple[str, ...] = ()
    pitfalls: str = ""
    resources: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    measure: str = ""
    asks: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    result: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who must agree to activities.

    `stand_in`: who agrees where this person is out of reach; without one, the activity is out.
    `ask`: a draft of a short message. `own`: of the own team, always within reach. `through`: id
    of who is asked instead, where that person is within reach.
    """

    id: str
    title: str
    stand_in: str = ""
    ask: str = ""
    own: bool = False
    through: str = ""


@dataclass(frozen=True, slots=True)
class SituationAnswer:
    """One answer to a question, with the facts that it gives and the people within reach by it."""

    id: str
    label: str
    facts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SituationQuestion:
    """A question about somebody's world, answered by one click before the first plan."""

    id: str
    question: str
    answers: tuple[SituationAnswer, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a plan takes on.

    `subjects`: (hours a week from which it counts, subjects at once), hours rising from 0.
    `reserve`: the part of the hours that stays free, under the keys of `RESERVES`.
    """

    subjects: tuple[tuple[float, int], ...] = ((0.0, 1), (3.0, 2), (6.0, 3))
    subjects_a_year: int = 6
    reserve: Mapping[str, Fraction] = field(default_factory=lambda: RESERVES)

    def subjects_at(self, hours: float) -> int:
        """How many subjects at once somebody with so many hours a week (0 or more) works on."""
        return next(count for least, count in reversed(self.subjects) if least <= hours)


@dataclass(frozen=True, slots=True)
class Resource:
    """A book or guide. `isbn13` is None where it wasn't checked.

    `read`: what of it to read, and how long that takes. `free`: can be read without paying.
    """

    id: str
    title: str
    authors: str = ""
    year: int | None = None
    kind: str = "book"
    isbn13: str | None = None
    url: str | None = None
    read: str = ""
    free: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text that the model was built from; `name` is what people see where it is cited."""

    id: str
    title: str
    file: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Renaming:
    """Old competency ids that became a new one (several: a merge) in version `since`."""

    old: tuple[str, ...]
    new: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The role guide: rows of plain mappings, in the file's order (see docs/model-authoring.md)."""

    comparison: tuple[Mapping[str, Any], ...] = ()
    metrics: tuple[Mapping[str, Any], ...] = ()
    decisions: tuple[Mapping[str, Any], ...] = ()
    questions: tuple[Mapping[str, Any], ...] = ()
    rules: tuple[Mapping[str, Any], ...] = ()
    reported: tuple[Mapping[str, Any], ...] = ()
    contested: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class CompetencyModel:
    """The whole file. Tuples keep the file's order: it is the order of forms, charts and ties.

    `scale_note`: how to read the levels. `reviewed`: when the content was last compared with what
    the market asks for.
    """

    id: str
    version: str
    title: str
    scale: tuple[Level, ...]
    areas: tuple[Area, ...]
    competencies: tuple[Competency, ...]
    roles: tuple[Role, ...]
    activities: tuple[Activity, ...]
    language: str = "en"
    transition: tuple[str, str] | None = None
    resources: tuple[Resource, ...] = ()
    documents: tuple[Document, ...] = ()
    renamed: tuple[Renaming, ...] = ()
    guide: Guide = field(default_factory=Guide)
    people: tuple[Person, ...] = ()
    situation: tuple[SituationQuestion, ...] = ()
    pace: Pace = field(default_factory=Pace)
    scale_note: str = ""
    cases: tuple[Case, ...] = ()
    reviewed: date | None = None

    @property
    def lowest(self) -> int:
        """The scale's lowest level."""
        return self.scale[0].level

    @property
    def highest(self) -> int:
        """The scale's highest level."""
        return self.scale[-1].level

    @property
    def role_pair(self) -> tuple[str, str]:
        """Ids of the roles shown first: held and wanted (default: the first two of the file)."""
        if self.transition is not None:
            return self.transition
        return self.roles[0].id, self.roles[min(1, len(self.roles) - 1)].id

    @cached_property
    def _competency_by_id(self) -> dict[str, Competency]:
        return {item.id: item for item in self.competencies}

    @cached_property
    def _role_by_id(self) -> dict[str, Role]:
        return {item.id: item for item in self.roles}

    @cached_property
    def _activity_by_id(self) -> dict[str, Activity]:
        return {item.id: item for item in self.activities}

    @cached_property
    def _person_by_id(self) -> dict[str, Person]:
        return {item.id: item for item in self.people}

    @cached_property
    def _document_names(self) -> dict[str, str]:
        return {item.id: item.name for item in self.documents}

    def competency(self, competency_id: str) -> Competency:
        """The competency with this id; UnknownIdError where there is none."""
        return _known(self._competency_by_id, competency_id, "competency")

    def role(self, role_id: str) -> Role:
        """The role with this id; UnknownIdError where there is none."""
        return _known(self._role_by_id, role_id, "role")

    def activity(self, activity_id: str) -> Activity:
        """The activity with this id; UnknownIdError where there is none."""
        return _known(self._activity_by_id, activity_id, "activity")

    def person(self, person_id: str) -> Person:
        """The person with this id; UnknownIdError where there is none."""
        return _known(self._person_by_id, person_id, "person")

    def has_competency(self, competency_id: str) -> bool:
        """Whether the model asks about this id."""
        return competency_id in self._competency_by_id

    def has_role(self, role_id: str) -> bool:
        """Whether the model knows this role."""
        return role_id in self._role_by_id

    def has_activity(self, activity_id: str) -> bool:
        """Whether the model knows this activity."""
        return activity_id in self._activity_by_id

    def has_person(self, person_id: str) -> bool:
        """Whether the model knows this person."""
        return person_id in self._person_by_id

    def document_name(self, document_id: str) -> str:
        """What people see where a document is cited: its name, or its id where it has none."""
        return self._document_names.get(document_id) or document_id

    def agreeing(self, activity: Activity) -> list[str]:
        """What the people who must agree to an activity are called, in its order."""
        return [self.person(key).title for key in activity.agree_with]

    def in_area(self, area_id: str) -> tuple[Competency, ...]:
        """The competencies of one area, in file order."""
        return tuple(item for item in self.competencies if item.area == area_id)

    def cases_in(self, area_id: str) -> tuple[Case, ...]:
        """The cases about competencies of one area, in file order."""
        return tuple(
            item for item in self.cases if self.competency(item.competency).area == area_id
        )

    @cached_property
    def by_area(self) -> tuple[Competency, ...]:
        """All competencies by area: the order of forms and charts, and of their numbers."""
        return tuple(item for area in self.areas for item in self.in_area(area.id))

    def on_scale(self, level: int) -> bool:
        """Whether the scale has this level."""
        return self.lowest <= level <= self.highest

    def label(self, level: int) -> str:
        """The scale's word for a level; IndexError off the scale."""
        if not self.on_scale(level):
            raise IndexError(f"level {level} isn't on the scale {self.lowest}-{self.highest}")
        return self.scale[level - self.lowest].label

    def to_frame(self) -> pd.DataFrame:
        """Return one row a competency, in the order of forms and charts.

        Columns: number (from 1, as on the radar), area, competency (ids), title, weight, then one
        column for each role, named by its id (the level that it asks for, <NA> where it doesn't).
        """
        from assess.domain.tables import competencies_frame

        return competencies_frame(self)

    def activities_frame(self) -> pd.DataFrame:
        """Return one row an activity and competency that it teaches, in file order.

        Columns: activity (id), title, kind ("practice" | "people" | "study"), hours, competency
        (id, None where it only prepares), level (to which it lifts, <NA> where it only prepares).
        """
        from assess.domain.tables import activities_frame

        return activities_frame(self)

    def _repr_html_(self) -> str:
        from assess.domain.tables import table

        areas = {item.id: item.title for item in self.areas}
        frame = self.to_frame().assign(area=lambda rows: rows["area"].map(areas))
        said = f"{self.title} ({self.id} {self.version}): {_counts(self)}."
        return table(said, frame.drop(columns=["competency", "weight"]))

    def __repr__(self) -> str:
        return f"<CompetencyModel {self.id} {self.version}: {_counts(self)}>"


def _known(records: Mapping[str, Record], key: str, what: str) -> Record:
    try:
        return records[key]
    except (KeyError, TypeError):  # what can't be hashed is no id either
        hint = did_you_mean(key, records, f"it has {', '.join(records)}" if records else "")
        text = short(hint, 300)
        end = "" if text.endswith("?") else "."
        raise UnknownIdError(f"The model has no {what} '{short(key)}'{text}{end}") from None


def _counts(model: CompetencyModel) -> str:
    """How much is in a model."""
    return (
        f"{len(model.competencies)} competencies in {len(model.areas)} areas, "
        f"{len(model.roles)} roles, {len(model.activities)} activities"
    )
