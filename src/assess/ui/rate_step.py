"""Step 1: the questions."""

from __future__ import annotations

from assess.ui import forms
from assess.ui.session import Session
from assess.ui.step import Desk, Message, guarded, panel
from assess.ui.widgets import RatingForm


class RateStep:
    """Shows the answers; what is changed in the form comes by way of the visit (`visit_desk`)."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self.session = session
        self.desk = desk
        self.form = RatingForm(content=forms.rating_content(session.model))
        self.form.on_msg(self.hear)
        self.root = panel("rate", self.form)

    @guarded
    def hear(self, message: Message) -> None:
        """Which example is wanted."""
        key = message.get("id")
        if message.get("kind") == "example" and isinstance(key, str):
            self._example(key)

    def remember(self) -> None:
        """Hold what the browser already shows, for a page that is drawn again later."""
        self.form.remember(forms.rating_answers(self.session.assessment))

    def _example(self, key: str) -> None:
        if self.session.model.has_competency(key):
            text = self.session.model.competency(key).example
            self.form.send({"kind": "example", "id": key, "text": text})

    def show(self) -> None:
        """Put other answers into the form."""
        self.form.show(forms.rating_answers(self.session.assessment))
