"""A coach's list with an apprentice on it, for the tests beside this file."""

from __future__ import annotations

from datetime import date
from typing import Any

from assess.app.coach.state import CoachState
from assess.app.state.changes import Change
from assess.domain.model import CompetencyModel
from assess.formats.answers import dumps
from tests.builders.meetings import coach, own
from tests.builders.models import tiny_model

TODAY = date(2026, 12, 7)
MODEL: CompetencyModel = tiny_model()


def coaching(reader: Any = None) -> CoachState:
    made = CoachState(MODEL, reader, today=TODAY)
    made.bring(dumps(own()), "Robin")
    return made


def rate(made: CoachState, key: str, level: int | None) -> tuple[str, ...]:
    """Rate blind as the form does; the sentences of what is refused."""
    return made.take([Change(0, key, rating=str(level))]).refused


def change(made: CoachState, kind: str, key: str = "", value: Any = True) -> tuple[str, ...]:
    """Change the chosen person's meeting as a page does; the sentences of what is refused."""
    return made.take([Change(0, key, kind=kind, value=value)]).refused


def agree(made: CoachState, key: str, rating: str | int) -> tuple[str, ...]:
    """Write down what both agree on: a level, "na", or "" to take it back."""
    return change(made, "agreed", key, str(rating))


def rated(reader: Any = None) -> CoachState:
    made = coaching(reader)
    for key, answer in coach().answers.items():
        rate(made, key, answer.level)
    return made


def revealed(reader: Any = None) -> CoachState:
    made = rated(reader)
    change(made, "reveal")
    return made
