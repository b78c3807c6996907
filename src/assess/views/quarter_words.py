"""A quarter in words: its subjects, whom to ask, the week for showing a result, each week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.scoring import gaps
from assess.planning.effort import learned_effort
from assess.planning.plan import Plan, PlannedActivity, PlannedQuarter
from assess.planning.wording import day_and_month, marked
from assess.views.activity_words import is_rough, planned_activity, reason, waits_for
from assess.views.ask_words import (
    ASKING_HOURS,
    SHOW,
    Speaker,
    asking,
    asks_of,
    hours_in_words,
    in_all,
    showing_of,
    steps_due,
)
from assess.views.dots import level_in_words
from assess.views.plan import AskView, OutlookView, QuarterView, SubjectView, WeekView, WorkView


def likely_range(
    model: CompetencyModel, assessment: Assessment, plan: Plan, hours: Collection[float]
) -> tuple[float, float] | None:
    """Return between how many hours 80% of such pieces of work take; None where nothing is logged.

    Args:
        hours: planned hours of each piece, by the factor that the plan counts with.
    """
    effort = learned_effort(model, assessment)
    if not effort.logged or not sum(hours):
        return None
    scale = effort.factor / (plan.request.hours_factor or 1.0)
    return effort.likely_hours([item * scale for item in hours])


def likely_hours(
    model: CompetencyModel, assessment: Assessment, plan: Plan, hours: Collection[float]
) -> str:
    """Say the range: "likely 2 to 4 hours"; "" where nothing is logged."""
    found = likely_range(model, assessment, plan, hours)
    if found is None:
        return ""
    low, high = found
    return f"likely {hours_in_words(high) if low == high else f'{low:g} to {high:g} hours'}"


def likely_quarter(model: CompetencyModel, assessment: Assessment, plan: Plan, number: int) -> str:
    """Say how long a quarter's activities likely take, and until when; "" where nothing is logged.

    Args:
        number: of the quarter, from 1. What begins in it counts, to its end.
    """
    items = [item for item in plan.activities if item.quarters[0] == number]
    found = likely_range(model, assessment, plan, [item.hours for item in items])
    if found is None:
        return ""
    by_week: Counter[int] = Counter()
    for item in items:
        by_week.update(item.weeks)
    first, last = (_day_after(plan, by_week, hours) for hours in found)
    said = f"By the hours you log, likely {found[0]:g} to {found[1]:g} hours"
    return (
        f"{said}, done between {first} and {last}." if first != last else f"{said}, until {last}."
    )


def _day_after(plan: Plan, by_week: Mapping[int, float], hours: float) -> str:
    """The last day of the week by which so many hours are worked, at the plan's pace."""
    pace = sum(by_week.values()) / len(by_week)
    week = min(by_week)
    for week in sorted(by_week):
        hours -= by_week[week]
        if hours <= 0:
            return day_and_month(plan.last_day_of(week))
    while hours > 0:
        week += 1
        hours -= 0 if week in plan.off else pace
    return day_and_month(plan.last_day_of(week))


SHOWN_TO = "the person who decides who gets the role"
NAMES = ("This quarter", "Next quarter")


def quarter_view(speaker: Speaker, number: int, quarter: PlannedQuarter) -> QuarterView:
    """A quarter that is planned in weeks; `number` from 1."""
    focus = subjects_in_order(speaker, quarter)
    own = {key: _own(speaker, quarter, focus, key) for key in focus}
    placed = {item.id for items in own.values() for item in items}
    others = [item for item in quarter.activities if item.id not in placed]
    begun = [
        item
        for item in speaker.plan.activities
        if item.quarters[0] == number and item.quarters[1] > number
    ]
    asks = tuple(asks_of(speaker, number, quarter))
    shown = quarter.review_week if quarter.activities else None
    review_day = None if shown is None else speaker.plan.week_of(shown)
    if review_day is not None:
        result = speaker.result(_result(speaker, quarter)[1])
        asks += (showing_of(speaker, quarter, asks, shown_to(speaker), result),)
    return QuarterView(
        number=number,
        title=NAMES[number - 1] if number <= len(NAMES) else f"Quarter {number}",
        dates=speaker.dates(quarter.weeks),
        subjects=tuple(_subject(speaker, number, quarter, key, own[key]) for key in focus),
        also=tuple(
            f"{speaker.title(step.competency)} ({speaker.model.label(step.level)})"
            for step in quarter.steps
            if not step.in_focus
        ),
        preparing=tuple(planned_activity(speaker, item, number) for item in (*others, *begun)),
        asks=asks,
        in_all=in_all(asks, "" if review_day is None else day_and_month(review_day)),
        review=_review(speaker, quarter),
        review_day=review_day,
        free=_free(speaker, quarter, len(asks)),
        weeks=tuple(_week(speaker, week, quarter, asks) for week in _weeks(quarter)),
        likely=likely_quarter(speaker.model, speaker.assessment, speaker.plan, number),
    )


