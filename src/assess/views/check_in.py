"""The check-in and the quarter's look back, as a page asks and tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assess.domain.progress import CheckIn, Obstacle
from assess.planning.explain.carried_out import (
    MISSED_IN_A_ROW,
    carried_out,
    done_this_quarter,
    first_ids,
    smaller_hours,
    weeks_missed,
)
from assess.planning.plan import Plan, PlannedQuarter
from assess.planning.wording import counted, day_and_month, number_word
from assess.views.ask_words import Speaker, hours_in_words
from assess.views.quarter_words import shown_to

OBSTACLES: dict[Obstacle, str] = {
    "nothing": "Nothing",
    "time": "No time",
    "people": "I waited for someone",
    "hard": "It was too hard",
    "away": "I was away or ill",
    "other": "Something else",
}
"""What gets in the way of a week, one click each."""

MISSED = (
    "{weeks} weeks went by without it. That happens to most people, and nothing is lost. A smaller "
    "plan that fits your weeks gets you further."
)
LATE_DAYS = 3
"""On so many days of a week, one asks how the week before went, unless that was said."""


@dataclass(frozen=True, slots=True)
class CheckInWeek:
    """A week that can be checked in."""

    day: date
    """Its first day, by which the check-in is kept."""
    label: str
    """"This week", "Last week"."""
    hours: float
    """Planned."""
    activities: tuple[str, ...]
    """Ids of the activities planned in it."""


@dataclass(frozen=True, slots=True)
class CheckInView:
    """What a check-in needs: the week, what was ticked by now, what is proposed."""

    this_week: date
    """The first day of the present week."""
    weeks: tuple[CheckInWeek, ...]
    """The one to begin with first."""
    ticks: tuple[int, int]
    progress: tuple[str, ...]
    """"3 of 9 steps ticked this quarter", "6.5 of about 36 hours"."""
    history: tuple[tuple[date, str], ...]
    """(first day, the week in a line), newest first."""
    missed: str
    """What is said kindly where weeks were missed; "" otherwise."""
    smaller: float | None
    """Hours a week to propose then."""
    present: float
    """Hours a week of the plan."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The look back at a quarter's end."""

    day: date
    """The first day of the review week, by which it is kept."""
    measures: tuple[tuple[str, str, str, str], ...]
    """(activity id, title, what is counted, how it stood at first) of each measured activity."""
    shown_to: str
    subjects: tuple[str, ...]
    """What the quarter was about: competency ids."""
    next: str
    """Which subjects come next, as far as the plan knows."""


