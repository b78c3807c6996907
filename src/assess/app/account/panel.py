"""What is kept about the person: shown, taken along, erased; codes for another computer."""

from __future__ import annotations

from typing import Protocol

from assess.app.account import texts as texts_data
from assess.app.account.state import AccountState
from assess.app.messages import files as messages
from assess.app.shared.controller import NoticePanel, hears
from assess.app.shared.widgets import YourData
from assess.errors import AnswersError


class ForgettingPanel(NoticePanel, Protocol):
    """A panel that can also erase the present answers."""

    def forget(self) -> None: ...  # noqa: D102


class DataPanel:
    """Hears what the person wants to see, take or end of what is stored about them."""

    _shown = False

    def __init__(self, data: AccountState, panel: ForgettingPanel) -> None:
        self.data = data
        self.panel = panel
        self.root = YourData(texts=texts_data.DATA, shared=data.shared)
        self.root.on_msg(self.hear)
        data.session.observe(self._on_opened, "opened")

    def _on_opened(self, _change: object) -> None:
        # somebody else may be here now: nothing of the former person's stays
        if self._shown:
            self.root.send(messages.Ended(kind="clear"))
        self._shown = False

    @hears(messages.FromYourData)
    def hear(self, message: messages.FromYourData) -> None:
        """Show, file, make, revoke, forget."""
        try:
            self._shown = self._shown or message.kind in ("show", "make")
            match message:
                case messages.Revoke():
                    self.data.revoke(message.id)
                    self._codes()
                case messages.AboutKept(kind="show"):
                    rows = [list(row) for row in self.data.in_words()]
                    self.root.send(messages.Rows(kind="rows", rows=rows))
                    self._codes()
                case messages.AboutKept(kind="file"):
                    name = f"{self.data.session.model.id}-everything.json"
                    file = messages.File(kind="file", name=name, text=self.data.file())
                    self.root.send(file)
                case messages.AboutKept(kind="make"):
                    code, until = self.data.make_code()
                    self.root.send(messages.Code(kind="code", code=code, until=until))
                    self._codes()
                case messages.AboutKept(kind="forget"):
                    try:
                        self.panel.forget()
                    finally:
                        self.root.send(messages.Ended(kind="answered"))
        except AnswersError as error:
            self.root.send(messages.Sentence(kind="problem", text=str(error)))

    def _codes(self) -> None:
        items = [list(item) for item in self.data.open_codes()]
        self.root.send(messages.Codes(kind="codes", items=items))
