"""A coaching meeting: two raters, the levels agreed, goals and promises.

What the person said, what the coach said and what both agreed on are three assessments: agreeing
writes into the third, and never touches the other two.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from assess.domain.answers import Answer, Assessment
from assess.domain.history import last_complete
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.plan_request import PlanRequest
from assess.domain.review.differences import Comparison, compare
from assess.domain.scoring import Gap, gaps
from assess.domain.situation import speak, within_reach
from assess.errors import ReviewError
from assess.planning.plan import OldPlan, Plan
from assess.text import shorten

MAX_GOALS = 3
TEXT_LIMIT = 500
"""Characters of a reason, a first step or a commitment."""

Kept = Literal["open", "kept", "not_kept"]
Owner = Literal["person", "coach", "manager"]
OWNERS: tuple[Owner, ...] = ("person", "coach", "manager")


@dataclass(frozen=True, slots=True)
class Goal:
    """One competency to raise (levels `start` → `to`) by a day; `kept` is judged the next time."""

    competency_id: str
    start: int
    to: int
    by: date | None = None
    why: str = ""
    first_step: str = ""
    kept: Kept = "open"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody promised to do by a day; `kept` is judged the next time."""

    text: str
    owner: Owner
    by: date | None = None
    kept: Kept = "open"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal that the numbers speak for.

    `weight`: importance in the model. `doable`: 1 where the plan raises it, ½ where the model has
    an activity for the next step but the plan left it out, 0 where it has none. `score` = gap
    (levels) × weight × doable.
    """

    goal: Goal
    gap: int
    weight: float
    doable: float
    activity_id: str | None

    @property
    def score(self) -> float:
        """Gap × importance × what can be done."""
        return self.gap * self.weight * self.doable


def suggest(
    model: CompetencyModel, assessment: Assessment, role_id: str, plan: Plan | OldPlan | None = None
) -> tuple[Suggestion, ...]:
    """Every open gap that something can be done about, best goal first.

    Order: score, then gap, then weight, then file order. `to` and `by` are the step that the plan
    leads to and when its last activity for it ends; without a plan the next level, without a day.
    A plan of version 0.1 counts as none.
    """
    made = plan if isinstance(plan, Plan) else None
    open_gaps = gaps(model, assessment, role_id).open
    found = [_suggestion(model, gap, made, assessment.settings) for gap in open_gaps]
    found.sort(key=lambda item: (-item.score, -item.gap, -item.weight))
    return tuple(item for item in found if item.doable)


def _suggestion(
    model: CompetencyModel, gap: Gap, plan: Plan | None, settings: PlanRequest
) -> Suggestion:
    key = gap.competency_id
    weight = model.competency(key).weight
    steps = [] if plan is None else [step for step in plan.steps if step.competency == key]
    reached = max((step.level for step in steps), default=gap.level)
    if plan is not None and reached > gap.level:
        ways = [
            item
            for item in plan.activities
            if model.has_activity(item.id)
            and gap.level < model.activity(item.id).teaches.get(key, 0) <= reached
        ]
        if ways:
            by = plan.last_day_of(max(item.last_week for item in ways))
            first = min(ways, key=lambda item: item.first_week)
            step = _words(model, model.activity(first.id), plan.request)
            goal = Goal(key, gap.level, min(reached, gap.target), by, first_step=step)
            return Suggestion(goal, gap.gap, weight, 1.0, first.id)
    way = next((item for item in model.activities if item.teaches.get(key) == gap.level + 1), None)
    step = _words(model, way, settings) if way else ""
    goal = Goal(key, gap.level, gap.level + 1, first_step=step)
    return Suggestion(goal, gap.gap, weight, 0.5 if way else 0.0, way.id if way else None)


def _words(model: CompetencyModel, activity: Activity, request: PlanRequest) -> str:
    """The first thing to do, with people called what the person calls them."""
    step = activity.steps[0] if activity.steps else activity.title
    reach = within_reach(model, request.situation, request.within_reach)
    return shorten(speak(model, step, request.people, reach), TEXT_LIMIT)


COACH = "coach"
AGREED = "agreed"
"""What `rater` says in the second and the third assessment of a meeting."""

PAST_LIMIT = 60
PLANS_LIMIT = 6
COMMITMENTS_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier meeting in short: where things stood (levels), and what was promised.

    `plan` is the plan that the meeting ended with; only the last meeting's is kept.
    """

    held: date
    levels: Mapping[str, int]
    not_applicable: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    plan: Plan | OldPlan | None = None


