"""Offer another look at answers after a month; confirm them; run a blind round and compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from assess import clock
from assess.app.again import data, texts
from assess.app.messages.again import FromAgain, LookAgain, OneLevel
from assess.app.radar.earlier_self import EarlierSelf
from assess.app.shared.controller import NoticePanel, hears
from assess.app.shared.widgets import Again
from assess.app.state.changes import Change, apply
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Assessment
from assess.domain.rating import rounds
from assess.errors import AnswersError
from assess.report import words


class ShowingPanel(NoticePanel, Protocol):
    """A panel that can also put other answers on the whole page."""

    @property
    def show_all(self) -> Callable[[], None]: ...  # noqa: D102


class AgainPanel:
    """Shows one of its screens above or in the place of the page, or none.

    In a blind round the visitor's assessment holds only what was rated in it, so nothing that is
    sent to the browser can tell an earlier level; the screen of the round has no data at all.
    """

    def __init__(self, session: VisitorState, panel: ShowingPanel, since: EarlierSelf) -> None:
        self.session = session
        self.panel = panel
        self.since = since
        self._confirmed: tuple[Assessment, Assessment] | None = None
        self._code = session.code
        self.root = Again(texts=texts.TEXTS)
        self.root.on_msg(self.hear)

    def show(self) -> None:
        """Follow the answers: a round, or an offer where somebody comes back after a month."""
        arrived, self._code = self._code != self.session.code, self.session.code
        assessment = self.session.assessment
        if assessment.round:
            self._put({"screen": "round"})
        elif arrived or self.root.shown["screen"] == "round":
            old = self.session.kept and rounds.worth_a_look(assessment, clock.now())
            self._put(data.offer(assessment) if old else {})

    def _put(self, shown: dict[str, Any]) -> None:
        self._confirmed = None
        self.root.shown = {"screen": "", **shown}

    @hears(FromAgain)
    def hear(self, message: FromAgain) -> None:
        """What was pressed or chosen."""
        match message:
            case LookAgain(kind="check"):
                self._need_ratings()
                self._put(data.check(self.session.model, self.session.assessment))
            case LookAgain(kind="right") if not self.session.assessment.round:
                self._confirm()
            case LookAgain(kind="undo"):
                self._undo()
            case LookAgain(kind="begin"):
                self._need_ratings()
                self._change(rounds.begin_round)
            case LookAgain(kind="end"):
                with self.root.hold_sync():  # one screen makes way for the next
                    self._end()
            case LookAgain(kind="compare"):
                self._compare()
            case LookAgain(kind="close") if not self.session.assessment.round:
                self._put({})
            case OneLevel(kind="level"):
                change = Change(0, message.id, rating=message.rating)
                self._change(lambda present: apply(self.session.model, present, change)[0])
            case OneLevel(kind="then"):
                self._look_back(message)

    def _need_ratings(self) -> None:
        if self.session.assessment.round or not self.session.scores.coverage.rated:
            raise AnswersError(texts.NOTHING_RATED)

    def _change(self, how: Callable[[Assessment], Assessment]) -> None:
        try:
            self.session.change(how)
        finally:
            self.panel.show_all()
        self.panel.saved(self.session.kept)

    def _confirm(self) -> None:
        before = self.session.assessment
        self._change(rounds.still_right)
        after = self.session.assessment
        number = sum(answer.state != "unrated" for answer in after.answers.values())
        said = texts.RIGHT.format(answers=words.count(number, "answer"))
        self._put({"screen": "done", "said": said, "undo": True})
        self._confirmed = before, after

    def _undo(self) -> None:
        if self._confirmed is not None:
            before, after = self._confirmed
            self._change(lambda present: rounds.taken_back(present, before, after))
            self._put({"screen": "done", "said": texts.TAKEN_BACK, "undo": False})

    def _end(self) -> None:
        rated = self.session.assessment.answers
        self._change(rounds.end_round)
        if rated and self.session.assessment.history:
            self.since.choose(self.session.assessment.history[-1].at)
            self.panel.show_all()
            self._compare()

    def _compare(self) -> None:
        then = self.since.snapshot
        if then is not None:
            self._put(data.compare(self.session.model, self.session.assessment, then))

    def _look_back(self, message: OneLevel) -> None:
        model, then = self.session.model, self.since.snapshot
        levels = {"": None, **{str(item.level): item.level for item in model.scale}}
        if then is not None and model.has_competency(message.id) and message.rating in levels:
            level = levels[message.rating]
            self._change(lambda present: rounds.with_hindsight(present, then.at, message.id, level))
