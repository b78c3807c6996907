"""The shape of what an answers file says of a plan's progress: activities, measures, check-ins."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from assess.domain.answers import EVIDENCE_LIMIT
from assess.domain.progress import (
    MEASURE_LIMIT,
    MOST_HOURS,
    MOST_HOURS_SPENT,
    MOST_STEPS,
    WORDS_LIMIT,
    ActivityState,
    Obstacle,
    Size,
    Verdict,
)
from assess.formats.sentences import LARGEST, wrong
from assess.formats.shapes import Clean, Day, Many, Names, Shape, at_most, known

Evidence = Annotated[str, StringConstraints(max_length=EVIDENCE_LIMIT), Clean]
Words = Annotated[str, StringConstraints(max_length=WORDS_LIMIT), Clean]
Figure = Annotated[str, StringConstraints(max_length=MEASURE_LIMIT), Clean]


def _quarters(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    hours = check(value)
    if hours <= 0 or not (hours * 4).is_integer():
        raise wrong("must be quarter hours above 0, such as 1.5")
    return value  # 1 is written as 1 again, and 1.0 as 1.0


def _each_once(ticks: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(ticks)))


Places = Annotated[
    Many[Annotated[int, Field(ge=0, lt=MOST_STEPS)]],
    at_most(MOST_STEPS, "there are {number} ticks; an activity has at most {limit} steps"),
    AfterValidator(_each_once),
]


class ProgressRow(Shape):
    """How far one activity got."""

    state: ActivityState
    date: Day | None = None
    evidence: Evidence = ""
    hours_left: (
        Annotated[float, Field(le=LARGEST, description="In quarters."), WrapValidator(_quarters)]
        | None
    ) = None
    hours_spent: (
        Annotated[float, Field(ge=0, le=MOST_HOURS_SPENT, description="Really taken so far.")]
        | None
    ) = None
    ticks: Places = Field((), description="The steps that are done, counted from 0.")
    partly: Places = Field((), description="The steps that are begun.")
    touched: Day | None = Field(None, description="When a step was last ticked.")

    @model_validator(mode="after")
    def _under_way(self) -> Self:
        if self.hours_left is not None and self.state != "in_progress":
            said = "only an activity in_progress has hours left; take it out"
            raise wrong(said, "hours_left")
        return self


class MeasureRow(Shape):
    """What is counted for one activity."""

    today: Figure = ""
    wanted: Figure = ""
    reached: Figure = Field("", description="How it stands at the quarter's end.")


class CheckInRow(Shape):
    """How one week of a plan went."""

    day: Day
    done: bool = Field(False, description="Whether anything was done.")
    hours: Annotated[float, Field(ge=0, le=MOST_HOURS)] | None = None
    on: Annotated[Names, known("activity", list)] = Field(
        (), description="Ids of the activities that the hours went into."
    )
    obstacle: Obstacle = Field("", description="What got in the way.")
    words: Words = ""
    verdict: Verdict = Field("", description="What becomes of the plan.")
    size: Size = Field("", description="What was answered where fewer hours were proposed.")
    ticks: (
        Annotated[Many[Annotated[int, Field(ge=0, le=9999)]], Field(min_length=2, max_length=2)]
        | None
    ) = Field(None, description="Tick boxes of the quarter that are ticked, and all.")
    later: Annotated[
        Many[Annotated[str, StringConstraints(max_length=220), Clean]],
        at_most(MOST_STEPS, "there are {number} steps put off; {limit} are allowed"),
    ] = Field((), description="Steps put off that week: activity/number from 0.")
    worked: Words = ""
    shown: Words = ""
