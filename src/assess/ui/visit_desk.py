"""Who is here: the choice on return, changes of answers, "Saved", and sentences to the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

from assess.errors import AnswersError
from assess.ui import texts, texts_data, texts_visit, views
from assess.ui.changes import Conflict, changes_from
from assess.ui.session import Outcome, Session
from assess.ui.session_data import SessionData
from assess.ui.step import Message, guarded
from assess.ui.widgets import Visit

CODES = 20
"""Codes of one browser that are looked up."""


class VisitDesk:
    """Begins, resumes and forgets a visit, and stores what a browser says was changed.

    The other controllers speak to the person through it. `answered` is called after each change,
    with True where the form doesn't show it yet and with the kinds of what was changed; `show_all`
    puts other answers on the whole page.
    """

    fresh = ""

    def __init__(
        self,
        session: Session,
        data: SessionData,
        answered: Callable[[bool, frozenset[str]], None],
        show_all: Callable[[], None],
    ) -> None:
        self.session = session
        self.data = data
        self.answered = answered
        codes = texts_data.HAVE_CODE if data.shared else {}
        self.visit = Visit(texts=texts_visit.VISIT, codes=codes)
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
        self._forget(self.session.code)

    def erased(self, text: str) -> None:
        """The present answers were erased elsewhere: nothing of them stays on the page."""
        code = self.session.code
        self.session.begin("")
        self.visit.send({"kind": "forgotten", "code": code})
        self.show_all()
        self.notice(text)

    def _forget(self, code: str) -> None:
        mine = code == self.session.code
        self.session.forget(code)
        self.visit.send({"kind": "forgotten", "code": code})
        if mine:
            self.show_all()
        self.notice(texts.FORGOTTEN)

    @guarded
    def hear(self, message: Message) -> None:
        """What the browser says about who is here, and what was changed."""
        kind, code = message.get("kind"), message.get("code")
        if kind == "ping":
            self.visit.send({"kind": "pong"})
        elif kind == "changes":
            self._changes(message)
        elif kind == "hello":
            self._hello(message)
        elif kind == "resume" and isinstance(code, str):
            self._resume(code, left=message.get("left") is True)
        elif kind == "mine":
            self.session.use_mine()
            self.show_all()
            self.saved(self.session.kept)
        elif kind == "keep_again":
            self.session.keep_again()
            self.saved(True)
            self.notice(texts_visit.SAVED_AGAIN)
        elif kind == "new":
            if self.session.code != self.fresh:
                self.session.begin(self.fresh)
            self.show_all()
        elif kind == "fresh" and isinstance(code, str):
            self.fresh = code
            self.session.begin(code)
        elif kind == "forget" and isinstance(code, str):
            self._forget(code)
        elif kind == "redeem" and isinstance(code, str):
            self._redeem(str(message.get("text")), code)

    # --- changes -------------------------------------------------------------------------------

    def _changes(self, message: Message) -> None:
        outcome = Outcome((), kept=False)
        show, changes = message.get("show") is True, changes_from(message)
        try:
            outcome = self.session.take(changes)
        finally:
            kinds = frozenset(change.kind for change in changes)
            # once a change is acknowledged the page goes by what it was told: so that comes first,
            # unless the page must show what is kept in the place of the change
            if outcome.conflicts:
                self._answer(outcome)
                self.answered(True, kinds)
            else:
                try:
                    self.answered(show, kinds)
                finally:
                    # the browser waits for this before it sends anything else
                    self._answer(outcome)
        for sentence in outcome.refused:
            self.visit.send({"kind": "notice", "text": sentence, "action": None, "refused": True})

    def _answer(self, outcome: Outcome) -> None:
        answer: Message = {
            "done": list(outcome.done),
            "kept": outcome.kept,
            "problem": outcome.problem,
        }
        if outcome.missing:
            answer["action"] = texts_visit.SAVE_AGAIN
        conflicts = [self._conflict(conflict) for conflict in outcome.conflicts]
        self.visit.send({"kind": "kept", **answer, "conflicts": conflicts})

    def _conflict(self, conflict: Conflict) -> Message:
        said = asdict(conflict)
        said["n"], said["id"] = said.pop("number"), said.pop("key")
        return said

    # --- coming back ---------------------------------------------------------------------------

    def _resume(self, code: str, *, left: bool) -> None:
        if left and self.session.unsaved([code]):
            self.session.begin(code)  # all there is of it comes from the browser next
        else:
            self.session.resume(code)
        self.show_all()

    def _redeem(self, typed: str, own: str) -> None:
        try:
            self.data.redeem(typed, own)
        except AnswersError as error:
            self.visit.send({"kind": "wrong", "text": str(error)})
            return
        self.show_all()
        self.visit.send({"kind": "using", "code": own})
        self.saved(True)

    def _hello(self, message: Message) -> None:
        sent, here, fresh = message.get("codes"), message.get("here"), message.get("fresh")
        codes = [code for code in sent if isinstance(code, str)] if isinstance(sent, list) else []
        left = _left(message.get("left"))
        self.fresh = fresh if isinstance(fresh, str) else ""
        self.session.begin(self.fresh)
        known = codes[:CODES]
        codes = list(dict.fromkeys([*known, *left]))[: 2 * CODES]
        found = {item.code: views.earlier(item) for item in self.session.earlier(codes)}
        gone, problem = self.session.look_up(code for code in codes if code not in found)
        for code in gone:
            self.visit.send({"kind": "forgotten", "code": code})
        for code in self.session.unsaved(code for code in left if code not in {*found, *gone}):
            found[code] = ""
        if isinstance(here, str) and here in found:
            # the same tab was loaded again: its person has already chosen
            self._resume(here, left=here in left)
            self.visit.send({"kind": "using", "code": here})
            return
        items = [
            {"code": code, "text": _both(text, left.get(code, 0))} for code, text in found.items()
        ]
        self.visit.send({"kind": "earlier", "items": items})
        if problem:
            self.saved(False)
            self.notice(problem)
        elif isinstance(here, str) and here in known:
            if here in gone:
                self.notice(texts_visit.ERASED)
            elif self.session.unsaved([here]):
                self.notice(texts_visit.NOT_FOUND)


def _left(sent: object) -> Mapping[str, int]:
    """How many changes a browser still holds, by code; what isn't that is left out."""
    found = list(sent.items())[:CODES] if isinstance(sent, dict) else []
    return {
        code: count
        for code, count in found
        if isinstance(code, str) and type(count) is int and 0 < count < 10_000
    }


def _both(text: str, left: int) -> str:
    return "; ".join(filter(None, (text, texts_visit.unsaved(left) if left else "")))
