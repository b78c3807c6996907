"""The shape of a plan file of schema_version 1, which is read for ever and never written anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from assess.domain.model_parts import Kind
from assess.domain.suggest import short
from assess.errors import PlanError
from assess.formats.plan.shape import ModelRow
from assess.formats.shapes import Day, LevelNumber, Name, Number, Shape, Text, WeekKey
from assess.planning.plan import OldActivity, OldLevel, OldPlan
from assess.planning.request import MOST_WEEKS


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
        if settings.start > date.max - timedelta(weeks=settings.weeks):
            raise PlanError("settings.start: the weeks go past the end of the calendar.")
        seen: set[str] = set()
        for item in self.activities:
            if item.id in seen:
                raise PlanError(f"activities: '{short(item.id)}' is planned twice; keep one.")
            seen.add(item.id)
            if max(item.weeks) > settings.weeks:
                raise PlanError(f"activities: '{short(item.id)}' ends after week {settings.weeks}.")
        return OldPlan(
            model_id=self.model.id,
            model_version=self.model.version,
            role=self.role,
            hours_per_week=settings.hours_per_week,
            weeks=settings.weeks,
            start=settings.start,
            hours=self.hours,
            activities=tuple(
                OldActivity(item.id, item.hours, dict(sorted(item.weeks.items())), item.because)
                for item in self.activities
            ),
            levels={
                key: OldLevel(row.start, row.end, row.target) for key, row in self.levels.items()
            },
            not_planned=self.not_planned,
            message=self.message,
            data=data,
        )
