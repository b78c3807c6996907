"""The shape of an answers file, and of what a meeting's file has in common with it.

Its ids and levels are compared with the model while it is read (`Reading`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from assess.domain import progress as p
from assess.domain.answers import (
    EVIDENCE_LIMIT,
    HISTORY_LIMIT,
    MOST_PLANS,
    Answer,
    Assessment,
    Hindsight,
    KeptPlan,
    Round,
    Snapshot,
)
from assess.domain.plan_request import PlanRequest
from assess.domain.rating import LIMITS, MOST_ENTRIES, Entry, is_link, too_much
from assess.domain.situation import can_be_asked
from assess.errors import PlanError
from assess.formats.answers import carry_level, carry_over, is_newer, is_older, parts
from assess.formats.plan import OldPlan, plan_from_json, plan_to_json
from assess.formats.request import fitted, unknown_in
from assess.formats.sentences import LARGEST, wrong
from assess.formats.shapes import (
    Clean,
    Day,
    DayKey,
    Level,
    Many,
    Moment,
    Name,
    Names,
    Of,
    Reading,
    Request,
    Shape,
    UtcMoment,
    at_most,
    known,
    only,
)
from assess.planning.plan import Plan
from assess.text import short

Role = Annotated[Name, known("role")]
Levels = dict[Name, Level]
Competencies = Annotated[Names, known("competency", list)]
Evidence = Annotated[str, StringConstraints(max_length=EVIDENCE_LIMIT), Clean]
Words = Annotated[str, StringConstraints(max_length=p.WORDS_LIMIT), Clean]
Figure = Annotated[str, StringConstraints(max_length=p.MEASURE_LIMIT), Clean]


class ModelRow(Shape):
    """The model that the answers were given for."""

    id: Name
    version: Name | None = None


def _of_this_model(row: ModelRow, info: ValidationInfo[Reading]) -> ModelRow:
    model = info.context.model
    if row.id != model.id:
        raise wrong(
            f"the file belongs to the model '{short(row.id)}', this is '{model.id}'; open it with "
            "its own model",
            "id",
        )
    if row.version is not None and not parts(row.version):
        raise wrong(f"'{short(row.version)}' is no version; write it as 1.0.0", "version")
    if is_newer(row.version, model):
        raise wrong(
            f"the file was made with version {row.version} of the model, this is {model.version}; "
            "open it with the newer model",
            "version",
        )
    return row


ModelOfFile = Annotated[ModelRow, AfterValidator(_of_this_model)]


class RolesRow(Shape):
    """The role held and the role wanted."""

    held: Role = Field(alias="from")
    wanted: Role = Field(alias="to")


IS_LINK = only(
    lambda text: not text or is_link(text), "'{}' is no link; write it as https://example.org/page"
)


class EntryRow(Shape):
    """One entry of a log: what was done, and what else is said of it."""

    text: Annotated[Evidence, only(str.strip, "is empty; say what was done, or take the entry out")]
    situation: Annotated[str, StringConstraints(max_length=LIMITS["situation"]), Clean] = ""
    part: Annotated[str, StringConstraints(max_length=LIMITS["part"]), Clean] = ""
    whom: Annotated[str, StringConstraints(max_length=LIMITS["whom"]), Clean] = ""
    outcome: Annotated[str, StringConstraints(max_length=LIMITS["outcome"]), Clean] = ""
    number: Annotated[str, StringConstraints(max_length=LIMITS["number"]), Clean] = ""
    date: Day | None = None
    link: Annotated[str, StringConstraints(max_length=LIMITS["link"]), Clean, IS_LINK] = ""
    witness: Annotated[str, StringConstraints(max_length=LIMITS["witness"]), Clean] = ""


def _bounded(log: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if much := too_much(log):
        raise wrong(f"{much}; shorten it")
    return log


Log = Annotated[
    Many[Annotated[Entry, Of(EntryRow)]],
    AfterValidator(_bounded),
    at_most(MOST_ENTRIES, "holds {number} entries, at most {limit} are kept; shorten it"),
]


class AnswerRow(Shape):
    """The answer to one competency; without a level it is unrated, or doesn't apply."""

    level: Level | None = None
    not_applicable: bool = False
    evidence: Annotated[Evidence, Field(description="The text of the log's first entry.")] = ""
    updated: Moment | None = None
    quick: Annotated[
        bool, Field(description="From the quick pass, not confirmed against the anchors yet.")
    ] = False
    log: Log = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.not_applicable and self.level is not None:
            raise wrong("has a level and is not applicable; keep one of the two")
        if self.quick and self.level is None:
            raise wrong("only a level can be quick; take it out", "quick")
        if self.log and self.log[0].text != self.evidence:
            raise wrong("must be the text in 'evidence'; make both the same", "log", 0, "text")
        return self


