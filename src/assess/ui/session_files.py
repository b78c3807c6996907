"""The files of a visit, without any widget: taken, and read again."""

from __future__ import annotations

from contextlib import suppress

from assess.answers import Assessment
from assess.errors import AssessError, PlanError
from assess.model import CompetencyModel
from assess.planning.plan import Plan
from assess.suggest import short
from assess.ui import texts_plan
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan, today


class SessionFiles:
    """What a visitor can take with them and load again."""

    def __init__(self, session: Session, plans: SessionPlan) -> None:
        self._session = session
        self._plans = plans

    def read(self, text: str) -> Assessment:
        """The assessment in a chosen file; AnswersError (a sentence) for anything else."""
        from assess.answers_json import read_assessment

        return read_assessment(text, self._session.model)

    def read_plan(self, text: str) -> Plan | None:
        """The plan in a chosen file; None where it isn't one, PlanError where it can't be used."""
        from assess.answers_json import parsed
        from assess.formats.plan import OldPlan, plan_from_json, unknown_in

        if not text.lstrip("\ufeff \t\r\n").startswith("{"):
            return None
        data = parsed(text)
        if not isinstance(data, dict) or data.get("kind") != "plan":
            return None
        plan, model = plan_from_json(data), self._session.model
        if plan.model_id != model.id:
            raise PlanError(texts_plan.PLAN_FILE_OTHER.format(id=short(plan.model_id)))
        if isinstance(plan, OldPlan):
            raise PlanError(texts_plan.PLAN_FILE_OLD)
        if unknown_in(plan, model):
            raise PlanError(texts_plan.PLAN_FILE_UNKNOWN)
        return plan

    def report(self, *, with_notes: bool, with_guide: bool = False) -> str:
        """The HTML report of the present answers, with the plan where there is one."""
        from assess.report.html import html_report

        with suppress(AssessError):  # the report says what is missing; a plan is not owed
            self._plans.open()
        return html_report(
            self._session.model,
            self._session.assessment,
            plan=self._plans.plan,
            plan_note=texts_plan.OLD_IN_FILE if self._plans.old else "",
            with_notes=with_notes,
            with_guide=with_guide,
            generated=today(),
        )

    def plan_file(self, kind: str, *, with_notes: bool = True) -> str:
        """The plan as "ics" (calendar), "md" (checklist), "csv" (table) or "plan" (JSON).

        `with_notes=False` takes out all that the person typed. PlanError where there is no plan.
        """
        self._plans.open()
        made, model = self._plans.plan, self._session.model
        if made is None or not made.activities:
            raise PlanError(texts_plan.NO_PLAN_TO_TAKE)
        assessment = self._session.assessment
        if not with_notes:
            made, assessment = made.without_words(), assessment.without_notes()
        if kind == "plan":
            from assess.formats.plan import dumps

            return dumps(made)
        if kind == "csv":
            from assess.report.plan_text import plan_csv

            return plan_csv(model, made)
        return plan_text(model, assessment, made, kind)

    def answers_file(self, *, with_notes: bool) -> str:
        """The present answers as an assessment file (JSON text)."""
        from assess.answers_json import dumps

        return dumps(
            self._session.assessment if with_notes else self._session.assessment.without_notes()
        )


def plan_text(model: CompetencyModel, assessment: Assessment, plan: Plan, kind: str) -> str:
    """A plan as "ics" (calendar) or "md" (checklist)."""
    from assess.views.plan_words import plan_view

    view = plan_view(model, assessment, plan)
    if kind == "ics":
        from assess.report.ics import plan_ics

        return plan_ics(view, model_id=model.id, owner=assessment.id or "")
    from assess.report.plan_text import plan_markdown

    return plan_markdown(view)
