"""What to do in the present week of a plan: steps to tick, whom to ask, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.progress import Routine
from assess.planning.effort import learned_effort
from assess.planning.explain.carried_out import hours_logged
from assess.planning.plan import Plan
from assess.planning.wording import counted, day_and_month, listed
from assess.views.ask_words import Speaker, hours_in_words, steps_due
from assess.views.check_in import (
    CheckInView,
    ReviewView,
    check_in_view,
    in_review,
    quarter_over,
    review_view,
)
from assess.views.plan import AskView, PlanView, QuarterView, WeekView
from assess.views.quarter_words import likely_hours

REVIEW = "Look back, and show what came of it."
WEEK_OFF = "A week off. Nothing is planned."
DONE_FOR_NOW = "That's it for this week. If you do more, tick it under the activity below."
OVER = "The quarter is over"
LOOK_BACK = "Look back first. Then we plan the next quarter."


@dataclass(frozen=True, slots=True)
class WeekStep:
    """One step: `number` from 0, and about how long it takes ("about 40 minutes", or "")."""

    number: int
    text: str
    minutes: str


@dataclass(frozen=True, slots=True)
class WeekTask:
    """An activity with work in the present week, and the steps of it that come next."""

    id: str
    title: str
    hours: str
    """Of this week; "" where it was due before."""
    steps: tuple[WeekStep, ...]
    """Each step due in this week, and those left from before."""
    progress: str
    """"2 of 5 steps ticked"."""
    note: str
    """What to write down: what is counted, else what to keep as proof."""
    estimate: str
    """The author's hours for all of it."""
    logged: float
    """Hours that check-ins give to it."""


@dataclass(frozen=True, slots=True)
class ThisWeekView:
    """The present week; `message` stands alone where there is nothing to tick."""

    title: str
    dates: str
    hours: str
    message: str
    tasks: tuple[WeekTask, ...]
    asks: tuple[AskView, ...]
    later: str
    """What comes next week, in a line."""
    begun: bool
    """Whether the plan's first day has come."""
    routine: str
    """When the person works on it; "" where nothing is said."""
    check_in: CheckInView
    review: ReviewView | None
    """What a quarter's end asks; None before its last week."""


def this_week(
    model: CompetencyModel, assessment: Assessment, plan: Plan, view: PlanView, today: date
) -> ThisWeekView | None:
    """Return what the week of a day asks for; None where nothing is planned.

    Once the first quarter is over it asks only to look back, until the next one is planned.

    Args:
        view: what the plan says (`assess.views.plan_words.plan_view`).
        today: a day; before the plan's first one, its first week is told ahead.
    """
    speaker = Speaker(model, assessment, plan)
    weeks = [(quarter, week) for quarter in view.quarters for week in quarter.weeks]
    if not weeks or not plan.activities:
        return None
    over = quarter_over(plan, today)
    place = next((n for n, (_, week) in enumerate(weeks) if today < _end(week)), -1)
    quarter, week = weeks[place]
    before = today < week.day
    tasks = () if over else tuple(_tasks(speaker, week, ahead=before))
    asks = () if over else _asks(speaker, quarter, week)
    after = [week for _, week in weeks[place + 1 :]]
    planned = [item.weeks[week.number] for item in plan.activities if week.number in item.weeks]
    likely = likely_hours(model, assessment, plan, planned)
    return ThisWeekView(
        title=OVER if over else "Your first week" if before else "This week",
        dates="" if over else week.dates,
        hours="" if over else ", ".join(filter(None, (week.hours, likely))),
        message=LOOK_BACK if over else _message(speaker, quarter, week, tasks, asks),
        tasks=tasks,
        asks=asks,
        later="" if over else _later(speaker, after),
        begun=today >= plan.start,
        routine=routine_in_words(assessment.settings.routine),
        check_in=check_in_view(speaker, today),
        review=review_view(speaker) if in_review(plan, today) else None,
    )


def _asks(speaker: Speaker, quarter: QuarterView, week: WeekView) -> tuple[AskView, ...]:
    """Whom to ask in a week, and whom one hasn't asked yet though it was their week."""
    if week.number in speaker.plan.off:
        return ()
    return tuple(
        ask
        for ask in quarter.asks
        if ask.week == week.number or (ask.week < week.number and ask.asked is None)
    )


def _end(week: WeekView) -> date:
    return week.day + timedelta(days=7)


