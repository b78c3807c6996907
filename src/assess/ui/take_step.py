"""Step 4: files to take, and a file to continue from; what is kept stands below them."""

from __future__ import annotations

from typing import Protocol

import ipywidgets as w

from assess.answers import Assessment
from assess.errors import AssessError
from assess.planning.plan import Plan
from assess.ui import plan_views, texts, texts_plan, views
from assess.ui.session import Session
from assess.ui.session_files import SessionFiles
from assess.ui.session_plan import SessionPlan
from assess.ui.step import Desk, Message, guarded, head, panel
from assess.ui.widgets import Transfer


class ShowingDesk(Desk, Protocol):
    """A desk that can also put other answers on the whole page."""

    def show_all(self) -> None: ...  # noqa: D102


PLAN_FILES = {
    "ics": ("ics", "text/calendar"),
    "md": ("md", "text/markdown"),
    "csv": ("csv", "text/csv"),
    "plan": ("json", "application/json"),
}
"""The forms of the plan: the file's ending and its type."""


class TakeStep:
    """Hears which file is wanted or chosen."""

    _chosen: Assessment | Plan | None = None
    _heard = False

    def __init__(
        self,
        session: Session,
        plans: SessionPlan,
        files: SessionFiles,
        desk: ShowingDesk,
        *below: w.Widget,
    ) -> None:
        self.session = session
        self.plans = plans
        self.files = files
        self.desk = desk
        guide = session.model.guide
        guided = bool(guide.comparison or guide.decisions)
        self.transfer = Transfer(
            formats=[
                {"id": "html", "label": "Download my report"},
                *([{"id": "guide", "label": "Report with the role guide"}] if guided else []),
                {"id": "ics", "label": "Plan for my calendar"},
                {"id": "md", "label": "Plan as a checklist"},
                {"id": "csv", "label": "Plan as a table"},
                {"id": "plan", "label": "Plan as data"},
                {"id": "json", "label": "Answers as data"},
            ]
        )
        self.transfer.on_msg(self.hear)
        self.root = panel("take", head(texts.TAKE_TITLE), self.transfer, *below)

    def empty(self) -> None:
        """Somebody else is here: the file that was chosen before isn't theirs."""
        self._chosen = None
        if self._heard:
            self.transfer.send({"kind": "clear"})
        self._heard = False

    @guarded
    def hear(self, message: Message) -> None:
        """Which file to make or to read; whether to replace."""
        self._heard, kind = True, message.get("kind")
        if kind == "export":
            self._export(str(message.get("format")), message.get("notes") is True)
        elif kind == "import" and isinstance(message.get("text"), str):
            self._import(message["text"])
        elif kind == "replace" and self._chosen is not None:
            chosen, self._chosen = self._chosen, None
            try:
                if isinstance(chosen, Plan):
                    self.plans.take_over(chosen)
                else:
                    self.session.replace_by(chosen)
            finally:
                self.desk.show_all()
                self.transfer.send({"kind": "answered"})  # also where it couldn't be stored
            self.desk.saved(self.session.kept)
            loaded = texts_plan.PLAN_LOADED if isinstance(chosen, Plan) else texts.LOADED
            self.transfer.send({"kind": "loaded", "text": loaded})

    def _export(self, kind: str, with_notes: bool) -> None:
        try:
            day = (self.session.assessment.updated or "")[:10]
            name = f"{self.session.model.id}-{day}".rstrip("-")
            if kind == "json":
                text, mime = self.files.answers_file(with_notes=with_notes), "application/json"
            elif kind in PLAN_FILES:
                text = self.files.plan_file(kind, with_notes=with_notes)
                ending, mime = PLAN_FILES[kind]
                name, kind = f"{self.session.model.id}-plan-{day}".rstrip("-"), ending
            else:
                text = self.files.report(with_notes=with_notes, with_guide=kind == "guide")
                kind, mime = "html", "text/html"
        except AssessError as error:
            self.transfer.send({"kind": "failed", "text": str(error)})
            return
        if not with_notes:
            name = f"{name}-without-notes"
        file = {"name": f"{name}.{kind}", "type": mime, "text": text}
        self.transfer.send({"kind": "file", **file})

    def _import(self, text: str) -> None:
        self._chosen = None
        try:
            plan = self.files.read_plan(text)
            found = self.files.read(text) if plan is None else plan
        except AssessError as error:
            self.transfer.send({"kind": "problem", "text": str(error)})
            return
        self._chosen = found
        if isinstance(found, Plan):
            question = {"text": plan_views.taking_over(self.session.model, found), "plan": True}
        else:
            question = {"text": views.replacing(self.session, found)}
        self.transfer.send({"kind": "sure", **question})