@dataclass(frozen=True, slots=True)
class CoachingMeeting:
    """One meeting on the day `held`.

    `own`, `coach` and `agreed` are three records. Until `revealed` the coach rates blind; from then
    on the coach's ratings stand and both can agree. `plans`: versions made in this meeting, newest
    last; `past`: earlier meetings, oldest first.
    """

    own: Assessment
    coach: Assessment
    agreed: Assessment
    held: date
    revealed: bool = False
    goals: tuple[Goal, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    plans: tuple[Plan | OldPlan, ...] = ()
    past: tuple[Past, ...] = ()

    @property
    def settled(self) -> Assessment:
        """What plans are made from: the agreed answers, else the person's own; own notes stay.

        Settings, progress and roles are the person's.
        """
        answers = dict(self.own.answers)
        for key, answer in self.agreed.answers.items():
            if answer.state != "unrated":
                answers[key] = answer.with_log(self.own.answer(key).entries)
        waiting = tuple(key for key in self.own.confirm if key not in self.agreed.answers)
        return replace(self.own, answers=answers, confirm=waiting, rater=AGREED)

    def comparison(self, model: CompetencyModel) -> Comparison:
        """Both raters side by side. ReviewError before the reveal."""
        if not self.revealed:
            raise ReviewError("You'll see both ratings after the reveal. Rate first, then reveal.")
        return compare(model, self.own, self.coach)

    def with_coach(self, coach: Assessment) -> CoachingMeeting:
        """The coach's ratings replaced. ReviewError after the reveal: not blind any more."""
        if self.revealed:
            raise ReviewError(
                "You have revealed both ratings, so you can't change yours any more. Record what "
                "you agree on instead."
            )
        return replace(self, coach=replace(coach, rater=COACH))

    def reveal(self) -> CoachingMeeting:
        """Show both ratings; no record changes. ReviewError where the coach has rated nothing."""
        if all(answer.state == "unrated" for answer in self.coach.answers.values()):
            raise ReviewError("Rate at least one skill first, so there is something to compare.")
        return replace(self, revealed=True)

    def agree(
        self, competency_id: str, answer: Answer, *, at: str | None = None
    ) -> CoachingMeeting:
        """Write down what both agree on (an empty answer takes it back). ReviewError before the
        reveal.
        """
        if not self.revealed:
            raise ReviewError("Reveal both ratings first, then agree.")
        return replace(self, agreed=self.agreed.with_answer(competency_id, answer, at=at))

    def agree_on_equal(self, model: CompetencyModel, *, at: str | None = None) -> CoachingMeeting:
        """Agree at once where both said the same and nothing is written down yet."""
        session = self
        for item in self.comparison(model).of("equal"):
            noted = session.agreed.answer(item.competency_id)
            if noted.state == "unrated":
                rough = item.own.quick and item.coach.quick
                answer = Answer(item.own.level, item.own.not_applicable, quick=rough)
                answer = answer.with_log(noted.entries)
                session = session.agree(item.competency_id, answer, at=at)
        return session

    def with_goals(self, goals: tuple[Goal, ...]) -> CoachingMeeting:
        """Other goals. ReviewError for more than three, or two for one competency."""
        if len(goals) > MAX_GOALS:
            raise ReviewError(
                f"You can have up to {MAX_GOALS} goals. Remove one before you add another."
            )
        if len({goal.competency_id for goal in goals}) < len(goals):
            raise ReviewError("There is already a goal for this skill. Change that one.")
        return replace(self, goals=goals)

    def with_commitments(self, commitments: tuple[Commitment, ...]) -> CoachingMeeting:
        """Other commitments. ReviewError for more than twenty."""
        if len(commitments) > COMMITMENTS_LIMIT:
            raise ReviewError(f"A session can have up to {COMMITMENTS_LIMIT} promises.")
        return replace(self, commitments=commitments)

    @property
    def last_plan(self) -> Plan | None:
        """The last meeting's plan; one of version 0.1 counts as none."""
        made = self.past[-1].plan if self.past else None
        return made if isinstance(made, Plan) else None

    def running(self, today: date) -> Plan | None:
        """The last meeting's plan, where its first quarter runs."""
        plan = self.last_plan
        return plan if plan is not None and plan.runs(today) else None

    @property
    def plan(self) -> Plan | OldPlan | None:
        """The newest plan of this meeting, None where none was made."""
        return self.plans[-1] if self.plans else None

    def with_plan(self, plan: Plan) -> CoachingMeeting:
        """Keep a new plan as the newest.

        It takes the place of the last one where it was asked for in the same way: the same role,
        hours and weeks, made again because an agreed level changed.
        """
        last = self.plan
        same = isinstance(last, Plan) and (last.role, last.request) == (plan.role, plan.request)
        kept = self.plans[:-1] if same else self.plans
        return replace(self, plans=(*kept, plan)[-PLANS_LIMIT:])

    def without_notes(self) -> CoachingMeeting:
        """The same meeting without any text that somebody typed; levels, goals and days stay."""
        return replace(
            self,
            own=self.own.without_notes(),
            coach=self.coach.without_notes(),
            agreed=self.agreed.without_notes(),
            goals=_bare(self.goals),
            commitments=(),
            plans=tuple(plan.without_words() for plan in self.plans),
            past=tuple(
                replace(
                    item,
                    goals=_bare(item.goals),
                    commitments=(),
                    plan=item.plan and item.plan.without_words(),
                )
                for item in self.past
            ),
        )

    def to_past(self) -> Past:
        """This meeting in short, for the next one."""
        now = self.settled
        before = self.past[-1].plan if self.past else None
        return Past(
            self.held,
            MappingProxyType({k: a.level for k, a in now.answers.items() if a.level is not None}),
            tuple(key for key, answer in now.answers.items() if answer.not_applicable),
            self.goals,
            self.commitments,
            self.plan or before,
        )


def _bare(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    return tuple(replace(goal, why="", first_step="") for goal in goals)


def begin(own: Assessment, *, held: date) -> CoachingMeeting:
    """A first meeting about what a person brought; the coach has rated nothing.

    Of a person in a blind round it is the record from before it.
    """
    own = last_complete(own)
    return CoachingMeeting(own, _blank(own, COACH), _blank(own, AGREED), held)


def next_time(
    earlier: CoachingMeeting, own: Assessment | None = None, *, held: date
) -> CoachingMeeting:
    """The meeting after `earlier`: its outcome becomes the past, both rate anew.

    `own`: what the person brought today; without it, the person's ratings of then are the start.
    ReviewError where it is another model's.
    """
    brought = own or earlier.own
    if brought.model_id != earlier.own.model_id:
        raise ReviewError("The earlier session belongs to another model: start a new one.")
    session = begin(brought, held=held)
    older = tuple(replace(item, plan=None) for item in earlier.past)
    return replace(session, past=(*older, earlier.to_past())[-PAST_LIMIT:])


def _blank(own: Assessment, rater: str) -> Assessment:
    return Assessment(
        own.model_id,
        own.model_version,
        id=secrets.token_hex(16),
        person=own.person,
        rater=rater,
        roles=own.roles,
    )