def outlook_view(speaker: Speaker, number: int, quarter: PlannedQuarter) -> OutlookView:
    """A quarter of the outlook, a line a subject."""
    lines = [
        f"{speaker.title(step.competency)}: towards {level_in_words(speaker.model, step.level)}"
        for step in quarter.steps
        if step.in_focus
    ]
    besides = [
        f"{speaker.title(step.competency)} ({step.level})"
        for step in quarter.steps
        if not step.in_focus
    ]
    lines += [f"also: {', '.join(besides)}"] if besides else []
    return OutlookView(f"Quarter {number}", speaker.dates(quarter.weeks), tuple(lines))


def subjects_in_order(speaker: Speaker, quarter: PlannedQuarter) -> list[str]:
    """The subjects as the plan puts them: named, for the present job, then by weight.

    A plan file may name a subject without a step: it says nothing and is left out.
    """
    because = {step.competency: step.because for step in quarter.steps}
    lead = speaker.plan.request.lead

    def rank(key: str) -> tuple[int, float]:
        named = because[key] == "named" or waits_for(speaker, lead, key)
        first = 0 if named else 1 if because[key] == "present_job" else 2
        return first, -speaker.model.competency(key).weight

    return sorted((key for key in quarter.focus if key in because), key=rank)


def _own(
    speaker: Speaker, quarter: PlannedQuarter, focus: list[str], key: str
) -> list[PlannedActivity]:
    """The activities of a subject; one that leads on in two stands with the first of them."""
    before = focus[: focus.index(key)]
    taken = {item.id for other in before for item in speaker.leading_to(quarter, other)}
    return [item for item in speaker.leading_to(quarter, key) if item.id not in taken]


def _subject(
    speaker: Speaker,
    number: int,
    quarter: PlannedQuarter,
    key: str,
    own: list[PlannedActivity],
) -> SubjectView:
    step = next(step for step in quarter.steps if step.competency == key)
    item = speaker.model.competency(key)
    ids = {activity.id for activity in own}
    return SubjectView(
        competency=key,
        title=item.title,
        level=step.level - 1,
        goal=step.level,
        target=speaker.wanted.targets.get(key),
        reason=reason(speaker, quarter, step),
        now=_lead("You now", speaker, step.level - 1, rough=is_rough(speaker, key, step.level - 1)),
        anchor_now=item.anchors.get(step.level - 1, ""),
        next=_lead("Next step", speaker, step.level),
        anchor_next=item.anchors[step.level],
        activities=tuple(planned_activity(speaker, activity, number) for activity in own),
        weight_why="" if item.weight_reason is None else item.weight_reason.why,
        shared=tuple(
            speaker.model.activity(activity.id).title
            for activity in speaker.leading_to(quarter, key)
            if activity.id not in ids
        ),
    )


def _lead(what: str, speaker: Speaker, level: int, *, rough: bool = False) -> str:
    """What stands before a level's words: "You now (Helping)"."""
    if not speaker.model.on_scale(level):
        return what
    return f"{what} ({marked(speaker.model.label(level), rough)})"


def _review(speaker: Speaker, quarter: PlannedQuarter) -> str:
    if quarter.review_week is None or not quarter.activities:
        return ""
    plan = speaker.plan
    week = day_and_month(plan.week_of(quarter.review_week))
    key, shown = _result(speaker, quarter)
    activity = speaker.model.activity(shown)
    said = (
        f"In the week of {week}, look back. Then take ten minutes to show {shown_to(speaker)} "
        f"what came of {speaker.result(shown)}: what you set out to do, what you found or decided, "
        "which part was yours, and what you'd do next."
    )
    if activity.evidence:
        said += f" Bring the proof named under “{activity.title}”"
        if key:
            goal = speaker.model.label(activity.teaches[key])
            said += f": it speaks for your step to {goal} in {speaker.lower(key)}"
        said += "."
    if _last_gaps(speaker, quarter):
        said += (
            " By then you'll have taken every step that the role asks for. This is the moment to "
            "ask for it."
        )
    return said


