"""Rate blind, reveal, compare and agree on a level."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any

from assess.app.calibrate import reply
from assess.app.coach import data as coach_data
from assess.app.coach import texts as texts_coach
from assess.app.coach.people.step import CoachPanel
from assess.app.coach.state import CoachState
from assess.app.coach.widgets import Compare
from assess.app.messages import coach as messages
from assess.app.messages.forms import Calibrate
from assess.app.rate import step as forms
from assess.app.shared.controller import hears, step_panel
from assess.app.shared.widgets import RatingForm, Words


class BlindStep:
    """The person's questions, rated by the coach, who sees none of the person's answers."""

    def __init__(self, coaching: CoachState, panel: CoachPanel) -> None:
        self.coaching = coaching
        self.panel = panel
        self.closed = Words()
        self.form = RatingForm(content=coach_data.blind_content(coaching.model))
        self.form.on_msg(self.hear)
        self.root = step_panel("rate", self.closed, self.form)
        self.draw()

    @hears(Calibrate)
    def hear(self, message: Calibrate) -> None:
        """A practice case that is wanted."""
        if (answer := reply(self.coaching.model, message)) is not None:
            self.form.send(answer)

    def remember(self) -> None:
        """Hold what the browser shows already."""
        self.form.remember(forms.rating_answers(self.coaching.session.coach))

    def draw(self) -> None:
        """Show the chosen person's blind ratings; none are taken after the reveal."""
        chosen = self.coaching.chosen
        open_to_rate = chosen is not None and not chosen.session.revealed
        if chosen is None:
            said = texts_coach.NOBODY
        else:
            said = texts_coach.RATED_ALREADY.format(name=escape(chosen.name))
        self.closed.value = "" if open_to_rate else f"<p class='ui-empty'>{said}</p>"
        self.form.layout.display = "" if open_to_rate else "none"
        answers = forms.rating_answers(chosen.session.coach) if chosen else {}
        key = chosen.key if chosen else ""
        self.form.show(answers, whose=key, person=key)


class CompareStep:
    """Shows both ratings after the reveal, and what is agreed on."""

    def __init__(self, coaching: CoachState) -> None:
        self.coaching = coaching
        self.views = Compare(texts=texts_coach.COMPARE, data=coach_data.compare(coaching))
        self.root = step_panel("compare", self.views)

    def _data(self) -> dict[str, Any]:
        data = coach_data.compare(self.coaching)
        self.views.remember(data)
        return data

    def follow_plan(self) -> None:
        """Say what the plan makes of the levels by now."""
        data = self._data()
        if data["revealed"]:
            self.views.send(messages.Lines(kind="lines", count=data["count"], plan=data["plan"]))

    def follow(self, keys: Collection[str]) -> None:
        """Bring these pairs of ratings and the lines about the whole up to date."""
        data = self._data()
        count, plan = data["count"], data["plan"]
        for row in data.get("rows", ()):
            if row["id"] in keys:
                self.views.send(messages.Row(kind="row", row=row, count=count, plan=plan))

    def draw(self) -> None:
        """Show the present state."""
        self.views.show(coach_data.compare(self.coaching))