def _tasks(speaker: Speaker, week: WeekView, *, ahead: bool) -> list[WeekTask]:
    found = []
    for item in speaker.plan.activities:
        if speaker.state_of(item.id) in ("done", "dropped"):
            continue
        late = not ahead and item.last_week < week.number
        if week.number not in item.weeks and not late:
            continue
        steps = speaker.model.activity(item.id).steps
        record = speaker.assessment.progress.get(item.id)
        ticked = set() if record is None else set(record.ticks)
        before = steps_due(item, len(steps), week.number - 1)
        due = [
            n
            for n in range(steps_due(item, len(steps), week.number))
            if n >= before or n not in ticked
        ]
        activity, hours = speaker.model.activity(item.id), item.weeks.get(week.number, 0)
        minutes = _minutes(hours, len(due))
        found.append(
            WeekTask(
                id=item.id,
                title=activity.title,
                hours=hours_in_words(hours) if hours else "",
                steps=tuple(WeekStep(n, speaker.speak(steps[n]), minutes) for n in due),
                progress=f"{len(ticked)} of {counted(len(steps), 'step')} ticked" if steps else "",
                note=speaker.speak(activity.measure or activity.evidence),
                estimate=hours_in_words(activity.hours),
                logged=hours_logged(speaker.assessment, item.id),
            )
        )
    return found


def _minutes(hours: float, steps: int) -> str:
    """About how long one of this week's steps takes, the week's hours shared among them."""
    if not hours or not steps:
        return ""
    return f"about {counted(max(5, round(hours * 12 / steps) * 5), 'minute')}"


def _message(
    speaker: Speaker,
    quarter: QuarterView,
    week: WeekView,
    tasks: tuple[WeekTask, ...],
    asks: tuple[AskView, ...],
) -> str:
    if week.number in speaker.plan.off:
        said = speaker.assessment.check_ins.get(week.day)
        return DONE_FOR_NOW if said is not None and said.handed_in else WEEK_OFF
    if quarter.review_day == week.day:
        return quarter.review or REVIEW
    if tasks or asks:
        return ""
    return "Nothing is planned this week."


def _later(speaker: Speaker, weeks: Sequence[WeekView]) -> str:
    """The next week; where nothing is in it, the first one with work."""
    if weeks and weeks[0].number in speaker.plan.off:
        return f"Next week, from {day_and_month(weeks[0].day)}, is off."
    for place, week in enumerate(weeks):
        when = f"In the week of {day_and_month(week.day)}" if place else "Next week"
        titles = [f"“{title}”" for title, _ in week.entries]
        if titles:
            return f"{when}: {week.hours} for {listed(titles)}."
        if week.note and week.number not in speaker.plan.off:
            return f"{when}: {week.note[:1].lower()}{week.note[1:]}."
    return ""


def effort_sentence(model: CompetencyModel, assessment: Assessment, plan: Plan) -> str:
    """Say how many times the estimates the person needs, and what that makes of this quarter."""
    effort = learned_effort(model, assessment)
    if not effort.logged or not plan.quarters or not plan.quarters[0].activities:
        return ""
    items = [item for item in plan.activities if item.quarters[0] == 1]
    low, high = effort.likely_hours([item.hours for item in items])
    used = plan.request.hours_factor or 1.0
    learned = counted(effort.logged, "finished activity", "finished activities")
    said = f"By the hours you logged for {learned}, you need {effort.factor:g} times our estimates."
    if used != effort.factor:
        return f"{said} This plan counts with {used:g} times."
    return f"{said} This plan counts with that: {low:g} to {high:g} hours this quarter are likely."


_WEEKDAYS = (
    *("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
)


def routine_in_words(routine: Routine | None) -> str:
    """Say when somebody works on their plan, and what they do otherwise; "" where unsaid."""
    if routine is None:
        return ""
    day = f"on {_WEEKDAYS[routine.weekday - 1]}" if routine.weekday else ""
    time = f"at {routine.time}" if routine.time else ""
    long = f"for {counted(routine.minutes, 'minute')}" if routine.minutes else ""
    cue = f"when {routine.when}" if routine.when else ""
    block = " ".join(filter(None, (day, time, long, cue)))
    if_then = ""
    if routine.obstacle or routine.then:
        if_then = f"if {routine.obstacle or 'something gets in the way'}: {routine.then or '–'}"
    said = "; ".join(filter(None, (block, if_then)))
    return said[:1].upper() + said[1:]
