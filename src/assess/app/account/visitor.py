"""Who is here: the choice on return, and what is kept about a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assess.app.account import texts as texts_data
from assess.app.account.state import AccountState
from assess.app.messages import About, Signal, visit
from assess.app.messages import files as messages
from assess.app.radar import earlier
from assess.app.shared import texts
from assess.app.shared.controller import hears
from assess.app.shared.widgets import Visit, YourData
from assess.app.state import texts as texts_visit
from assess.app.state.changes import changes_from, questions_of
from assess.app.state.visitor import Outcome, VisitorState
from assess.clock import use_zone
from assess.errors import AnswersError


class DataPanel:
    """Hears what the person wants to see, take or end of what is stored about them."""

    _shown = False

    def __init__(self, data: AccountState, panel: VisitorPanel) -> None:
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
                case About():
                    self.data.revoke(message.id)
                    self._codes()
                case Signal(kind="show"):
                    rows = [list(row) for row in self.data.in_words()]
                    self.root.send(messages.Rows(kind="rows", rows=rows))
                    self._codes()
                case Signal(kind="file"):
                    name = f"{self.data.session.model.id}-everything.json"
                    file = messages.File(kind="file", name=name, text=self.data.file())
                    self.root.send(file)
                case Signal(kind="make"):
                    code, until = self.data.make_code()
                    self.root.send(messages.Code(kind="code", code=code, until=until))
                    self._codes()
                case Signal(kind="forget"):
                    try:
                        self.panel.forget()
                    finally:
                        self.root.send(messages.Ended(kind="answered"))
        except AnswersError as error:
            self.root.send(messages.Sentence(kind="problem", text=str(error)))

    def _codes(self) -> None:
        items = [list(item) for item in self.data.open_codes()]
        self.root.send(messages.Codes(kind="codes", items=items))


CODES = 20
"""Codes of one browser that are looked up."""


class VisitorPanel:
    """Begins, resumes and forgets a visit, and stores what a browser says was changed.

    The other controllers speak to the person through it. `answered` is called after each change,
    with True where the form doesn't show it yet and with the kinds of what was changed; `show_all`
    puts other answers on the whole page. `opens`: take a code that is for something else than
    answers; whether it did.
    """

    fresh = ""

    def __init__(
        self,
        session: VisitorState,
        data: AccountState,
        answered: Callable[[bool, frozenset[str]], None],
        show_all: Callable[[], None],
        opens: Callable[[str], bool] = lambda _typed: False,
    ) -> None:
        self.session = session
        self.data = data
        self._opens = opens
        self.answered = answered
        codes = texts_data.HAVE_CODE if data.shared else {}
        questions = questions_of(session.model)
        self.visit = Visit(texts=texts_visit.VISIT, codes=codes, questions=questions)
        self.show_all = show_all
        self.visit.on_msg(self.hear)

    @property
    def panel(self) -> VisitorPanel:
        """Its own errors are said here too."""
        return self

    def notice(self, text: str, action: visit.Action | None = None) -> None:
        """Say a sentence to the person, with at most one thing to do about it."""
        self.visit.send(visit.Notice(kind="notice", text=text, action=action))

    def saved(self, kept: bool) -> None:
        """Say whether the last change is stored."""
        self.visit.send(visit.Saved(kind="saved", kept=kept))

    def forget(self) -> None:
        """Erase the present answers; the browser forgets their code."""
        self._forget(self.session.code)

    def erased(self, text: str) -> None:
        """The present answers were erased elsewhere: nothing of them stays on the page."""
        code = self.session.code
        self.session.begin("")
        self.visit.send(visit.OfCode(kind="forgotten", code=code))
        self.show_all()
        self.notice(text)

    def _forget(self, code: str) -> None:
        mine = code == self.session.code
        self.session.forget(code)
        self.visit.send(visit.OfCode(kind="forgotten", code=code))
        if mine:
            self.show_all()
        self.notice(texts.FORGOTTEN)

    @hears(visit.FromVisit)
    def hear(self, message: visit.FromVisit) -> None:
        """What the browser says about who is here, and what was changed."""
        match message:
            case Signal(kind="ping"):
                self.visit.send(visit.Told(kind="pong"))
            case visit.Changes():
                self._changes(message)
            case visit.Hello():
                self._hello(message)
            case visit.AboutCode(kind="resume", code=code):
                self._resume(code, left=message.left)
            case visit.AboutCode(kind="fresh", code=code):
                self.fresh = code
                self.session.begin(code)
            case visit.AboutCode(kind="forget", code=code):
                self._forget(code)
            case visit.Redeem(text=text, code=code):
                self._redeem(text, code)
            case Signal(kind="mine"):
                self.session.use_mine()
                self.show_all()
                self.saved(self.session.kept)
            case Signal(kind="keep_again"):
                self.session.keep_again()
                self.saved(True)
                self.notice(texts_visit.SAVED_AGAIN)
            case Signal(kind="new"):
                if self.session.code != self.fresh:
                    self.session.begin(self.fresh)
                self.show_all()

    # --- changes -------------------------------------------------------------------------------

    def _changes(self, message: visit.Changes) -> None:
        outcome = Outcome((), kept=False)
        show, changes = message.show, changes_from(message.changes)
        try:
            outcome = self.session.take(changes)
        finally:
            kinds = frozenset(change.kind for change in changes)
            # once a change is acknowledged the page goes by what it was told: so that comes first,
            # unless the page must show what is kept in the place of the change
            if outcome.conflicts or outcome.joined:
                self._answer(outcome)
                self.answered(True, kinds)
            else:
                try:
                    self.answered(show, kinds)
                finally:
                    # the browser waits for this before it sends anything else
                    self._answer(outcome)
        for sentence in outcome.refused:
            self.visit.send(visit.Notice(kind="notice", text=sentence, action=None, refused=True))

    def _answer(self, outcome: Outcome) -> None:
        answer = visit.Kept(
            kind="kept",
            done=list(outcome.done),
            kept=outcome.kept,
            problem=outcome.problem,
            conflicts=list(outcome.conflicts),
        )
        if outcome.missing:
            answer["action"] = texts_visit.SAVE_AGAIN
        self.visit.send(answer)

    # --- coming back ---------------------------------------------------------------------------

    def _resume(self, code: str, *, left: bool) -> None:
        if left and self.session.unsaved([code]):
            self.session.begin(code)  # all there is of it comes from the browser next
        else:
            self.session.resume(code)
        self.show_all()

    def _redeem(self, typed: str, own: str) -> None:
        try:
            if not self.data.redeem(typed, own, self._opens):
                return
        except AnswersError as error:
            self.visit.send(visit.Wrong(kind="wrong", text=str(error)))
            return
        self.show_all()
        self.visit.send(visit.OfCode(kind="using", code=own))
        self.saved(True)

    def _hello(self, message: visit.Hello) -> None:
        codes = [code for code in message.codes if isinstance(code, str)]
        here, left = message.here, _left(message.left or {})
        use_zone(message.zone)
        self.fresh = message.fresh
        self.session.begin(self.fresh)
        known = codes[:CODES]
        codes = list(dict.fromkeys([*known, *left]))[: 2 * CODES]
        found = {item.code: earlier(item) for item in self.session.earlier(codes)}
        gone, problem = self.session.look_up(code for code in codes if code not in found)
        for code in gone:
            self.visit.send(visit.OfCode(kind="forgotten", code=code))
        for code in self.session.unsaved(code for code in left if code not in {*found, *gone}):
            found[code] = ("", "")
        if here is not None and here in found:
            # the same tab was loaded again: its person has already chosen
            self._resume(here, left=here in left)
            self.visit.send(visit.OfCode(kind="using", code=here))
            return
        items = [
            visit.EarlierItem(code=code, text=text, detail=_both(detail, left.get(code, 0)))
            for code, (text, detail) in found.items()
        ]
        self.visit.send(visit.Earlier(kind="earlier", items=items))
        if problem:
            self.saved(False)
            self.notice(problem)
        elif here is not None and here in known:
            if here in gone:
                self.notice(texts_visit.ERASED)
            elif self.session.unsaved([here]):
                self.notice(texts_visit.NOT_FOUND)


def _left(sent: Mapping[str, Any]) -> Mapping[str, int]:
    """How many changes a browser still holds, by code; what isn't that is left out."""
    return {
        code: count
        for code, count in list(sent.items())[:CODES]
        if isinstance(code, str) and type(count) is int and 0 < count < 10_000
    }


def _both(text: str, left: int) -> str:
    return "; ".join(filter(None, (text, texts_visit.unsaved(left) if left else "")))
