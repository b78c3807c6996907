"""All stages of reading a model, in one go."""

from __future__ import annotations

from datetime import date

from pydantic import ValidationError

from assess.errors import Problem
from assess.model import CompetencyModel
from assess.model_file import nodes
from assess.model_file.build import build
from assess.model_file.checks import newer_schema, note_rules
from assess.model_file.health import note_warnings
from assess.model_file.messages import note_shape
from assess.model_file.places import Notes
from assess.model_file.schema import ModelFile


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
    parsed: ModelFile | None = None
    try:
        parsed = ModelFile.model_validate(root.plain())
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
