"""The composition root of the page: a session, a controller for each step, and who hears whom.

`app()` is what the notebook shows. Messages of the browser arrive at the controllers as plain
data, are checked, and become calls of `VisitorState`, `PlanState` and `VisitorFiles`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import ipywidgets as w

from assess import settings
from assess.app.account.state import AccountState
from assess.app.account.visitor import DataPanel, VisitorPanel
from assess.app.again.panel import AgainPanel
from assess.app.feedback.asking import AskingState
from assess.app.feedback.panel import AskPanel, ReplyPanel
from assess.app.feedback.reply import ReplyingState
from assess.app.plan.state import PlanState
from assess.app.plan.step import PlanStep
from assess.app.profile.step import ProfileStep
from assess.app.radar import EarlierSelf, RadarPanel, broken
from assess.app.rate.step import RateStep, addresses
from assess.app.share.panel import SharePanel
from assess.app.share.state import SharingState
from assess.app.shared import texts
from assess.app.shared.controller import Message, box, guarded
from assess.app.shared.widgets import Steps, Words, bundle_address
from assess.app.state.change_kinds import CHECK_IN, EVIDENCE, PERSON
from assess.app.state.changes import ANSWER
from assess.app.state.visitor import VisitorState
from assess.app.take.files import VisitorFiles
from assess.app.take.step import TakeStep
from assess.domain.model import CompetencyModel
from assess.errors import AssessError, StoreError
from assess.formats.model_yaml.loader import load_model
from assess.hub.client import HubSharing, SharingService

if TYPE_CHECKING:
    from assess.hub.client import Storage


def cached_model(path: Path) -> CompetencyModel:
    """The model in a file. Raises ModelError as `load_model` does."""
    try:
        seen = path.stat()
    except OSError:
        return load_model(path)  # says in a sentence what is wrong with the path
    return _read(path.resolve(), seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int, _size: int) -> CompetencyModel:
    return load_model(path)


def open_storage() -> Storage:
    """Open the store that `settings` names; on a hub, what concerns others goes to its service."""
    from assess.store import open_store

    store, service = open_store(settings.database_url()), settings.sharing_service()
    return store if service is None else HubSharing(store, SharingService(*service))


def app(model: CompetencyModel | None = None) -> w.Widget:
    """The whole assessment as one widget, for Voilà and for a JupyterLab cell.

    Answers are kept as `settings` says. A model file that is wrong, or a place that can't be
    written, is said on the page instead of raised: a visitor must not meet a traceback.
    """
    return _root(model, open_storage)


def first_page(model: CompetencyModel | None = None) -> w.Widget:
    """The page as every visit begins, with nothing kept: what a server can tell beforehand."""
    return _root(model, None)


def _root(model: CompetencyModel | None, open_store: Callable[[], Storage] | None) -> w.Widget:
    try:
        model = model or cached_model(settings.model_path())
        store = open_store() if open_store else None
        made = App(model, store, shared=settings.shared())
        if store is not None:
            made.panel.visit.on_msg(AfterFirst(store.prepare))
        return made.root
    except AssessError as error:
        return Words(broken(str(error)))


FOLDS = {
    "profile": ("others", "radar", "numbers", "over-time", "transition", "guide"),
    "plan": (
        *("weeks", "weeks-later", "deciding", "not-planned", "worth", "know", "versions", "done"),
    ),
}
"""What can be unfolded in a step besides gaps and activities, by its name in the page's address."""


def places(model: CompetencyModel) -> dict[str, list[str]]:
    """Return what an address of the page can name in each step: ids of the model, and folds."""
    competencies = [item.id for item in model.by_area]
    questions = [f"{item.area}/{item.id}" for item in model.by_area]
    return {
        "rate": [*(area.id for area in model.areas), *questions, *addresses(model)],
        "profile": [*competencies, *FOLDS["profile"]],
        "plan": [*(item.id for item in model.activities), *FOLDS["plan"]],
        "take": [],
    }


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
        self._prepare = prepare
        self.thread: Thread | None = None

    def __call__(self, *_message: object) -> None:
        """The form of ipywidgets' message handlers; only the first call counts."""
        if self.thread is None:
            self.thread = Thread(target=self._run, daemon=True)
            self.thread.start()

    def _run(self) -> None:
        with suppress(StoreError):
            self._prepare()


