"""What is asked about a visit's plan: each answer is computed only when somebody wants it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assess.answers import Assessment
from assess.errors import PlanError
from assess.planning.outcomes import EarliestEnd, WeeklyHours
from assess.planning.plan import Plan
from assess.ui import texts_plan
from assess.ui.patience import patiently
from assess.ui.session_plan import SessionPlan, whole_weeks, wishes


class SessionQuestions:
    """Reverse questions, and reasons found by planning again; the plan itself stays as it is."""

    def __init__(self, plans: SessionPlan) -> None:
        self._plans = plans
        self._said: dict[tuple[str, str], str] = {}
        plans.observe(lambda _change: self._said.clear(), "plan")

    def without(self, activity_id: str) -> str:
        """What would be lost without a planned activity, a sentence."""
        from assess.planning import explain

        plan = self._plan()
        if activity_id not in {item.id for item in plan.activities}:
            raise PlanError(texts_plan.NO_ACTIVITY)
        if ("without", activity_id) not in self._said:
            explained = patiently(
                explain, self._plans.model, self._present, plan, only=[activity_id]
            )
            (said,) = (item.without for item in explained.activities if item.id == activity_id)
            self._said["without", activity_id] = said or texts_plan.NOTHING_LOST
        return self._said["without", activity_id]

    def why_left_out(self, activity_id: str) -> str:
        """Why an activity of the model isn't in the plan, a sentence."""
        from assess.planning import left_out

        plan = self._plan()
        self._plans.title(activity_id)
        if ("left", activity_id) not in self._said:
            self._said["left", activity_id] = patiently(
                left_out, self._plans.model, self._present, plan, activity_id
            )
        return self._said["left", activity_id]

    def other_hours(self, factor: float) -> str:
        """What `factor` times the weekly hours would change, a sentence."""
        from assess.planning import more_or_less

        return patiently(
            more_or_less, self._plans.model, self._present, self._plan(), factor
        ).sentence

    def weekly_hours(
        self, start: date, end: date, *, focus: Mapping[str, float], weeks_off: Collection[date]
    ) -> WeeklyHours:
        """The fewest hours a week that reach everything reachable by the last day."""
        from assess.planning import fewest_weekly_hours

        return patiently(
            fewest_weekly_hours,
            self._plans.model,
            self._present,
            self._plans.session.roles[1],
            whole_weeks(start, end),
            start=start,
            previous=self._plans.plan,
            **self._wishes(focus, weeks_off),
        )

    def end(
        self, hours: float, start: date, *, focus: Mapping[str, float], weeks_off: Collection[date]
    ) -> EarliestEnd:
        """The day by which these hours a week reach everything reachable."""
        from assess.planning import earliest_end

        return patiently(
            earliest_end,
            self._plans.model,
            self._present,
            self._plans.session.roles[1],
            hours,
            start=start,
            previous=self._plans.plan,
            **self._wishes(focus, weeks_off),
        )

    @property
    def _present(self) -> Assessment:
        return self._plans.session.assessment

    def _plan(self) -> Plan:
        if self._plans.plan is None:
            raise PlanError(texts_plan.NO_PLAN_YET)
        return self._plans.plan

    def _wishes(self, focus: Mapping[str, float], weeks_off: Collection[date]) -> dict[str, Any]:
        return wishes(
            replace(self._plans.settings, focus=dict(focus), weeks_off=tuple(sorted(weeks_off)))
        )
