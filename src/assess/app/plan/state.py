"""The plan of a visit, without any widget: made, kept as versions, grown old, made again.

What is asked for lives in the assessment's settings; each plan that is made is kept among its
`plans`, so that it can be compared later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from traitlets import HasTraits, Instance, Unicode

from assess.app.plan import texts as texts_plan
from assess.app.plan.versions import Version, kept_versions, reasons_of_age
from assess.app.shared.background import at_low_priority, measured
from assess.app.state.visitor import VisitorState
from assess.clock import today
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import DEFAULT_RESERVE, DEFAULT_WEEKS, PlanRequest
from assess.errors import PlanError
from assess.planning.explain.again import Again, PlanChange
from assess.planning.plan import Plan
from assess.planning.request import next_monday
from assess.views.check_in import next_first_day

DEFAULT_HOURS = 4.0


class PlanState(HasTraits):
    """The plan made of a session's answers.

    Traits: `plan` (None until asked for), `changed` (what the last making changed, None where
    there was no plan before), `better` (a plan that would do better with other subjects this
    quarter), `said` (what a making had to let go, or what is better; a sentence).
    """

    plan = Instance(Plan, allow_none=True)
    changed = Instance(PlanChange, allow_none=True)
    better = Instance(Plan, allow_none=True)
    said = Unicode()

    def __init__(self, session: VisitorState) -> None:
        super().__init__()
        self.session = session
        self._made_for: Assessment | None = None
        self._undo: list[Callable[[], str]] = []
        self._released = ""
        self.deciding: tuple[str, ...] = ()
        """The competencies whose ratings decide the plan, where they were looked for."""
        session.observe(self._on_opened, "opened")
        session.observe(lambda _change: self._have_newest(), "merged")

    def _on_opened(self, _change: object) -> None:
        self.plan, self.changed, self.better, self._made_for = None, None, None, None
        self.said, self.deciding = "", ()
        self._undo.clear()

    # --- reading -------------------------------------------------------------------------------

    @property
    def model(self) -> CompetencyModel:
        """The model that the plan is made from."""
        return self.session.model

    @property
    def settings(self) -> PlanRequest:
        """What the plan was last asked for."""
        return self.session.assessment.settings

    @property
    def next_monday(self) -> date:
        """The default start of a plan."""
        return next_monday(today())

    @property
    def age(self) -> tuple[str, ...]:
        """What changed since the plan was made, in words; empty where it still holds."""
        if self.plan is None:
            return ()
        present = self.session.assessment
        return reasons_of_age(self.model, present, self.session.roles, self.plan, self._made_for)

    def versions(self) -> tuple[Version, ...]:
        """The kept plans that this model can still read, oldest first."""
        return kept_versions(self.model, self.session.assessment, self.plan)

    def version(self, number: int) -> Version:
        """One kept plan; PlanError where there is none (any more)."""
        for item in self.versions():
            if item.number == number:
                return item
        raise PlanError(texts_plan.NO_VERSION)

    def go_back_to(self, number: int) -> str:
        """Show a kept plan again, with what it was made from; a sentence.

        PlanError where there is none, or where it is for another role.
        """
        plan = self.version(number).plan
        if not isinstance(plan, Plan):
            raise PlanError(texts_plan.NO_VERSION)
        if not self._for_these_roles(plan):
            raise PlanError(texts_plan.OTHER_ROLE)
        way_back = self._way_back()
        self.take_over(plan)
        self.keep_mine()
        self.can_undo(way_back)
        return texts_plan.WENT_BACK

    def compare_with(self, number: int) -> PlanChange:
        """What the present plan changes, measured by a kept one; PlanError where there is none."""
        from assess.planning.explain.again import compare

        old = self.version(number).plan
        if self.plan is None or not isinstance(old, Plan):
            raise PlanError(texts_plan.NO_VERSION)
        return compare(self.model, old, self.plan)

    # --- making --------------------------------------------------------------------------------

    def make(self, parts: Mapping[str, Any] | None = None) -> Plan:
        """Compute the plan with these fields of the settings changed, and keep it.

        Where there is one already, its first quarter goes on. PlanError (a sentence) where no plan
        can be made.
        """
        settings = self.complete(replace(self.settings, **(parts or {})))
        self._undo.clear()  # an undo from before would bring an older plan back
        return self._adopt(settings)

    def check_in(self) -> str:
        """Make the plan again after the newest check-in, as that asks for; what came of it.

        A check-in of an earlier plan, or one after which the person changes the plan first,
        changes nothing: ""; so does the same one a second time. PlanError as `make` does.
        """
        self.open()
        plan, said = self.plan, self.session.assessment.check_ins
        if plan is None or not plan.quarters or not said:
            return ""
        week = max(said)
        verdict, last = said[week].verdict, plan.last_day_of(plan.quarters[0].weeks[1])
        fewer = self.settings.hours_per_week != plan.hours_per_week
        if not verdict and said[week].size == "smaller" and fewer:
            came_of_it = texts_plan.SMALLER_NOW
        elif verdict in ("", "change") or not plan.start <= week <= last:
            return ""
        elif verdict == "next":
            self._undo.clear()
            settings = replace(self.complete(self.settings), start=next_first_day(plan))
            self._adopt(settings, keep=False)
            self.changed = None  # another quarter is no change of this one
            return texts_plan.NEXT_PLANNED
        else:
            came_of_it = texts_plan.CHECKED_IN_SAID
        self.make()
        # the quarter's subjects stay; a better plan is offered where the person asks for it
        self.better, self.said = None, self._released
        return came_of_it

    def see_better(self) -> Plan:
        """Take the better plan, with its other subjects this quarter."""
        if self.better is None:
            raise PlanError(texts_plan.NO_VERSION)
        better, way_back = self.better, self._way_back(with_settings=False)
        self._show(better, self.settings, self.session.assessment)
        self.keep_mine()
        self.can_undo(way_back)
        return better

    def keep_mine(self) -> None:
        """Leave the present plan as it is, though a better one exists."""
        self.better, self.said = None, ""

    def open(self) -> None:
        """Have the newest kept plan, where it is one for the present roles."""
        if self.plan is not None:
            return
        kept = [item.plan for item in self.versions()]
        if kept and isinstance(kept[-1], Plan) and self._for_these_roles(kept[-1]):
            self.plan = kept[-1]

    def _have_newest(self) -> None:
        """Another tab was here: a plan that it made is the present one."""
        before, self.plan = self.plan, None
        if before is not None:
            self.open()
        if self.plan is None or self.plan == before:
            self.plan = before
            return
        self.changed, self.better, self._made_for, self.said = None, None, None, ""
        self._undo.clear()

    def take_over(self, plan: Plan) -> None:
        """Put another plan in the place of the present one, with its settings."""
        # the routine is the person's, whatever the plan
        self._show(plan, replace(plan.request, routine=self.settings.routine), None)

    @property
    def _runs(self) -> bool:
        """Whether the first quarter of the present plan has begun, or something in it has."""
        plan = self.plan
        if plan is None:
            return False
        begun = self.session.assessment.progress.keys() & set(plan.ids)
        return plan.start <= today() or bool(begun)

    def _for_these_roles(self, plan: Plan) -> bool:
        return (plan.held, plan.role) == self.session.roles

    def complete(self, settings: PlanRequest) -> PlanRequest:
        """The same with the usual hours, weeks, start and reserve where they weren't said."""
        return replace(
            settings,
            hours_per_week=settings.hours_per_week or DEFAULT_HOURS,
            weeks=settings.weeks or DEFAULT_WEEKS,
            start=settings.start or self.next_monday,
            reserve=settings.reserve or DEFAULT_RESERVE,
        )

    def _adopt(self, settings: PlanRequest, *, keep: bool = True) -> Plan:
        made = self._compute(settings, keep)
        self._show(made.plan, settings, self.session.assessment)
        self.better, self._released = made.better, made.why_released
        self.said = f"{made.why_released} {made.why_better}".strip()
        return made.plan

    def _show(self, made: Plan, settings: PlanRequest, made_for: Assessment | None) -> None:
        """Keep a plan and its settings, then show it."""
        from assess.formats.plan import plan_to_json
        from assess.planning.explain.again import compare

        before, data = self.plan, plan_to_json(made)
        try:
            self.session.change(lambda present: replace(present, settings=settings).with_plan(data))
        finally:
            # a full disk doesn't take the plan away; another tab's answers make it old
            if self.settings == settings:
                self.changed = None
                if before is not None:
                    self.changed = compare(self.model, before, made, self.session.assessment)
                self.plan, self._made_for = made, made_for

    def _compute(self, settings: PlanRequest, keep: bool) -> Again:
        from assess.planning.explain.again import plan_again

        present = self.session.assessment
        old = self.plan if self.plan is not None and self._for_these_roles(self.plan) else None
        day = self._present_day(old)
        with measured("plan"):
            return at_low_priority(plan_again, self.model, present, settings, old, day, keep=keep)

    def _present_day(self, old: Plan | None) -> date:
        """The day from which is planned: a week that was checked in is over for the plan."""
        day = today()
        if old is None or not old.runs(day):
            return day
        week = old.week_of((day - old.start).days // 7 + 1)
        after = week + timedelta(weeks=1)
        said = self.session.assessment.check_ins.get(week)
        return after if said is not None and said.handed_in and old.runs(after) else day

    # --- wishes --------------------------------------------------------------------------------

    def wish(self, kind: str, activity_id: str) -> str:
        """Make the plan with an activity ("pin"), without it ("leave"), or with neither wish.

        "unpin" and "let" take one back. A sentence; PlanError where it can't be made.
        """
        title = self.title(activity_id)
        wish = {"pin": "in", "leave": "out"}.get(kind, "")
        # what is allowed again shall come in; else the rest of this quarter stays as it is
        self._change(wished(self.settings, {activity_id: wish}), keep=bool(wish) or self._runs)
        return texts_plan.WISHED[kind].format(title=title)

    def swap(self, activity_id: str, other_id: str) -> str:
        """Make the plan with another activity in the place of one; a sentence."""
        said = texts_plan.SWAPPED.format(title=self.title(activity_id), other=self.title(other_id))
        self._change(wished(self.settings, {activity_id: "out", other_id: "in"}))
        return said

    def _change(self, parts: Mapping[str, Any], *, keep: bool = True) -> None:
        settings = replace(self.settings, **parts)
        if self.plan is None:
            self.session.change(lambda present: replace(present, settings=settings))
            return
        way_back = self._way_back()
        self._adopt(settings, keep=keep)
        self.can_undo(way_back)

    def _way_back(self, *, with_settings: bool = True) -> Callable[[], str]:
        """What brings the present plan back, with its settings where these change, too."""
        plan, made_for = self.plan, self._made_for
        kept: dict[str, Any] = {"plans": self.session.assessment.plans}
        if with_settings:
            kept["settings"] = self.settings

        def restore() -> str:
            self.session.change(lambda present: replace(present, **kept))
            self.plan, self.changed, self._made_for = plan, None, made_for
            self.keep_mine()
            return texts_plan.TAKEN_BACK

        return restore

    def title(self, activity_id: str) -> str:
        """The title of an activity; PlanError where the model has none of this id."""
        if not self.model.has_activity(activity_id):
            raise PlanError(texts_plan.NO_ACTIVITY)
        return self.model.activity(activity_id).title

    # --- undo ----------------------------------------------------------------------------------

    def can_undo(self, restore: Callable[[], str]) -> None:
        """Remember how the last change is taken back; `restore` says so in a sentence."""
        self._undo.append(restore)

    @property
    def undoable(self) -> int:
        """How many changes of wishes or progress can be taken back: the number of the last one."""
        return len(self._undo)

    def undo(self, number: int | None = None) -> str:
        """Take the last change back; a sentence.

        PlanError where there is none, or where change `number` isn't the last one any more.
        """
        if not self._undo:
            raise PlanError(texts_plan.NOTHING_TO_UNDO)
        if number is not None and number != len(self._undo):
            raise PlanError(texts_plan.UNDO_LAST_FIRST)
        return self._undo.pop()()


def wished(asked: PlanRequest, wishes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What is fixed and left out with other wishes, as fields of a request.

    `wishes`: id of an activity → "in", "out", or "" for neither.
    """

    def those(before: tuple[str, ...], wish: str) -> tuple[str, ...]:
        rest = (key for key in before if key not in wishes)
        return (*rest, *(key for key, said in wishes.items() if said == wish))

    return {"pinned": those(asked.pinned, "in"), "excluded": those(asked.excluded, "out")}
