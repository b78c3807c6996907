"""Step 1: the questions."""

from __future__ import annotations

from assess.app.calibrate import reply
from assess.app.messages import Signal
from assess.app.messages import forms as messages
from assess.app.messages.forms import Calibrate
from assess.app.rate import form as forms
from assess.app.rate.form import evidence_form, example_result, with_first_screen
from assess.app.shared.controller import NoticePanel, hears, step_panel
from assess.app.shared.widgets import RatingForm
from assess.app.state.visitor import VisitorState


class RateStep:
    """Shows the answers; what is changed in the form arrives through `VisitorPanel`."""

    def __init__(self, session: VisitorState, panel: NoticePanel, *, shared: bool = False) -> None:
        self.session = session
        self.panel = panel
        questions = forms.rating_content(session.model) | {"log": evidence_form()}
        self.form = RatingForm(content=with_first_screen(questions, session.model, shared=shared))
        self.form.on_msg(self.hear)
        self.root = step_panel("rate", self.form)

    @hears(messages.WantExample)
    def hear(self, message: messages.WantExample) -> None:
        """Which example is wanted: a question's, the one of a result, or a practice case."""
        if isinstance(message, Signal):
            html = example_result(self.session.model)
            self.form.send(messages.Result(kind="result", html=html))
        elif isinstance(message, Calibrate):
            if (answer := reply(self.session.model, message)) is not None:
                self.form.send(answer)
        elif self.session.model.has_competency(message.id):
            text = self.session.model.competency(message.id).example
            self.form.send(messages.Example(kind="example", id=message.id, text=text))

    def remember(self) -> None:
        """Hold what the browser already shows, for a page that is drawn again later."""
        self.form.remember(forms.rating_answers(self.session.assessment))

    def show(self) -> None:
        """Put other answers into the form; a round has the full descriptions."""
        self.form.full = self.session.assessment.round is not None
        answers = forms.rating_answers(self.session.assessment)
        self.form.show(answers, whose=self.session.code)
