"""Choose the earlier snapshot that is drawn behind the radar: from a list, or by the rule."""

from __future__ import annotations

from assess.app.profile.texts import SINCE_NONE
from assess.app.state.visitor import VisitorState
from assess.charts import day_in_words
from assess.domain.answers import Snapshot
from assess.domain.rating.history import earlier_state

NONE = "none"


class EarlierSelf:
    """One visit's choice; it is not stored, and an id that the history hasn't is the rule's."""

    def __init__(self, session: VisitorState) -> None:
        self._session = session
        self._chosen = ""

    @property
    def snapshot(self) -> Snapshot | None:
        """The state compared with; None where there is none, none is
        wanted, or a blind round is under way."""
        if self._chosen == NONE or self._session.assessment.round:
            return None
        found = {item.at: item for item in self._session.assessment.history}
        return found.get(self._chosen) or earlier_state(self._session.assessment)

    @property
    def value(self) -> str:
        """The choice as `options` names it."""
        snapshot = self.snapshot
        return NONE if snapshot is None else snapshot.at

    @property
    def options(self) -> list[list[str]]:
        """(value, label) pairs, latest first; empty where there is no earlier state."""
        days = [
            [item.at, day_in_words(item.at)] for item in reversed(self._session.assessment.history)
        ]
        return [*days, [NONE, SINCE_NONE]] if days else []

    def choose(self, value: str) -> bool:
        """Compare with another state; whether that changes anything."""
        before, self._chosen = self.value, value
        return self.value != before
