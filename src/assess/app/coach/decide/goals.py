"""Goals of a meeting, and what became of the last one's decisions, without any widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assess.app.coach.texts import REVEAL_FIRST
from assess.domain.model import CompetencyModel
from assess.domain.review.meeting import (
    TEXT_LIMIT,
    CoachingMeeting,
    Commitment,
    Goal,
    Kept,
    Past,
    Suggestion,
    suggest,
)
from assess.errors import ReviewError
from assess.typed import typed_day


def clean(text: str, limit: int) -> str:
    """What somebody typed as it is kept. ReviewError where it is too long."""
    if len(text) > limit:
        raise ReviewError(f"That text has more than {limit:,} characters: shorten it.")
    tidy = text.replace("\r\n", "\n").replace("\0", "")
    return tidy.encode("utf-8", "replace").decode("utf-8")


def day_of(value: object) -> date | None:
    """A day as somebody typed it; None for an empty field. TypedError for anything else."""
    return None if value in (None, "") else typed_day(value)


def without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    """The items without the one at `place`. ReviewError where there is none."""
    if not 0 <= place < len(items):
        raise ReviewError("That entry is gone already.")
    return (*items[:place], *items[place + 1 :])


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


def added(model: CompetencyModel, meeting: CoachingMeeting, competency_id: str) -> CoachingMeeting:
    """A goal for this competency: as suggested, else the next level. ReviewError where it has
    no level below the highest, or for a fourth goal.
    """
    if not meeting.revealed:
        raise ReviewError(REVEAL_FIRST)
    suggested = {item.goal.competency_id: item.goal for item in suggestions(model, meeting)}
    goal = suggested.get(competency_id)
    if goal is None:
        level = meeting.settled.level(competency_id)
        if level is None or level >= model.highest:
            raise ReviewError("Choose a skill that is rated and isn't at the top level yet.")
        goal = Goal(competency_id, level, level + 1)
    return meeting.with_goals((*meeting.goals, goal))


def removed(meeting: CoachingMeeting, competency_id: str) -> CoachingMeeting:
    """Take a goal out."""
    kept = (goal for goal in meeting.goals if goal.competency_id != competency_id)
    return meeting.with_goals(tuple(kept))


def goal_of(meeting: CoachingMeeting, competency_id: str) -> Goal:
    """The goal for a competency. ReviewError where there is none."""
    for goal in meeting.goals:
        if goal.competency_id == competency_id:
            return goal
    raise ReviewError("That goal is gone already.")


def read(model: CompetencyModel, field: str, sent: Any) -> Any:
    """One field of a goal as a browser sends it, checked: a level, a day as text or "", a text."""
    if field == "to":
        if type(sent) is not int or not model.on_scale(sent):
            raise ReviewError("Choose a level above the current one.")
        return sent
    if field == "by":
        day = day_of(sent)
        return day.isoformat() if day else ""
    return clean(str(sent), TEXT_LIMIT)


def written(goal: Goal, field: str) -> Any:
    """The same field as it stands, in the same form."""
    value = getattr(goal, field)
    if field == "by":
        return value.isoformat() if value else ""
    return value


def changed(
    model: CompetencyModel, meeting: CoachingMeeting, competency_id: str, field: str, value: Any
) -> CoachingMeeting:
    """Another level to reach, day, reason or first step; `value` as `read` returns it."""
    goal = goal_of(meeting, competency_id)
    if field == "to" and not goal.start < value <= model.highest:
        raise ReviewError("Choose a level above the current one.")
    if field == "by":
        value = date.fromisoformat(value) if value else None
    part: dict[str, Any] = {field: value}
    other = replace(goal, **part)
    return meeting.with_goals(tuple(other if one is goal else one for one in meeting.goals))


def judged(meeting: CoachingMeeting, of: str, place: int) -> Kept:
    """Whether a goal or promise of the last meeting was kept. ReviewError where there is none."""
    return _last(meeting, of, place)[1][place].kept


def judge(meeting: CoachingMeeting, of: str, place: int, kept: Kept) -> CoachingMeeting:
    """Say whether the last meeting's goal or promise was kept."""
    last, items = _last(meeting, of, place)
    others = (*items[:place], replace(items[place], kept=kept), *items[place + 1 :])
    part: dict[str, Any] = {"goals" if of == "judged_goal" else "commitments": others}
    return replace(meeting, past=(*meeting.past[:-1], replace(last, **part)))


def _last(
    meeting: CoachingMeeting, of: str, place: int
) -> tuple[Past, Sequence[Goal | Commitment]]:
    if not meeting.past:
        raise ReviewError("That entry isn't in the last session.")
    last = meeting.past[-1]
    items: Sequence[Goal | Commitment] = last.goals if of == "judged_goal" else last.commitments
    without(tuple(items), place)
    return last, items