def check_in_view(speaker: Speaker, today: date) -> CheckInView:
    """Return what a check-in on a day needs."""
    plan = speaker.plan
    so_far = carried_out(speaker.model, speaker.assessment, plan)
    missed = weeks_missed(speaker.assessment, plan, today)
    fewer = (
        smaller_hours(speaker.assessment, plan)
        if missed >= MISSED_IN_A_ROW and not in_review(plan, today)
        else None
    )
    boxes = f"{so_far.ticked} of {counted(so_far.boxes, 'step')} ticked this quarter"
    logged = f"{hours_in_words(so_far.hours)} logged"
    return CheckInView(
        this_week=plan.week_of(max(1, (today - plan.start).days // 7 + 1)),
        weeks=tuple(_weeks(speaker, today)),
        ticks=(so_far.ticked, so_far.boxes),
        progress=(boxes, logged) if so_far.hours else (boxes,),
        history=tuple(
            (day, _line(day, item))
            for day, item in sorted(speaker.assessment.check_ins.items(), reverse=True)
            if item.handed_in
        ),
        missed="" if fewer is None else MISSED.format(weeks=number_word(missed).capitalize()),
        smaller=fewer,
        present=plan.hours_per_week,
    )


def _weeks(speaker: Speaker, today: date) -> list[CheckInWeek]:
    plan = speaker.plan
    if today < plan.start:
        return []
    number = (today - plan.start).days // 7 + 1
    present = _week(speaker, number, "This week")
    before = _week(speaker, number - 1, "Last week") if number > 1 else None
    said = speaker.assessment.check_ins
    if before is None or before.day in said or _own_week_off(speaker, number - 1):
        return [present]
    early = (today - present.day).days < LATE_DAYS and present.day not in said
    return [before, present] if early else [present, before]


def _week(speaker: Speaker, number: int, label: str) -> CheckInWeek:
    """A week of the plan; what it held is told by the newest plan that was made before its end."""
    plan = speaker.plan
    items = [item for item in plan.activities if number in item.weeks]
    hours = sum(item.weeks[number] for item in items)
    under_way = [
        key for key, item in speaker.assessment.progress.items() if item.state == "in_progress"
    ]
    ids = tuple(item.id for item in items) or tuple(key for key in under_way if key in plan.ids)
    return CheckInWeek(plan.week_of(number), label, hours or plan.hours_per_week, ids)


def _own_week_off(speaker: Speaker, number: int) -> bool:
    first, last = speaker.plan.week_of(number), speaker.plan.last_day_of(number)
    return any(first <= day <= last for day in speaker.assessment.settings.weeks_off)


def _line(day: date, item: CheckIn) -> str:
    parts = [
        "" if item.hours is None else hours_in_words(item.hours),
        "" if item.ticks is None else f"{item.ticks[0]} of {item.ticks[1]} boxes ticked by then",
        _obstacle(item),
        f"What worked: {item.worked}" if item.worked else "",
        f"Shown: {item.shown}" if item.shown else "",
    ]
    return f"Week of {day_and_month(day)}: {'; '.join(filter(None, parts)) or 'checked in'}."


def _obstacle(item: CheckIn) -> str:
    if item.obstacle in ("", "nothing"):
        return item.words
    said = OBSTACLES[item.obstacle]
    said = said if said.startswith("I ") else f"{said[:1].lower()}{said[1:]}"
    return f"{said} ({item.words})" if item.words else said


def review_view(speaker: Speaker) -> ReviewView | None:
    """Return what the end of a plan's first quarter asks; None where nothing was in it."""
    plan, model = speaker.plan, speaker.model
    if not plan.quarters:
        return None
    first = plan.quarters[0]
    ids = dict.fromkeys((*done_this_quarter(model, speaker.assessment, plan), *first_ids(plan)))
    measures = []
    for key in ids:
        activity = model.activity(key)
        said = speaker.assessment.measures.get(key)
        if activity.measure:
            measures.append(
                (key, activity.title, speaker.speak(activity.measure), said.today if said else "")
            )
    after = plan.quarters[1].focus if len(plan.quarters) > 1 else ()
    names = [speaker.title(key) for key in after]
    return ReviewView(
        day=plan.week_of(_last_week(first)),
        measures=tuple(measures),
        shown_to=shown_to(speaker),
        subjects=tuple(first.focus),
        next=f"So far, the next quarter is about {' and '.join(names)}." if names else "",
    )


def quarter_over(plan: Plan, today: date) -> bool:
    """Whether the first quarter of a plan has ended."""
    return bool(plan.quarters) and today > plan.last_day_of(plan.quarters[0].weeks[1])


def in_review(plan: Plan, today: date) -> bool:
    """Whether a day lies in the last week of the first quarter, or after it.

    A plan made again late in its quarter has too few weeks left for a review week of its own.
    """
    return bool(plan.quarters) and today >= plan.week_of(_last_week(plan.quarters[0]))


def _last_week(quarter: PlannedQuarter) -> int:
    return quarter.review_week or quarter.weeks[1]


def next_first_day(plan: Plan) -> date:
    """The day after the first quarter of a plan."""
    return plan.last_day_of(plan.quarters[0].weeks[1]) + timedelta(days=1)
