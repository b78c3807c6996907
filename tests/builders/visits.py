"""One visit to the small bakery model: codes, days, a place that keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assess.app.state.change_kinds import EVIDENCE
from assess.app.state.changes import NA, Change, apply
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Assessment
from assess.domain.model_parts import Activity, Person, SituationAnswer, SituationQuestion
from assess.errors import StoreError
from assess.store import Store
from tests.builders.models import tiny_model

CODE = "Kq3-vT0_uXz7mWb2LhR9sYcA"
OTHER = "Zz9-aB1_cD2eF3gH4iJ5kL6m"
MODEL = tiny_model()
MONDAY = date(2026, 11, 30)
SUNDAY = MONDAY + timedelta(weeks=8, days=-1)


WORLD = replace(
    MODEL,
    competencies=tuple(
        replace(item, needs=("price",)) if item.id == "pricing" else item
        for item in MODEL.competencies
    ),
    activities=(
        *(
            replace(item, agree_with=("clerk",), measure="Buns sold with a word from {boss}.")
            if item.id == "ask-sales"
            else item
            for item in MODEL.activities
        ),
        Activity(
            "counter-hour",
            "Serve at the counter with {boss}",
            "practice",
            3,
            {"selling": 2},
            agree_with=("boss",),
            steps=("Ask {boss} for an hour.", "Serve, and note each question."),
        ),
    ),
    people=(
        *MODEL.people,
        Person("boss", "the owner", "whoever opens the shop", "May I serve for an hour?"),
        Person("clerk", "the sales clerk"),
        Person("team", "the team", own=True),
    ),
    situation=(
        SituationQuestion(
            "shop",
            "Is there a shop?",
            (
                SituationAnswer("shop", "Yes", ("price",), ("boss", "clerk")),
                SituationAnswer("canteen", "No, a canteen", (), ("boss",)),
            ),
        ),
    ),
)
"""The bakery with one question about it: a canteen has neither prices nor a sales clerk."""


class Broken:
    """A place that keeps nothing, as a full disk does."""

    @property
    def answers(self) -> Broken:
        return self

    def load(self, code: str) -> None:
        raise StoreError("The disk is full.")

    def save(self, code: str, document: Mapping[str, Any], **_options: Any) -> int:
        raise StoreError("The disk is full.")

    def erased(self, code: str) -> bool:
        raise StoreError("The disk is full.")

    def forget(self, code: str) -> bool:
        raise StoreError("The disk is full.")


def stored(store: Store, code: str = CODE) -> dict[str, Any]:
    found = store.answers.load(code)
    assert found is not None
    return dict(found.document)


def mark(
    session: VisitorState, activity: str, state: str, day: date | None = None, evidence: str = ""
) -> None:
    """Say how far an activity got, as a page does."""
    value = {"state": state, "date": day and day.isoformat(), "evidence": evidence}
    outcome = session.take([Change(1, activity, kind="progress", value=value)])
    assert (outcome.refused, outcome.conflicts) == ((), ())


def eight_weeks(hours: float = 4, **more: Any) -> dict[str, Any]:
    """Fields of a request: eight weeks from `MONDAY` on."""
    return {"hours_per_week": hours, "start": MONDAY, "weeks": 8, **more}


def rate_all(session: VisitorState, level: int = 1) -> None:
    for item in session.model.competencies:
        session.rate(item.id, level)


def say(session: VisitorState, *changes: Change) -> None:
    """Store changes of the present answers at once; AnswersError (a sentence) for a wrong one."""

    def after(present: Assessment) -> Assessment:
        for change in changes:
            present, _ = apply(session.model, present, change)
        return present

    session.change(after)


def note(session: VisitorState, competency_id: str, text: str) -> None:
    """Keep the evidence note of one competency."""
    say(session, Change(0, competency_id, note=text))


def not_applicable(session: VisitorState, competency_id: str) -> None:
    """Say that a competency doesn't apply; the note stays."""
    say(session, Change(0, competency_id, rating=NA))


def clear(session: VisitorState, competency_id: str) -> None:
    """Take an answer back to unrated, its evidence included."""
    evidence = Change(0, competency_id, kind=EVIDENCE, value=[])
    say(session, Change(0, competency_id, rating=""), evidence)


def choose_roles(session: VisitorState, held: str, wanted: str) -> None:
    """Compare with another pair of roles."""
    roles = {"held": held, "wanted": wanted}
    say(session, *(Change(0, key, kind="role", value=role) for key, role in roles.items()))
