"""Goals and commitments on the coach's page, without any widget: added, changed, judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast, get_args

from assess.errors import ReviewError
from assess.review import Commitment, Goal, Past
from assess.review.goals import OWNERS, TEXT_LIMIT, Kept
from assess.ui.coaching_session import Coaching
from assess.ui.coaching_typed import clean, day_of, without
from assess.ui.texts_coach import REVEAL_FIRST


class CoachingGoals:
    """What the chosen person's session decides, and what became of the last one's decisions."""

    def __init__(self, coaching: Coaching) -> None:
        self._coaching = coaching

    # --- deciding ------------------------------------------------------------------------------

    def add(self, competency_id: str) -> Goal:
        """A goal for this competency: as suggested, else the next level. ReviewError where it has
        no level below the highest, or for a fourth goal.
        """
        coaching = self._coaching
        if not coaching.session.revealed:
            raise ReviewError(REVEAL_FIRST)
        suggested = {item.goal.competency_id: item.goal for item in coaching.suggestions()}
        goal = suggested.get(competency_id)
        if goal is None:
            level = coaching.session.settled.level(competency_id)
            if level is None or level >= coaching.model.highest:
                raise ReviewError("Choose a skill that is rated and isn't at the top level yet.")
            goal = Goal(competency_id, level, level + 1)
        session = coaching.session
        coaching.put(session.with_goals((*session.goals, goal)))
        return goal

    def change(self, competency_id: str, field: str, value: Any) -> None:
        """Another level to reach, day, reason or first step."""
        coaching = self._coaching
        session = coaching.session
        place = _place([goal.competency_id for goal in session.goals], competency_id)
        goal = session.goals[place]
        if field == "to":
            if type(value) is not int or not goal.start < value <= coaching.model.highest:
                raise ReviewError("Choose a level above the current one.")
            goal = replace(goal, to=value)
        elif field == "by":
            goal = replace(goal, by=day_of(value))
        elif field == "why":
            goal = replace(goal, why=clean(str(value), TEXT_LIMIT))
        elif field == "first_step":
            goal = replace(goal, first_step=clean(str(value), TEXT_LIMIT))
        else:
            raise ReviewError("A goal has no such field.")
        goals = (*session.goals[:place], goal, *session.goals[place + 1 :])
        coaching.put(session.with_goals(goals))

    def remove(self, competency_id: str) -> None:
        """Take a goal out."""
        session = self._coaching.session
        place = _place([goal.competency_id for goal in session.goals], competency_id)
        self._coaching.put(session.with_goals(without(session.goals, place)))

    def promise(self, text: str, owner: str, by: Any) -> None:
        """Write down who does what by when."""
        tidy = clean(text, TEXT_LIMIT).strip()
        if not tidy:
            raise ReviewError("Say what will be done.")
        if owner not in OWNERS:
            raise ReviewError("Choose who will do it.")
        session = self._coaching.session
        promise = Commitment(tidy, owner, day_of(by))
        self._coaching.put(session.with_commitments((*session.commitments, promise)))

    def withdraw(self, place: int) -> None:
        """Take a commitment out; `place` counts from 0."""
        session = self._coaching.session
        self._coaching.put(session.with_commitments(without(session.commitments, place)))

    # --- next time -----------------------------------------------------------------------------

    def judge_goal(self, place: int, kept: str) -> None:
        """Say whether the last session's goal was kept."""
        last = self._last(kept)
        without(last.goals, place)
        goal = replace(last.goals[place], kept=cast(Kept, kept))
        goals = (*last.goals[:place], goal, *last.goals[place + 1 :])
        self._rewrite(replace(last, goals=goals))

    def judge_promise(self, place: int, kept: str) -> None:
        """Say whether the last session's commitment was kept."""
        last = self._last(kept)
        without(last.commitments, place)
        promise = replace(last.commitments[place], kept=cast(Kept, kept))
        promises = (*last.commitments[:place], promise, *last.commitments[place + 1 :])
        self._rewrite(replace(last, commitments=promises))

    def _last(self, kept: str) -> Past:
        session = self._coaching.session
        if kept not in get_args(Kept) or not session.past:
            raise ReviewError("That entry isn't in the last session.")
        return session.past[-1]

    def _rewrite(self, last: Past) -> None:
        session = self._coaching.session
        self._coaching.put(replace(session, past=(*session.past[:-1], last)))


def _place(ids: list[str], competency_id: str) -> int:
    if competency_id not in ids:
        raise ReviewError("That goal is gone already.")
    return ids.index(competency_id)
