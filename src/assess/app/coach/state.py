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
from assess.app.coach.decide.goals import suggestions
from assess.app.coach.people.coach_list import CoachList
from assess.app.plan.state import DEFAULT_HOURS
from assess.app.plan.texts import NO_ACTIVITY
from assess.app.shared.background import Background
from assess.app.state.changes import Change, apply_all
from assess.app.state.visitor import Outcome
from assess.app.take.files import plan_text
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import DEFAULT_WEEKS, PlanRequest
from assess.domain.review.differences import Comparison
from assess.domain.review.meeting import CoachingMeeting, Suggestion
from assess.domain.review.moved import PlanProgress, plan_progress
from assess.domain.scoring import coverage
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
        self._searches: dict[str, Background] = {}

    # --- changing ------------------------------------------------------------------------------

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
        waiting = {conflict.number for conflict in conflicts}
        done = tuple(change.number for change in changes if change.number not in waiting)
        return Outcome(done, conflicts, refused)

    def _check(self, competency_id: str) -> None:
        if not self.model.has_competency(competency_id):
            raise ReviewError("That skill isn't in this model. Run the cell again.")

    # --- comparing -----------------------------------------------------------------------------

    @property
    def rated(self) -> str:
        """How much the coach has rated: "9 of 24 rated"."""
        return str(coverage(self.session.coach, self.model.competencies))

    def comparison(self) -> Comparison:
        """Both raters side by side; ReviewError before the reveal."""
        return self.session.comparison(self.model)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Open gaps that something can be done about and that are no goal yet, best first."""
        return suggestions(self.model, self.session)

    # --- planning ------------------------------------------------------------------------------

    @property
    def roles(self) -> tuple[str, str]:
        """Ids of the role held and the role wanted, of the chosen person."""
        return self.session.own.roles or self.model.role_pair

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
        self._need_reveal()
        person = self._need(None)
        self.stop_search(person.key)
        request = replace(self.plan_request, **parts)
        self._keep_plan(_again(self.model, *self._asked(person.session, request)), person.key)
        plan = self.plan
        assert plan is not None
        return plan

    def wish(self, activity_id: str, kind: str) -> Plan:
        """Make the plan without an activity ("leave"), or let it in again ("let").

        PlanError where the model has no such activity, or no plan can be made.
        """
        return self._without(activity_id, kind == "leave")

    def swap(self, activity_id: str, other_id: str) -> Plan:
        """Make the plan with another activity in the place of one. PlanError as `wish`."""
        return self._without(activity_id, True, put_in=other_id)

    def _without(self, activity_id: str, out: bool, put_in: str = "") -> Plan:
        for key in filter(None, (activity_id, put_in)):
            if not self.model.has_activity(key):
                raise PlanError(NO_ACTIVITY)
        asked = self.plan_request
        excluded = tuple(key for key in asked.excluded if key not in (activity_id, put_in))
        pinned = tuple(key for key in asked.pinned if key not in (activity_id, put_in))
        return self.make_plan(
            {
                "excluded": (*excluded, activity_id) if out else excluded,
                "pinned": (*pinned, put_in) if put_in else pinned,
            }
        )

    def _need_reveal(self) -> None:
        if not self.session.revealed:
            raise ReviewError(texts.REVEAL_FIRST)

    def reflow(self, key: str, session: CoachingMeeting) -> None:
        """Make somebody's plan again for their present levels, beside the page's other work.

        Where there is no plan, or too little is agreed for one, nothing changes.
        """
        if not isinstance(session.plan, Plan):
            return
        self.stop_search(key)
        asked = self._asked(session, session.plan.request)
        search = Background(partial(self._heard, key), again, self.model, *asked)
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

    def _replans(self, key: str) -> bool:
        return key in self._searches

    @property
    def searching(self) -> bool:
        """Whether the chosen person's plan is being made again."""
        return self._replans(self._chosen or "")

    def settle(self) -> None:
        """Have the chosen person's plan made again now, where that is under way."""
        person = self._need(None)
        if self.stop_search(person.key) and isinstance(person.session.plan, Plan):
            made = again(self.model, *self._asked(person.session, person.session.plan.request))
            if made is not None:
                self._keep_plan(made, person.key)
            self.replanned(person.key)

    def _keep_plan(self, made: Again, key: str) -> None:
        self._said[key] = f"{made.why_released} {made.why_better}".strip()
        self.put(self._people[key].session.with_plan(made.plan), key)

    def _asked(self, session: CoachingMeeting, request: PlanRequest) -> tuple[Any, ...]:
        """What a plan is made from. A quarter of the last meeting's plan that runs goes on."""
        runs, plan = session.running(self.today), session.plan
        before = runs or (plan if isinstance(plan, Plan) else None) or session.last_plan
        roles = session.own.roles or self.model.role_pair
        return session.settled, request, before, self.today, roles, runs is not None

    @property
    def said(self) -> str:
        """What the plan had to let go of the running quarter, or what would be better."""
        return self._said.get(self._chosen or "", "")

    def plan_view(self) -> PlanView | None:
        """The plan in words; None where there is none."""
        from assess.views.plan_words import plan_view

        settled = self.session.settled
        return None if self.plan is None else plan_view(self.model, settled, self.plan)

    # --- next time -----------------------------------------------------------------------------

    def standing(self) -> PlanProgress | None:
        """The last meeting's plan against today's calendar; None where there was none."""
        past = self.session.past
        plan = past[-1].plan if past else None
        return plan_progress(plan, self.session.own.progress, self.today) if plan else None

    # --- files ---------------------------------------------------------------------------------

    def file(self, *, with_notes: bool) -> str:
        """The meeting as a file that loads again (JSON text)."""
        from assess.formats.meeting import dumps_session

        self.settle()
        return dumps_session(self._leaving(with_notes))

    def report(self, *, with_notes: bool) -> str:
        """The report of the settled levels with the meeting's outcome, as one HTML document."""
        from assess.report.meeting import session_report

        self.settle()
        return session_report(
            self.model, self._leaving(with_notes), with_notes=with_notes, generated=self.today
        )

    def page(self, *, with_notes: bool) -> str:
        """What the meeting came to, on one page of HTML. ReviewError before the reveal."""
        from assess.report.meeting import session_page

        self.settle()
        return session_page(self.model, self.session, with_notes=with_notes, generated=self.today)

    def plan_file(self, kind: str, *, with_notes: bool = True) -> str:
        """The plan as a calendar ("ics") or a checklist ("md"); PlanError where there is none."""
        self.settle()
        if self.plan is None:
            raise PlanError("There is no plan in this session yet. Make one under Decide.")
        plan, leaving = self.plan, self._leaving(with_notes)
        exported = self._calendars.setdefault(self._chosen or "", [])
        earlier = (*(past.plan for past in leaving.past), *leaving.plans, *exported)
        text = plan_text(
            self.model,
            leaving.settled,
            plan if with_notes else plan.without_words(),
            kind,
            [item for item in earlier if isinstance(item, Plan)],
        )
        if kind == "ics":
            exported.append(plan.without_words())  # an agreed level may replace it in the meeting
        return text

    def _leaving(self, with_notes: bool) -> CoachingMeeting:
        return self.session if with_notes else self.session.without_notes()


def again(
    model: CompetencyModel,
    *asked: Any,
    on_progress: Callable[[int, int], None] | None = None,
) -> Again | None:
    """The plan made again, by another process; None where too little is agreed for one."""
    try:
        return _again(model, *asked)
    except PlanError:
        return None  # what is agreed is kept all the same; the plan step says what is missing


def _again(
    model: CompetencyModel,
    settled: Assessment,
    request: PlanRequest,
    before: Plan | None,
    today: date,
    roles: tuple[str, str],
    keep: bool,
) -> Again:
    from assess.planning.explain.again import plan_again

    held, wanted = roles
    return plan_again(model, settled, request, before, today, held=held, role=wanted, keep=keep)
