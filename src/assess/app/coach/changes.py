"""What a coach changes in a meeting: each kind as a value that a browser may send again and again.

The same protocol as the person's own (`app/state/changes.py`): a change says what it takes the
place of, and where something else is there by now, nothing is overwritten unasked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args
from unicodedata import normalize

from assess.app.coach import texts
from assess.app.coach.decide import goals
from assess.app.coach.decide.goals import clean, day_of
from assess.app.state.change_kinds import Value
from assess.app.state.changes import (
    ANSWER,
    Change,
    Conflict,
    noted,
    of_today,
    rated,
    rating_of,
    with_value,
)
from assess.app.state.changes import apply as apply_answer
from assess.app.state.texts import NO_ANSWER, NOT_APPLICABLE, UNKNOWN_CHANGE
from assess.domain.answers import EVIDENCE_LIMIT, Answer
from assess.domain.model import CompetencyModel
from assess.domain.review.meeting import OWNERS, TEXT_LIMIT, CoachingMeeting, Commitment, Kept
from assess.errors import AnswersError, ReviewError
from assess.report import words

AGREED, AGREED_NOTE, EQUAL, REVEAL = "agreed", "agreed_note", "equal", "reveal"
GOAL, PROMISE, NAME = "goal", "promise", "name"
GOAL_PARTS = ("to", "by", "why", "first_step")
JUDGED = ("judged_goal", "judged_promise")
LONGEST_NAME = 80

OfMeeting = Value[CoachingMeeting]


def apply(
    model: CompetencyModel, meeting: CoachingMeeting, change: Change
) -> tuple[CoachingMeeting, tuple[Conflict, ...]]:
    """The meeting with a change, and what of it was not applied because of another one.

    AssessError (a sentence) where it can't be: a rating after the reveal, an agreed level before.
    """
    if change.kind == ANSWER:
        coach, conflicts = apply_answer(model, meeting.coach, change)
        return (meeting if coach is meeting.coach else meeting.with_coach(coach)), conflicts
    change, _older = of_today(model, change, _OF_COMPETENCIES)
    if change.kind not in KINDS:
        raise ReviewError(UNKNOWN_CHANGE)
    return with_value(KINDS[change.kind](model, change.key), meeting, change)


def promise_key(item: Commitment) -> str:
    """What a promise is known by: its text, whose it is, and its day."""
    day = item.by.isoformat() if item.by else None
    return json.dumps([item.text, item.owner, day], ensure_ascii=False, separators=(",", ":"))


def _competency(model: CompetencyModel, key: str) -> str:
    if not model.has_competency(key):
        raise ReviewError("That skill isn't in this model. Run the cell again.")
    return model.competency(key).title


def _agreed(model: CompetencyModel, key: str) -> OfMeeting:
    def read(sent: Any) -> str:
        try:
            return rating_of(replace(rated(model, Answer(), str(sent)), quick=False))
        except AnswersError as error:
            raise ReviewError(str(error)) from None

    def put(meeting: CoachingMeeting, rating: str) -> CoachingMeeting:
        answer = rated(model, meeting.agreed.answer(key), rating)
        return meeting.agree(key, replace(answer, quick=False))

    def say(rating: str) -> str:
        if rating.isdigit():
            return model.label(int(rating))
        return NOT_APPLICABLE if rating else NO_ANSWER

    def present(meeting: CoachingMeeting) -> str:
        return rating_of(replace(meeting.agreed.answer(key), quick=False))

    return Value(_competency(model, key), read, present, put, str, say)


def _agreed_note(model: CompetencyModel, key: str) -> OfMeeting:
    def put(meeting: CoachingMeeting, text: str) -> CoachingMeeting:
        return meeting.agree(key, noted(meeting.agreed.answer(key), text))

    def present(meeting: CoachingMeeting) -> str:
        return meeting.agreed.answer(key).evidence

    return _text(_competency(model, key), present, put, EVIDENCE_LIMIT)


def _once(
    title: str, present: Callable[[CoachingMeeting], Any], put: Callable[[CoachingMeeting], Any]
) -> OfMeeting:
    """Something that is done, and done once."""
    return Value(
        title,
        lambda sent: sent is True,
        present,
        lambda meeting, yes: put(meeting) if yes else meeting,
        bool,
        str,
    )


def _reveal(_model: CompetencyModel, _key: str) -> OfMeeting:
    return _once(
        str(texts.COMPARE["reveal"]),
        lambda meeting: meeting.revealed,
        lambda meeting: meeting.reveal(),
    )


def _equal(model: CompetencyModel, _key: str) -> OfMeeting:
    return _once(
        str(texts.COMPARE["equal"]), lambda _m: None, lambda meeting: meeting.agree_on_equal(model)
    )


def _goal(model: CompetencyModel, key: str) -> OfMeeting:
    def put(meeting: CoachingMeeting, wanted: bool) -> CoachingMeeting:
        return goals.added(model, meeting, key) if wanted else goals.removed(meeting, key)

    return Value(
        _competency(model, key),
        lambda sent: sent is True,
        lambda meeting: any(goal.competency_id == key for goal in meeting.goals),
        put,
        bool,
        lambda wanted: str(texts.DECIDE["take" if wanted else "remove"]),
    )


def _goal_part(field: str) -> Callable[[CompetencyModel, str], OfMeeting]:
    def value(model: CompetencyModel, key: str) -> OfMeeting:
        def present(meeting: CoachingMeeting) -> Any:
            goal = goals.goal_of(meeting, key)
            return goals.written(goal, field)

        def put(meeting: CoachingMeeting, wanted: Any) -> CoachingMeeting:
            return goals.changed(model, meeting, key, field, wanted)

        def say(value: Any) -> str:
            return words.level(model, value) if field == "to" else str(value or texts.NOTHING)

        def read(sent: Any) -> Any:
            return goals.read(model, field, sent)

        return Value(_competency(model, key), read, present, put, lambda found: found, say)

    return value


def _promise(_model: CompetencyModel, key: str) -> OfMeeting:
    promise = _promise_of(key)

    def put(meeting: CoachingMeeting, wanted: bool) -> CoachingMeeting:
        others = tuple(item for item in meeting.commitments if promise_key(item) != known)
        return meeting.with_commitments((*others, promise) if wanted else others)

    known = promise_key(promise)
    return Value(
        promise.text,
        lambda sent: sent is True,
        lambda meeting: any(promise_key(item) == known for item in meeting.commitments),
        put,
        bool,
        lambda wanted: str(texts.DECIDE["promise" if wanted else "withdraw"]),
    )


def _promise_of(key: str) -> Commitment:
    """The promise that a key names. ReviewError (a sentence) for anything else."""
    try:
        text, owner, by = json.loads(key)
    except (ValueError, TypeError, RecursionError):
        raise ReviewError(UNKNOWN_CHANGE) from None
    tidy = clean(str(text), TEXT_LIMIT).strip()
    if not tidy:
        raise ReviewError("Say what will be done.")
    if owner not in OWNERS:
        raise ReviewError("Choose who will do it.")
    return Commitment(tidy, owner, day_of(by))


def _judged(of: str) -> Callable[[CompetencyModel, str], OfMeeting]:
    def value(_model: CompetencyModel, key: str) -> OfMeeting:
        place = int(key) if key.isascii() and key.isdigit() and len(key) < 4 else -1

        def read(sent: Any) -> Kept:
            found = next((one for one in get_args(Kept) if one == sent), None)
            if found is None:
                raise ReviewError(UNKNOWN_CHANGE)
            return found  # type: ignore[no-any-return]

        return Value(
            texts.SINCE["goals" if of == "judged_goal" else "promises"],
            read,
            lambda meeting: goals.judged(meeting, of, place),
            lambda meeting, kept: goals.judge(meeting, of, place, kept),
            str,
            lambda kept: texts.SINCE[kept],
        )

    return value


def _name(_model: CompetencyModel, _key: str) -> OfMeeting:
    def put(meeting: CoachingMeeting, name: str) -> CoachingMeeting:
        own, coach, agreed = (
            replace(item, person=name) for item in (meeting.own, meeting.coach, meeting.agreed)
        )
        return replace(meeting, own=own, coach=coach, agreed=agreed)

    def read(sent: Any) -> str:
        return " ".join(normalize("NFC", clean(str(sent), LONGEST_NAME)).split())

    return Value(
        texts.PEOPLE["name"], read, lambda meeting: meeting.own.person, put, str, lambda n: n or "-"
    )


def _text(
    title: str,
    present: Callable[[CoachingMeeting], str],
    put: Callable[[CoachingMeeting, str], CoachingMeeting],
    limit: int,
) -> OfMeeting:
    return Value(
        title,
        lambda sent: clean(str(sent), limit),
        present,
        put,
        str,
        lambda text: text or texts.NOTHING,
    )


KINDS: Mapping[str, Callable[[CompetencyModel, str], OfMeeting]] = {
    REVEAL: _reveal,
    AGREED: _agreed,
    AGREED_NOTE: _agreed_note,
    EQUAL: _equal,
    GOAL: _goal,
    **{f"goal_{field}": _goal_part(field) for field in GOAL_PARTS},
    PROMISE: _promise,
    **{kind: _judged(kind) for kind in JUDGED},
    NAME: _name,
}
"""Kind → the value for a model and a key: a competency, a promise, a place among the last
meeting's goals or promises, or nothing.
"""

_OF_COMPETENCIES = (AGREED, AGREED_NOTE, GOAL, *(f"goal_{field}" for field in GOAL_PARTS))

RE_PLANS = (AGREED, EQUAL)
"""Kinds after which the plan is made again."""
