"""One visit to the small bakery model: codes, days, a place that keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.builders import tiny_model

from assess.errors import StoreError
from assess.store import Store
from assess.ui.changes import Change
from assess.ui.session import Session

CODE = "Kq3-vT0_uXz7mWb2LhR9sYcA"
OTHER = "Zz9-aB1_cD2eF3gH4iJ5kL6m"
MODEL = tiny_model()
MONDAY = date(2026, 11, 30)
SUNDAY = MONDAY + timedelta(weeks=8, days=-1)


class Broken:
    """A place that keeps nothing, as a full disk does."""

    def load(self, code: str) -> None:
        raise StoreError("The disk is full.")

    def save(self, code: str, document: Mapping[str, Any], *, expected: int) -> int:
        raise StoreError("The disk is full.")

    def erased(self, code: str) -> bool:
        raise StoreError("The disk is full.")

    def forget(self, code: str) -> bool:
        raise StoreError("The disk is full.")


def stored(store: Store, code: str = CODE) -> dict[str, Any]:
    found = store.load(code)
    assert found is not None
    return dict(found.document)


def mark(
    session: Session, activity: str, state: str, day: date | None = None, evidence: str = ""
) -> None:
    """Say how far an activity got, as a page does."""
    value = {"state": state, "date": day and day.isoformat(), "evidence": evidence}
    outcome = session.take([Change(1, activity, kind="progress", value=value)])
    assert (outcome.refused, outcome.conflicts) == ((), ())


def rate_all(session: Session, level: int = 1) -> None:
    for item in MODEL.competencies:
        session.rate(item.id, level)