class SnapshotRow(Shape):
    """The ratings of an earlier time."""

    at: UtcMoment
    levels: Annotated[Levels, known("competency", dict)]
    not_applicable: Competencies = ()
    quick: Competencies = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        for key in self.not_applicable:
            if key in self.levels:
                raise wrong(f"'{short(key)}' has a level and is not applicable; keep one")
        for key in self.quick:
            if key not in self.levels:
                raise wrong(f"'{short(key)}' is quick and has no level; take it out", "quick")
        return self


def _todays_ids(snapshot: Snapshot, info: ValidationInfo[Reading]) -> Snapshot:
    renamed = info.context.renamed
    levels, away = carry_level(snapshot.levels, snapshot.not_applicable, renamed)
    quick = tuple(dict.fromkeys(renamed.get(key, key) for key in snapshot.quick))
    return replace(snapshot, levels=levels, not_applicable=away, quick=quick)


def _oldest_first(history: tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    for place in range(1, len(history)):
        if history[place].at <= history[place - 1].at:
            raise wrong("isn't later than the one before; put the oldest first", place, "at")
    return history


History = Annotated[
    Many[Annotated[Snapshot, Of(SnapshotRow), AfterValidator(_todays_ids)]],
    AfterValidator(_oldest_first),
    at_most(
        HISTORY_LIMIT,
        "holds {number} earlier states, at most {limit} are allowed; take the oldest out",
    ),
]


def _plan(value: Any, info: ValidationInfo[Reading]) -> Plan | OldPlan | None:
    model = info.context.model
    try:
        plan = plan_from_json(value)
    except PlanError as error:
        raise wrong(str(error)) from None
    if plan.model_id != model.id:
        raise wrong("the plan belongs to another model; take it out", "model", "id")
    # an old plan is only shown, as it was: whatever it names
    unknown = "" if isinstance(plan, OldPlan) else unknown_in(plan, model)
    if unknown and plan.model_version == model.version:
        raise wrong(f"the model has no {unknown}; take the plan out")
    return None if unknown else plan


PlanOfModel = Annotated[Any, BeforeValidator(_plan)]
"""A plan; None where it was made with another version of the model and names what is gone."""


class KeptPlanRow(Shape):
    """A plan, and when it was made."""

    made: Moment
    plan: PlanOfModel


def _quarters(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    hours = check(value)
    if hours <= 0 or not (hours * 4).is_integer():
        raise wrong("must be quarter hours above 0, such as 1.5")
    return value  # 1 is written as 1 again, and 1.0 as 1.0


Places = Annotated[
    Many[Annotated[int, Field(ge=0, lt=p.MOST_STEPS)]],
    at_most(p.MOST_STEPS, "there are {number} ticks; an activity has at most {limit} steps"),
    AfterValidator(lambda ticks: tuple(sorted(set(ticks)))),
]


class ProgressRow(Shape):
    """How far one activity got."""

    state: p.ActivityState
    date: Day | None = None
    evidence: Evidence = ""
    hours_left: (
        Annotated[float, Field(le=LARGEST, description="In quarters."), WrapValidator(_quarters)]
        | None
    ) = None
    hours_spent: (
        Annotated[float, Field(ge=0, le=p.MOST_HOURS_SPENT, description="Really taken so far.")]
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
    hours: Annotated[float, Field(ge=0, le=p.MOST_HOURS)] | None = None
    on: Annotated[Names, known("activity", list)] = Field(
        (), description="Ids of the activities that the hours went into."
    )
    obstacle: p.Obstacle = Field("", description="What got in the way.")
    words: Words = ""
    verdict: p.Verdict = Field("", description="What becomes of the plan.")
    size: p.Size = Field("", description="What was answered where fewer hours were proposed.")
    ticks: (
        Annotated[Many[Annotated[int, Field(ge=0, le=9999)]], Field(min_length=2, max_length=2)]
        | None
    ) = Field(None, description="Tick boxes of the quarter that are ticked, and all.")
    later: Annotated[
        Many[Annotated[str, StringConstraints(max_length=220), Clean]],
        at_most(p.MOST_STEPS, "there are {number} steps put off; {limit} are allowed"),
    ] = Field((), description="Steps put off that week: activity/number from 0.")
    worked: Words = ""
    shown: Words = ""


AnswersById = Annotated[
    dict[Name, Annotated[Answer, Of(AnswerRow)]],
    known("competency", dict, "it can't be carried over."),
]
ProgressById = Annotated[
    dict[Name, Annotated[p.Progress, Of(ProgressRow)]], known("activity", dict)
]
MeasuresById = Annotated[dict[Name, Annotated[p.Measure, Of(MeasureRow)]], known("activity", dict)]


class RoundRow(Shape):
    """A round of new ratings that is under way; `earlier`: the answers from before it."""

    begun: UtcMoment
    earlier: AnswersById


class HindsightRow(Shape):
    """How somebody saw an earlier state at a later time."""

    at: UtcMoment
    levels: Annotated[Levels, known("competency", dict)]


class AnswersFile(Shape, defer_build=False, title="A self-assessment"):
    """One rater's answers about one person."""

    schema_version: int
    kind: str = "assessment"
    id: Name | None = None
    revision: Annotated[int, Field(ge=0, le=2**53)] = 0
    model: ModelOfFile
    person: Name | None = None
    rater: Name | None = None
    updated: Moment | None = None
    roles: RolesRow | None = None
    answers: AnswersById
    settings: Request = Field(default_factory=PlanRequest)
    progress: ProgressById = Field({})
    measures: MeasuresById = Field({})
    confirm: Competencies = ()
    history: History = ()
    plans: Annotated[
        Many[KeptPlanRow],
        at_most(MOST_PLANS, "holds {number} plans, at most {limit} are kept; delete the oldest"),
    ] = ()
    round: Annotated[Round, Of(RoundRow)] | None = None
    hindsight: dict[UtcMoment, Annotated[Hindsight, Of(HindsightRow)]] = Field(
        {}, description="By the moment of an earlier state."
    )
    check_ins: Annotated[
        dict[DayKey, Annotated[p.CheckIn, Of(CheckInRow)]],
        at_most(
            p.MOST_CHECK_INS, "holds {number} check-ins, at most {limit} are kept; delete some"
        ),
    ] = Field({}, description="By the first day of a week.")
    asked: dict[Name, Day] = Field({}, description="Person id to the day they were asked.")

    def record(self, reading: Reading) -> Assessment:
        """The assessment under the model's ids. AnswersError where it doesn't fit the model."""
        model, renamed = reading.model, reading.renamed
        written, today = parts(self.model.version or model.version), parts(model.version)
        answers, merged = carry_over(self.answers, renamed)
        earlier, earlier_merged = carry_over(self.round.earlier if self.round else {}, renamed)
        given = {**earlier, **answers}
        confirm = [renamed.get(key, key) for key in self.confirm]
        confirm += given if is_older(self.model.version, model) else [*merged, *earlier_merged]
        return Assessment(
            model_id=model.id,
            model_version=model.version,
            answers=answers,
            id=self.id,
            revision=self.revision,
            person=self.person or "",
            rater=self.rater or "self",
            updated=self.updated,
            roles=(self.roles.held, self.roles.wanted) if self.roles else None,
            settings=fitted(
                self.settings, model, "settings", renamed=renamed, older=written < today
            ),
            progress=self.progress,
            measures={key: item for key, item in self.measures.items() if not item.empty},
            confirm=tuple(key for key in dict.fromkeys(confirm) if key in given),
            history=self.history,
            plans=tuple(
                KeptPlan(row.made, plan_to_json(row.plan)) for row in self.plans if row.plan
            ),
            round=Round(self.round.begun, earlier) if self.round else None,
            hindsight={
                at: replace(item, levels=carry_level(item.levels, (), renamed)[0])
                for at, item in self.hindsight.items()
            },
            check_ins=dict(sorted(self.check_ins.items())),
            asked={key: day for key, day in self.asked.items() if can_be_asked(model, key)},
        ).identified()
