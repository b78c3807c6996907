"""The plan of a visit, without any widget: made, grown old, made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from traitlets import Bool, HasTraits, Instance

from assess.answers import Assessment, Settings
from assess.errors import PlanError
from assess.planning.plan import Plan
from assess.ui.measures import measured
from assess.ui.session import Session

DEFAULT_HOURS = 4.0
DEFAULT_WEEKS = 26


class SessionPlan(HasTraits):
    """The plan made of a session's answers.

    Traits: `plan` (None until asked for), `old` (an answer changed after the plan was made).
    """

    plan = Instance(Plan, allow_none=True)
    old = Bool(False)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.observe(self._on_opened, "opened")
        session.observe(self._on_changed, "assessment")

    def _on_opened(self, _change: object) -> None:
        self.plan, self.old = None, False

    def _on_changed(self, _change: object) -> None:
        self.old = self.plan is not None

    @property
    def settings(self) -> Settings:
        """What the plan was last asked for."""
        return self._session.assessment.settings

    @cached_property
    def next_monday(self) -> date:
        """The default start of a plan."""
        today = datetime.now(UTC).astimezone().date()
        return today + timedelta(days=7 - today.weekday())

    def make(self, hours_per_week: float, start: date, end: date) -> Plan:
        """Compute the plan from Monday-to-Sunday weeks of `start` up to and with `end`.

        PlanError (a sentence) for no hours, an end before the start, too little rated.
        """
        weeks = ((end - start).days + 1) // 7
        if end < start:
            raise PlanError("The end is before the start: choose a later end date.")
        if weeks < 1:
            raise PlanError("There is no whole week between these dates: choose a later end date.")
        settings = replace(self.settings, hours_per_week=hours_per_week, weeks=weeks, start=start)
        planned = replace(self._session.assessment, settings=settings)
        made = self._plan(planned)
        try:
            self._session.change(lambda present: replace(present, settings=settings))
        finally:
            # a full disk doesn't take the plan away; another tab's answers make it old
            if self.settings == settings:
                present = self._session.assessment
                self.plan, self.old = made, present.answers != planned.answers
        return made

    def refresh(self) -> None:
        """Make the plan of the kept settings anew, where there are some and answers changed."""
        settings = self.settings
        if settings.hours_per_week is None or settings.weeks is None or settings.start is None:
            return
        if self.plan is None or self.old:
            self.plan, self.old = self._plan(self._session.assessment), False

    def _plan(self, assessment: Assessment) -> Plan:
        from assess.planning import plan

        settings = assessment.settings
        assert settings.hours_per_week is not None
        assert settings.weeks is not None
        with measured("plan"):
            return plan(
                self._session.model,
                assessment,
                self._session.roles[1],
                settings.hours_per_week,
                settings.weeks,
                start=settings.start,
                focus=settings.focus,
                excluded=settings.excluded,
            )
