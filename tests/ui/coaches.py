"""A coach's list with an apprentice on it, for the tests beside this file."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import tiny_model
from tests.review_cases import coach, own

from assess.answers_json import dumps
from assess.model import CompetencyModel
from assess.ui.coaching_session import Coaching

TODAY = date(2026, 12, 7)
MODEL: CompetencyModel = tiny_model()


def coaching(reader: Any = None) -> Coaching:
    made = Coaching(MODEL, reader, today=TODAY)
    made.bring(dumps(own()), "Robin")
    return made


def rated(reader: Any = None) -> Coaching:
    made = coaching(reader)
    for key, answer in coach().answers.items():
        made.rate(key, answer.level)
    return made


def revealed(reader: Any = None) -> Coaching:
    made = rated(reader)
    made.reveal()
    return made
