"""A quarter in words: its subjects, whom to ask, the week for showing a result, each week."""

from __future__ import annotations

from collections.abc import Iterable

from assess.gaps import gaps
from assess.planning.plan import PlannedActivity, PlannedQuarter
from assess.planning.wording import day_and_month, listed
from assess.views.activity_words import planned_activity
from assess.views.ask_words import asks_of, names_to_ask
from assess.views.plan import AskView, OutlookView, QuarterView, SubjectView, WeekView
from assess.views.reasons import reason, waits_for
from assess.views.speaker import Speaker, hours_in_words

SHOW = "Look back and show a result"
SHOWING = "showing"
"""Takes the place of a person's id where the asking is for the showing."""
SHOWN_TO = "the person who decides who gets the role"
NAMES = ("This quarter", "Next quarter")
ASKING_HOURS = 0.5


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
        asks=(*asks_of(speaker, number, quarter), *_showing(speaker, quarter, own)),
        review=_review(speaker, quarter, own),
        review_day=(
            None
            if quarter.review_week is None or not quarter.activities
            else speaker.plan.week_of(quarter.review_week)
        ),
        free=_free(speaker, quarter),
        weeks=tuple(_week(speaker, week, quarter) for week in _weeks(quarter)),
    )


def outlook_view(speaker: Speaker, number: int, quarter: PlannedQuarter) -> OutlookView:
    """A quarter of the outlook, a line a subject."""
    lines = [
        f"{speaker.title(step.competency)}: towards {speaker.model.label(step.level)} "
        f"({step.level})"
        for step in quarter.steps
        if step.in_focus
    ]
    besides = [
        f"{speaker.title(step.competency)} ({step.level})"
        for step in quarter.steps
        if not step.in_focus
    ]
    lines += [f"by the way: {listed(besides)}"] if besides else []
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
        anchor_now=item.anchors.get(step.level - 1, ""),
        anchor_next=item.anchors[step.level],
        activities=tuple(planned_activity(speaker, activity, number) for activity in own),
        weight_why="" if item.weight_reason is None else item.weight_reason.why,
        shared=tuple(
            speaker.model.activity(activity.id).title
            for activity in speaker.leading_to(quarter, key)
            if activity.id not in ids
        ),
    )


def _review(
    speaker: Speaker, quarter: PlannedQuarter, own: dict[str, list[PlannedActivity]]
) -> str:
    if quarter.review_week is None or not quarter.activities:
        return ""
    plan = speaker.plan
    week = day_and_month(plan.week_of(quarter.review_week))
    key, shown = _result(speaker, quarter, own)
    activity = speaker.model.activity(shown)
    shown_to = _shown_to(speaker)
    said = (
        f"In the week of {week}, look back. Then take ten minutes to tell {shown_to} about "
        f"“{activity.title}”: what you set out to do, what came of it, what was decided, and which "
        f"part was yours. Ask for these ten minutes in the week of {_asking(speaker, quarter)[1]}."
    )
    if key in speaker.wanted.targets:
        said += f" They count towards the role as your proof in {speaker.lower(key)}."
    if _last_gaps(speaker, quarter):
        said += (
            " With it, every step that the role asks for is taken: this is the moment to ask for "
            "the role."
        )
    proof = speaker.speak(activity.evidence)
    return f"{said} Bring along: {proof}" if proof else said


def _result(
    speaker: Speaker, quarter: PlannedQuarter, own: dict[str, list[PlannedActivity]]
) -> tuple[str, str]:
    """What to show: the first subject that the role asks for and an activity that leaves proof."""
    found = [(key, item.id) for key, items in own.items() for item in items]
    found += [("", item.id) for item in quarter.activities]

    def rank(row: tuple[str, str]) -> tuple[bool, bool]:
        return row[0] not in speaker.wanted.targets, not speaker.model.activity(row[1]).evidence

    return min(found, key=rank)


def _shown_to(speaker: Speaker) -> str:
    return speaker.plan.request.showing.strip() or SHOWN_TO


def _asking(speaker: Speaker, quarter: PlannedQuarter) -> tuple[int, str]:
    """The week in which to ask for the showing: that of the other asking, else the first."""
    weeks = [week for week in _weeks(quarter) if week not in speaker.plan.off]
    week = min((ask.week for ask in quarter.asks), default=weeks[0])
    return week, day_and_month(speaker.plan.week_of(week))


def _showing(
    speaker: Speaker, quarter: PlannedQuarter, own: dict[str, list[PlannedActivity]]
) -> Iterable[AskView]:
    """The asking for the ten minutes of the showing."""
    if quarter.review_week is None or not quarter.activities:
        return
    week, monday = _asking(speaker, quarter)
    title = speaker.model.activity(_result(speaker, quarter, own)[1]).title
    when = day_and_month(speaker.plan.week_of(quarter.review_week))
    yield AskView(
        person=SHOWING,
        name=_shown_to(speaker),
        by=f"in the week of {monday}",
        week=week,
        day=speaker.plan.week_of(week),
        draft=(
            f"In the week of {when} I'd like to tell you in ten minutes what came of “{title}”: "
            "what I set out to do, what came of it, and which part was mine. Which day suits you?"
        ),
        for_what=(SHOW,),
    )


def _last_gaps(speaker: Speaker, quarter: PlannedQuarter) -> bool:
    """Whether after this quarter no gap to the wanted role is left."""
    ended = [other for other in speaker.plan.quarters if other.weeks[0] <= quarter.weeks[0]]
    reached = {(step.competency, step.level) for other in ended for step in other.steps}
    open_ = gaps(speaker.model, speaker.assessment, speaker.plan.role).open
    return bool(open_) and all((gap.competency_id, gap.target) in reached for gap in open_)


def _free(speaker: Speaker, quarter: PlannedQuarter) -> str:
    weeks = [week for week in _weeks(quarter) if week not in speaker.plan.off]
    total = speaker.plan.hours_per_week * len(weeks)
    planned = sum(_hours_in(speaker, week) for week in _weeks(quarter))
    if not planned:
        return _nothing(speaker, quarter)
    asking = ASKING_HOURS * len(quarter.asks)
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


def _week(speaker: Speaker, week: int, quarter: PlannedQuarter) -> WeekView:
    plan = speaker.plan
    monday = plan.week_of(week)
    total = _hours_in(speaker, week)
    asked = names_to_ask(speaker, (ask.person for ask in quarter.asks if ask.week == week))
    note = ""
    if week in plan.off:
        note = "Week off"
    elif week == quarter.review_week:
        note = SHOW
    elif asked:
        note = f"Ask {asked}"
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
    )
