"""The validated file → the domain's frozen records."""

from __future__ import annotations

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
        activities=tuple(_activity(item) for item in file.activities),
        resources=tuple(
            m.Resource(
                item.id,
                item.title,
                authors=item.authors or "",
                year=item.year,
                kind=item.kind,
                isbn13=item.isbn13,
                url=item.url,
            )
            for item in file.resources
        ),
        documents=tuple(
            m.Document(item.id, item.title, item.file or "") for item in file.documents
        ),
        renamed=tuple(
            m.Renaming(tuple(item.from_), item.to, item.since or "") for item in file.renamed
        ),
        guide=_guide(file.guide),
    )


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
    )


def _role(item: s.RoleEntry) -> m.Role:
    reasons = {
        key: m.Reason(value.why or "", value.document) for key, value in item.reasons.items()
    }
    return m.Role(item.id, item.title, _frozen(item.targets), item.summary or "", _frozen(reasons))


def _activity(item: s.ActivityEntry) -> m.Activity:
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
        agree_with=tuple(item.agree_with),
        pitfalls=item.pitfalls or "",
        resources=tuple(item.resources),
    )


def _guide(guide: GuideEntry | None) -> m.Guide:
    if guide is None:
        return m.Guide()
    lists = guide.model_dump(exclude_unset=True)
    return m.Guide(**{name: _deep(rows) for name, rows in lists.items()})
