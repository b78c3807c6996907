"""The coach's first step: who is here."""

from __future__ import annotations

from typing import Protocol

from assess.app.coach import data as coach_data
from assess.app.coach import texts as texts_coach
from assess.app.coach.changes import LONGEST_NAME
from assess.app.coach.state import CoachState
from assess.app.coach.widgets import People
from assess.app.messages import Signal
from assess.app.messages import coach as messages
from assess.app.messages.files import Sentence
from assess.app.shared.controller import Message, NoticePanel, hears, step_panel
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
                case Signal(kind="demo"):
                    coaching.bring_somebody()
                case Signal(kind="use" | "leave"):
                    coaching.answer(message.kind == "use")
                case Signal(kind="afresh"):
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
