"""Answers of an older model version → this version: renamings, merges, what must be confirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assess.domain.answers import Answer
from assess.domain.model import CompetencyModel
from assess.domain.rating.evidence import joined, too_much
from assess.errors import AnswersError

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
    """Return the answers under today's ids, and the ids under which several were merged.

    Raises AnswersError where their evidence together is more than one competency may have.
    """
    grouped: dict[str, list[Answer]] = {}
    for key, answer in answers.items():
        grouped.setdefault(renamed.get(key, key), []).append(answer)
    merged = {key: _merge(key, group) for key, group in grouped.items()}
    return merged, [key for key, group in grouped.items() if len(group) > 1]


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
