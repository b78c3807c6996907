"""What a competency model consists of, as frozen records: levels, competencies, roles, activities.

Records are made by `assess.formats.model_yaml.loader`, which has checked every reference before
it builds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal

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
