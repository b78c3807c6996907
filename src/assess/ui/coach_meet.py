"""The coach's first steps: who is here, rating blind, comparing and agreeing."""

from __future__ import annotations

from html import escape
from typing import Protocol

from assess.errors import AssessError
from assess.ui import coach_data, forms, texts_coach
from assess.ui.coach_widgets import Compare, People
from assess.ui.coaching_session import Coaching
from assess.ui.step import Desk, Message, guarded, panel
from assess.ui.widgets import RatingForm, Words


class CoachDesk(Desk, Protocol):
    """What the coach's controllers tell the page."""

    def changed(self) -> None: ...  # noqa: D102
    def another(self) -> None: ...  # noqa: D102


class PeopleStep:
    """Puts people on the list and chooses one."""

    def __init__(self, coaching: Coaching, desk: CoachDesk, *, shared: bool) -> None:
        self.coaching = coaching
        self.desk = desk
        self.shared = shared
        self.list = People(texts=texts_coach.PEOPLE, data=self._data())
        self.list.on_msg(self.hear)
        self.root = panel("people", self.list)

    def _data(self) -> Message:
        return coach_data.people(self.coaching, shared=self.shared)

    @guarded
    def hear(self, message: Message) -> None:
        """A file, a code, a choice."""
        kind, text, key = (message.get(name) for name in ("kind", "text", "key"))
        try:
            if kind == "bring" and isinstance(text, str):
                self.coaching.bring(text, _name(message.get("name")))
            elif kind == "code" and self.shared and isinstance(message.get("code"), str):
                self.coaching.bring_shared(message["code"][:200])
            elif kind == "choose" and isinstance(key, str):
                self.coaching.choose(key)
            elif kind == "off" and isinstance(key, str):
                self.coaching.take_off(key)
            elif kind == "next":
                self.coaching.start_next(text if isinstance(text, str) else None)
            elif kind == "demo":
                self.coaching.bring_somebody()
            else:
                return
        except AssessError as error:
            name = message.get("name")
            where = f"{name[:80]}: " if isinstance(name, str) and kind == "bring" else ""
            self.list.send({"kind": "problem", "text": f"{where}{error}"})
            return
        self.desk.another()

    def draw(self) -> None:
        """Show the present list."""
        self.list.show(self._data())


def _name(value: object) -> str:
    """A file's name without its ending: what the person is called where the file doesn't say."""
    return value.rsplit(".", 1)[0][:80] if isinstance(value, str) else ""


class BlindStep:
    """The person's questions, rated by the coach, who sees none of the person's answers."""

    def __init__(self, coaching: Coaching, desk: CoachDesk) -> None:
        self.coaching = coaching
        self.desk = desk
        self.closed = Words()
        self.form = RatingForm(content=coach_data.blind_content(coaching.model))
        self.form.on_msg(self.hear)
        self.root = panel("rate", self.closed, self.form)
        self.draw()

    @guarded
    def hear(self, message: Message) -> None:
        """What the coach rated, noted, cleared or brought back."""
        kind, key = message.get("kind"), message.get("id")
        level, text = message.get("level"), message.get("text")
        if not isinstance(key, str):
            return
        if kind == "rate" and message.get("not_applicable") is True:
            self.coaching.rate(key, None, not_applicable=True)
        elif kind == "rate" and type(level) is int:
            self.coaching.rate(key, level)
        elif kind == "note" and isinstance(text, str):
            self.coaching.note(key, text)
        elif kind == "clear":
            self.coaching.clear(key)
        elif kind == "undo":
            self.coaching.undo()
        else:
            return
        answers = forms.rating_answers(self.coaching.session.coach)
        (self.form.show if kind == "undo" else self.form.remember)(answers)
        self.desk.changed()

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
        self.form.show(answers)


class CompareStep:
    """Reveals, and writes down what both agree on."""

    def __init__(self, coaching: Coaching, desk: CoachDesk) -> None:
        self.coaching = coaching
        self.desk = desk
        self.views = Compare(texts=texts_coach.COMPARE, data=coach_data.compare(coaching))
        self.views.on_msg(self.hear)
        self.root = panel("compare", self.views)

    @guarded
    def hear(self, message: Message) -> None:
        """The reveal, an agreed level, a note, a step back."""
        kind, key = message.get("kind"), message.get("id")
        level, text = message.get("level"), message.get("text")
        if kind == "reveal":
            self.coaching.reveal()
            self.desk.another()
        elif kind == "equal":
            self.coaching.agree_on_equal()
            self.draw()
        elif not isinstance(key, str):
            return
        elif kind == "agree" and message.get("not_applicable") is True:
            self.coaching.agree(key, None, not_applicable=True)
            self._row(key)
        elif kind == "agree" and type(level) is int:
            self.coaching.agree(key, level)
            self._row(key)
        elif kind == "back":
            self.coaching.agree(key, None)
            self._row(key)
        elif kind == "note" and isinstance(text, str):
            self.coaching.agree_note(key, text)
            self.views.remember(coach_data.compare(self.coaching))
        else:
            return
        self.desk.changed()

    def _row(self, key: str) -> None:
        data = coach_data.compare(self.coaching)
        row = next(item for item in data["rows"] if item["id"] == key)
        self.views.row(row, data, redraw=False)

    def draw(self) -> None:
        """Show the present state."""
        self.views.show(coach_data.compare(self.coaching))
