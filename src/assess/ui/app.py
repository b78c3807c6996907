"""The composition root of the page: a session, its widgets, and who hears whom.

`app()` is what the notebook shows. Messages of the browser arrive here as plain data, are checked,
and become calls of `Session`; what a session then holds is drawn from here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

import ipywidgets as w

from assess import charts, settings
from assess.errors import AssessError, StaleWriteError, StoreError
from assess.gaps import gaps
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.store import Store, open_store
from assess.ui import forms, texts, views
from assess.ui.bundle import bundle_address
from assess.ui.session import Session
from assess.ui.widgets import (
    Chart,
    Fields,
    Group,
    RatingForm,
    Steps,
    Transfer,
    Visit,
    Words,
)

log = logging.getLogger("assess.ui")

Message = dict[str, Any]
Handler = Callable[["App", Message], None]


def app(model: CompetencyModel | None = None) -> w.Widget:
    """The whole assessment as one widget, for Voilà and for a JupyterLab cell.

    Answers are kept as `settings` says. A model file that is wrong, or a place that can't be
    written, is said on the page instead of raised: a visitor must not meet a traceback.
    """
    try:
        model = model or load_model(settings.model_path())
        return App(model, open_store(settings.database_url())).root
    except AssessError as error:
        return Words(views.broken(str(error)))


def _guarded(handler: Handler) -> Callable[..., None]:
    """One place where errors become sentences: ipywidgets would swallow them."""

    @wraps(handler)
    def guarded(self: App, _from: object, content: Any = None, _buffers: object = None) -> None:
        try:
            handler(self, content if isinstance(content, dict) else {})
        except StaleWriteError as error:
            self.notice(str(error), texts.RELOAD)
        except StoreError as error:
            self.visit.send({"kind": "saved", "kept": False})
            self.notice(str(error))
        except AssessError as error:
            self.notice(str(error))
        except Exception as error:
            # the traceback may hold a person's words: only its kind and place are logged
            place = error.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
            log.error("unexpected %s at %s", type(error).__name__, where)
            self.notice(texts.UNEXPECTED)

    return guarded


class App:
    """One visit: builds every widget once, then only changes them. `root` is what is shown."""

    def __init__(self, model: CompetencyModel, store: Store | None = None) -> None:
        self.model = model
        self.session = Session(model, store)
        bundle = bundle_address()
        held, wanted = self.session.roles
        self.steps = Steps(title=model.title, steps=list(texts.STEPS), step="rate")
        self.visit = Visit()
        self.form = RatingForm(content=forms.rating_content(model))
        self.radar = Chart(
            charts.radar(model, self.session.assessment, held, wanted), bundle=bundle
        )
        self.legend = Words()
        self.summary = Words()
        self.roles = Fields(fields=forms.role_fields(self.session))
        self.profile = Words()
        self.dots = Chart(bundle=bundle)
        self.details = Words()
        self.planner = Fields(
            fields=forms.plan_fields(self.session),
            submit="Make my plan",
            working="Computing your plan…",
        )
        self.plan_head = Words()
        self.timeline = Chart(bundle=bundle)
        self.plan_body = Words()
        guided = bool(model.guide.comparison or model.guide.decisions)
        self.transfer = Transfer(
            formats=[
                {"id": "html", "label": "Download my report"},
                *([{"id": "guide", "label": "Report with the role guide"}] if guided else []),
                {"id": "ics", "label": "Plan for my calendar"},
                {"id": "md", "label": "Plan as a checklist"},
                {"id": "json", "label": "Answers only"},
            ]
        )
        self.root = self._layout()
        self._listen()
        self._draw_summary()

    def _layout(self) -> w.Widget:
        def panel(step: str, *children: w.Widget) -> w.Widget:
            return _box(f"as-panel as-panel-{step}", *children)

        def head(title: str, lead: str) -> w.Widget:
            return Words(f"<h2>{title}</h2><p class='ui-lead'>{lead}</p>")

        main = _box(
            "as-main",
            panel("rate", self.form),
            panel(
                "profile",
                head(texts.PROFILE_TITLE, texts.PROFILE_LEAD),
                self.roles,
                self.profile,
                self.dots,
                self.details,
            ),
            panel(
                "plan",
                head(texts.PLAN_TITLE, texts.PLAN_LEAD),
                self.planner,
                self.plan_head,
                self.timeline,
                self.plan_body,
            ),
            panel("take", Words(f"<h2>{texts.TAKE_TITLE}</h2>"), self.transfer),
        )
        aside = _box("as-aside", self.legend, self.radar, self.summary)
        return _box("as-app", self.steps, self.visit, main, aside)

    def _listen(self) -> None:
        self.visit.on_msg(self._on_visit)
        self.form.on_msg(self._on_form)
        self.roles.on_msg(self._on_roles)
        self.planner.on_msg(self._on_plan)
        self.transfer.on_msg(self._on_transfer)
        self.steps.observe(self._on_step, "step")
        self.session.observe(lambda _change: self._draw(), "assessment")

    def notice(self, text: str, action: Message | None = None) -> None:
        """Say a sentence to the person, with at most one thing to do about it."""
        self.visit.send({"kind": "notice", "text": text, "action": action})

    # --- what the browser says -----------------------------------------------------------------

    @_guarded
    def _on_visit(self, message: Message) -> None:
        kind, code = message.get("kind"), message.get("code")
        if kind == "hello":
            self._hello(message)
        elif kind == "resume" and isinstance(code, str):
            self.session.resume(code)
            self._show_all()
        elif kind == "newer":
            self.session.resume(self.session.code)
            self._show_all()
        elif kind == "new":
            self.session.begin(self.fresh)
            self._show_all()
        elif kind == "fresh" and isinstance(code, str):
            self.fresh = code
            self.session.begin(code)
        elif kind == "forget" and isinstance(code, str):
            mine = code == self.session.code
            self.session.forget(code)
            self.notice(texts.FORGOTTEN)
            if mine:
                self._show_all()
                self.visit.send({"kind": "forgotten"})

    fresh = ""

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
            self._show_all()
            return
        items = [{"code": item.code, "text": views.earlier(item)} for item in found]
        self.visit.send({"kind": "earlier", "items": items})

    @_guarded
    def _on_form(self, message: Message) -> None:
        kind, key = message.get("kind"), message.get("id")
        level, text = message.get("level"), message.get("text")
        if not isinstance(key, str):
            return
        try:
            if kind == "rate" and message.get("not_applicable") is True:
                self.session.not_applicable(key)
            elif kind == "rate" and isinstance(level, int) and not isinstance(level, bool):
                self.session.rate(key, level)
            elif kind == "note" and isinstance(text, str):
                self.session.note(key, text)
            elif kind == "clear":
                self.session.clear(key)
            elif kind == "confirm":
                self.session.confirm(key)
            elif kind == "undo":
                self.session.undo()
            else:
                return
        finally:
            # an answer that could not be stored is on the page all the same
            answers = forms.rating_answers(self.session.assessment)
            (self.form.show if kind == "undo" else self.form.remember)(answers)
        self.visit.send({"kind": "saved", "kept": self.session.kept})

    @_guarded
    def _on_step(self, _change: Message) -> None:
        self._draw_step()

    @_guarded
    def _on_roles(self, message: Message) -> None:
        values = _fields(message)
        self.session.choose_roles(str(values.get("held")), str(values.get("wanted")))

    @_guarded
    def _on_plan(self, message: Message) -> None:
        self.planner.error = {}
        try:
            hours, start, end = forms.plan_values(_fields(message))
            self.session.make_plan(hours, start, end)
        except forms.FieldError as error:
            self.planner.error = {"field": error.field, "text": str(error)}
        except (StaleWriteError, StoreError):
            raise
        except AssessError as error:
            self.planner.error = {"field": "", "text": str(error)}
        finally:
            self.planner.send({"kind": "done"})
            self._draw_plan()

    @_guarded
    def _on_transfer(self, message: Message) -> None:
        kind = message.get("kind")
        if kind == "export":
            self._export(str(message.get("format")), message.get("notes") is True)
        elif kind == "import" and isinstance(message.get("text"), str):
            self._import(message["text"])
        elif kind == "forget":
            self.session.forget(self.session.code)
            self.visit.send({"kind": "forgotten"})
            self._show_all()
            self.notice(texts.FORGOTTEN)
        elif kind == "replace" and self._chosen is not None:
            chosen, self._chosen = self._chosen, None
            try:
                self.session.replace_by(chosen)
            finally:
                self._show_all()
            self.visit.send({"kind": "saved", "kept": self.session.kept})
            self.transfer.send({"kind": "loaded", "text": "Loaded. Your answers are in place."})

    _chosen = None

    def _export(self, kind: str, with_notes: bool) -> None:
        try:
            day = (self.session.assessment.updated or "")[:10]
            name = f"{self.model.id}-{day}".rstrip("-")
            if kind == "json":
                text, mime = self.session.answers_file(with_notes=with_notes), "application/json"
            elif kind in ("ics", "md"):
                text, mime = (
                    self.session.plan_file(kind),
                    "text/calendar" if kind == "ics" else "text/markdown",
                )
            else:
                text = self.session.report(with_notes=with_notes, with_guide=kind == "guide")
                kind, mime = "html", "text/html"
        except AssessError as error:
            self.transfer.send({"kind": "failed", "text": str(error)})
            return
        file = {"name": f"{name}.{kind}", "type": mime, "text": text}
        self.transfer.send({"kind": "file", **file})

    def _import(self, text: str) -> None:
        try:
            self._chosen = self.session.read(text)
        except AssessError as error:
            self.transfer.send({"kind": "problem", "text": str(error)})
            return
        self.transfer.send({"kind": "sure", "text": views.replacing(self.session, self._chosen)})

    # --- what is drawn -------------------------------------------------------------------------

    def _show_all(self) -> None:
        """Put other answers on the page: after a return, an import, a forgetting."""
        self.form.show(forms.rating_answers(self.session.assessment))
        self.roles.fields = forms.role_fields(self.session)
        self.planner.fields = forms.plan_fields(self.session)
        self.planner.error = {}
        self._draw()
        self._draw_step()

    def _draw(self) -> None:
        held, wanted = self.session.roles
        self.radar.show(charts.radar(self.model, self.session.assessment, held, wanted))
        self._draw_summary()
        if self.steps.step == "profile":
            self._draw_profile()

    def _draw_summary(self) -> None:
        self.legend.value = views.legend(self.session)
        self.summary.value = views.summary(self.session)

    def _draw_step(self) -> None:
        if self.steps.step == "profile":
            self._draw_profile()
        elif self.steps.step == "plan":
            self.session.refresh_plan()
            self._draw_plan()

    def _draw_profile(self) -> None:
        held, wanted = self.session.roles
        found = gaps(self.model, self.session.assessment, wanted)
        self.profile.value = views.profile(self.session)
        if found.open:
            self.dots.show(charts.gap_dots(self.model, found, held))
        self.dots.layout.display = "" if found.open else "none"
        self.details.value = views.details(self.session)

    def _draw_plan(self) -> None:
        plan = self.session.plan
        self.plan_head.value = views.plan_head(self.session)
        show = plan is not None and bool(plan.activities)
        if plan is not None and show:
            self.timeline.show(charts.timeline(self.model, plan))
        self.timeline.layout.display = "" if show else "none"
        self.plan_body.value = views.plan_body(self.session)


def _fields(message: Message) -> Message:
    values = message.get("values")
    return values if isinstance(values, dict) else {}


def _box(classes: str, *children: w.Widget) -> w.Widget:
    box = Group(children)
    for name in classes.split():
        box.add_class(name)
    return box
