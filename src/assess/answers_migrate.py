"""Answers of an older model version → this version: renamings, merges, what must be confirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assess.answers import EVIDENCE_LIMIT, Answer
from assess.errors import AnswersError
from assess.model import CompetencyModel
from assess.suggest import did_you_mean, short

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})\Z", re.ASCII)


def parts(version: str) -> tuple[int, int, int]:
    """`1.2.3` as numbers. Raises AnswersError where it is no version."""
    match = _VERSION.match(version)
    if match is None:
        raise AnswersError(f"model.version: '{short(version)}' is no version; write it as 1.0.0.")
    return int(match[1]), int(match[2]), int(match[3])


def check_version(version: str, model: CompetencyModel) -> None:
    """Refuse a file of a newer model than this one. Raises AnswersError."""
    if parts(version) > parts(model.version):
        raise AnswersError(
            f"model.version: the file was made with version {version} of the model, this is "
            f"{model.version}; open it with the newer model."
        )


def renamings(model: CompetencyModel) -> dict[str, str]:
    """Old competency id → the id that it has in this model, chains followed."""
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
    answers: Mapping[str, Answer], version: str | None, model: CompetencyModel
) -> tuple[dict[str, str], dict[str, Answer], tuple[str, ...]]:
    """Bring answers to this model.

    Returns the renamings, the answers under today's ids, and the ids to confirm: merged ones, and
    all of them where the file's major version is older. Raises AnswersError for an unknown id.
    """
    renamed = renamings(model)
    grouped: dict[str, list[Answer]] = {}
    for key, answer in answers.items():
        new = key if model.has_competency(key) else renamed.get(key)
        if new is None:
            hint = did_you_mean(
                key, [item.id for item in model.competencies], "it can't be carried over."
            )
            raise AnswersError(f"answers: the model has no competency '{short(key)}'{hint}")
        grouped.setdefault(new, []).append(answer)
    merged = {key: _merge(key, group) for key, group in grouped.items()}
    older = version is not None and parts(version)[0] < parts(model.version)[0]
    confirm = [key for key, group in grouped.items() if older or len(group) > 1]
    return renamed, merged, tuple(confirm)


def carry_level(
    levels: Mapping[str, int], away: Sequence[str], renamed: Mapping[str, str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """An earlier state under today's ids; where competencies merged, the lowest level wins."""
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
    notes = list(dict.fromkeys(answer.evidence for answer in group if answer.evidence))
    evidence = "\n\n".join(notes)
    if len(evidence) > EVIDENCE_LIMIT:
        raise AnswersError(
            f"answers.{key}: the notes of the competencies merged here are {len(evidence):,} "
            f"characters long together, at most {EVIDENCE_LIMIT:,} are allowed; shorten them."
        )
    return Answer(
        level=min(levels, default=None),
        not_applicable=not levels and any(answer.not_applicable for answer in group),
        evidence=evidence,
        updated=max((a.updated for a in group if a.updated is not None), default=None),
    )
