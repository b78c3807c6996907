"""Step 3: the learning plan. Every message is hostile until it is checked here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess import charts
from assess.errors import AssessError, PlanError, StaleWriteError, StoreError
from assess.planning.plan import Plan
from assess.ui import plan_data, plan_form, plan_views, texts_plan
from assess.ui.patience import patiently
from assess.ui.plan_settings import FieldError
from assess.ui.plan_widgets import PlanBody, PlanForm, PlanNews
from assess.ui.session_plan import SessionPlan
from assess.ui.session_progress import SessionProgress
from assess.ui.step import Desk, Message, box, guarded, head, panel, values_of
from assess.ui.widgets import Chart, Words


class PlanStep:
    """Hears what is asked of the plan; shows it while it is the present step.

    `show_answers` puts answers that were changed here into the form of step 1.
    """

    def __init__(
        self, plans: SessionPlan, desk: Desk, bundle: str, show_answers: Callable[[], None]
    ) -> None:
        self.plans = plans
        self.progress = SessionProgress(plans)
        self.desk = desk
        self._show_answers = show_answers
        self._drawn = False
        self._opened = plans.session.opened
        self.form = PlanForm(content=plan_form.form_content(plans.model), parts=self._values())
        self.news = PlanNews(words=dict(texts_plan.NEWS))
        self.timeline = Chart(bundle=bundle)
        self.glance = box("as-timeline", Words(f"<h3>{texts_plan.GLANCE}</h3>"), self.timeline)
        self.body = PlanBody(words=texts_plan.body_words())
        self.form.on_msg(self.hear_form)
        self.news.on_msg(self.hear_news)
        self.body.on_msg(self.hear_body)
        self.root = panel(
            "plan",
            head(texts_plan.TITLE, texts_plan.LEAD),
            self.form,
            self.news,
            self.body,
            self.glance,
        )

    def _values(self) -> dict[str, Any]:
        return {"values": plan_form.form_values(self.plans)}

    # --- what the browser says -----------------------------------------------------------------

    @guarded
    def hear_form(self, message: Message) -> None:
        """Make the plan of what the form holds; take a pinned or left-out activity back."""
        kind = message.get("kind")
        if kind not in ("submit", "unpin", "let"):
            return
        reply: Message = {"kind": "done"}
        try:
            if kind == "submit":
                values = {"hours": None, "dates": None, **values_of(message)}
                self.plans.make(plan_form.parts_from(values, self.plans.model))
                reply["ready"] = plan_data.ready(self.plans)
            else:
                said = self._wish(kind, _text(message, "id"))
                reply["ready"] = f"{said} {plan_data.ready(self.plans)}"
        except FieldError as error:
            reply["error"] = {"field": error.field, "text": str(error)}
        except (StaleWriteError, StoreError):
            raise
        except AssessError as error:
            reply["error"] = {"field": "", "text": str(error)}
        finally:
            # drawn first, so that the page can go to the plan when it hears that it is ready
            self.draw()
            self.form.send(reply)

    def _wish(self, kind: object, name: str) -> str:
        if kind in ("pin", "unpin"):
            return self.plans.pin(name, kind == "pin")
        return self.plans.leave_out(name, kind == "leave")

    @guarded
    def hear_news(self, message: Message) -> None:
        """Make it again; take the better one or keep this; yes or not yet to a level; undo."""
        kind = message.get("kind")
        reply: Message = {"kind": "done"}
        try:
            if kind == "again":
                self.plans.make()
                reply["said"] = plan_data.ready(self.plans)
            elif kind == "better":
                self.plans.see_better()
                reply |= {"said": plan_data.ready(self.plans), "undo": self.plans.undoable}
            elif kind == "keep":
                self.plans.keep_mine()
            elif kind in ("confirm", "not_yet"):
                reply |= self._level(message)
            elif kind == "undo":
                reply["said"] = self.plans.undo(_number(message, "number"))
                self._show_answers()
            else:
                return
        except (StaleWriteError, StoreError):
            raise
        except AssessError as error:
            reply["problem"] = str(error)
        finally:
            self.news.send(reply)
            self.draw()

    def _level(self, message: Message) -> Message:
        activity, competency = _text(message, "activity"), _text(message, "competency")
        if message.get("kind") == "not_yet":
            return {"said": self.progress.not_yet(activity, competency)}
        wanted = _number(message, "level")
        try:
            said = self.progress.confirm(
                activity, competency, wanted, add_note=message.get("note") is True
            )
        finally:
            self._show_answers()
        return {"said": said, "undo": self.plans.undoable}

    @guarded
    def hear_body(self, message: Message) -> None:
        """What is done with one activity, and what is asked about the plan."""
        kind, key = message.get("kind"), _text(message, "id")
        reply: Message = {"kind": "done", "about": kind, "id": key}
        try:
            found = self._act(kind, key, message)
            if found is None:
                return
            reply |= found
        except (StaleWriteError, StoreError):
            raise
        except AssessError as error:
            reply["problem"] = str(error)
        finally:
            self.body.send(reply)
            self.draw()

    def _act(self, kind: object, key: str, message: Message) -> Message | None:
        if kind in ("pin", "unpin", "leave", "let"):
            return {"said": self._wish(kind, key), "undo": self.plans.undoable}
        if kind == "swap":
            said = self.plans.swap(key, _text(message, "other"))
            return {"said": said, "undo": self.plans.undoable}
        if kind == "undo":
            said = self.plans.undo(_number(message, "number"))
            self._show_answers()
            return {"said": said}
        if kind == "worth":
            return {"worth": self._worth_most()}
        if kind == "compare":
            wanted = _number(message, "version")
            return {"answer": self.plans.compare_with(wanted).sentence, "version": wanted}
        if kind == "restore":
            said = self.plans.go_back_to(_number(message, "version"))
            return {"said": said, "undo": self.plans.undoable}
        if kind == "version":
            wanted = _number(message, "version")
            return {"opened": plan_views.version(self.plans, wanted), "version": wanted}
        return None

    def _worth_most(self) -> list[Message]:
        from assess.planning.explain.ways import worth_most

        plan, model = self._plan(), self.plans.model

        def told(done: int, of: int) -> None:
            self.body.send({"kind": "progress", "done": done, "of": of})

        found = patiently(worth_most, model, self.plans.session.assessment, plan, on_progress=told)
        return [plan_views.addition(model, plan.request, item) for item in found]

    def _plan(self) -> Plan:
        if self.plans.plan is None:
            raise PlanError(texts_plan.NO_PLAN_YET)
        return self.plans.plan

    # --- what is drawn -------------------------------------------------------------------------

    def show(self) -> None:
        """Put other settings into the form; what was typed stays unless another visit began."""
        self.form.tell(self._values())
        if self._drawn and self._opened != self.plans.session.opened:
            for widget in (self.form, self.news, self.body):
                widget.send({"kind": "fresh"})
        self._opened = self.plans.session.opened

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
        advice, based_on = plan_form.form_advice(self.plans), plan_form.based_on(self.plans)
        self.form.tell({**self._values(), "advice": advice, "basedOn": based_on})
        self.news.tell(plan_data.news_data(self.plans, self.progress))
        self.body.tell(plan_data.plan_data(self.plans))
        show = plan is not None and bool(plan.activities)
        if plan is not None and show:
            self.timeline.show(charts.timeline(self.plans.model, plan))
        else:
            self.timeline.clear()
        self.glance.layout.display = "" if show else "none"


def _text(message: Message, key: str) -> str:
    value = message.get(key)
    return value if isinstance(value, str) else ""


def _number(message: Message, key: str) -> int:
    value = message.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
