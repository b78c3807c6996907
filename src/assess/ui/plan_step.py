"""Step 3: the learning plan."""

from __future__ import annotations

from assess import charts
from assess.errors import AssessError, StaleWriteError, StoreError
from assess.ui import plan_form, plan_views, texts_plan
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan
from assess.ui.step import Desk, Message, guarded, head, panel, values_of
from assess.ui.widgets import Chart, Fields, Words


class PlanStep:
    """Hears what a plan is asked for; draws it while it is shown."""

    def __init__(self, session: Session, plans: SessionPlan, desk: Desk, bundle: str) -> None:
        self.session = session
        self.plans = plans
        self.desk = desk
        self.planner = Fields(
            fields=plan_form.plan_fields(plans),
            submit=texts_plan.MAKE,
            working=texts_plan.COMPUTING,
        )
        self.words = Words()
        self.timeline = Chart(bundle=bundle)
        self.body = Words()
        self.planner.on_msg(self.hear)
        self.root = panel(
            "plan",
            head(texts_plan.TITLE, texts_plan.LEAD),
            self.planner,
            self.words,
            self.timeline,
            self.body,
        )

    @guarded
    def hear(self, message: Message) -> None:
        """What was typed into the form."""
        self.planner.error = {}
        try:
            hours, start, end = plan_form.plan_values(values_of(message))
            self.plans.make(hours, start, end)
        except plan_form.FieldError as error:
            self.planner.error = {"field": error.field, "text": str(error)}
        except (StaleWriteError, StoreError):
            raise
        except AssessError as error:
            self.planner.error = {"field": "", "text": str(error)}
        finally:
            self.planner.send({"kind": "done"})
            self.draw()

    def show(self) -> None:
        """Put other settings into the form."""
        self.planner.fields = plan_form.plan_fields(self.plans)
        self.planner.error = {}

    def open(self) -> None:
        """Bring the plan up to date, then show it."""
        self.plans.refresh()
        self.draw()

    def draw(self) -> None:
        """Show the present plan."""
        plan = self.plans.plan
        model = self.session.model
        self.words.value = plan_views.plan_head(model, self.plans)
        show = plan is not None and bool(plan.activities)
        if plan is not None and show:
            self.timeline.show(charts.timeline(model, plan))
        self.timeline.layout.display = "" if show else "none"
        self.body.value = plan_views.plan_body(model, self.plans)
