"""What is kept about the person: shown, taken along, erased; codes for another computer."""

from __future__ import annotations

from typing import Protocol

from assess.errors import AnswersError
from assess.ui import texts_data
from assess.ui.session_data import SessionData
from assess.ui.step import Desk, Message, guarded
from assess.ui.widgets import YourData


class ForgettingDesk(Desk, Protocol):
    """A desk that can also erase the present answers."""

    def forget(self) -> None: ...  # noqa: D102


class DataDesk:
    """Hears what the person wants to see, take or end of what is stored about them."""

    _shown = False

    def __init__(self, data: SessionData, desk: ForgettingDesk) -> None:
        self.data = data
        self.desk = desk
        self.root = YourData(texts=texts_data.DATA, shared=data.shared)
        self.root.on_msg(self.hear)
        data.session.observe(self._on_opened, "opened")

    def _on_opened(self, _change: object) -> None:
        # somebody else may be here now: nothing of the former person's stays
        if self._shown:
            self.root.send({"kind": "clear"})
        self._shown = False

    @guarded
    def hear(self, message: Message) -> None:
        """Show, file, make, revoke, forget."""
        kind, key = message.get("kind"), message.get("id")
        try:
            self._shown = self._shown or kind in ("show", "make")
            if kind == "show":
                self._show()
            elif kind == "file":
                name = f"{self.data.session.model.id}-everything.json"
                self.root.send({"kind": "file", "name": name, "text": self.data.file()})
            elif kind == "make":
                code, until = self.data.make_code()
                self.root.send({"kind": "code", "code": code, "until": until})
                self._codes()
            elif kind == "revoke" and isinstance(key, str):
                self.data.revoke(key)
                self._codes()
            elif kind == "forget":
                try:
                    self.desk.forget()
                finally:
                    self.root.send({"kind": "answered"})
        except AnswersError as error:
            self.root.send({"kind": "problem", "text": str(error)})

    def _show(self) -> None:
        self.root.send({"kind": "rows", "rows": [list(row) for row in self.data.in_words()]})
        self._codes()

    def _codes(self) -> None:
        items = [list(item) for item in self.data.open_codes()]
        self.root.send({"kind": "codes", "items": items})
