"""What moved since an earlier time: levels, area scores and role fit, by the formulas of scoring.

An earlier state is compared only where both states are rated; it is never mixed with the present.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from assess.clock import moment
from assess.domain.answers import Assessment, Snapshot
from assess.domain.model import CompetencyModel
from assess.domain.scoring import RoleFit, score

LONG_AGO = timedelta(weeks=4)
"""People compare with a state that is at least this old, where there is one."""


@dataclass(frozen=True, slots=True)
class Move:
    """One competency whose level changed; levels, `before` at the snapshot and `after` now.

    `rough`: whether each of them was rough, from the quick pass.
    """

    competency_id: str
    before: int
    after: int
    rough: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Course:
    """Scores over time: one entry a date in each list, None where too little was rated.

    `dates`: UTC texts, oldest first, the present last. `areas`: area id → mean levels.
    `roles`: role id → whole percentages of fit. `below`: role id → (rated competencies below the
    role's target, all rated ones that it asks for).
    """

    dates: tuple[str, ...]
    areas: Mapping[str, tuple[float | None, ...]]
    roles: Mapping[str, tuple[int | None, ...]]
    below: Mapping[str, tuple[tuple[int, int] | None, ...]]


def earlier_state(assessment: Assessment) -> Snapshot | None:
    """The state to compare with: the last one that is four weeks old, else the oldest."""
    if not assessment.history or assessment.updated is None:
        return assessment.history[0] if assessment.history else None
    limit = moment(assessment.updated) - LONG_AGO
    old = [item for item in assessment.history if moment(item.at) <= limit]
    return (old or assessment.history[:1])[-1]


def moved(model: CompetencyModel, assessment: Assessment, since: Snapshot) -> tuple[Move, ...]:
    """Every level that differs from `since`, the largest rise first, then in file order."""
    moves = []
    for item in model.by_area:
        before, after = since.levels.get(item.id), assessment.level(item.id)
        if before is not None and after is not None and before != after:
            rough = item.id in since.quick, assessment.answer(item.id).quick
            moves.append(Move(item.id, before, after, rough))
    return tuple(sorted(moves, key=lambda move: move.before - move.after))


def course(model: CompetencyModel, assessment: Assessment) -> Course:
    """Area scores and role fit at each date of the history and now."""
    states = [assessment.at_snapshot(item) for item in assessment.history]
    if assessment.updated is not None:
        states.append(assessment)
    found = [score(model, state) for state in states]
    return Course(
        tuple(state.updated or "" for state in states),
        {area.id: tuple(item.area(area.id).score for item in found) for area in model.areas},
        {role.id: tuple(item.role(role.id).percent for item in found) for role in model.roles},
        {role.id: tuple(_below(item.role(role.id)) for item in found) for role in model.roles},
    )


def _below(fit: RoleFit) -> tuple[int, int] | None:
    return None if fit.percent is None else (fit.below, fit.coverage.rated)
