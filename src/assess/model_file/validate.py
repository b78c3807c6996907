"""All stages of reading a model, in one go."""

from __future__ import annotations

from pydantic import ValidationError

from assess.errors import Problem
from assess.model import CompetencyModel
from assess.model_file import nodes
from assess.model_file.build import build
from assess.model_file.schema import ModelFile


def validate(text: str, file: str) -> tuple[CompetencyModel | None, list[Problem]]:
    """The model and its warnings, or None and its errors; problems in no order."""
    root, problems = nodes.read(text, file)
    if root is None:
        return None, problems
    try:
        parsed = ModelFile.model_validate(root.plain())
    except ValidationError as error:
        return None, [Problem(file, 1, 1, str(error))]
    return (build(parsed), problems) if not problems else (None, problems)
