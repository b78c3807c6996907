"""The shapes of plan files: version 2, and version 1, which is read for ever and not written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from assess.domain.model_parts import Kind
from assess.domain.plan_request import PlanRequest, in_calendar
from assess.errors import PlanError
from assess.formats.shapes import (
    Day,
    LevelNumber,
    Many,
    Name,
    Number,
    Of,
    Pair,
    RequestShape,
    Shape,
    Text,
    WeekKey,
    values_for,
)
from assess.planning.plan import (
    Asking,
    Because,
    OldActivity,
    OldPlan,
    Plan,
    PlannedActivity,
    PlannedQuarter,
    PlannedStep,
    Wish,
    WishName,
)
from assess.planning.request import MOST_WEEKS
from assess.text import short

Week = Annotated[int, Field(ge=1, le=MOST_WEEKS)]
Weeks = Annotated[dict[WeekKey, Number], AfterValidator(lambda weeks: dict(sorted(weeks.items())))]
State = Annotated[Literal["in_progress"] | None, AfterValidator(lambda state: state or "planned")]


class MadeRequest(RequestShape):
    """The wishes that the plan was made from, with the defaults that they were given."""

    hours_per_week: Number
    weeks: Week
    start: Day = Field(description="The first day of week 1.")


class ModelRow(Shape):
    """The model that the plan was made with."""

    id: Name
    version: Name


class ActivityRow(Shape):
    """A planned activity; it stands in the quarter where it ends."""

    id: Name
    hours: Number = Field(description="Effort; of one under way: what is left.")
    weeks: Weeks = Field(min_length=1, description="Week, from 1, to its hours.")
    quarters: Pair = Field(description="The numbers of its first and its last quarter.")
    asks: Many[Name] = Field(description="Ids of people to ask before it begins.")
    state: State = Field(None, description="Begun before the plan.")


class StepRow(Shape):
    """A step of a competency that can be taken in a quarter."""

    competency: Name
    level: LevelNumber
    in_focus: bool = Field(description="The competency is one of the quarter's subjects.")
    twice: bool = Field(description="Two activities lead there.")
    because: Because


class AskRow(Shape):
    """In this week the person asks somebody."""

    person: Name
    week: Week


class QuarterRow(Shape):
    """A quarter; one of the outlook (not exact) has no activities and nobody to ask."""

    weeks: Pair = Field(description="Its first and its last week.")
    review_week: Week | None = Field(description="The week to look back in; null: too short.")
    room: Number = Field(description="Hours that may be planned.")
    exact: bool
    focus: Many[Name] = Field(description="Ids of the competencies that are its subjects.")
    steps: Many[Annotated[PlannedStep, Of(StepRow)]]
    activities: Many[Annotated[PlannedActivity, Of(ActivityRow)]] = Field(
        (), description="In order of time."
    )
    asks: Many[Annotated[Asking, Of(AskRow)]] = Field((), description="Each person once.")


class WishRow(Shape):
    """How far one wish is met in the exact quarters."""

    wish: WishName
    value: Number
    bound: Number | None = Field(description="No plan does better; null: nothing is known.")
    proved: bool


class PlanFile(Shape, defer_build=False, title="A learning plan"):
    """What `assess plan --json` prints; docs/planning.md says what it means."""

    schema_version: Literal[2]
    kind: Literal["plan"]
    model: ModelRow
    held: Name = Field(description="Id of the role held.")
    role: Name = Field(description="Id of the role that the plan leads towards.")
    request: Annotated[PlanRequest, Of(MadeRequest)]
    quarters: Many[Annotated[PlannedQuarter, Of(QuarterRow)]] = Field(
        description="At most two exact ones, then the outlook."
    )
    wishes: Many[Annotated[Wish, Of(WishRow)]] = Field(
        description="In order; a wish that doesn't apply is absent."
    )
    hours: Number = Field(description="Effort of the exact quarters.")
    optimal: bool = Field(description="Every wish is proved.")
    not_planned: dict[Name, Text] = Field(
        description="Competency id to why nothing is planned in it."
    )
    message: Text = Field("", description="Why there is nothing to plan.")
    outdone: bool = Field(
        False,
        description="It keeps an earlier plan's first quarter; one from nothing would do better.",
    )

    def record(self) -> Plan:
        """The plan, whose parts may still contradict each other."""
        values = values_for(Plan, self)
        return Plan(model_id=self.model.id, model_version=self.model.version, **values)


def sound(plan: Plan) -> Plan:
    """The plan, if its weeks and quarters fit each other; PlanError where they don't."""
    if not in_calendar(plan.start, plan.number_of_weeks):
        raise PlanError("request.start: the weeks go past an end of the calendar.")
    after = 1
    for place, quarter in enumerate(plan.quarters):
        where = f"quarters[{place}]"
        first, last = quarter.weeks
        if first != after or not first <= last <= plan.number_of_weeks:
            raise PlanError(
                f"{where}.weeks: must run from week {after} to a week up to "
                f"{plan.number_of_weeks}, not from {first} to {last}."
            )
        after = last + 1
        if quarter.exact and place and not plan.quarters[place - 1].exact:
            raise PlanError(f"{where}.exact: no exact quarter can follow one of the outlook.")
        if not quarter.exact and (quarter.activities or quarter.asks):
            raise PlanError(f"{where}: a quarter of the outlook can't hold activities or asks.")
        if quarter.review_week is not None and not first <= quarter.review_week <= last:
            raise PlanError(f"{where}.review_week: isn't one of the quarter's weeks.")
        for number, ask in enumerate(quarter.asks):
            if not first <= ask.week <= last:
                raise PlanError(f"{where}.asks[{number}].week: isn't one of the quarter's weeks.")
    _check_activities(plan)
    return plan


