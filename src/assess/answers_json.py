"""An assessment as JSON: the form of exports, of the command line and of the page's own file.

Every file is hostile until read: its size, depth, keys, ids, levels and texts are checked, and
the first mistake is said in one sentence that names its place.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any, NoReturn

from assess.answers import Answer, Assessment, Measure, Progress, Snapshot
from assess.answers_read import assessment_from_json
from assess.errors import AnswersError
from assess.formats.request import request_to_json
from assess.model import CompetencyModel
from assess.suggest import short

SCHEMA_VERSION = 1
MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 20
TEMPLATE_ID = "assess-data"

__all__ = [
    "assessment_from_json",
    "assessment_to_json",
    "dumps",
    "parsed",
    "read_assessment",
]


def assessment_to_json(assessment: Assessment) -> dict[str, Any]:
    """The assessment as JSON-ready data, in the format's key order; what is empty is left out."""
    data: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "kind": "assessment"}
    if assessment.id is not None:
        data["id"] = assessment.id
    data["revision"] = assessment.revision
    data["model"] = {"id": assessment.model_id, "version": assessment.model_version}
    if assessment.person:
        data["person"] = assessment.person
    data["rater"] = assessment.rater
    if assessment.updated is not None:
        data["updated"] = assessment.updated
    if assessment.roles is not None:
        data["roles"] = {"from": assessment.roles[0], "to": assessment.roles[1]}
    data["answers"] = {key: _answer(answer) for key, answer in assessment.answers.items()}
    settings = request_to_json(assessment.settings)
    if settings:
        data["settings"] = settings
    if assessment.progress:
        data["progress"] = {key: _progress(item) for key, item in assessment.progress.items()}
    if assessment.measures:
        data["measures"] = {key: _measure(item) for key, item in assessment.measures.items()}
    if assessment.confirm:
        data["confirm"] = list(assessment.confirm)
    if assessment.history:
        data["history"] = [_snapshot(item) for item in assessment.history]
    if assessment.plans:
        data["plans"] = [{"made": kept.made, "plan": dict(kept.plan)} for kept in assessment.plans]
    return data


def _answer(answer: Answer) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if answer.level is not None:
        data["level"] = answer.level
    if answer.not_applicable:
        data["not_applicable"] = True
    if answer.evidence:
        data["evidence"] = answer.evidence
    if answer.updated is not None:
        data["updated"] = answer.updated
    return data


def _progress(progress: Progress) -> dict[str, Any]:
    data: dict[str, Any] = {"state": progress.state}
    if progress.date is not None:
        data["date"] = progress.date.isoformat()
    if progress.evidence:
        data["evidence"] = progress.evidence
    if progress.hours_left is not None:
        data["hours_left"] = progress.hours_left
    return data


def _measure(measure: Measure) -> dict[str, Any]:
    texts = {"today": measure.today, "wanted": measure.wanted}
    return {key: text for key, text in texts.items() if text}


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    data: dict[str, Any] = {"at": snapshot.at, "levels": dict(snapshot.levels)}
    if snapshot.not_applicable:
        data["not_applicable"] = list(snapshot.not_applicable)
    return data


def dumps(assessment: Assessment) -> str:
    """The assessment file's text: the same bytes for the same assessment, newline at the end."""
    data = assessment_to_json(assessment)
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def read_assessment(text: str, model: CompetencyModel) -> Assessment:
    """An assessment from a JSON file's text or from an exported HTML page.

    Of a coaching session's file the first assessment is taken. Raises AnswersError.
    """
    data = parsed(text)
    if isinstance(data, dict) and data.get("kind") == "session":
        assessments = data.get("assessments")
        if not isinstance(assessments, list) or not assessments:
            raise AnswersError("assessments: the session holds no assessment to read.")
        data = assessments[0]
    return assessment_from_json(data, model)


def parsed(text: str) -> Any:
    """The JSON in a file's text or in an exported HTML page, as data that nobody has checked yet.

    Raises AnswersError for what is too large, too deep, or neither of both.
    """
    if len(text) > MAX_CHARACTERS:
        raise AnswersError(
            "The file is larger than 1,000,000 characters; an assessment is far smaller."
        )
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] == "<":
        text = _embedded(text)
    return _parse(text)


def _parse(text: str) -> Any:
    if not text.strip():
        raise AnswersError("The file is empty; choose an assessment file or an exported page.")
    _refuse_depth(text)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise AnswersError(
            f"The file isn't JSON: line {error.lineno}, column {error.colno} can't be read."
        ) from None
    except ValueError:  # Python refuses to read integers of thousands of digits
        raise AnswersError("The file holds a number that is too long.") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise AnswersError(
                f"The key '{short(key)}' is there twice in one place; keep one of them."
            )
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    raise AnswersError(f"The file holds {name}, which is no number; write a finite one.")


# one that is never closed ends with the file: else each quotation mark would look for its end anew
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)


def _refuse_depth(text: str) -> None:
    # before parsing: a file of brackets must not reach the parser's recursion
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", _STRING.sub('""', text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise AnswersError(f"The file is nested deeper than {MAX_DEPTH} levels.")


# bounded, and looked for once: a page of nothing but tags costs no more than a page
_TEMPLATE = re.compile(
    rf"""<template\b[^<>]{{0,200}}?\bid\s*=\s*(["']?){TEMPLATE_ID}\1[^<>]{{0,200}}>""",
    re.IGNORECASE,
)
_TEMPLATE_END = re.compile(r"</template\s*>", re.IGNORECASE)


def _embedded(text: str) -> str:
    """The text of `<template id="assess-data">`, its entities unescaped."""
    begin = _TEMPLATE.search(text)
    if begin is None:
        raise AnswersError("This page holds no assessment; choose the HTML file that assess made.")
    end = _TEMPLATE_END.search(text, begin.end())
    return unescape(text[begin.end() : end.start() if end else len(text)])
