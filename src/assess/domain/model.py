"""The competency model: what a coach writes in competencies.yaml, and looking things up in it.

Nothing here knows an id, a role's name or a count: another file gives another product.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from assess.domain.model_parts import (
    Activity,
    Area,
    Case,
    Competency,
    Document,
    Guide,
    Level,
    Pace,
    Person,
    Renaming,
    Resource,
    Role,
    SituationQuestion,
)
from assess.errors import UnknownIdError
from assess.text import did_you_mean, frame, short, table

if TYPE_CHECKING:
    import pandas as pd

Record = TypeVar("Record")


@dataclass(frozen=True)
class CompetencyModel:
    """The whole file. Tuples keep the file's order: it is the order of forms, charts and ties.

    `scale_note`: how to read the levels. `reviewed`: when the content was last compared with what
    the market asks for. `people`: whom activities need (`id`, `title`, `own`: of the own team,
    `stand_in`). `situation`: questions about somebody's work (`id`, `question`, `answers`).
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
    def _by_id(self) -> dict[type, dict[str, Any]]:
        """What is looked up again and again: the kind of record → id → record."""
        kinds: dict[type, tuple[Any, ...]] = {
            Competency: self.competencies,
            Role: self.roles,
            Activity: self.activities,
            Person: self.people,
        }
        return {kind: {item.id: item for item in items} for kind, items in kinds.items()}

    def competency(self, competency_id: str) -> Competency:
        """The competency with this id; UnknownIdError where there is none."""
        return self._known(Competency, competency_id)

    def role(self, role_id: str) -> Role:
        """The role with this id; UnknownIdError where there is none."""
        return self._known(Role, role_id)

    def activity(self, activity_id: str) -> Activity:
        """The activity with this id; UnknownIdError where there is none."""
        return self._known(Activity, activity_id)

    def person(self, person_id: str) -> Person:
        """The person with this id; UnknownIdError where there is none."""
        return self._known(Person, person_id)

    def _known(self, kind: type[Record], key: str) -> Record:
        records: dict[str, Record] = self._by_id[kind]
        try:
            return records[key]
        except (KeyError, TypeError):  # what can't be hashed is no id either
            hint = did_you_mean(key, records, f"it has {', '.join(records)}" if records else "")
            text = short(hint, 300)
            end = "" if text.endswith("?") else "."
            what = kind.__name__.lower()
            raise UnknownIdError(f"The model has no {what} '{short(key)}'{text}{end}") from None

    def has_competency(self, competency_id: str) -> bool:
        """Whether the model asks about this id."""
        return competency_id in self._by_id[Competency]

    def has_role(self, role_id: str) -> bool:
        """Whether the model knows this role."""
        return role_id in self._by_id[Role]

    def has_activity(self, activity_id: str) -> bool:
        """Whether the model knows this activity."""
        return activity_id in self._by_id[Activity]

    def has_person(self, person_id: str) -> bool:
        """Whether the model knows this person."""
        return person_id in self._by_id[Person]

    def document_name(self, document_id: str) -> str:
        """What people see where a document is cited: its name, or its id where it has none."""
        names = {item.id: item.name for item in self.documents}
        return names.get(document_id) or document_id

    def agreeing(self, activity: Activity) -> list[str]:
        """What the people who must agree to an activity are called, in its order."""
        return [self.person(key).title for key in activity.agree_with]

    def in_area(self, area_id: str) -> tuple[Competency, ...]:
        """The competencies of one area, in file order."""
        return tuple(item for item in self.competencies if item.area == area_id)

    def asked_by(self, role: Role) -> tuple[Competency, ...]:
        """The competencies that a role asks for, in file order."""
        return tuple(item for item in self.competencies if item.id in role.targets)

    def cases_in(self, area_id: str) -> tuple[Case, ...]:
        """The cases about competencies of one area, in file order."""
        ids = {item.id for item in self.in_area(area_id)}
        return tuple(item for item in self.cases if item.competency in ids)

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
        rows = (
            (
                *(number, item.area, item.id, item.title, float(item.weight)),
                *(role.targets.get(item.id) for role in self.roles),
            )
            for number, item in enumerate(self.by_area, start=1)
        )
        columns = ["number", "area", "competency", "title", "weight", *(r.id for r in self.roles)]
        return frame(columns, rows, **{role.id: "Int64" for role in self.roles})

    def activities_frame(self) -> pd.DataFrame:
        """Return one row an activity and competency that it teaches, in file order.

        Columns: activity (id), title, kind ("practice" | "people" | "study"), hours, competency
        (id, None where it only prepares), level (to which it lifts, <NA> where it only prepares).
        """
        rows: list[tuple[object, ...]] = []
        for item in self.activities:
            about = (item.id, item.title, item.kind, float(item.hours))
            rows += [(*about, competency, level) for competency, level in item.teaches.items()]
            rows += [] if item.teaches else [(*about, None, None)]
        columns = ["activity", "title", "kind", "hours", "competency", "level"]
        return frame(columns, rows, level="Int64")

    def _repr_html_(self) -> str:
        areas = {item.id: item.title for item in self.areas}
        rows = self.to_frame().assign(area=lambda rows: rows["area"].map(areas))
        said = f"{self.title} ({self.id} {self.version}): {_counts(self)}."
        return table(said, rows.drop(columns=["competency", "weight"]))

    def __repr__(self) -> str:
        return f"<CompetencyModel {self.id} {self.version}: {_counts(self)}>"


def _counts(model: CompetencyModel) -> str:
    """How much is in a model."""
    return (
        f"{len(model.competencies)} competencies in {len(model.areas)} areas, "
        f"{len(model.roles)} roles, {len(model.activities)} activities"
    )
