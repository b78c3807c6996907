"""All stages of reading a model, in one go."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from assess.domain import model_parts as m
from assess.domain.model import CompetencyModel
from assess.errors import Problem
from assess.formats.model_yaml import nodes
from assess.formats.model_yaml import schema as s
from assess.formats.model_yaml.checks.health import note_warnings
from assess.formats.model_yaml.checks.rules import newer_schema, note_rules
from assess.formats.model_yaml.places import Notes, note_shape
from assess.formats.model_yaml.rows import GuideEntry
from assess.formats.shapes import values_for


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _deep(item) for key, item in value.items()})
    return tuple(_deep(item) for item in value) if isinstance(value, list) else value


def build(file: s.ModelFile) -> CompetencyModel:
    """Make the records; the file has passed `schema` and `checks`."""
    values = values_for(CompetencyModel, file)
    if file.schema_version == 1:
        people = _people(file.activities)
        id_of = {person.title: person.id for person in people}
        activities = tuple(
            replace(item, agree_with=tuple(id_of[name] for name in item.agree_with))
            for item in file.activities
        )
        values |= {"people": people, "activities": activities}
    pair = file.transition
    values |= {
        "transition": None if pair is None else (pair.from_, pair.to),
        "scale": tuple(
            m.Level(item.level, item.label or f"Level {item.level}", item.meaning or "")
            for item in file.scale
        ),
        "guide": _guide(file.guide),
        "pace": m.Pace() if file.pace is None else _pace(file.pace),
        "scale_note": file.scale_note or "",
    }
    return CompetencyModel(**values_for(CompetencyModel, file.model), **values)


def _people(activities: tuple[m.Activity, ...]) -> tuple[m.Person, ...]:
    """The people of a file of the first form: one for each text of `agree_with`."""
    found: dict[str, m.Person] = {}
    for title in dict.fromkeys(text for item in activities for text in item.agree_with):
        slug = "-".join(re.findall("[a-z0-9]+", title.lower()))[:60].strip("-") or "person"
        names = (slug, *(f"{slug}-{number}" for number in range(2, len(found) + 3)))
        key = next(name for name in names if name not in found)
        found[key] = m.Person(key, title)
    return tuple(found.values())


def _pace(item: s.PaceEntry) -> m.Pace:
    usual = m.Pace()
    reserve = s.ReserveEntry() if item.reserve is None else item.reserve
    said = {"mine": reserve.mine, "mostly": reserve.mostly, "often-eaten": reserve.often_eaten}
    pairs = usual.subjects if item.subjects is None else item.subjects
    return m.Pace(
        tuple((float(hours), int(count)) for hours, count in pairs),
        item.subjects_a_year or usual.subjects_a_year,
        MappingProxyType(
            {key: m.RESERVES[key] if share is None else share for key, share in said.items()}
        ),
    )


def _guide(guide: GuideEntry | None) -> m.Guide:
    if guide is None:
        return m.Guide()
    lists = guide.model_dump(exclude_unset=True)
    return m.Guide(**{name: _deep(rows) for name, rows in lists.items()})


def validate(
    text: str, file: str, today: date | None = None
) -> tuple[CompetencyModel | None, list[Problem]]:
    """The model and its warnings, or None and its errors; problems in no order.

    `today`: the day from which the age of the content is judged; None leaves it open.
    """
    root, problems = nodes.read(text, file)
    if root is None:
        return None, problems
    notes = Notes(file)
    if newer_schema(root, notes):
        return None, notes.problems
    parsed: s.ModelFile | None = None
    try:
        parsed = s.ModelFile.model_validate(root.plain())
    except ValidationError as error:
        note_shape(error, root, notes)
    note_rules(root, notes)
    problems += notes.problems
    if problems or parsed is None:
        return None, problems
    model = build(parsed)
    warnings = Notes(file, "warning")
    note_warnings(model, root, warnings, today)
    return model, warnings.problems
