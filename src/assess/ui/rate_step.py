"""Step 1: the questions."""

from __future__ import annotations

from assess.ui import forms
from assess.ui.session import Session
from assess.ui.step import Desk, Message, guarded, panel
from assess.ui.widgets import RatingForm


class RateStep:
    """Hears answers and notes; the form shows them itself."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self.session = session
        self.desk = desk
        self.form = RatingForm(content=forms.rating_content(session.model))
        self.form.on_msg(self.hear)
        self.root = panel("rate", self.form)

    @guarded
    def hear(self, message: Message) -> None:
        """What was answered, noted, cleared or brought back."""
        kind, key = message.get("kind"), message.get("id")
        level, text = message.get("level"), message.get("text")
        if not isinstance(key, str):
            return
        if kind == "example":
            self._example(key)
            return
        try:
            if kind == "rate" and message.get("not_applicable") is True:
                self.session.not_applicable(key)
            elif kind == "rate" and isinstance(level, int) and not isinstance(level, bool):
                self.session.rate(key, level)
            elif kind == "note" and isinstance(text, str):
                self.session.note(key, text)
            elif kind == "clear":
                self.session.clear(key)
            elif kind == "confirm":
                self.session.confirm(key)
            elif kind == "undo":
                self.session.undo()
            else:
                return
        finally:
            # an answer that could not be stored is on the page all the same
            answers = forms.rating_answers(self.session.assessment)
            (self.form.show if kind == "undo" else self.form.remember)(answers)
        self.desk.saved(self.session.kept)

    def _example(self, key: str) -> None:
        if self.session.model.has_competency(key):
            text = self.session.model.competency(key).example
            self.form.send({"kind": "example", "id": key, "text": text})

    def show(self) -> None:
        """Put other answers into the form."""
        self.form.show(forms.rating_answers(self.session.assessment))
