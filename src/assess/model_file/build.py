"""The validated file → the domain's frozen records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from assess import model as m
from assess.model_file import schema as s
from assess.model_file.guide_rows import GuideEntry

K = TypeVar("K")
V = TypeVar("V")


def _frozen(mapping: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType(dict(mapping))


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _deep(item) for key, item in value.items()})
    return tuple(_deep(item) for item in value) if isinstance(value, list) else value


def build(file: s.ModelFile) -> m.CompetencyModel:
    """Make the records; the file has passed `schema` and `checks`."""
    pair = file.transition
    people = _people(file)
    id_of = {person.title: person.id for person in people} if file.schema_version == 1 else {}
    pace = file.pace
    return m.CompetencyModel(
        id=file.model.id,
        version=file.model.version,
        title=file.model.title,
        language=file.model.language,
        transition=None if pair is None else (pair.from_, pair.to),
        scale=tuple(
            m.Level(item.level, item.label or f"Level {item.level}", item.meaning or "")
            for item in file.scale
        ),
        areas=tuple(m.Area(item.id, item.title, item.summary or "") for item in file.areas),
        competencies=tuple(_competency(item) for item in file.competencies),
        roles=tuple(_role(item) for item in file.roles),
        activities=tuple(_activity(item, id_of) for item in file.activities),
        resources=tuple(
            m.Resource(
                item.id,
                item.title,
                authors=item.authors or "",
                year=item.year,
                kind=item.kind,
                isbn13=item.isbn13,
                url=item.url,
                read=item.read or "",
                free=item.free,
            )
            for item in file.resources
        ),
        documents=tuple(
            m.Document(item.id, item.title, item.file or "", item.name or "")
            for item in file.documents
        ),
        renamed=tuple(
            m.Renaming(tuple(item.from_), item.to, item.since or "") for item in file.renamed
        ),
        guide=_guide(file.guide),
        people=people,
        situation=tuple(_question(item) for item in file.situation),
        pace=m.Pace() if pace is None else _pace(pace),
        scale_note=file.scale_note or "",
        cases=tuple(
            m.Case(item.id, item.competency, item.level, item.text, item.because)
            for item in file.cases
        ),
        reviewed=file.reviewed,
    )


def _people(file: s.ModelFile) -> tuple[m.Person, ...]:
    """The file's people; in a file of the first form, one for each text of `agree_with`."""
    if file.schema_version > 1:
        return tuple(
            m.Person(
                item.id,
                item.title,
                item.stand_in or "",
                item.ask or "",
                item.own,
                item.through or "",
            )
            for item in file.people
        )
    found: dict[str, m.Person] = {}
    for title in dict.fromkeys(text for item in file.activities for text in item.agree_with):
        slug = "-".join(re.findall("[a-z0-9]+", title.lower()))[:60].strip("-") or "person"
        names = (slug, *(f"{slug}-{number}" for number in range(2, len(found) + 3)))
        key = next(name for name in names if name not in found)
        found[key] = m.Person(key, title)
    return tuple(found.values())


def _question(item: s.SituationEntry) -> m.SituationQuestion:
    answers = tuple(
        m.SituationAnswer(answer.id, answer.label, tuple(answer.facts), tuple(answer.people))
        for answer in item.answers
    )
    return m.SituationQuestion(item.id, item.question, answers)


def _pace(item: s.PaceEntry) -> m.Pace:
    usual = m.Pace()
    reserve = s.ReserveEntry() if item.reserve is None else item.reserve
    said = {
        "mine": reserve.mine,
        "mostly": reserve.mostly,
        "often-eaten": reserve.often_eaten,
    }
    pairs = usual.subjects if item.subjects is None else item.subjects
    return m.Pace(
        tuple((float(hours), int(count)) for hours, count in pairs),
        item.subjects_a_year or usual.subjects_a_year,
        _frozen({key: m.RESERVES[key] if share is None else share for key, share in said.items()}),
    )


def _reason(item: s.ReasonEntry) -> m.Reason:
    return m.Reason(item.why or "", item.document)


def _competency(item: s.CompetencyEntry) -> m.Competency:
    return m.Competency(
        id=item.id,
        area=item.area,
        title=item.title,
        anchors=_frozen(dict(sorted(item.anchors.items()))),
        summary=item.summary or "",
        weight=item.weight,
        evidence_prompt=item.evidence_prompt or "",
        example=item.example or "",
        sources=tuple(m.Source(source.document, source.claim or "") for source in item.sources),
        weight_reason=None if item.weight_reason is None else _reason(item.weight_reason),
        needs=tuple(item.needs),
        builds_on=tuple(
            m.BuildsOn(other.competency, other.level, other.from_, other.why or "")
            for other in item.builds_on
        ),
        quick=None
        if item.quick is None
        else m.QuickForm(item.quick.question, _frozen(dict(sorted(item.quick.levels.items())))),
    )


def _role(item: s.RoleEntry) -> m.Role:
    return m.Role(
        item.id,
        item.title,
        _frozen(item.targets),
        item.summary or "",
        _frozen({key: _reason(value) for key, value in item.reasons.items()}),
        item.profile or "",
        item.profile_of,
    )


def _activity(item: s.ActivityEntry, id_of: Mapping[str, str]) -> m.Activity:
    return m.Activity(
        id=item.id,
        title=item.title,
        kind=item.kind,
        hours=float(item.hours),
        teaches=_frozen(item.teaches),
        min_weeks=item.min_weeks,
        requires=tuple(item.requires),
        requires_level=_frozen(item.requires_level),
        steps=tuple(item.steps),
        evidence=item.evidence or "",
        agree_with=tuple(id_of.get(name, name) for name in item.agree_with),
        pitfalls=item.pitfalls or "",
        resources=tuple(item.resources),
        needs=tuple(item.needs),
        measure=item.measure or "",
        asks=_frozen(item.asks),
    )


def _guide(guide: GuideEntry | None) -> m.Guide:
    if guide is None:
        return m.Guide()
    lists = guide.model_dump(exclude_unset=True)
    return m.Guide(**{name: _deep(rows) for name, rows in lists.items()})
