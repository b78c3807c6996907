"""Step 3: the learning plan. Every message is hostile until it is checked here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess import charts
from assess.errors import AssessError, StaleWriteError, StoreError
from assess.ui import plan_data, plan_form, plan_views, texts_plan
from assess.ui.plan_settings import FieldError
from assess.ui.plan_widgets import PlanBody, PlanForm, PlanNews
from assess.ui.session_plan import SessionPlan
from assess.ui.session_progress import SessionProgress
from assess.ui.session_questions import SessionQuestions
from assess.ui.step import Desk, Message, guarded, head, panel, values_of
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
        self.questions = SessionQuestions(plans)
        self.desk = desk
        self._show_answers = show_answers
        self._drawn = self._left_wanted = False
        self._opened = plans.session.opened
        self._problem = ""
        self._told: set[str] = set()
        self.form = PlanForm(
            content=plan_form.form_content(plans), parts={"values": plan_form.form_values(plans)}
        )
        self.news = PlanNews(words=dict(texts_plan.NEWS))
        self.words = Words()
        self.timeline = Chart(bundle=bundle)
        self.body = PlanBody(
            words={**texts_plan.BODY, "states": texts_plan.STATES, "marked": texts_plan.MARKED}
        )
        self.form.on_msg(self.hear_form)
        self.news.on_msg(self.hear_news)
        self.body.on_msg(self.hear_body)
        self.root = panel(
            "plan",
            head(texts_plan.TITLE, texts_plan.LEAD),
            self.form,
            self.news,
            self.words,
            self.timeline,
            self.body,
        )

    # --- what the browser says -----------------------------------------------------------------

    @guarded
    def hear_form(self, message: Message) -> None:
        """What was typed, wished or asked the other way round."""
        kind = message.get("kind")
        if kind not in ("submit", "ask", "unpin", "let"):
            return
        reply: Message = {"kind": "done"}
        try:
            if kind == "submit":
                self._make(values_of(message))
                reply["ready"] = plan_data.ready(self.plans)
            elif kind == "ask":
                reply |= self._ask(message.get("what"), values_of(message))
            else:
                said = self._wish(kind, message.get("id"))
                reply["ready"] = f"{said} {plan_data.ready(self.plans)}"
        except FieldError as error:
            reply["error"] = {"field": error.field, "text": str(error)}
        except (StaleWriteError, StoreError):
            raise
        except AssessError as error:
            reply["error"] = {"field": "", "text": str(error)}
        finally:
            self.form.send(reply)
            self.draw()

    def _make(self, values: Message) -> None:
        asked = plan_form.asked_from(values, self.plans.model)
        self.plans.make(
            asked.hours, asked.start, asked.end, focus=asked.focus, weeks_off=asked.weeks_off
        )

    def _ask(self, what: object, values: Message) -> Message:
        asked = plan_form.asked_from(values, self.plans.model)
        wishes: dict[str, Any] = {"focus": asked.focus, "weeks_off": asked.weeks_off}
        if what == "hours":
            weekly = self.questions.weekly_hours(asked.start, asked.end, **wishes)
            hours = weekly.hours_per_week
            use = {} if hours is None else {"hours": f"{hours:g}"}
            return {"what": what, "answer": weekly.sentence, "use": use}
        if what == "end":
            earliest = self.questions.end(asked.hours, asked.start, **wishes)
            use = {} if earliest.end is None else {"end": earliest.end.isoformat()}
            return {"what": what, "answer": earliest.sentence, "use": use}
        return {}

    def _wish(self, kind: object, key: object) -> str:
        name = key if isinstance(key, str) else ""
        if kind in ("pin", "unpin"):
            return self.plans.pin(name, kind == "pin")
        return self.plans.leave_out(name, kind == "leave")

    @guarded
    def hear_news(self, message: Message) -> None:
        """Make it again; yes or not yet to a level; take the last change back."""
        kind = message.get("kind")
        reply: Message = {"kind": "done"}
        try:
            if kind == "again":
                self.plans.again()
                reply["said"] = plan_data.ready(self.plans)
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
        kind, key = message.get("kind"), message.get("id")
        reply: Message = {"kind": "done", "about": kind, "id": key if isinstance(key, str) else ""}
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

    def _act(self, kind: object, key: object, message: Message) -> Message | None:
        name = key if isinstance(key, str) else ""
        if kind in ("pin", "unpin", "leave", "let"):
            said = self._wish(kind, key)
            return {"said": f"{said} {plan_data.ready(self.plans)}", "undo": self.plans.undoable}
        if kind == "undo":
            said = self.plans.undo(_number(message, "number"))
            self._show_answers()
            return {"said": said}
        if kind == "without":
            return {"answer": self.questions.without(name)}
        if kind == "why":
            return {"answer": self.questions.why_left_out(name)}
        if kind == "hours":
            more, fewer = (self.questions.other_hours(factor) for factor in (1.1, 0.9))
            return {"answer": f"{more} {fewer}"}
        if kind == "left":
            self._left_wanted = True
            return {}
        if kind == "compare":
            wanted = _number(message, "version")
            change = self.plans.compare_with(wanted)
            return {"change": plan_data.change_data(self.plans.model, change), "version": wanted}
        return None

    # --- what is drawn -------------------------------------------------------------------------

    def show(self) -> None:
        """Put other settings into the form; what was typed stays unless another visit began."""
        self.form.tell({"values": plan_form.form_values(self.plans)})
        if self._drawn and self._opened != self.plans.session.opened:
            self._left_wanted = False
            for widget in (self.form, self.news, self.body):
                widget.send({"kind": "fresh"})
        self._opened = self.plans.session.opened

    def empty(self) -> None:
        """Take everything off that was drawn; it is drawn again when the step is shown."""
        if self._drawn:
            self.draw()

    def follow(self) -> None:
        """Show what was changed of settings, roles or progress, wherever it is shown already."""
        if self._drawn:
            self.draw()
        else:
            self.form.tell({"values": plan_form.form_values(self.plans)})

    def open(self) -> None:
        """Have the plan that was made last, then show it."""
        try:
            self.plans.open()
        except AssessError as error:
            self._problem = str(error)
        self.draw()

    def draw(self) -> None:
        """Show the present plan: only what changed is sent."""
        self._drawn, self._opened = True, self.plans.session.opened
        plan, model = self.plans.plan, self.plans.model
        self.form.tell({"values": plan_form.form_values(self.plans)})
        self.news.tell(plan_data.news_data(self.plans, self.progress))
        self.words.value = plan_views.plan_head(model, self.plans, self._problem)
        self._problem = ""
        show = plan is not None and bool(plan.activities)
        if plan is not None and show:
            self.timeline.show(charts.timeline(model, plan))
        else:
            self.timeline.clear()
        self.timeline.layout.display = "" if show else "none"
        data = plan_data.plan_data(self.plans, with_left_out=self._left_wanted)
        ids = {item["id"] for item in data["cards"]}
        for key in sorted(ids - self._told):
            data[f"text:{key}"] = plan_data.activity_texts(model, key)
        self._told |= ids
        self.body.tell(data)


def _text(message: Message, key: str) -> str:
    value = message.get(key)
    return value if isinstance(value, str) else ""


def _number(message: Message, key: str) -> int:
    value = message.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
