"""Earlier states: what moved since, and looking at answers again.

An earlier state is compared only where both states are rated; it is never mixed with the present.

A blind round puts the answers aside (`Round.earlier`), so that whatever is drawn or sent of an
assessment holds only what was rated in the round. Nothing is lost: the state before it stands in
`history`, and what the round doesn't rate again comes back at its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from assess.clock import known, moment, now, written
from assess.domain.answers import (
    HISTORY_LIMIT,
    Answer,
    Assessment,
    Hindsight,
    Round,
    Snapshot,
    latest,
    put,
)
from assess.domain.model import CompetencyModel
from assess.domain.rating import too_much
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

    def below(fit: RoleFit) -> tuple[int, int] | None:
        return None if fit.percent is None else (fit.below, fit.coverage.rated)

    return Course(
        tuple(state.updated or "" for state in states),
        {area.id: tuple(item.area(area.id).score for item in found) for area in model.areas},
        {role.id: tuple(item.role(role.id).percent for item in found) for role in model.roles},
        {role.id: tuple(below(item.role(role.id)) for item in found) for role in model.roles},
    )


LOOK_AGAIN = timedelta(days=30)
"""Answers that were last changed so long ago are worth another look."""


def worth_a_look(assessment: Assessment, at: str) -> bool:
    """Return whether the last change was long before `at`; not in a round, nor without ratings."""
    if assessment.round or assessment.updated is None or not _rated(assessment.answers):
        return False
    present, last = known(at), known(assessment.updated)
    return present is not None and last is not None and present - last >= LOOK_AGAIN


def still_right(assessment: Assessment, *, at: str | None = None) -> Assessment:
    """Return the assessment with every rating confirmed: its `updated` is `at` (default: now)."""
    at = at or now()
    for key in _rated(assessment.answers):
        assessment = assessment.with_answer(key, assessment.answer(key), at=at)
    return assessment


def taken_back(present: Assessment, before: Assessment, after: Assessment) -> Assessment:
    """Return `present` as if `before` hadn't become `after`; what was changed since then stays."""

    def former(key: str, answer: Answer) -> Answer:
        old = before.answers.get(key)
        confirmed = old is not None and answer == after.answers.get(key)
        # another tab may have changed it at the same time
        return (
            old if old and confirmed and replace(old, updated=answer.updated) == answer else answer
        )

    return replace(
        present,
        answers={key: former(key, answer) for key, answer in present.answers.items()},
        updated=before.updated if present.answers == after.answers else present.updated,
        confirm=before.confirm if present.confirm == after.confirm else present.confirm,
        history=before.history if present.history == after.history else present.history,
    )


def begin_round(assessment: Assessment, *, at: str | None = None) -> Assessment:
    """Return the assessment with its answers put aside and their state in its history.

    One in which nothing is rated, or that is in a round already, comes back as it is.
    """
    if assessment.round or not _rated(assessment.answers):
        return assessment
    begun = latest(at or now(), assessment.updated)
    return replace(
        assessment,
        answers={},
        updated=begun,
        history=_with_present(assessment, begun),
        round=Round(begun, assessment.answers),
    )


def _with_present(assessment: Assessment, begun: str) -> tuple[Snapshot, ...]:
    at = known(assessment.updated or begun) or moment(begun)
    history = assessment.history
    if history:
        last = history[-1]
        if replace(last, at="") == assessment.snapshot(""):
            return history
        at = max(at, moment(last.at) + timedelta(seconds=1))
    return (*history, assessment.snapshot(written(at)))[-HISTORY_LIMIT:]


def last_complete(assessment: Assessment) -> Assessment:
    """Return the record from before a round that is under way, for everybody but the person in it.

    Without a round it is the assessment as it is.
    """
    if assessment.round is None:
        return assessment
    history = assessment.history
    updated = history[-1].at if history else assessment.round.begun
    return replace(assessment, answers=assessment.round.earlier, round=None, updated=updated)


def end_round(assessment: Assessment) -> Assessment:
    """Return the assessment with what the round rated, and all else as it was before it."""
    if assessment.round is None:
        return assessment
    answers = dict(assessment.round.earlier)
    for key, new in assessment.answers.items():
        old = answers.get(key)
        answers[key] = new if old is None else _over(old, new)
    return replace(assessment, answers=answers, round=None)


def _over(old: Answer, new: Answer) -> Answer:
    """Return an answer with a new rating; what was written before stays with it."""
    log = list(dict.fromkeys((*old.entries, *new.entries)))
    if too_much(log):
        log = list(old.entries)  # the page takes no note in a round
    if new.state == "unrated":
        return old.with_log(log)
    said = replace(
        old,
        level=new.level,
        not_applicable=new.not_applicable,
        quick=new.quick,
        updated=new.updated,
    )
    return said.with_log(log)


def with_hindsight(
    assessment: Assessment, state: str, key: str, level: int | None, *, at: str | None = None
) -> Assessment:
    """Return the assessment with where somebody says they were at an earlier state, in hindsight.

    `state`: the moment of one in `history`, another changes nothing. None takes a level out.
    """
    known = {item.at for item in assessment.history}
    if state not in known:
        return assessment
    said = assessment.hindsight.get(state)
    levels = put(said.levels if said else {}, key, level)
    found = {of: item for of, item in assessment.hindsight.items() if of in known and of != state}
    if levels:
        found[state] = Hindsight(at or now(), levels)
    return replace(assessment, hindsight=found)


def _rated(answers: Mapping[str, Answer]) -> list[str]:
    return [key for key, answer in answers.items() if answer.state != "unrated"]


def seen_in_hindsight(
    model: CompetencyModel, assessment: Assessment, earlier: Snapshot
) -> dict[str, float | None]:
    """Return the mean of each area of which something was seen otherwise in hindsight, as seen."""
    found = assessment.hindsight.get(earlier.at)
    if found is None:
        return {}
    state = replace(earlier, levels={**earlier.levels, **found.levels})
    scores = score(model, assessment.at_snapshot(state))
    areas = {item.area for item in model.competencies if item.id in found.levels}
    return {area: scores.area(area).score for area in areas}
