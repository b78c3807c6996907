"""The shape of a request: `settings` in an answers file, `request` in a plan file."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from assess.domain.plan_request import PlanRequest, Reserve
from assess.domain.progress.effort import LEAST_FACTOR, MOST_FACTOR
from assess.domain.progress.routine import (
    LEAST_MINUTES,
    MOST_MINUTES,
    ROUTINE_LIMIT,
    Routine,
    is_time,
)
from assess.domain.suggest import short
from assess.formats.sentences import wrong
from assess.formats.shapes import Clean, Day, Many, Name, Names, Number, Of, Shape
from assess.planning.request import MOST_WEEKS


def _time(text: str) -> str:
    if text and not is_time(text):
        raise wrong(f"'{short(text)}' is no time of day; write it as 09:30")
    return text


Line = Annotated[str, StringConstraints(max_length=ROUTINE_LIMIT), Clean]


class RoutineShape(Shape):
    """When the person works on the plan, and what they do if something gets in the way."""

    weekday: Annotated[int, Field(ge=1, le=7)] | None = Field(None, description="1 is Monday.")
    time: Annotated[str, AfterValidator(_time)] = Field("", description="Its beginning: 09:30.")
    minutes: Annotated[int, Field(ge=LEAST_MINUTES, le=MOST_MINUTES)] | None = Field(
        None, description="Of one block; absent: as long as the week's hours."
    )
    when: Line = Field("", description="What it follows on, in the person's words.")
    obstacle: Line = Field("", description="What may get in the way.")
    then: Line = Field("", description="What the person does in that case.")


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
    within_reach: Names | None = Field(
        None, description="Ids of who can be asked; absent: by the situation's answers."
    )
    focus: dict[Name, Number] = Field(
        {}, description="Id of a competency or an area to the factor on its weight."
    )
    pinned: Names = Field((), description="Ids of activities that must be in.")
    excluded: Names = Field((), description="Ids of activities that must not be in.")
    weeks_off: Many[Day] = Field((), description="A week with one of these days has no hours.")
    showing: Name = Field("", description="Before whom results are shown.")
    hours_factor: Annotated[float, Field(ge=LEAST_FACTOR, le=MOST_FACTOR)] | None = Field(
        None, description="How many times the estimates activities take; absent: learned."
    )
    routine: Annotated[Routine, Of(RoutineShape)] | None = Field(
        None, description="When the person works on the plan; plans don't depend on it."
    )


Request = Annotated[PlanRequest, Of(RequestShape)]
