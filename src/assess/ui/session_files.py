"""The files of a visit, without any widget: taken, and read again."""

from __future__ import annotations

from datetime import UTC, datetime

from assess.answers import Assessment
from assess.errors import AssessError, PlanError
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan
from assess.ui.texts_plan import NO_PLAN_TO_TAKE


class SessionFiles:
    """What a visitor can take with them and load again."""

    def __init__(self, session: Session, plan: SessionPlan) -> None:
        self._session = session
        self._plan = plan

    def read(self, text: str) -> Assessment:
        """The assessment in a chosen file; AnswersError (a sentence) for anything else."""
        from assess.answers_json import read_assessment

        return read_assessment(text, self._session.model)

    def report(self, *, with_notes: bool, with_guide: bool = False) -> str:
        """The HTML report of the present answers, with the plan where one can be made."""
        from assess.report.html import html_report

        try:
            self._plan.refresh()
        except AssessError:
            self._plan.plan = None  # the report says what is missing; a plan is not owed
        today = datetime.now(UTC).astimezone().date()
        return html_report(
            self._session.model,
            self._session.assessment,
            plan=self._plan.plan,
            with_notes=with_notes,
            with_guide=with_guide,
            generated=today,
        )

    def plan_file(self, kind: str) -> str:
        """The plan as a calendar ("ics") or a checklist ("md"); PlanError where there is none."""
        self._plan.refresh()
        made = self._plan.plan
        if made is None or not made.activities:
            raise PlanError(NO_PLAN_TO_TAKE)
        if kind == "ics":
            from assess.report.ics import plan_ics

            return plan_ics(self._session.model, made, owner=self._session.assessment.id or "")
        from assess.report.plan_text import plan_markdown

        return plan_markdown(self._session.model, made)

    def answers_file(self, *, with_notes: bool) -> str:
        """The present answers as an assessment file (JSON text)."""
        from assess.answers_json import dumps

        return dumps(
            self._session.assessment if with_notes else self._session.assessment.without_notes()
        )
