"""The shape of a request: `settings` in an answers file, `request` in a plan file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from assess.formats.shapes import Day, Name, Number, Shape
from assess.plan_request import PlanRequest, Reserve
from assess.planning.request import MOST_WEEKS


class RequestShape(Shape):
    """Wishes for a plan. What isn't there wasn't said."""

    hours_per_week: Number | None = None
    weeks: Annotated[int, Field(ge=0, le=MOST_WEEKS)] | None = Field(
        None, description="Whole weeks from the start on."
    )
    start: Day | None = Field(None, description="The first day of week 1.")
    reserve: Reserve | None = Field(None, description="How much of the hours other work eats.")
    lead: Name | None = Field(None, description="Id of the competency that comes first.")
    situation: dict[Name, Name] = Field({}, description="Question id to the answer's id.")
    people: dict[Name, Name] = Field({}, description="Person id to the own word for them.")
    within_reach: list[Name] | None = Field(
        None, description="Ids of who can be asked; absent: by the situation's answers."
    )
    focus: dict[Name, Number] = Field(
        {}, description="Id of a competency or an area to the factor on its weight."
    )
    pinned: list[Name] = Field([], description="Ids of activities that must be in.")
    excluded: list[Name] = Field([], description="Ids of activities that must not be in.")
    weeks_off: list[Day] = Field([], description="A week with one of these days has no hours.")
    showing: Name = Field("", description="Before whom results are shown.")

    def record(self) -> PlanRequest:
        """The request; ids that are named twice are kept once."""
        reach = self.within_reach
        return PlanRequest(
            hours_per_week=self.hours_per_week,
            weeks=self.weeks,
            start=self.start,
            reserve=self.reserve,
            lead=self.lead,
            situation=self.situation,
            people=self.people,
            within_reach=None if reach is None else tuple(dict.fromkeys(reach)),
            focus=self.focus,
            pinned=tuple(dict.fromkeys(self.pinned)),
            excluded=tuple(dict.fromkeys(self.excluded)),
            weeks_off=tuple(self.weeks_off),
            showing=self.showing,
        )
