"""What a coach's page holds and does, without any widget: a meeting with each person on the list.

People are kept apart: what changes a meeting names it, the rest is about whoever is chosen. Nothing
of what a person said about themselves leaves here before the reveal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from assess.app.coach import texts
from assess.app.coach.changes import RE_PLANS, apply
from assess.app.coach.people.coach_list import CoachList
from assess.app.plan.state import DEFAULT_HOURS, wished
from assess.app.plan.texts import NO_ACTIVITY
from assess.app.shared.background import Background
from assess.app.state.changes import Change, apply_all
from assess.app.state.visitor import Outcome
from assess.app.take.files import plan_text
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import DEFAULT_WEEKS, PlanRequest
from assess.domain.review.meeting import CoachingMeeting
from assess.domain.review.moved import PlanProgress, plan_progress
from assess.errors import PlanError, ReviewError
from assess.planning.explain.again import Again
from assess.planning.plan import Plan
from assess.planning.request import next_monday

if TYPE_CHECKING:
    from assess.hub.client import Storage
    from assess.views.plan import PlanView


class CoachState(CoachList):
    """The coach's list and the work on whoever is chosen.

    `replanned` is called with a person's key when their plan was made again.
    """

    def __init__(
        self,
        model: CompetencyModel,
        reader: Storage | None = None,
        *,
        today: date | None = None,
    ) -> None:
        super().__init__(model, reader, today=today)
        self.replanned: Callable[[str], None] = lambda _key: None
        self._said: dict[str, str] = {}
        self._calendars: dict[str, list[Plan]] = {}

    def take(self, changes: Iterable[Change], key: str | None = None) -> Outcome:
        """Apply what a browser says was changed, as often as it says so.

        `key`: whose meeting, default the chosen person's. Where that isn't on the list, nothing is
        done and the browser holds its changes.
        """
        key = self._chosen if key is None else key
        if key is None or key not in self._people:
            return Outcome((), kept=False, problem=texts.NOT_ON_LIST if key else texts.NOBODY)
        changes = tuple(changes)
        self.catch_up(key)
        before = self._people[key].session
        after, conflicts, refused = apply_all(self.model, before, changes, apply)
        if after is not before:
            self.put(after, key)
            if any(change.kind in RE_PLANS for change in changes):
                self.reflow(key, after)
                self._copy(self._people[key])
        waiting = {conflict["n"] for conflict in conflicts}
        done = tuple(change.number for change in changes if change.number not in waiting)
        return Outcome(done, conflicts, refused)

    # --- planning ------------------------------------------------------------------------------

    @property
    def plan(self) -> Plan | None:
        """The plan of this meeting; one of version 0.1 counts as none."""
        return made if isinstance(made := self.session.plan, Plan) else None

    @property
    def plan_request(self) -> PlanRequest:
        """What the last plan was asked for; else what the person asked for, and the rest usual."""
        if self.plan is not None:
            return self.plan.request
        asked = self.session.settled.settings
        start = asked.start
        if start is None or start < self.today:
            runs = self.session.running(self.today)
            start = next_monday(self.today) if runs is None else runs.start
        return replace(
            asked,
            hours_per_week=asked.hours_per_week or DEFAULT_HOURS,
            weeks=asked.weeks or DEFAULT_WEEKS,
            start=start,
        )

    def make_plan(self, parts: Mapping[str, Any]) -> Plan:
        """The plan from the settled levels; `parts`: fields of the request that are other now.

        ReviewError before the reveal: a plan gives the person's levels away. PlanError otherwise.
        """
        person = self._need(None)
        if not person.session.revealed:
            raise ReviewError(texts.REVEAL_FIRST)
        self.stop_search(person.key)
        made = self._making(person.session, replace(self.plan_request, **parts))()
        self._keep_plan(made, person.key)
        return made.plan

    def wish(self, activity_id: str, kind: str) -> Plan:
        """Make the plan without an activity ("leave"), or let it in again ("let").

        PlanError where the model has no such activity, or no plan can be made.
        """
        return self._wishing({activity_id: "out" if kind == "leave" else ""})

    def swap(self, activity_id: str, other_id: str) -> Plan:
        """Make the plan with another activity in the place of one. PlanError as `wish`."""
        return self._wishing({activity_id: "out", other_id: "in"})

    def _wishing(self, wishes: Mapping[str, str]) -> Plan:
        if not all(map(self.model.has_activity, wishes)):
            raise PlanError(NO_ACTIVITY)
        return self.make_plan(wished(self.plan_request, wishes))

    def reflow(self, key: str, session: CoachingMeeting) -> None:
        """Make somebody's plan again for their present levels, beside the page's other work.

        Where there is no plan, or too little is agreed for one, nothing changes.
        """
        if not isinstance(session.plan, Plan):
            return
        self.stop_search(key)
        making = self._making(session, session.plan.request)
        search = Background(partial(self._heard, key), again, making)
        if search.running:
            self._searches[key] = search

    def _heard(self, key: str, told: Mapping[str, Any]) -> None:
        if "result" not in told:
            return
        self._searches.pop(key, None)
        made = told["result"]
        if key in self._people and made is not None:
            self._keep_plan(made, key)
        self.replanned(key)

    def stop_search(self, key: str) -> bool:
        """End the search for somebody's plan, if one runs; whether one did."""
        search = self._searches.pop(key, None)
        if search is not None:
            search.stop()
        return search is not None

    @property
    def searching(self) -> bool:
        """Whether the chosen person's plan is being made again."""
        return self._chosen in self._searches

    def settle(self) -> None:
        """Have the chosen person's plan made again now, where that is under way."""
        person = self._need(None)
        if self.stop_search(person.key) and isinstance(person.session.plan, Plan):
            made = again(self._making(person.session, person.session.plan.request))
            if made is not None:
                self._keep_plan(made, person.key)
            self.replanned(person.key)

    def _keep_plan(self, made: Again, key: str) -> None:
        self._said[key] = f"{made.why_released} {made.why_better}".strip()
        self.put(self._people[key].session.with_plan(made.plan), key)

    def _making(self, session: CoachingMeeting, request: PlanRequest) -> Callable[[], Again]:
        """What makes a plan. A quarter of the last meeting's plan that runs goes on."""
        from assess.planning.explain.again import plan_again

        runs, plan = session.running(self.today), session.plan
        before = runs or (plan if isinstance(plan, Plan) else None) or session.last_plan
        keep = runs is not None
        settled = session.settled
        return partial(plan_again, self.model, settled, request, before, self.today, keep=keep)

    @property
    def said(self) -> str:
        """What the plan had to let go of the running quarter, or what would be better."""
        return self._said.get(self._chosen or "", "")

    def plan_view(self) -> PlanView | None:
        """The plan in words; None where there is none."""
        from assess.views.plan_words import plan_view

        settled = self.session.settled
        return None if self.plan is None else plan_view(self.model, settled, self.plan)

    def standing(self) -> PlanProgress | None:
        """The last meeting's plan against today's calendar; None where there was none."""
        past = self.session.past
        plan = past[-1].plan if past else None
        return plan_progress(plan, self.session.own.progress, self.today) if plan else None

    def file(self, kind: str, *, with_notes: bool = True) -> str:
        """A file to take along.

        "json": the meeting, to load again; "html": the report of the settled levels with the
        meeting's outcome; "page": what the meeting came to, on one page of HTML; "ics" and "md":
        the plan as a calendar or a checklist. ReviewError before the reveal for the one page,
        PlanError where there is no plan.
        """
        from assess.formats.meeting import dumps_session
        from assess.report.meeting import session_page, session_report

        self.settle()
        session, model, today = self.session, self.model, self.today
        leaving = session if with_notes else session.without_notes()
        match kind:
            case "json":
                return dumps_session(leaving)
            case "html":
                return session_report(model, leaving, with_notes=with_notes, generated=today)
            case "page":
                return session_page(model, session, with_notes=with_notes, generated=today)
        plan = self.plan
        if plan is None:
            raise PlanError("There is no plan in this session yet. Make one under Decide.")
        exported = self._calendars.setdefault(self._chosen or "", [])
        earlier = (*(past.plan for past in leaving.past), *leaving.plans, *exported)
        text = plan_text(
            model,
            leaving.settled,
            plan if with_notes else plan.without_words(),
            kind,
            [item for item in earlier if isinstance(item, Plan)],
        )
        if kind == "ics":
            exported.append(plan.without_words())  # an agreed level may replace it in the meeting
        return text


def again(
    make: Callable[[], Again], on_progress: Callable[[int, int], None] | None = None
) -> Again | None:
    """The plan made again, by another process; None where too little is agreed for one."""
    try:
        return make()
    except PlanError:
        return None  # what is agreed is kept all the same; the plan step says what is missing
