"""Step 4: files to take, and a file to continue from; what is kept stands below them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import ipywidgets as w

from assess.app.account.visitor import VisitorPanel
from assess.app.feedback.panel import AskPanel
from assess.app.messages import Signal
from assess.app.messages import files as messages
from assess.app.plan import data as plan_data
from assess.app.plan import texts as texts_plan
from assess.app.plan.state import PlanState
from assess.app.radar import replacing
from assess.app.shared.controller import head, hears, step_panel
from assess.app.shared.widgets import Transfer
from assess.app.state.visitor import VisitorState
from assess.app.take.files import CARDS, LISTS, LOADED, OFFERED, TITLE, WORDS, VisitorFiles
from assess.domain.answers import Assessment
from assess.errors import AssessError
from assess.formats.shapes import NAME_LIMIT
from assess.planning.plan import Plan


class TakeStep:
    """Hears which file is wanted or chosen."""

    _chosen: Assessment | Plan | None = None
    _heard = False

    def __init__(
        self,
        session: VisitorState,
        plans: PlanState,
        files: VisitorFiles,
        panel: VisitorPanel,
        feedback: AskPanel,
        *below: w.Widget,
        above: Collection[w.Widget] = (),
    ) -> None:
        self.session = session
        self.plans = plans
        self.files = files
        self.panel = panel
        self.feedback = feedback
        guide = session.model.guide
        without = () if guide.comparison or guide.decisions else ("guide",)
        words = {**WORDS, "nameLimit": NAME_LIMIT}
        self.transfer = Transfer(texts=words, cards=[_card(card, without) for card in CARDS])
        self.transfer.on_msg(self.hear)
        self.root = step_panel("take", head(TITLE), *above, self.transfer, *below)

    def open(self) -> None:
        """Say what the files are called now, and whom a page can be for."""
        names = {f"{card}/{kind}": self.files.name(kind, card) for kind, card in OFFERED}
        person = self.session.assessment.person
        readers = [list(reader) for reader in self.files.readers()]
        self.transfer.send(
            messages.Names(kind="names", names=names, person=person, readers=readers)
        )
        self.feedback.open()

    def empty(self) -> None:
        """Somebody else is here: the file that was chosen before isn't theirs."""
        self._chosen = None
        if self._heard:
            self.transfer.send(messages.Ended(kind="clear"))
        self._heard = False

    @hears(messages.FromTransfer)
    def hear(self, message: messages.FromTransfer) -> None:
        """Which file to make or to read; whether to replace."""
        self._heard = True
        match message:
            case messages.TakeFile():
                self._take(message)
            case messages.Import():
                self._import(message.text)
            case Signal() if self._chosen is not None:
                self._replace(self._chosen)

    def _replace(self, chosen: Assessment | Plan) -> None:
        self._chosen = None
        try:
            if isinstance(chosen, Plan):
                self.plans.take_over(chosen)
            else:
                self.session.replace_by(chosen)
        finally:
            self.panel.show_all()
            self.transfer.send(messages.Ended(kind="answered"))  # also where it couldn't be stored
        self.panel.saved(self.session.kept)
        loaded = texts_plan.PLAN_LOADED if isinstance(chosen, Plan) else LOADED
        self.transfer.send(messages.Sentence(kind="loaded", text=loaded))

    def _take(self, message: messages.TakeFile) -> None:
        try:
            file = self.files.make(message)
        except AssessError as error:
            self.transfer.send(messages.Sentence(kind="failed", text=str(error)))
            return
        self.transfer.send(file)

    def _import(self, text: str) -> None:
        self._chosen = None
        try:
            reply = self.files.read_reply(text)
            if reply is not None:
                said = self.feedback.load(reply)
                self.transfer.send(messages.Sentence(kind="loaded", text=said))
                self.feedback.open()
                return
            plan = self.files.read_plan(text)
            found = self.files.read(text) if plan is None else plan
        except AssessError as error:
            self.transfer.send(messages.Sentence(kind="problem", text=str(error)))
            return
        self._chosen = found
        if isinstance(found, Plan):
            text = plan_data.taking_over(self.session.model, found)
        else:
            text = replacing(self.session, found)
        self.transfer.send(messages.Sure(kind="sure", text=text, plan=isinstance(found, Plan)))


def _card(card: Mapping[str, Any], without: Collection[str]) -> dict[str, Any]:
    """A card without the files that this model has nothing for."""
    lists = {
        name: [item for item in card.get(name, ()) if item["id"] not in without] for name in LISTS
    }
    return {**card, **lists}
