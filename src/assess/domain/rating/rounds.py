"""Look at answers again after a while: confirm them, or rate blind and then look back.

A blind round puts the answers aside (`Round.earlier`), so that whatever is drawn or sent of an
assessment holds only what was rated in the round. Nothing is lost: the state before it stands in
`history`, and what the round doesn't rate again comes back at its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from assess.clock import moment, now, written
from assess.domain.answers import (
    HISTORY_LIMIT,
    Answer,
    Assessment,
    Hindsight,
    Round,
    Snapshot,
    latest,
)
from assess.domain.rating.evidence import too_much

LOOK_AGAIN = timedelta(days=30)
"""Answers that were last changed so long ago are worth another look."""


def worth_a_look(assessment: Assessment, at: str) -> bool:
    """Return whether the last change was long before `at`; not in a round, nor without ratings."""
    if assessment.round or assessment.updated is None or not _rated(assessment.answers):
        return False
    try:
        return moment(at) - moment(assessment.updated) >= LOOK_AGAIN
    except (ValueError, OverflowError):
        return False  # a file may say a time that no clock shows


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
    try:
        at = moment(assessment.updated or begun)
    except (ValueError, OverflowError):
        at = moment(begun)
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
    levels = dict(said.levels) if said else {}
    levels.pop(key, None)
    if level is not None:
        levels[key] = level
    found = {of: item for of, item in assessment.hindsight.items() if of in known and of != state}
    if levels:
        found[state] = Hindsight(at or now(), levels)
    return replace(assessment, hindsight=found)


def _rated(answers: Mapping[str, Answer]) -> list[str]:
    return [key for key, answer in answers.items() if answer.state != "unrated"]
