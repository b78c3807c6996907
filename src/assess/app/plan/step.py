"""Step 3: the learning plan. Every message is hostile until it is checked here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import traitlets as t

from assess import charts
from assess.app.messages import Signal
from assess.app.messages import plan as messages
from assess.app.messages.forms import Submit
from assess.app.messages.plan import Parts
from assess.app.plan import data as plan_data
from assess.app.plan import texts as texts_plan
from assess.app.plan.form.settings import FieldError, parts_from
from assess.app.plan.progress import ProgressState
from assess.app.plan.state import PlanState
from assess.app.shared.background import Background
from assess.app.shared.controller import NoticePanel, box, guarded, head, hears, step_panel
from assess.app.shared.widgets import Chart, SilentTraits, Words, _Quiet
from assess.bundles import script
from assess.errors import AssessError, StoreError

_NEVER = object()


class _PartialUpdates(SilentTraits, _Quiet):
    """A widget that sends only the sections that changed, and holds all for a page drawn again.

    `words` is sent once; `parts` maps a section to its data.
    """

    words = t.Dict().tag(sync=True)
    parts = t.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._told: dict[str, Any] = dict(self.parts)

    def tell(self, parts: Mapping[str, Any]) -> None:
        """Send the parts that differ from what was told before; nothing where none does."""
        changed = {
            key: value for key, value in parts.items() if self._told.get(key, _NEVER) != value
        }
        if not changed:
            return
        self._told |= changed
        with self._unsent():
            self.parts = dict(self._told)
        self.send(Parts(kind="parts", parts=changed))


class PlanForm(_PartialUpdates):
    """The situation, what comes first, hours and dates. `content`: see `form_content`."""

    _esm = script("plan/form/form")
    content = t.Dict().tag(sync=True)


class PlanNews(_PartialUpdates):
    """What is new: why the plan is old, and what its making changed."""

    _esm = script("plan/news")


class PlanBody(_PartialUpdates):
    """The plan by quarters, what isn't planned, how it was checked, and the kept plans."""

    _esm = script("plan/body/body")


SEARCH_SECONDS = 9.0
"""A search ends after this time with what it has found; its process takes a second to begin."""


