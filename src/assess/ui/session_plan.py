"""The plan of a visit, without any widget: made, kept as versions, grown old, made again.

What is asked for (hours, dates, focus, weeks off, pinned, left out) lives in the assessment's
settings; each plan that is made is kept among its `plans`, so that it can be compared later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from traitlets import HasTraits, Instance

from assess.answers import Assessment, Settings
from assess.errors import PlanError
from assess.model import CompetencyModel
from assess.planning.outcomes import PlanChange
from assess.planning.plan import Plan
from assess.ui import texts_plan
from assess.ui.measures import measured
from assess.ui.patience import patiently
from assess.ui.plan_age import reasons_of_age
from assess.ui.session import Session

DEFAULT_HOURS = 4.0
DEFAULT_WEEKS = 26


def today() -> date:
    """The present day where this runs."""
    return datetime.now(UTC).astimezone().date()


@dataclass(frozen=True, slots=True)
class Version:
    """One kept plan: `number` counts from 1, oldest first; `made` is its moment in UTC (text)."""

    number: int
    made: str
    plan: Plan
    present: bool

    @property
    def levels(self) -> int:
        """Levels that it gains towards the role."""
        return levels_gained(self.plan)


def levels_gained(plan: Plan) -> int:
    """Levels gained up to the targets, over all competencies."""
    return sum(max(0, min(c.end, c.target) - c.start) for c in plan.levels.values())


class SessionPlan(HasTraits):
    """The plan made of a session's answers.

    Traits: `plan` (None until asked for), `changed` (what the last making changed, None where
    there was no plan before).
    """

    plan = Instance(Plan, allow_none=True)
    changed = Instance(PlanChange, allow_none=True)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._made_for: Assessment | None = None
        self._undo: list[Callable[[], str]] = []
        session.observe(self._on_opened, "opened")

    def _on_opened(self, _change: object) -> None:
        self.plan, self.changed, self._made_for = None, None, None
        self._undo.clear()

    # --- reading -------------------------------------------------------------------------------

    @property
    def model(self) -> CompetencyModel:
        """The model that the plan is made from."""
        return self.session.model

    @property
    def settings(self) -> Settings:
        """What the plan was last asked for."""
        return self.session.assessment.settings

    @cached_property
    def next_monday(self) -> date:
        """The default start of a plan."""
        day = today()
        return day + timedelta(days=7 - day.weekday())

    @property
    def age(self) -> tuple[str, ...]:
        """What changed since the plan was made, in words; empty where it still holds."""
        if self.plan is None:
            return ()
        present = self.session.assessment
        return reasons_of_age(self.model, present, self.session.roles[1], self.plan, self._made_for)

    @property
    def old(self) -> bool:
        """Whether something changed since the plan was made."""
        return bool(self.age)

    def versions(self) -> tuple[Version, ...]:
        """The kept plans that this model can still read, oldest first."""
        found = []
        for number, kept in enumerate(self.session.assessment.plans, start=1):
            plan = self._read(kept.plan)
            if plan is not None:
                found.append(Version(number, kept.made, plan, _same(plan, self.plan)))
        return tuple(found)

    def compare_with(self, number: int) -> PlanChange:
        """What the present plan changes, measured by a kept one; PlanError where there is none."""
        from assess.planning import compare

        old = next((item.plan for item in self.versions() if item.number == number), None)
        if old is None or self.plan is None:
            raise PlanError(texts_plan.NO_VERSION)
        return compare(old, self.plan)

    def _read(self, data: Mapping[str, object]) -> Plan | None:
        """A kept plan, or None where it is of another model or names what this one doesn't have."""
        from assess.planning.plan_json import plan_from_json
        from assess.planning.plan_read import unknown_in

        try:
            plan = plan_from_json(dict(data))
        except PlanError:
            return None
        known = plan.model_id == self.model.id and not unknown_in(plan, self.model)
        return plan if known else None

    # --- making --------------------------------------------------------------------------------

    def make(
        self,
        hours_per_week: float,
        start: date,
        end: date,
        *,
        focus: Mapping[str, float] | None = None,
        weeks_off: Collection[date] | None = None,
    ) -> Plan:
        """Compute the plan from Monday-to-Sunday weeks of `start` up to and with `end`, keep it.

        `focus` (area or competency id → factor) and `weeks_off` (days) stay as they are where None.
        PlanError (a sentence) for no hours, an end before the start, too little rated.
        """
        settings = replace(
            self.settings,
            hours_per_week=hours_per_week,
            weeks=whole_weeks(start, end),
            start=start,
            focus=self.settings.focus if focus is None else dict(focus),
            weeks_off=self.settings.weeks_off if weeks_off is None else tuple(sorted(weeks_off)),
        )
        return self._adopt(settings, for_good=True)

    def again(self, day: date | None = None) -> Plan:
        """Make the plan anew, close to the present one; it begins in the week of `day` (today).

        What lies before that week is over: what was done of it is in the progress.
        """
        settings = self.settings
        if settings.start is None or settings.weeks is None or settings.hours_per_week is None:
            raise PlanError(texts_plan.NO_PLAN_YET)
        gone = max(0, ((day or today()) - settings.start).days // 7)
        if gone >= settings.weeks:
            raise PlanError(texts_plan.ALL_OVER)
        later = settings.start + timedelta(weeks=gone)
        settings = replace(settings, start=later, weeks=settings.weeks - gone)
        return self._adopt(settings, for_good=True)

    def open(self) -> None:
        """Have the newest kept plan, or make the one of the kept settings, where there are some."""
        settings = self.settings
        if self.plan is not None:
            return
        kept = [item.plan for item in self.versions()]
        if kept and kept[-1].role_id == self.session.roles[1]:
            self.plan = kept[-1]
        elif settings.hours_per_week is not None and settings.weeks and settings.start:
            self.plan, self._made_for = self._compute(settings), self.session.assessment

    def take_over(self, plan: Plan) -> None:
        """Put a plan of a file in the place of the present one, with its settings."""
        asked = plan.settings
        settings = Settings(
            asked.hours_per_week,
            asked.weeks,
            asked.start,
            dict(asked.focus),
            asked.excluded,
            asked.pinned,
            asked.weeks_off,
        )
        self._show(plan, settings, None)

    def _adopt(self, settings: Settings, *, for_good: bool = False) -> Plan:
        made = self._compute(settings)
        if for_good:  # an undo from before would bring an older plan back
            self._undo.clear()
        self._show(made, settings, self.session.assessment)
        return made

    def _show(self, made: Plan, settings: Settings, made_for: Assessment | None) -> None:
        """Keep a plan and its settings, then show it."""
        from assess.planning import compare
        from assess.planning.plan_json import plan_to_json

        before, data = self.plan, plan_to_json(made)
        try:
            self.session.change(lambda present: replace(present, settings=settings).with_plan(data))
        finally:
            # a full disk doesn't take the plan away; another tab's answers make it old
            if self.settings == settings:
                self.changed = None if before is None else compare(before, made)
                self.plan, self._made_for = made, made_for

    def _compute(self, settings: Settings) -> Plan:
        from assess.planning import plan

        assert settings.hours_per_week is not None
        assert settings.weeks is not None
        with measured("plan"):
            return patiently(
                plan,
                self.model,
                self.session.assessment,
                self.session.roles[1],
                settings.hours_per_week,
                settings.weeks,
                previous=self.plan,
                start=settings.start,
                **wishes(settings),
            )

    # --- wishes --------------------------------------------------------------------------------

    def pin(self, activity_id: str, pinned: bool = True) -> str:
        """Make the plan with (or without asking for) this activity; a sentence."""
        word = texts_plan.PINNED if pinned else texts_plan.UNPINNED
        return self._wish(activity_id, word, pinned=pinned, excluded=False if pinned else None)

    def leave_out(self, activity_id: str, out: bool = True) -> str:
        """Make the plan without this activity (or let it in again); a sentence."""
        word = texts_plan.LEFT_OUT if out else texts_plan.LET_IN
        return self._wish(activity_id, word, excluded=out, pinned=False if out else None)

    def _wish(
        self, activity_id: str, said: str, *, pinned: bool | None, excluded: bool | None
    ) -> str:
        title = self.title(activity_id)
        before = self.settings
        settings = replace(
            before,
            pinned=_with(before.pinned, activity_id, pinned),
            excluded=_with(before.excluded, activity_id, excluded),
        )
        if self.plan is None:
            self.session.change(lambda present: replace(present, settings=settings))
        else:
            plan, kept, made_for = self.plan, self.session.assessment.plans, self._made_for

            def restore() -> str:
                self.session.change(lambda present: replace(present, settings=before, plans=kept))
                self.plan, self.changed, self._made_for = plan, None, made_for
                return texts_plan.TAKEN_BACK

            self._adopt(settings)
            self.can_undo(restore)
        return said.format(title=title)

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


def whole_weeks(start: date, end: date) -> int:
    """Whole weeks from `start` up to and with `end`; PlanError where there are none."""
    weeks = ((end - start).days + 1) // 7
    if end < start:
        raise PlanError("The end is before the start: choose a later end date.")
    if weeks < 1:
        raise PlanError("There is no whole week between these dates: choose a later end date.")
    return weeks


def wishes(settings: Settings) -> dict[str, Any]:
    """What the planner is asked for besides hours and weeks, as its keywords."""
    return {
        "focus": settings.focus,
        "excluded": settings.excluded,
        "pinned": settings.pinned,
        "weeks_off": settings.weeks_off,
    }


def _with(ids: tuple[str, ...], activity_id: str, wanted: bool | None) -> tuple[str, ...]:
    if wanted is None:
        return ids
    rest = tuple(item for item in ids if item != activity_id)
    return (*rest, activity_id) if wanted else rest


def _same(one: Plan, other: Plan | None) -> bool:
    from assess.planning.plan_json import plan_to_json

    return other is not None and plan_to_json(one) == plan_to_json(other)