def _result(speaker: Speaker, quarter: PlannedQuarter) -> tuple[str, str]:
    """What to show, and in which competency: what counts most for the wanted role.

    A step counts by the competency's weight and the levels missing to the role. Of two activities
    that count the same, the one with proof, then the one that ends later: it builds on the other.
    """
    steps = {(step.competency, step.level) for step in quarter.steps if step.in_focus}

    def worth(step: tuple[str, int]) -> float:
        key, level = step
        missing = speaker.wanted.targets.get(key, 0) - level + 1
        return speaker.model.competency(key).weight * max(0, missing)

    def rank(item: PlannedActivity) -> tuple[bool, float, int, float]:
        activity = speaker.model.activity(item.id)
        taken = steps.intersection(activity.teaches.items())
        return (
            bool(activity.evidence),
            max(map(worth, taken), default=0),
            item.last_week,
            item.hours,
        )

    shown = max(quarter.activities, key=rank).id
    taken = [step for step in speaker.model.activity(shown).teaches.items() if step in steps]
    best = max(taken, key=worth, default=("", 0))
    return best[0] if best[0] in speaker.wanted.targets else "", shown


def shown_to(speaker: Speaker) -> str:
    """Before whom results are shown."""
    return speaker.plan.request.showing.strip() or SHOWN_TO


def _last_gaps(speaker: Speaker, quarter: PlannedQuarter) -> bool:
    """Whether after this quarter no gap to the wanted role is left."""
    ended = [other for other in speaker.plan.quarters if other.weeks[0] <= quarter.weeks[0]]
    reached = {(step.competency, step.level) for other in ended for step in other.steps}
    open_ = gaps(speaker.model, speaker.assessment, speaker.plan.role).open
    return bool(open_) and all((gap.competency_id, gap.target) in reached for gap in open_)


def _free(speaker: Speaker, quarter: PlannedQuarter, messages: int) -> str:
    weeks = [week for week in _weeks(quarter) if week not in speaker.plan.off]
    total = speaker.plan.hours_per_week * len(weeks)
    planned = sum(_hours_in(speaker, week) for week in _weeks(quarter))
    if not planned:
        return _nothing(speaker, quarter)
    asking = ASKING_HOURS * messages
    rest = max(0.0, total - planned - asking)
    taken = f"{planned:g} {'is' if planned == 1 else 'are'} planned"
    if asking:
        taken += f" and {asking:g} {'is' if asking <= 1 else 'are'} for asking people"
    stays = "stays" if rest == 1 else "stay"
    return f"Of your {hours_in_words(total)}, {taken}; about {rest:g} {stays} free."


def _nothing(speaker: Speaker, quarter: PlannedQuarter) -> str:
    """Why a quarter is empty: a step just taken is used first, or nothing more leads on."""
    before = [other for other in speaker.plan.exact if other.weeks[1] < quarter.weeks[0]]
    if any(
        step.level < speaker.wanted.targets.get(step.competency, 0)
        for other in before[-1:]
        for step in other.steps
    ):
        return (
            "Nothing new begins in this quarter: after a step you use it for a quarter before the "
            "next one."
        )
    return "Nothing is planned in this quarter."


def _hours_in(speaker: Speaker, week: int) -> float:
    return sum(item.weeks.get(week, 0) for item in speaker.plan.activities)


def _weeks(quarter: PlannedQuarter) -> range:
    return range(quarter.weeks[0], quarter.weeks[1] + 1)


def _week(
    speaker: Speaker, week: int, quarter: PlannedQuarter, asks: Sequence[AskView]
) -> WeekView:
    plan = speaker.plan
    monday = plan.week_of(week)
    total = _hours_in(speaker, week)
    asked = asking([ask for ask in asks if ask.week == week], "ask")
    note = asked[:1].upper() + asked[1:]
    if week in plan.off:
        note = "Week off"
    elif week == quarter.review_week:
        note = SHOW
    return WeekView(
        number=week,
        dates=f"{day_and_month(monday)} to {day_and_month(plan.last_day_of(week))}",
        day=monday,
        hours=hours_in_words(total) if total else "",
        entries=tuple(
            (speaker.model.activity(item.id).title, hours_in_words(item.weeks[week]))
            for item in plan.activities
            if week in item.weeks
        ),
        note=note,
        work=tuple(_work(speaker, item, week) for item in plan.activities if week in item.weeks),
    )


def _work(speaker: Speaker, item: PlannedActivity, week: int) -> WorkView:
    activity = speaker.model.activity(item.id)
    count = len(activity.steps)
    due = range(steps_due(item, count, week - 1), steps_due(item, count, week))
    steps = tuple(speaker.speak(activity.steps[number]) for number in due)
    return WorkView(item.id, activity.title, float(item.weeks[week]), steps)
