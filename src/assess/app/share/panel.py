"""What the person lets others see: codes for a coach, levels in a group."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Literal

import traitlets as t

from assess.app.messages import About, Signal
from assess.app.messages import files as messages
from assess.app.share.state import DAYS, SHARE, SharingState
from assess.app.shared.controller import NoticePanel, hears
from assess.app.shared.widgets import _Quiet
from assess.bundles import script
from assess.errors import AnswersError, StoreError


class Share(_Quiet):
    """Two cards at "Take it with you"; nothing about the person is in its traits."""

    _esm = script("share/share")
    texts = t.Dict().tag(sync=True)
    days: t.List[list[Any]] = t.List().tag(sync=True)
    room = t.Bool(False).tag(sync=True)


class SharePanel:
    """Hears what is to be shared, ended, added or withdrawn."""

    def __init__(self, sharing: SharingState, panel: NoticePanel) -> None:
        self.sharing = sharing
        self.panel = panel
        days = [list(item) for item in DAYS]
        self.root = Share(texts=SHARE, days=days, room=sharing.in_room)
        self.root.on_msg(self.hear)
        sharing.session.observe(self._on_opened, "opened")

    def _on_opened(self, _change: object) -> None:
        # somebody else may be here now: nothing of the former person's stays
        self.root.send(messages.Ended(kind="clear"))

    def open(self) -> None:
        """Show somebody who is in the room's group that they are."""
        # what fails here can be asked for by the button
        with suppress(AnswersError, StoreError):
            if seen := self.sharing.inside_room():
                self.root.send(seen)

    @hears(messages.FromShare)
    def hear(self, message: messages.FromShare) -> None:
        """A code made or taken back; a group looked at, joined or left."""
        try:
            match message:
                case messages.ShareFor():
                    code, until = self.sharing.make_code(message.days)
                    self.root.send(messages.Code(kind="code", code=code, until=until))
                    self._codes()
                case About():
                    self.sharing.revoke(message.id)
                    self._codes()
                case Signal():
                    self._codes()
                case messages.AboutGroup():
                    self._group(message)
        except AnswersError as error:
            group = isinstance(message, messages.AboutGroup)
            where: Literal["group", "coach"] = "group" if group else "coach"
            self.root.send(messages.ShareProblem(kind="problem", where=where, text=str(error)))

    def _group(self, message: messages.AboutGroup) -> None:
        match message.kind:
            case "look":
                self.root.send(self.sharing.look(message.code))
            case "team":
                self.root.send(self.sharing.team(message.code))
            case "add":
                said = self.sharing.add(message.code, message.name, with_plan=message.plan)
                self.root.send(messages.Joined(kind="done", text=said))
                self.root.send(self.sharing.look(message.code))
            case "withdraw":
                said = self.sharing.withdraw(message.code)
                self.root.send(messages.Joined(kind="done", text=said))

    def _codes(self) -> None:
        items = [list(item) for item in self.sharing.open_codes()]
        self.root.send(messages.Codes(kind="codes", items=items, uses=self.sharing.uses()))
