"""The coach's first steps: who is here, rating blind, comparing and agreeing."""

from __future__ import annotations

from html import escape
from typing import Protocol

from assess.app.calibrate.content import reply
from assess.app.coach import data as coach_data
from assess.app.coach import texts as texts_coach
from assess.app.coach.changes import LONGEST_NAME
from assess.app.coach.state import CoachState
from assess.app.coach.widgets import Compare, People
from assess.app.messages import coach as messages
from assess.app.messages.calibrate import Calibrate
from assess.app.messages.files import Sentence
from assess.app.rate import form as forms
from assess.app.shared.controller import Message, NoticePanel, hears, step_panel
from assess.app.shared.widgets import RatingForm, Words
from assess.errors import AssessError
from assess.text import shorten


class CoachPanel(NoticePanel, Protocol):
    """What the coach's controllers tell the page."""

    def changed(self) -> None: ...  # noqa: D102
    def taken_off(self, key: str) -> None: ...  # noqa: D102
    def another(self) -> None: ...  # noqa: D102


class PeopleStep:
    """Puts people on the list and chooses one."""

    def __init__(self, coaching: CoachState, panel: CoachPanel, *, shared: bool) -> None:
        self.coaching = coaching
        self.panel = panel
        self.shared = shared
        self.list = People(texts=texts_coach.PEOPLE, data=self._data())
        self.list.on_msg(self.hear)
        self.root = step_panel("people", self.list)

    def _data(self) -> Message:
        return coach_data.people(self.coaching, shared=self.shared)

    @hears(messages.FromPeople)
    def hear(self, message: messages.FromPeople) -> None:
        """A file, a code, a choice, an answer."""
        coaching = self.coaching
        coaching.told = ""
        try:
            match message:
                case messages.Bring():
                    # the file's name is what the person is called where the file doesn't say
                    coaching.bring(message.text, message.name.rsplit(".", 1)[0])
                case messages.BringByCode():
                    if not self.shared:
                        return
                    coaching.bring_shared(message.code[:200])
                case messages.AboutPerson(kind="choose", key=key):
                    coaching.choose(key)
                case messages.AboutPerson(key=key):
                    coaching.take_off(key)
                    self.panel.taken_off(key)
                case messages.NextMeeting():
                    coaching.start_next(message.text)
                case messages.BringDemo():
                    coaching.bring_somebody()
                case messages.Answered():
                    coaching.answer(message.kind == "use")
                case messages.Afresh():
                    for person in coaching.people:
                        coaching.take_off(person.key)
                        self.panel.taken_off(person.key)
                case messages.Copying():
                    coaching.keep_copies(message.on)
        except AssessError as error:
            where = (
                f"{shorten(message.name, LONGEST_NAME)}: "
                if isinstance(message, messages.Bring)
                else ""
            )
            self.list.send(Sentence(kind="problem", text=f"{where}{error}"))
            return
        self.panel.another()
        if coaching.told:
            self.panel.notice(coaching.told)
        if (question := coaching.question) is not None:
            self.list.send(
                messages.Asked(kind="ask", text=question.text, yes=question.yes, no=question.no)
            )

    def draw(self) -> None:
        """Show the present list."""
        self.list.show(self._data())


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

    def __init__(self, coaching: CoachState, panel: CoachPanel) -> None:
        self.coaching = coaching
        self.panel = panel
        self.views = Compare(texts=texts_coach.COMPARE, data=coach_data.compare(coaching))
        self.root = step_panel("compare", self.views)

    def remember(self) -> None:
        """Hold what the browser shows already."""
        self.views.remember(coach_data.compare(self.coaching))

    def follow_plan(self) -> None:
        """Say what the plan makes of the levels by now."""
        data = coach_data.compare(self.coaching)
        self.views.remember(data)
        if data["revealed"]:
            self.views.lines(data)

    def row(self, key: str) -> None:
        """Bring one pair of ratings up to date."""
        data = coach_data.compare(self.coaching)
        row = next((item for item in data.get("rows", ()) if item["id"] == key), None)
        if row is not None:
            self.views.row(row, data)

    def draw(self) -> None:
        """Show the present state."""
        self.views.show(coach_data.compare(self.coaching))
