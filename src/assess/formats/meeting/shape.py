"""The shape of a coaching meeting's file; its ids and levels are compared with the model."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from assess.clock import day_of
from assess.domain.answers import Assessment
from assess.domain.review.meeting import (
    AGREED,
    COACH,
    PAST_LIMIT,
    PLANS_LIMIT,
    TEXT_LIMIT,
    CoachingMeeting,
    Commitment,
    Goal,
    Kept,
    Owner,
    Past,
    begin,
)
from assess.errors import AnswersError
from assess.formats.answers import assessment_from_json
from assess.formats.answers.shape import Levels, PlanOfModel
from assess.formats.sentences import wrong
from assess.formats.shapes import (
    Clean,
    Day,
    Level,
    Many,
    Name,
    Names,
    Of,
    Reading,
    Shape,
    at_most,
    known,
)

ENTRIES = "holds {number} entries, at most {limit} are kept"
Note = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), Clean]


class GoalRow(Shape):
    """A competency to raise, and by when."""

    competency_id: Annotated[Name, known("competency")] = Field(alias="competency")
    start: Level = Field(alias="from")
    to: Level
    by: Day | None = None
    why: Note = ""
    first_step: Note = ""
    kept: Kept = "open"

    @model_validator(mode="after")
    def _upwards(self) -> Self:
        if self.to <= self.start:
            raise wrong("must be above the level it starts from", "to")
        return self


class CommitmentRow(Shape):
    """What somebody promised."""

    text: Note
    owner: Owner
    by: Day | None = None
    kept: Kept = "open"


GoalRecord = Annotated[Goal, Of(GoalRow)]
CommitmentRecord = Annotated[Commitment, Of(CommitmentRow)]


def _in_the_model(value: Any, info: ValidationInfo[Reading]) -> Any:
    # a competency that a newer model gave up has no axis to be drawn on
    known_here = info.context.model.has_competency
    if isinstance(value, dict):
        return {key: level for key, level in value.items() if known_here(key)}
    if isinstance(value, list):
        return [key for key in value if not isinstance(key, str) or known_here(key)]
    return value


class PastRow(Shape):
    """An earlier meeting in short."""

    held: Day
    levels: Annotated[Levels, BeforeValidator(_in_the_model)]
    not_applicable: Annotated[Names, BeforeValidator(_in_the_model)] = ()
    goals: Many[GoalRecord] = ()
    commitments: Many[CommitmentRecord] = ()
    plan: PlanOfModel | None = None


def _one_of_both(past: Past) -> Past:
    away = tuple(key for key in past.not_applicable if key not in past.levels)
    return replace(past, not_applicable=away)


def _assessment(value: Any, info: ValidationInfo[Reading]) -> Assessment:
    try:
        return assessment_from_json(value, info.context.model)
    except AnswersError as error:
        raise wrong(str(error)) from None


AssessmentRecord = Annotated[Any, BeforeValidator(_assessment)]


def _one_to_three(value: Any) -> Any:
    if isinstance(value, list) and not 1 <= len(value) <= 3:
        raise wrong("must be the person's, the coach's and the agreed ratings")
    return value


class MeetingFile(Shape):
    """A coaching meeting: three assessments, and what came of them."""

    schema_version: int
    kind: Literal["session"]
    held: Day | None = None
    revealed: bool | None = None
    assessments: Annotated[Many[AssessmentRecord], BeforeValidator(_one_to_three)]
    goals: Many[GoalRecord] = ()
    commitments: Many[CommitmentRecord] = ()
    plans: Annotated[Many[PlanOfModel], at_most(PLANS_LIMIT, ENTRIES)] = ()
    past: Annotated[
        Many[Annotated[Past, Of(PastRow), AfterValidator(_one_of_both)]],
        at_most(PAST_LIMIT, ENTRIES),
    ] = ()

    def record(self) -> CoachingMeeting:
        """The meeting. AnswersError where its day is missing, ReviewError for too many goals."""
        own = self.assessments[0]
        coach, agreed = (*self.assessments[1:], None, None)[:2]
        held = self.held
        if held is None and own.updated is not None:
            held = day_of(own.updated)
        if held is None:
            raise AnswersError("held: the day of the session is missing; add it as 2026-11-30.")
        first = begin(own, held=held)
        return (
            replace(
                first,
                coach=replace(coach or first.coach, rater=COACH),
                agreed=replace(agreed or first.agreed, rater=AGREED),
                revealed=agreed is not None if self.revealed is None else self.revealed,
                plans=tuple(plan for plan in self.plans if plan),
                past=self.past,
            )
            .with_goals(self.goals)
            .with_commitments(self.commitments)
        )