class App:
    """One visit: builds every widget once, then only changes them. `root` is what is shown.

    `shared`: other computers can reach this server.
    """

    def __init__(
        self, model: CompetencyModel, store: Storage | None = None, *, shared: bool = False
    ) -> None:
        self.session = VisitorState(model, store)
        self.plans = PlanState(self.session)
        self.files = VisitorFiles(self.session, self.plans)
        room = settings.room_code() if shared else ""
        data = AccountState(self.session, shared=shared, in_room=bool(room))
        bundle = bundle_address()
        self.steps = Steps(
            title=model.title, steps=list(texts.STEPS), step="rate", places=places(model)
        )
        self.panel = VisitorPanel(
            *(self.session, data, self._answered, self.show_all),
            opens=lambda typed: self.reply.opens(typed),
        )
        self.reply = ReplyPanel(ReplyingState(self.session), self.panel)
        # on a hub nobody else's page reaches a home: there they answer by file
        codes = shared and not isinstance(store, HubSharing)
        asking = AskingState(self.session, self.plans, codes=codes)
        self.feedback = AskPanel(asking, self.panel, self._draw_others)
        self.rate = RateStep(self.session, self.panel, shared=shared)
        since = EarlierSelf(self.session)
        self.radar_panel = RadarPanel(self.session, since)
        self.profile = ProfileStep(
            *(self.session, self.panel, since, self.radar_panel, self.feedback, bundle)
        )
        self.again = AgainPanel(self.session, self.panel, since)
        self.plan = PlanStep(self.plans, self.panel, bundle, self.rate.show)
        self.data = DataPanel(data, self.panel)
        # letting others see makes sense only where they can reach this server
        sharing = SharingState(self.session, room=room, subjects=self._subjects)
        self.share = SharePanel(sharing, self.panel) if shared else None
        cards = [self.share.root] if self.share else []
        # in a room everybody is asked to add their levels: that comes before the files
        above, below = (cards, []) if room else ([], cards)
        self.take = TakeStep(
            *(self.session, self.plans, self.files, self.panel, self.feedback),
            *(self.feedback.root, *below, self.data.root),
            above=above,
        )
        panels = (step.root for step in (self.rate, self.profile, self.plan, self.take))
        self._shown = self.session.opened
        self.root = box(
            "as-app",
            *(self.steps, self.panel.visit, self.reply.root, self.again.root),
            *(box("as-main", *panels), self.radar_panel.root),
        )
        self.steps.observe(self._on_step, "step")
        self.session.observe(lambda _change: self._draw(), "assessment")
        self.session.observe(lambda _change: self.show_all(), "merged")

    def _subjects(self) -> list[list[str]]:
        """What the present plan has in focus, quarter by quarter."""
        if self.plans.plan is None:
            self.plans.open()
        plan = self.plans.plan
        return [list(quarter.focus) for quarter in plan.quarters] if plan else []

    @property
    def _step(self) -> str:
        """The step whose panel is filled: in a blind round, none that could tell earlier levels."""
        return "rate" if self.session.assessment.round else self.steps.step

    @guarded
    def _on_step(self, _change: Message) -> None:
        self._draw_step()

    def _answered(self, show: bool, kinds: frozenset[str]) -> None:
        # the form shows a click by itself
        # the plan marks what doesn't apply, too
        if show or (ANSWER in kinds and self._step != "rate"):
            self.rate.show()
        else:
            self.rate.remember()
        if "role" in kinds:
            self.profile.show()
        if PERSON in kinds and self.steps.step == "take":
            self.take.open()
        if CHECK_IN in kinds:
            self.plan.checked_in()
        if not kinds <= {ANSWER, EVIDENCE, PERSON} or self._step == "plan":
            self.plan.follow()

    def show_all(self) -> None:
        """Put other answers on the page: after a return, an import, a forgetting."""
        present = self.session.assessment
        self.steps.home = "plan" if present.plans and not present.round else ""
        self.rate.show()
        self.profile.show()
        self.plan.show()
        self.again.show()
        self._draw()
        self._draw_step()
        if self._shown != self.session.opened:
            self._shown = self.session.opened
            self._renew()

    def _renew(self) -> None:
        """Nothing of somebody else's stays on the page, hidden panels included."""
        if self._step != "profile":
            self.profile.empty()
            self.radar_panel.compare(False)
        if self._step != "plan":
            self.plan.empty()
        self.take.empty()

    def _draw(self) -> None:
        self.radar_panel.draw()
        if self._step == "profile":
            self.profile.draw()

    def _draw_others(self) -> None:
        if self._step == "profile":
            self.profile.draw()
        else:  # nothing of a reply that was removed stays on the page, hidden or not
            self.profile.empty()

    def _draw_step(self) -> None:
        if self._step in ("rate", "profile"):  # elsewhere the radar isn't shown
            self.radar_panel.compare(self._step == "profile")
        if self._step == "profile":
            self.profile.draw()
        elif self._step == "plan":
            self.plan.open()
        if self.steps.step == "take":
            self.take.open()
            if self.share:
                self.share.open()
