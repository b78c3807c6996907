"""Who is here: the choice on return, forgetting, "Saved", and sentences to the person."""

from __future__ import annotations

from collections.abc import Callable

from assess.ui import texts, views
from assess.ui.session import Session
from assess.ui.step import Message, guarded
from assess.ui.widgets import Visit


class VisitDesk:
    """Begins, resumes and forgets a visit; the other controllers speak to the person through it.

    `show_all` puts other answers on the whole page.
    """

    fresh = ""

    def __init__(self, session: Session, show_all: Callable[[], None]) -> None:
        self.session = session
        self.visit = Visit()
        self.show_all = show_all
        self.visit.on_msg(self.hear)

    @property
    def desk(self) -> VisitDesk:
        """Its own errors are said here too."""
        return self

    def notice(self, text: str, action: Message | None = None) -> None:
        """Say a sentence to the person, with at most one thing to do about it."""
        self.visit.send({"kind": "notice", "text": text, "action": action})

    def saved(self, kept: bool) -> None:
        """Say whether the last change is stored."""
        self.visit.send({"kind": "saved", "kept": kept})

    def forget(self) -> None:
        """Erase the present answers; the browser forgets their code."""
        self.session.forget(self.session.code)
        self.visit.send({"kind": "forgotten"})
        self.show_all()
        self.notice(texts.FORGOTTEN)

    @guarded
    def hear(self, message: Message) -> None:
        """What the browser says about who is here."""
        kind, code = message.get("kind"), message.get("code")
        if kind == "hello":
            self._hello(message)
        elif kind == "resume" and isinstance(code, str):
            self.session.resume(code)
            self.show_all()
        elif kind == "newer":
            self.session.resume(self.session.code)
            self.show_all()
        elif kind == "new":
            self.session.begin(self.fresh)
            self.show_all()
        elif kind == "fresh" and isinstance(code, str):
            self.fresh = code
            self.session.begin(code)
        elif kind == "forget" and isinstance(code, str):
            mine = code == self.session.code
            self.session.forget(code)
            self.notice(texts.FORGOTTEN)
            if mine:
                self.show_all()
                self.visit.send({"kind": "forgotten"})

    def _hello(self, message: Message) -> None:
        sent, here, fresh = message.get("codes"), message.get("here"), message.get("fresh")
        codes = [code for code in sent if isinstance(code, str)] if isinstance(sent, list) else []
        self.fresh = fresh if isinstance(fresh, str) else ""
        self.session.begin(self.fresh)
        found = self.session.earlier(codes[:20])
        if here in [item.code for item in found]:
            # the same tab was loaded again: its person has already chosen
            self.session.resume(str(here))
            self.visit.send({"kind": "using", "code": here})
            self.show_all()
            return
        items = [{"code": item.code, "text": views.earlier(item)} for item in found]
        self.visit.send({"kind": "earlier", "items": items})
