"""What a coach changes in a meeting: each kind as a value that a browser may send again and again.

The same protocol as the person's own (`app/state/changes.py`): a change says what it takes the
place of, and where something else is there by now, nothing is overwritten unasked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args
from unicodedata import normalize

from assess.app.coach import texts
from assess.app.messages.visit import ClashOf
from assess.app.state.change_kinds import Value
from assess.app.state.changes import (
    ANSWER,
    Change,
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
from assess.domain.review.meeting import (
    OWNERS,
    TEXT_LIMIT,
    CoachingMeeting,
    Commitment,
    Goal,
    Kept,
    Suggestion,
    suggest,
)
from assess.errors import AnswersError, ReviewError
from assess.report import words
from assess.text import kept
from assess.typed import typed_day

AGREED, AGREED_NOTE, EQUAL, REVEAL = "agreed", "agreed_note", "equal", "reveal"
GOAL, PROMISE, NAME = "goal", "promise", "name"
GOAL_PARTS = ("to", "by", "why", "first_step")
JUDGED = ("judged_goal", "judged_promise")
LONGEST_NAME = 80
NO_HIGHER_LEVEL = "Choose a level above the current one."

OfMeeting = Value[CoachingMeeting]


def apply(
    model: CompetencyModel, meeting: CoachingMeeting, change: Change
) -> tuple[CoachingMeeting, tuple[ClashOf, ...]]:
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
    return Value(
        _competency(model, key),
        lambda sent: _clean(sent, EVIDENCE_LIMIT),
        lambda meeting: meeting.agreed.answer(key).evidence,
        lambda meeting, text: meeting.agree(key, noted(meeting.agreed.answer(key), text)),
        str,
        lambda text: text or texts.NOTHING,
    )


def _done_or_not(
    title: str,
    present: Callable[[CoachingMeeting], Any],
    put: Callable[[CoachingMeeting, bool], CoachingMeeting],
    say: Callable[[bool], str] = str,
) -> OfMeeting:
    return Value(title, lambda sent: sent is True, present, put, bool, say)


def _reveal(_model: CompetencyModel, _key: str) -> OfMeeting:
    return _done_or_not(
        str(texts.COMPARE["reveal"]),
        lambda meeting: meeting.revealed,
        lambda meeting, yes: meeting.reveal() if yes else meeting,
    )


def _equal(model: CompetencyModel, _key: str) -> OfMeeting:
    return _done_or_not(
        str(texts.COMPARE["equal"]),
        lambda _meeting: None,
        lambda meeting, yes: meeting.agree_on_equal(model) if yes else meeting,
    )


def suggestions(model: CompetencyModel, meeting: CoachingMeeting) -> tuple[Suggestion, ...]:
    """Open gaps that something can be done about and that are no goal yet, best first.

    None before the reveal: they give the person's levels away.
    """
    if not meeting.revealed:
        return ()
    taken = {goal.competency_id for goal in meeting.goals}
    settled = meeting.settled
    wanted = (settled.roles or model.role_pair)[1]
    found = suggest(model, settled, wanted, meeting.plan)
    return tuple(item for item in found if item.goal.competency_id not in taken)


def _goal(model: CompetencyModel, key: str) -> OfMeeting:
    def put(meeting: CoachingMeeting, wanted: bool) -> CoachingMeeting:
        if not wanted:
            kept = (goal for goal in meeting.goals if goal.competency_id != key)
            return meeting.with_goals(tuple(kept))
        if not meeting.revealed:
            raise ReviewError(texts.REVEAL_FIRST)
        suggested = (item.goal for item in suggestions(model, meeting))
        goal = next((goal for goal in suggested if goal.competency_id == key), None)
        if goal is None:
            level = meeting.settled.level(key)
            if level is None or level >= model.highest:
                raise ReviewError("Choose a skill that is rated and isn't at the top level yet.")
            goal = Goal(key, level, level + 1)
        return meeting.with_goals((*meeting.goals, goal))

    return _done_or_not(
        _competency(model, key),
        lambda meeting: any(goal.competency_id == key for goal in meeting.goals),
        put,
        lambda wanted: str(texts.DECIDE["take" if wanted else "remove"]),
    )


def _goal_part(field: str) -> Callable[[CompetencyModel, str], OfMeeting]:
    """A level to reach, a day as text or "", a reason or a first step."""

    def value(model: CompetencyModel, key: str) -> OfMeeting:
        def goal_of(meeting: CoachingMeeting) -> Goal:
            for goal in meeting.goals:
                if goal.competency_id == key:
                    return goal
            raise ReviewError("That goal is gone already.")

        def read(sent: Any) -> Any:
            if field == "by":
                return _day_text(_day_of(sent))
            if field != "to":
                return _clean(sent, TEXT_LIMIT)
            if type(sent) is not int or not model.on_scale(sent):
                raise ReviewError(NO_HIGHER_LEVEL)
            return sent

        def present(meeting: CoachingMeeting) -> Any:
            found = getattr(goal_of(meeting), field)
            return _day_text(found) if field == "by" else found

        def put(meeting: CoachingMeeting, wanted: Any) -> CoachingMeeting:
            goal = goal_of(meeting)
            if field == "to" and not goal.start < wanted <= model.highest:
                raise ReviewError(NO_HIGHER_LEVEL)
            if field == "by":
                wanted = date.fromisoformat(wanted) if wanted else None
            part: dict[str, Any] = {field: wanted}
            other = replace(goal, **part)
            return meeting.with_goals(tuple(other if one is goal else one for one in meeting.goals))

        def say(found: Any) -> str:
            return words.level(model, found) if field == "to" else str(found or texts.NOTHING)

        return Value(_competency(model, key), read, present, put, lambda found: found, say)

    return value


def _promise(_model: CompetencyModel, key: str) -> OfMeeting:
    promise = _promise_of(key)
    known = promise_key(promise)

    def put(meeting: CoachingMeeting, wanted: bool) -> CoachingMeeting:
        others = tuple(item for item in meeting.commitments if promise_key(item) != known)
        return meeting.with_commitments((*others, promise) if wanted else others)

    return _done_or_not(
        promise.text,
        lambda meeting: any(promise_key(item) == known for item in meeting.commitments),
        put,
        lambda wanted: str(texts.DECIDE["promise" if wanted else "withdraw"]),
    )


def _promise_of(key: str) -> Commitment:
    """The promise that a key names. ReviewError (a sentence) for anything else."""
    try:
        text, owner, by = json.loads(key)
    except (ValueError, TypeError, RecursionError):
        raise ReviewError(UNKNOWN_CHANGE) from None
    tidy = _clean(text, TEXT_LIMIT).strip()
    if not tidy:
        raise ReviewError("Say what will be done.")
    if owner not in OWNERS:
        raise ReviewError("Choose who will do it.")
    return Commitment(tidy, owner, _day_of(by))


def _judged(part: str, title: str) -> Callable[[CompetencyModel, str], OfMeeting]:
    """Whether one of the last meeting's goals or promises was kept; the key is its place."""

    def value(_model: CompetencyModel, key: str) -> OfMeeting:
        place = int(key) if key.isascii() and key.isdigit() and len(key) < 4 else -1

        def entries(meeting: CoachingMeeting) -> Sequence[Goal | Commitment]:
            if not meeting.past:
                raise ReviewError("That entry isn't in the last session.")
            found: Sequence[Goal | Commitment] = getattr(meeting.past[-1], part)
            if not 0 <= place < len(found):
                raise ReviewError("That entry is gone already.")
            return found

        def read(sent: Any) -> Any:
            if sent not in get_args(Kept):
                raise ReviewError(UNKNOWN_CHANGE)
            return sent

        def put(meeting: CoachingMeeting, kept: Kept) -> CoachingMeeting:
            found = entries(meeting)
            judged = (*found[:place], replace(found[place], kept=kept), *found[place + 1 :])
            changed: dict[str, Any] = {part: judged}
            return replace(meeting, past=(*meeting.past[:-1], replace(meeting.past[-1], **changed)))

        return Value(
            title,
            read,
            lambda meeting: entries(meeting)[place].kept,
            put,
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

    return Value(
        texts.PEOPLE["name"],
        lambda sent: " ".join(normalize("NFC", _clean(sent, LONGEST_NAME)).split()),
        lambda meeting: meeting.own.person,
        put,
        str,
        lambda name: name or "-",
    )


def _clean(typed: Any, limit: int) -> str:
    """What somebody typed as it is kept. ReviewError where it is too long."""
    text = str(typed)
    if len(text) > limit:
        raise ReviewError(f"That text has more than {limit:,} characters: shorten it.")
    return kept(text)


def _day_of(sent: object) -> date | None:
    """A day as somebody typed it; None for an empty field. TypedError for anything else."""
    return None if sent in (None, "") else typed_day(sent)


def _day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


KINDS: Mapping[str, Callable[[CompetencyModel, str], OfMeeting]] = {
    REVEAL: _reveal,
    AGREED: _agreed,
    AGREED_NOTE: _agreed_note,
    EQUAL: _equal,
    GOAL: _goal,
    **{f"goal_{field}": _goal_part(field) for field in GOAL_PARTS},
    PROMISE: _promise,
    JUDGED[0]: _judged("goals", texts.SINCE["goals"]),
    JUDGED[1]: _judged("commitments", texts.SINCE["promises"]),
    NAME: _name,
}
"""Kind → the value for a model and a key: a competency, a promise, a place among the last
meeting's goals or promises, or nothing.
"""

_OF_COMPETENCIES = (AGREED, AGREED_NOTE, GOAL, *(f"goal_{field}" for field in GOAL_PARTS))

RE_PLANS = (AGREED, EQUAL)
"""Kinds after which the plan is made again."""
