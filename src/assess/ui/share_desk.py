"""What the person lets others see: codes for a coach, levels in a group."""

from __future__ import annotations

from typing import Any

import traitlets as t

from assess.errors import AnswersError
from assess.ui import texts_share
from assess.ui.session_sharing import SessionSharing
from assess.ui.step import Desk, Message, guarded
from assess.ui.widgets import _Quiet, _script


class Share(_Quiet):
    """Two cards at "Take it with you"; nothing about the person is in its traits."""

    _esm = _script("share")
    texts = t.Dict().tag(sync=True)
    days: t.List[list[Any]] = t.List().tag(sync=True)


class ShareDesk:
    """Hears what is to be shared, ended, added or withdrawn."""

    def __init__(self, sharing: SessionSharing, desk: Desk) -> None:
        self.sharing = sharing
        self.desk = desk
        days = [list(item) for item in texts_share.DAYS]
        self.root = Share(texts=texts_share.SHARE, days=days)
        self.root.on_msg(self.hear)
        sharing.session.observe(self._on_opened, "opened")

    def _on_opened(self, _change: object) -> None:
        # somebody else may be here now: nothing of the former person's stays
        self.root.send({"kind": "clear"})

    @guarded
    def hear(self, message: Message) -> None:
        """A code made or taken back; a group looked at, joined or left."""
        kind, key, code = (message.get(name) for name in ("kind", "id", "code"))
        where = "group" if isinstance(code, str) else "coach"
        try:
            if kind == "make" and type(message.get("days")) is int:
                made, until = self.sharing.make_code(message["days"])
                self.root.send({"kind": "code", "code": made, "until": until})
                self._codes()
            elif kind == "revoke" and isinstance(key, str):
                self.sharing.revoke(key)
                self._codes()
            elif kind == "uses":
                self._codes()
            elif kind == "look" and isinstance(code, str):
                text, inside, levels = self.sharing.look(code)
                rows = [list(row) for row in levels]
                self.root.send({"kind": "group", "text": text, "inside": inside, "levels": rows})
            elif kind == "add" and isinstance(code, str):
                self.root.send({"kind": "done", "text": self.sharing.add(code)})
            elif kind == "withdraw" and isinstance(code, str):
                self.root.send({"kind": "done", "text": self.sharing.withdraw(code)})
        except AnswersError as error:
            self.root.send({"kind": "problem", "where": where, "text": str(error)})

    def _codes(self) -> None:
        items = [list(item) for item in self.sharing.open_codes()]
        self.root.send({"kind": "codes", "items": items, "uses": self.sharing.uses()})