def _check_activities(plan: Plan) -> None:
    seen: set[str] = set()
    for place, quarter in enumerate(plan.quarters):
        for number, item in enumerate(quarter.activities):
            where = f"quarters[{place}].activities[{number}]"
            if item.id in seen:
                raise PlanError(f"{where}.id: '{short(item.id)}' is planned twice; keep one.")
            seen.add(item.id)
            begins, ends = item.quarters
            if not begins <= ends == place + 1:
                raise PlanError(
                    f"{where}.quarters: must end with {place + 1}, the quarter that it stands in."
                )
            first = plan.quarters[begins - 1].weeks[0]
            if item.first_week < first or item.last_week > quarter.weeks[1]:
                raise PlanError(f"{where}.weeks: go beyond weeks {first} to {quarter.weeks[1]}.")


class OldSettings(Shape):
    """What it was made from."""

    hours_per_week: Number
    weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS)]
    start: Day
    focus: dict[Name, Number] = Field({})
    excluded: list[Name] = Field([])
    pinned: list[Name] = Field([])
    weeks_off: list[Day] = Field([])


class OldActivityRow(Shape):
    """An activity in it."""

    id: Name
    hours: Number
    kind: Kind
    weeks: dict[WeekKey, Number] = Field(min_length=1)
    raises: dict[Name, LevelNumber]
    because: Text = ""
    without: Text | None = None
    state: Literal["planned", "in_progress"] = "planned"


class OldLevelRow(Shape):
    """A competency's level at the start, at the end, and the role's."""

    start: LevelNumber = Field(alias="from")
    end: LevelNumber = Field(alias="to")
    target: LevelNumber


class OldPlanFile(Shape):
    """The file."""

    schema_version: Literal[1]
    kind: Literal["plan"]
    model: ModelRow
    role: Name
    settings: OldSettings
    value: Number
    bound: Number
    gap: Number
    optimal: bool
    hours: Number
    activities: list[OldActivityRow]
    levels: dict[Name, OldLevelRow]
    not_planned: dict[Name, Text]
    message: Text = ""

    def record(self, data: Mapping[str, Any]) -> OldPlan:
        """The plan, with the JSON that it was read from. PlanError where its weeks don't fit."""
        settings = self.settings
        if not in_calendar(settings.start, settings.weeks):
            raise PlanError("settings.start: the weeks go past an end of the calendar.")
        seen: set[str] = set()
        for item in self.activities:
            if item.id in seen:
                raise PlanError(f"activities: '{short(item.id)}' is planned twice; keep one.")
            seen.add(item.id)
            if max(item.weeks) > settings.weeks:
                raise PlanError(f"activities: '{short(item.id)}' ends after week {settings.weeks}.")
        activities = tuple(
            OldActivity(item.id, item.hours, dict(sorted(item.weeks.items())), item.because)
            for item in self.activities
        )
        return OldPlan(
            model_id=self.model.id,
            model_version=self.model.version,
            hours_per_week=settings.hours_per_week,
            weeks=settings.weeks,
            start=settings.start,
            data=data,
            **(values_for(OldPlan, self) | {"activities": activities}),
        )
