"""Records and the shapes by which files are read: the same names, and nothing left unsaid."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from assess.formats.answers.shape import AnswersFile
from assess.formats.meeting.shape import MeetingFile
from assess.formats.model_yaml.schema import ModelFile
from assess.formats.plan.shape import PlanFile
from assess.formats.shapes import Of


def _read_by_shapes(part: Any) -> Iterator[tuple[Any, type[BaseModel]]]:
    """Every record below a type, with the shape that it is read by."""
    if get_origin(part) is Annotated:
        for item in part.__metadata__:
            if isinstance(item, Of):
                yield part.__origin__, item.shape
                yield from _read_by_shapes(item.shape)
    if isinstance(part, type) and issubclass(part, BaseModel):
        for field in part.model_fields.values():
            yield from _read_by_shapes(Annotated[(field.annotation, *field.metadata, "a field")])
    for inner in get_args(part):
        yield from _read_by_shapes(inner)


@pytest.mark.parametrize("file", [AnswersFile, MeetingFile, ModelFile, PlanFile])
def test_a_shape_has_its_records_names_and_requires_what_the_record_requires(
    file: type[BaseModel],
) -> None:
    found = list(_read_by_shapes(file))
    assert len(found) >= 4
    for record, shape in found:
        fields = {item.name: item for item in dataclasses.fields(record)}
        assert shape.model_fields.keys() <= fields.keys(), record
        missing = dataclasses.MISSING
        needed = {
            name
            for name, item in fields.items()
            if item.default is missing and item.default_factory is missing
        }
        required = {name for name, item in shape.model_fields.items() if item.is_required()}
        assert needed <= required, record