class PlanStep:
    """Hears what is asked of the plan; shows it while it is the present step.

    `show_answers` puts answers that were changed here into the form of step 1.
    """

    def __init__(
        self, plans: PlanState, panel: NoticePanel, bundle: str, show_answers: Callable[[], None]
    ) -> None:
        self.plans = plans
        self.progress = ProgressState(plans)
        self.panel = panel
        self._show_answers = show_answers
        self._drawn = False
        self._opened = plans.session.opened
        self._searches: dict[str, Background] = {}
        plans.session.observe(lambda _change: self.stop_searches(), "opened")
        self.form = PlanForm(content=plan_data.form_content(plans.model), parts=self._values())
        self.news = PlanNews(words=dict(texts_plan.NEWS))
        self.timeline = Chart(bundle=bundle)
        self.glance = box("as-timeline", Words(f"<h3>{texts_plan.GLANCE}</h3>"), self.timeline)
        self.body = PlanBody(words=texts_plan.body_words())
        self.form.on_msg(self.hear_form)
        self.news.on_msg(self.hear_news)
        self.body.on_msg(self.hear_body)
        self.root = step_panel(
            "plan",
            head(texts_plan.TITLE, texts_plan.LEAD),
            self.form,
            self.news,
            self.body,
            self.glance,
        )

    def _values(self) -> dict[str, Any]:
        return {"values": plan_data.form_values(self.plans)}

    # --- what the browser says -----------------------------------------------------------------

    @hears(messages.FromPlanForm)
    def hear_form(self, message: messages.FromPlanForm) -> None:
        """Make the plan of what the form holds; take a pinned or left-out activity back."""
        reply = messages.FormDone(kind="done")
        try:
            if isinstance(message, Submit):
                values = {"hours": None, "dates": None, **message.values}
                self.plans.make(parts_from(values, self.plans.model))
                reply["ready"] = plan_data.ready(self.plans)
            else:
                reply["ready"] = (
                    f"{self.plans.wish(message.kind, message.id)} {plan_data.ready(self.plans)}"
                )
        except FieldError as error:
            reply["error"] = {"field": error.field, "text": str(error)}
        except StoreError:
            raise
        except AssessError as error:
            reply["error"] = {"field": "", "text": str(error)}
        finally:
            # drawn first, so that the page can go to the plan when it hears that it is ready
            self.draw()
            self.form.send(reply)

    @hears(messages.FromPlanNews)
    def hear_news(self, message: messages.FromPlanNews) -> None:
        """Make it again; take the better one or keep this; undo."""
        reply = messages.NewsDone(kind="done")
        try:
            match message:
                case Signal(kind="again"):
                    self.plans.make()
                    reply["said"] = plan_data.updated(self.plans)
                case Signal(kind="better"):
                    self.plans.see_better()
                    reply["said"] = plan_data.updated(self.plans)
                    reply["undo"] = self.plans.undoable
                case Signal(kind="keep"):
                    self.plans.keep_mine()
                case messages.Undo():
                    reply["said"] = self._undo(message.number)
        except StoreError:
            raise
        except AssessError as error:
            reply["problem"] = str(error)
        finally:
            self.news.send(reply)
            self.draw()

    def _confirm(self, message: messages.AboutLevel, reply: messages.BodyDone) -> None:
        model, key = self.plans.model, message.competency
        before = self.plans.session.assessment.level(key)
        try:
            reply["said"] = self.progress.confirm(
                message.activity, key, message.level, add_note=message.note
            )
        finally:
            self._show_answers()
        reply["undo"] = self.plans.undoable
        reply["risen"] = messages.Risen(
            title=model.competency(key).title,
            before=before or model.lowest,
            now=message.level,
            scale=[messages.LevelLabel(level=item.level, label=item.label) for item in model.scale],
        )

    def _undo(self, number: int) -> str:
        said = self.plans.undo(number)
        self._show_answers()
        return said

    @hears(messages.FromPlanBody)
    def hear_body(self, message: messages.FromPlanBody) -> None:
        """What is done with one activity, and what is asked about the plan."""
        match message:
            case Signal():
                self._search(message)
                return
            case messages.StopSearch():
                self.stop_searches(message.about)
                return
        reply = messages.BodyDone(kind="done")
        try:
            match message:
                case messages.Wish():
                    reply["said"] = self.plans.wish(message.kind, message.id)
                    reply["undo"] = self.plans.undoable
                case messages.Swap():
                    reply["said"] = self.plans.swap(message.id, message.other)
                    reply["undo"] = self.plans.undoable
                case messages.Undo():
                    reply["said"] = self._undo(message.number)
                case messages.AboutLevel(kind="not_yet"):
                    reply["said"] = self.progress.not_yet(message.activity, message.competency)
                case messages.AboutLevel():
                    self._confirm(message, reply)
                case messages.AboutVersion():
                    self._answer(message, reply)
        except StoreError:
            raise
        except AssessError as error:
            reply["problem"] = str(error)
        finally:
            self.body.send(reply)
            self.draw()

    def _answer(self, message: messages.AboutVersion, reply: messages.BodyDone) -> None:
        if message.kind == "restore":
            reply["said"] = self.plans.go_back_to(message.version)
            reply["undo"] = self.plans.undoable
            return
        if message.kind == "compare":
            reply["answer"] = self.plans.compare_with(message.version).sentence
        else:
            reply["opened"] = plan_data.version(self.plans, message.version)
        reply["version"] = message.version

    # --- searches ------------------------------------------------------------------------------

    def _search(self, message: messages.Search) -> None:
        """Begin a search, in the place of one for the same that still runs."""
        from assess.planning.explain.deciding import deciding
        from assess.planning.explain.ways import worth_most

        about, plan, model = message.kind, self.plans.plan, self.plans.model
        self.stop_searches(about)
        if plan is None:
            problem = texts_plan.NO_PLAN_YET
            self.body.send(messages.Searched(kind="searched", about=about, problem=problem))
            return
        assessment = self.plans.session.assessment
        function: Callable[..., Any]
        in_words: Callable[[Any], messages.Found]
        if about == "deciding":
            seconds = SEARCH_SECONDS
            function, in_words = deciding, partial(plan_data.deciding_found, model, assessment)
        else:
            seconds = 3 * SEARCH_SECONDS  # a plan for each person and fact, one after the other
            function, in_words = worth_most, partial(plan_data.worth_found, model, plan.request)

        @guarded
        def hear(step: PlanStep, told: dict[str, Any]) -> None:
            if "result" not in told:
                done, of = told["done"], told["of"]
                step.body.send(messages.Progress(kind="progress", about=about, done=done, of=of))
                return
            searched = messages.Searched(kind="searched", about=about)
            if told["result"] is None:
                searched["problem"] = texts_plan.SEARCH_FAILED
            else:
                searched["found"] = in_words(told["result"])
                if about == "deciding":
                    found = [item.competency for item in told["result"].answers]
                    step.plans.deciding = tuple(found)
            step.body.send(searched)

        self._searches[about] = Background(
            partial(hear, self, None), function, model, assessment, plan, time_limit=seconds
        )

    def stop_searches(self, about: str | None = None) -> None:
        """End the searches that still run, or the one about something."""
        for key, search in self._searches.items():
            if about in (None, key):
                search.stop()

    # --- what is drawn -------------------------------------------------------------------------

    def show(self) -> None:
        """Put other settings into the form; what was typed stays unless another visit began."""
        self.form.tell(self._values())
        if self._drawn and self._opened != self.plans.session.opened:
            for widget in (self.form, self.news, self.body):
                widget.send(messages.Fresh(kind="fresh"))
        self._opened = self.plans.session.opened

    def checked_in(self) -> None:
        """A check-in was stored: make the plan again, and say what came of it."""
        reply = messages.BodyDone(kind="done")
        try:
            reply["said"] = self.plans.check_in()
        except StoreError:
            raise
        except AssessError as error:
            reply["problem"] = str(error)
        self.body.send(reply)

    def empty(self) -> None:
        """Take everything off that was drawn; it is drawn again when the step is shown."""
        if self._drawn:
            self.draw()

    def follow(self) -> None:
        """Show what was changed of answers, settings or progress, wherever it is shown already."""
        if self._drawn:
            self.draw()
        else:
            self.form.tell(self._values())

    def open(self) -> None:
        """Have the plan that was made last, then show it."""
        self.plans.open()
        self.draw()

    def draw(self) -> None:
        """Show the present plan: only what changed is sent."""
        self._drawn, self._opened = True, self.plans.session.opened
        plan = self.plans.plan
        advice, based_on = plan_data.form_advice(self.plans), plan_data.based_on(self.plans)
        self.form.tell({**self._values(), "advice": advice, "basedOn": based_on})
        self.news.tell(plan_data.news_data(self.plans))
        self.body.tell(plan_data.plan_data(self.plans, self.progress))
        show = plan is not None and bool(plan.activities)
        if plan is not None and show:
            self.timeline.show(charts.timeline(self.plans.model, plan))
        else:
            self.timeline.clear()
        self.glance.layout.display = "" if show else "none"
