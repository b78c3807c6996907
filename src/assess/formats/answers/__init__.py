"""An assessment as JSON: the form of exports, of the command line and of the page's own file.

Writing needs no library; reading imports the shapes, and pydantic with them, when it is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assess.domain.answers import Answer, Assessment, Round, Snapshot
from assess.domain.model import CompetencyModel
from assess.domain.progress import Progress
from assess.domain.rating import Entry, joined, too_much
from assess.errors import AnswersError
from assess.formats.json_text import dumped, filled, parsed, plain, refuse_other_files
from assess.formats.request import request_to_json

_VERSION = re.compile(r"\d{1,6}\.\d{1,6}\.\d{1,6}\Z", re.ASCII)


def parts(version: str) -> tuple[int, ...]:
    """Return the three numbers of `1.2.3`; none where the text is no version."""
    return tuple(map(int, version.split("."))) if _VERSION.match(version) else ()


def is_newer(version: str | None, model: CompetencyModel) -> bool:
    """Return whether answers were given with a newer version of the model than this one."""
    return version is not None and parts(version) > parts(model.version)


def is_older(version: str | None, model: CompetencyModel) -> bool:
    """Return whether answers must be confirmed in this model: its major version is newer."""
    return version is not None and parts(version)[:1] < parts(model.version)[:1]


def renamings(model: CompetencyModel) -> dict[str, str]:
    """Return old competency id → the id that it has in this model, chains followed."""
    direct = {old: item.new for item in model.renamed for old in item.old}
    final: dict[str, str] = {}
    for old in direct:
        new, seen = direct[old], {old}
        while new in direct and new not in seen:
            seen.add(new)
            new = direct[new]
        if model.has_competency(new):
            final[old] = new
    return final


def carry_over(
    answers: Mapping[str, Answer], renamed: Mapping[str, str]
) -> tuple[dict[str, Answer], list[str]]:
    """Return what was answered under today's ids, and the ids under which several were merged.

    Raises AnswersError where their evidence together is more than one competency may have.
    """
    grouped: dict[str, list[Answer]] = {}
    for key, answer in answers.items():
        grouped.setdefault(renamed.get(key, key), []).append(answer)
    merged = {key: _merge(key, group) for key, group in grouped.items()}
    said = {key: answer for key, answer in merged.items() if not answer.empty}
    return said, [key for key, group in grouped.items() if len(group) > 1]


def carry_level(
    levels: Mapping[str, int], away: Sequence[str], renamed: Mapping[str, str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return an earlier state under today's ids; of merged competencies the lowest level wins."""
    found: dict[str, int] = {}
    for key, level in levels.items():
        new = renamed.get(key, key)
        found[new] = min(level, found.get(new, level))
    ids = dict.fromkeys(renamed.get(key, key) for key in away)
    return found, tuple(key for key in ids if key not in found)


def _merge(key: str, group: Sequence[Answer]) -> Answer:
    if len(group) == 1:
        return group[0]
    levels = [answer.level for answer in group if answer.level is not None]
    log = joined(answer.entries for answer in group)
    if much := too_much(log):
        raise AnswersError(
            f"answers.{key}: the evidence of the competencies merged here {much}; shorten it."
        )
    return Answer(
        level=min(levels, default=None),
        not_applicable=not levels and any(answer.not_applicable for answer in group),
        updated=max((a.updated for a in group if a.updated is not None), default=None),
        quick=any(answer.quick for answer in group),  # nobody has confirmed that it is the lowest
    ).with_log(log)


SCHEMA_VERSION = 1


def assessment_to_json(assessment: Assessment) -> dict[str, Any]:
    """Return JSON-ready data in the format's key order; what is empty is left out."""
    roles = assessment.roles
    data = {
        "schema_version": SCHEMA_VERSION,
        "kind": "assessment",
        "id": assessment.id or assessment.content_id,
        "revision": assessment.revision,
        "model": {"id": assessment.model_id, "version": assessment.model_version},
        "person": assessment.person,
        "rater": assessment.rater,
        "updated": assessment.updated,
        "roles": {"from": roles[0], "to": roles[1]} if roles else None,
        "answers": {key: _answer(answer) for key, answer in assessment.answers.items()},
        "settings": request_to_json(assessment.settings),
        "progress": {key: _progress(item) for key, item in assessment.progress.items()},
        "measures": {key: filled(plain(item)) for key, item in assessment.measures.items()},
        "confirm": list(assessment.confirm),
        "history": [_snapshot(item) for item in assessment.history],
        "plans": [{"made": kept.made, "plan": dict(kept.plan)} for kept in assessment.plans],
        "round": assessment.round and _round(assessment.round),
        "hindsight": {
            key: {"at": item.at, "levels": dict(item.levels)}
            for key, item in assessment.hindsight.items()
        },
        "check_ins": {
            day.isoformat(): filled(plain(item)) for day, item in assessment.check_ins.items()
        },
        "asked": {key: day.isoformat() for key, day in assessment.asked.items()},
    }
    return filled(data, "answers")


def _answer(answer: Answer) -> dict[str, Any]:
    # by hand: it runs for every competency at every click
    data: dict[str, Any] = {}
    if answer.level is not None:
        data["level"] = answer.level
    if answer.not_applicable:
        data["not_applicable"] = True
    if answer.quick:
        data["quick"] = True
    if answer.evidence:
        data["evidence"] = answer.evidence
    if answer.log:
        data["log"] = log_to_json(answer.log)
    if answer.updated is not None:
        data["updated"] = answer.updated
    return data


def log_to_json(log: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return the entries of a log as JSON-ready data; what an entry doesn't say is left out."""
    return [filled(plain(entry), "text") for entry in log]


def _progress(progress: Progress) -> dict[str, Any]:
    data = filled(plain(progress))
    # hours as they were written: 1 or 1.0
    return data | {key: getattr(progress, key) for key in data if key.startswith("hours_")}


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    data: dict[str, Any] = {"at": snapshot.at, "levels": dict(snapshot.levels)}
    if snapshot.not_applicable:
        data["not_applicable"] = list(snapshot.not_applicable)
    if snapshot.quick:
        data["quick"] = list(snapshot.quick)
    return data


def _round(item: Round) -> dict[str, Any]:
    earlier = {key: _answer(answer) for key, answer in item.earlier.items()}
    return {"begun": item.begun, "earlier": earlier}


def dumps(assessment: Assessment) -> str:
    """Return the assessment file's text: the same bytes for the same assessment."""
    return dumped(assessment_to_json(assessment))


def read_assessment(text: str, model: CompetencyModel) -> Assessment:
    """Return the assessment in a JSON file's text or in an exported HTML page.

    Of a coaching meeting's file the first assessment is taken. Raises AnswersError.
    """
    data = parsed(text)
    if isinstance(data, dict) and data.get("kind") == "session":
        assessments = data.get("assessments")
        if not isinstance(assessments, list) or not assessments:
            raise AnswersError("assessments: the session holds no assessment to read.")
        data = assessments[0]
    return assessment_from_json(data, model)


def assessment_from_json(data: Any, model: CompetencyModel) -> Assessment:
    """Return the assessment in parsed JSON, brought to the model's version.

    `confirm` names what was carried over from an older model and waits for a yes.
    Raises AnswersError: one sentence that names the place of the first mistake.
    """
    from assess.formats.answers.shape import AnswersFile
    from assess.formats.shapes import Reading, checked

    refuse_other_files(data, "assessment", SCHEMA_VERSION, AnswersError)
    reading = Reading.of(model)
    return checked(AnswersFile, data, reading).record(reading)
