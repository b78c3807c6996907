"""The composition root of the page: a session, a controller for each step, and who hears whom.

`app()` is what the notebook shows. Messages of the browser arrive at the controllers as plain
data, are checked, and become calls of `Session`, `SessionPlan` and `SessionFiles`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import ipywidgets as w

from assess import settings
from assess.errors import AssessError, StoreError
from assess.model import CompetencyModel
from assess.ui import texts, views
from assess.ui.bundle import bundle_address
from assess.ui.changes import ANSWER
from assess.ui.data_desk import DataDesk
from assess.ui.earlier_self import EarlierSelf
from assess.ui.keeper import keeper
from assess.ui.model_cache import cached_model
from assess.ui.picture import Picture
from assess.ui.plan_step import PlanStep
from assess.ui.profile_step import ProfileStep
from assess.ui.rate_step import RateStep
from assess.ui.session import Session
from assess.ui.session_data import SessionData
from assess.ui.session_files import SessionFiles
from assess.ui.session_plan import SessionPlan
from assess.ui.session_sharing import SessionSharing
from assess.ui.share_desk import ShareDesk
from assess.ui.step import Message, box, guarded
from assess.ui.take_step import TakeStep
from assess.ui.visit_desk import VisitDesk
from assess.ui.widgets import Steps, Words

if TYPE_CHECKING:
    from assess.hub.client import HubSharing
    from assess.store import Store


def app(model: CompetencyModel | None = None) -> w.Widget:
    """The whole assessment as one widget, for Voilà and for a JupyterLab cell.

    Answers are kept as `settings` says. A model file that is wrong, or a place that can't be
    written, is said on the page instead of raised: a visitor must not meet a traceback.
    """
    try:
        model = model or cached_model(settings.model_path())
        store = keeper()
        made = App(model, store, shared=settings.shared())
        made.desk.visit.on_msg(AfterFirst(store.prepare))
        return made.root
    except AssessError as error:
        return Words(views.broken(str(error)))


def first_page(model: CompetencyModel | None = None) -> w.Widget:
    """The page as every visit begins, with nothing kept: what a server can tell beforehand."""
    try:
        model = model or cached_model(settings.model_path())
        return App(model, shared=settings.shared()).root
    except AssessError as error:
        return Words(views.broken(str(error)))


def rehearse(model: CompetencyModel | None = None) -> None:
    """A visit that keeps nothing and plans nothing: what it loads, forked kernels inherit.

    No plan, for the solver starts threads, and a process with threads can't be forked safely.
    """
    model = model or cached_model(settings.model_path())
    app = App(model)
    for item in model.competencies:
        app.session.rate(item.id, model.lowest)
    for step in texts.STEPS:
        app.steps.step = step["id"]
    app.files.report(with_notes=True)


class AfterFirst:
    """Runs something once, in a thread of its own, when a browser has first spoken.

    The question is on the screen by then: what the first answer needs is imported while the person
    reads. Where it fails, the first answer meets the same failure and says so.
    """

    def __init__(self, prepare: Callable[[], None]) -> None:
        self._prepare: Callable[[], None] | None = prepare
        self.thread: Thread | None = None

    def __call__(self, *_message: object) -> None:
        """The form of ipywidgets' message handlers; only the first call counts."""
        prepare, self._prepare = self._prepare, None
        if prepare is not None:
            self.thread = Thread(target=self._run, args=(prepare,), daemon=True)
            self.thread.start()

    @staticmethod
    def _run(prepare: Callable[[], None]) -> None:
        with suppress(StoreError):
            prepare()


class App:
    """One visit: builds every widget once, then only changes them. `root` is what is shown.

    `shared`: other computers can reach this server.
    """

    def __init__(
        self,
        model: CompetencyModel,
        store: Store | HubSharing | None = None,
        *,
        shared: bool = False,
    ) -> None:
        self.session = Session(model, store)
        self.plans = SessionPlan(self.session)
        self.files = SessionFiles(self.session, self.plans)
        data = SessionData(self.session, store, shared=shared)
        bundle = bundle_address()
        self.steps = Steps(title=model.title, steps=list(texts.STEPS), step="rate")
        self.desk = VisitDesk(self.session, data, self._answered, self.show_all)
        self.rate = RateStep(self.session, self.desk)
        since = EarlierSelf(self.session)
        self.picture = Picture(self.session, since, bundle)
        self.profile = ProfileStep(self.session, self.desk, since, self.picture, bundle)
        self.plan = PlanStep(self.plans, self.desk, bundle, self.rate.show)
        self.data = DataDesk(data, self.desk)
        # letting others see makes sense only where they can reach this server
        sharing = SessionSharing(self.session, store)
        self.share = ShareDesk(sharing, self.desk) if shared else None
        below = [self.share.root] if self.share else []
        self.take = TakeStep(
            self.session, self.plans, self.files, self.desk, *below, self.data.root
        )
        panels = (step.root for step in (self.rate, self.profile, self.plan, self.take))
        self._shown = self.session.opened
        self.root = box(
            "as-app", self.steps, self.desk.visit, box("as-main", *panels), self.picture.root
        )
        self.steps.observe(self._on_step, "step")
        self.session.observe(lambda _change: self._draw(), "assessment")
        self.session.observe(lambda _change: self.show_all(), "merged")

    @guarded
    def _on_step(self, _change: Message) -> None:
        self._draw_step()

    def _answered(self, show: bool, kinds: frozenset[str]) -> None:
        # the form shows a click by itself
        # the plan marks what doesn't apply, too
        if show or (ANSWER in kinds and self.steps.step != "rate"):
            self.rate.show()
        else:
            self.rate.remember()
        if "role" in kinds:
            self.profile.show()
        if not kinds <= {ANSWER} or self.steps.step == "plan":
            self.plan.follow()

    def show_all(self) -> None:
        """Put other answers on the page: after a return, an import, a forgetting."""
        self.rate.show()
        self.profile.show()
        self.plan.show()
        self._draw()
        self._draw_step()
        if self._shown != self.session.opened:
            self._shown = self.session.opened
            self._renew()

    def _renew(self) -> None:
        """Nothing of somebody else's stays on the page, hidden panels included."""
        if self.steps.step != "profile":
            self.profile.empty()
        if self.steps.step != "plan":
            self.plan.empty()
        self.take.empty()

    def _draw(self) -> None:
        self.picture.draw()
        if self.steps.step == "profile":
            self.profile.draw()

    def _draw_step(self) -> None:
        if self.steps.step == "profile":
            self.profile.draw()
        elif self.steps.step == "plan":
            self.plan.open()
