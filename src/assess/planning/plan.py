"""The plan as frozen records. Hours are effort; week 1 begins on `Plan.start` (a date)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

from assess.domain.plan_request import PlanRequest, without_words
from assess.text import frame, table

if TYPE_CHECKING:
    import pandas as pd


PlannedState = Literal["planned", "in_progress"]
Because = Literal["named", "present_job", "wanted_role", "waited_for"]
BECAUSE: tuple[Because, ...] = get_args(Because)
WishName = Literal["named", "present_job", "wanted_role", "twice", "people", "hours"]
WISHES: tuple[WishName, ...] = get_args(WishName)


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """One chosen activity.

    `weeks`: week number → hours in it (quarter hours, sum = `hours`). `quarters`: the numbers of
    its first and last quarter. `asks`: ids of the people to ask before it begins. `state`:
    "in_progress" where it was begun before the plan; `hours` are then those still left.
    """

    id: str
    hours: float
    weeks: Mapping[int, float]
    quarters: tuple[int, int]
    asks: tuple[str, ...] = ()
    state: PlannedState = "planned"

    @property
    def first_week(self) -> int:
        """The week of its first hour."""
        return min(self.weeks)

    @property
    def last_week(self) -> int:
        """The week of its last hour."""
        return max(self.weeks)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step that can be taken in a quarter: the competency is then ready to be looked at.

    `in_focus`: the competency is one of the quarter's subjects. `twice`: two activities lead there.
    `because`: why it is in: named by the person, asked by the present job, by the wanted role, or
    because something else waits for it.
    """

    competency: str
    level: int
    in_focus: bool
    twice: bool
    because: Because


@dataclass(frozen=True, slots=True)
class Asking:
    """In this week the person asks somebody for their time or their yes."""

    person: str
    week: int


