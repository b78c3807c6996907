"""The widgets of feedback, and who hears them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

import traitlets as t

from assess.app.feedback import texts
from assess.app.feedback.asking import AskingState
from assess.app.feedback.reply import ReplyingState
from assess.app.messages import About
from assess.app.messages import feedback as messages
from assess.app.messages.feedback import AllSeen
from assess.app.messages.files import Ended, Sentence
from assess.app.shared.controller import NoticePanel, hears
from assess.app.shared.widgets import SilentTraits, _Quiet
from assess.bundles import script
from assess.errors import AnswersError


class AskOthers(_Quiet):
    """The card at "Take it with you". `areas`: the model's skills, [title, [[id, title], …]]."""

    _esm = script("feedback/ask")
    texts = t.Dict(texts.ASK).tag(sync=True)
    areas: t.List[list[Any]] = t.List().tag(sync=True)
    codes = t.Bool(False).tag(sync=True)


class Replying(_Quiet):
    """The screen of whoever was asked, in the place of the page; nothing until a code is typed."""

    _esm = script("feedback/reply/reply")
    texts = t.Dict(texts.REPLY).tag(sync=True)


class OthersSee(SilentTraits, _Quiet):
    """What others see, on the profile. `scale`: [level, label] each."""

    _esm = script("feedback/others")
    texts = t.Dict(texts.OTHERS).tag(sync=True)
    scale: t.List[list[Any]] = t.List().tag(sync=True)
    seen: t.Dict[str, Any] = t.Dict({"skills": [], "lead": None}).tag(sync=True)

    def show(self, seen: AllSeen) -> None:
        """Draw this, unless it is what is drawn already; held for a page that is drawn again."""
        if {"kind": "seen", **self.seen} == seen:
            return
        with self._unsent():
            self.seen = {"skills": seen["skills"], "lead": seen["lead"]}
        self.send(seen)


class AskPanel:
    """The card that asks others, and what they see on the profile.

    `changed` is called when there are other replies than before.
    """

    _shown = False

    def __init__(
        self, asking: AskingState, panel: NoticePanel, changed: Callable[[], None]
    ) -> None:
        self.asking = asking
        self.panel = panel
        self._changed = changed
        model = asking.session.model
        areas = [
            [area.title, [[item.id, item.title] for item in model.in_area(area.id)]]
            for area in model.areas
        ]
        self.root = AskOthers(areas=areas, codes=asking.codes)
        self.root.on_msg(self.hear)
        scale = [[item.level, item.label] for item in model.scale]
        self.others = OthersSee(scale=scale)
        asking.session.observe(self._on_opened, "opened")

    def _on_opened(self, _change: object) -> None:
        # somebody else may be here now: nothing of the former person's stays
        if self._shown:
            self.root.send(Ended(kind="clear"))
        self._shown = False
        self.draw_others(empty=True)

    def open(self) -> None:
        """Say what was asked, and which skills are worth asking about."""
        self._shown = True
        self.root.send(
            messages.Requests(
                kind="requests",
                items=self.asking.requests(),
                suggested=list(self.asking.suggested()),
                person=self.asking.session.assessment.person,
            )
        )

    def draw_others(self, *, empty: bool = False) -> None:
        """Show what others see; nothing while somebody rates anew, or where nobody replied."""
        lead = self.asking.session.assessment.settings.lead
        skills = [] if empty else self.asking.seen()
        self.others.show(
            messages.AllSeen(kind="seen", skills=skills, lead=lead if skills else None)
        )

    def load(self, data: object) -> str:
        """Keep the reply in a file's parsed JSON; a sentence. AnswersError where it can't be."""
        said = self.asking.load(data)
        self._changed()
        return said

    @hears(messages.FromAskOthers)
    def hear(self, message: messages.FromAskOthers) -> None:
        """Ask by code or file, end or delete a request, remove a reply."""
        said = ""
        try:
            match message:
                case messages.AskOthers(kind="code"):
                    self.root.send(self.asking.ask_by_code(message.skills, message.name))
                case messages.AskOthers():
                    self.root.send(self.asking.ask_by_file(message.skills, message.name))
                case About(kind="again"):
                    self.root.send(self.asking.file(message.id))
                case About(kind="end"):
                    said = self.asking.end(message.id)
                case About():
                    said = self.asking.delete(message.id)
                case messages.RemoveReply():
                    said = self.asking.remove(message.id, message.reply)
        except AnswersError as error:
            self.root.send(Sentence(kind="problem", text=str(error)))
        finally:
            self.open()
            self._changed()
        if said:
            self.root.send(Sentence(kind="done", text=said))


class ReplyPanel:
    """The screen of whoever was asked."""

    def __init__(self, replying: ReplyingState, panel: NoticePanel) -> None:
        self.replying = replying
        self.panel = panel
        self.root = Replying()
        self.root.on_msg(self.hear)

    def opens(self, typed: str) -> bool:
        """Show the questions of a code typed elsewhere; whether it is one that asks for feedback.

        The caller has counted the try.
        """
        if not self.replying.asks(typed):
            return False
        self._open(partial(self.replying.open, typed, counted=True))
        return True

    def _open(self, how: Callable[[], messages.ReplyQuestions]) -> None:
        self._answer("wrong", how)

    def _answer(
        self, problem: Literal["problem", "wrong"], how: Callable[[], Mapping[str, Any]]
    ) -> None:
        try:
            self.root.send(how())
        except AnswersError as error:
            self.root.send(messages.ReplyProblem(kind=problem, text=str(error)))

    @hears(messages.FromReplying)
    def hear(self, message: messages.FromReplying) -> None:
        """A code that was typed; a reply to keep, or to withdraw."""
        match message:
            case messages.OpenRequest():
                self._open(partial(self.replying.open, message.code, message.known))
            case messages.SendReply():
                self._answer("problem", partial(self.replying.send, message))
            case messages.AboutReply(kind="leave"):
                self.replying.leave()
            case messages.AboutReply(kind="earlier", known=known):
                self._open(partial(self.replying.open_earlier, known))
            case messages.AboutReply(kind="mine", known=known):
                self.replying.use_earlier(known)
            case messages.AboutReply():
                self._answer("problem", self.replying.withdraw)
