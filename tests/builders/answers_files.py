"""Small assessment files of the second model, and the sentences that refuse one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assess.errors import AnswersError
from assess.formats.answers import assessment_from_json, read_assessment
from assess.formats.model_yaml.loader import load_model

MODEL = load_model(Path(__file__).parents[1] / "models" / "second.yaml")
BOTH = {"id": MODEL.id, "version": MODEL.version}


def refused(data: Any) -> str:
    """The sentence that refuses parsed JSON."""
    with pytest.raises(AnswersError) as caught:
        assessment_from_json(data, MODEL)
    return str(caught.value)


def refused_text(text: str) -> str:
    """The sentence that refuses a file's text."""
    with pytest.raises(AnswersError) as caught:
        read_assessment(text, MODEL)
    return str(caught.value)


def file(answers: Any = None, **more: Any) -> dict[str, Any]:
    """A small assessment file as parsed JSON."""
    return {"schema_version": 1, "model": BOTH, "answers": answers or {}, **more}