@dataclass(frozen=True, slots=True)
class PlannedQuarter:
    """A quarter of the plan, weeks `weeks[0]` to `weeks[1]` (inclusive).

    `room`: hours that may be planned. `exact` False: part of the outlook, which has subjects and
    steps but neither weeks nor activities. An activity stands in the quarter where it ends.
    """

    weeks: tuple[int, int]
    review_week: int | None
    room: float
    exact: bool
    focus: tuple[str, ...]
    steps: tuple[PlannedStep, ...]
    activities: tuple[PlannedActivity, ...] = ()
    asks: tuple[Asking, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """How far one wish is met in the first two quarters.

    `bound`: no plan can do better, None where nothing is known. `proved`: value and bound meet.
    """

    wish: WishName
    value: float
    bound: float | None
    proved: bool


@dataclass(frozen=True, slots=True)
class Keep:
    """What a plan shall hold of an earlier plan's first quarter, as far as it fits.

    `ends`: activity id → number of the quarter in which it ended. `subjects`: ids of competencies.
    `may_begin`: ids of the activities that may begin in the first quarter besides what is pinned
    (None: all, with new subjects too); others do only where a subject would be lost.
    `named_first`: the named subject comes before all of that.
    """

    ends: Mapping[str, int]
    subjects: tuple[str, ...]
    may_begin: tuple[str, ...] | None = ()
    named_first: bool = False


@dataclass(frozen=True)
class Plan:
    """A checked plan.

    `quarters`: the first two are exact, the rest is the outlook. `wishes`: of the first two
    quarters, in order. `hours`: effort of the exact part. `optimal`: every wish is proved.
    `not_planned`: competency id → why nothing is planned in it. `message`: a sentence where
    nothing is planned at all, else "". `outdone`: it keeps an earlier plan's first quarter, and one
    from nothing does better by some wish.
    """

    model_id: str
    model_version: str
    held: str
    role: str
    request: PlanRequest
    quarters: tuple[PlannedQuarter, ...]
    wishes: tuple[Wish, ...]
    hours: float
    optimal: bool
    not_planned: Mapping[str, str]
    message: str = ""
    outdone: bool = False

    @cached_property
    def activities(self) -> tuple[PlannedActivity, ...]:
        """All planned activities, by quarter."""
        return tuple(item for quarter in self.quarters for item in quarter.activities)

    @cached_property
    def steps(self) -> tuple[PlannedStep, ...]:
        """All steps of the exact quarters."""
        return tuple(step for quarter in self.exact for step in quarter.steps)

    @property
    def exact(self) -> tuple[PlannedQuarter, ...]:
        """The quarters that are planned in weeks."""
        return tuple(quarter for quarter in self.quarters if quarter.exact)

    @property
    def outlook(self) -> tuple[PlannedQuarter, ...]:
        """The quarters of which only subjects and steps are known."""
        return tuple(quarter for quarter in self.quarters if not quarter.exact)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the planned activities, by quarter."""
        return tuple(item.id for item in self.activities)

    @property
    def start(self) -> date:
        """The first day of week 1."""
        assert self.request.start is not None
        return self.request.start

    @property
    def hours_per_week(self) -> float:
        """The hours a week that were asked for."""
        assert self.request.hours_per_week is not None
        return self.request.hours_per_week

    @property
    def number_of_weeks(self) -> int:
        """How many weeks the plan covers."""
        assert self.request.weeks is not None
        return self.request.weeks

    @property
    def last_week(self) -> int:
        """The last week with work in it; 0 where nothing is planned."""
        return max((item.last_week for item in self.activities), default=0)

    @property
    def off(self) -> frozenset[int]:
        """The weeks (from 1) without hours: those that contain a day of `weeks_off`."""
        found = ((day - self.start).days // 7 + 1 for day in self.request.weeks_off)
        return frozenset(week for week in found if 1 <= week <= self.number_of_weeks)

    def week_of(self, week: int) -> date:
        """The first day of week 1, 2, …"""
        return self.start + timedelta(weeks=week - 1)

    def last_day_of(self, week: int) -> date:
        """The last day of week 1, 2, …"""
        return self.week_of(week) + timedelta(days=6)

    def runs(self, today: date) -> bool:
        """Whether a day lies in the first quarter."""
        first = self.quarters[:1]
        return any(self.start <= today <= self.last_day_of(item.weeks[1]) for item in first)

    def without_words(self) -> Plan:
        """The same plan without the person's own words for others."""
        words = self.request.people.values()
        bare = {key: without_words(why, words) for key, why in self.not_planned.items()}
        return replace(self, request=self.request.without_words(), not_planned=bare)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per activity and week with work in it, by week.

        Columns: week (int from 1), date (first day of the week), activity (id), hours.
        """
        import pandas as pd

        rows = [
            (week, pd.Timestamp(self.week_of(week)), item.id, hours)
            for item in self.activities
            for week, hours in item.weeks.items()
        ]
        found = frame(["week", "date", "activity", "hours"], rows)
        return found.sort_values(["week"], kind="stable", ignore_index=True)

    def _repr_html_(self) -> str:
        return table(self.message or f"{self._counted()}.", self.to_frame())

    def _counted(self) -> str:
        if not self.activities:
            return "nothing planned"
        count, end = len(self.activities), self.last_day_of(self.last_week)
        noun = "activity" if count == 1 else "activities"
        return f"{count} {noun}, {self.hours:g} h, {self.start} to {end}"

    def __repr__(self) -> str:
        return f"<Plan: {self._counted()}>"


@dataclass(frozen=True, slots=True)
class OldActivity:
    """One activity of an old plan. `weeks`: week number → hours. `because`: why it was in."""

    id: str
    hours: float
    weeks: Mapping[int, float]
    because: str


@dataclass(frozen=True, slots=True)
class OldPlan:
    """A plan of schema_version 1.

    Its ids may be gone from today's model. `data`: the whole of its JSON, which is written again
    as it was read.
    """

    model_id: str
    model_version: str
    role: str
    hours_per_week: float
    weeks: int
    start: date
    hours: float
    activities: tuple[OldActivity, ...]
    not_planned: Mapping[str, str]
    message: str
    data: Mapping[str, Any]

    def week_of(self, week: int) -> date:
        """The first day of week 1, 2, …"""
        return self.start + timedelta(weeks=week - 1)

    def last_day_of(self, week: int) -> date:
        """The last day of week 1, 2, …"""
        return self.week_of(week) + timedelta(days=6)

    def without_words(self) -> OldPlan:
        """The same plan: there is no text of the person in it."""
        return self
