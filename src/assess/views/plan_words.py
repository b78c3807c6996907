"""Put a plan into words: the records of `assess.views.plan`, made from a plan and its model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import DEFAULT_RESERVE, Reserve
from assess.domain.scoring import gaps
from assess.planning.plan import OldPlan, Plan, PlannedQuarter, Wish, WishName
from assess.planning.wording import counted, day, day_and_month, listed
from assess.views.activity_words import finished_activity, not_planned_views
from assess.views.ask_words import Speaker, asking, hours_in_words, within_sentence
from assess.views.note_words import named_waits_for, notes_of, old_plan_view
from assess.views.plan import PlanView, QuarterView, WishView
from assess.views.quarter_words import outlook_view, quarter_view, subjects_in_order

WISHES: dict[WishName, str] = {
    "named": "What you named comes first, as soon as it can",
    "present_job": "Skills more than one level short of what your current job asks for",
    "wanted_role": "What the role you want needs most, the earlier the better",
    "twice": "Where the hours allow it, two activities lead to a step",
    "people": "You ask as few people as possible",
    "hours": "It takes as few hours as possible",
}
RESERVE: dict[Reserve, str] = {
    "mine": "all yours",
    "mostly": "mostly yours",
    "often-eaten": "often eaten by other work",
}


def view_of(model: CompetencyModel, assessment: Assessment, plan: Plan | OldPlan) -> PlanView:
    """Return everything that a plan of any version says."""
    if isinstance(plan, OldPlan):
        return old_plan_view(model, plan)
    return plan_view(model, assessment, plan)


def plan_view(model: CompetencyModel, assessment: Assessment, plan: Plan) -> PlanView:
    """Return everything that a plan says; `assessment` has the levels, progress and measures."""
    speaker = Speaker(model, assessment, plan)
    quarters = [
        quarter_view(speaker, number, quarter) for number, quarter in enumerate(plan.exact, 1)
    ]
    return PlanView(
        title=(
            f"Your plan: from {within_sentence(speaker.held.title)} "
            f"to {within_sentence(speaker.wanted.title)}"
        ),
        summary=_summary(speaker),
        based_on=_based_on(speaker),
        begin=_begin(speaker, quarters),
        notes=tuple(notes_of(speaker)),
        progress=tuple(_progress(speaker)),
        done=tuple(
            finished_activity(speaker, item)
            for item in model.activities
            if speaker.state_of(item.id) == "done"
        ),
        quarters=tuple(quarters),
        outlook=tuple(
            outlook_view(speaker, number, quarter)
            for number, quarter in enumerate(plan.outlook, len(plan.exact) + 1)
            if any(step.in_focus for step in quarter.steps)
        ),
        not_planned=not_planned_views(
            (model.competency(key).title, why)
            for key, why in plan.not_planned.items()
            if model.has_competency(key)
        ),
        checked=_checked(plan) if plan.activities else "",
        wishes=tuple(_wish(speaker, wish) for wish in plan.wishes),
        message=plan.message,
    )


def _summary(speaker: Speaker) -> str:
    plan = speaker.plan
    if not plan.activities:
        return plan.message
    number, first = next(
        (number, quarter) for number, quarter in enumerate(plan.exact, 1) if quarter.activities
    )
    names = [speaker.lower(key) for key in subjects_in_order(speaker, first)]
    inside = range(first.weeks[0], first.weeks[1] + 1)
    items = [item for item in plan.activities if any(week in item.weeks for week in inside)]
    hours = sum(item.hours for item in items)
    inside_hours = sum(item.weeks.get(week, 0) for item in items for week in inside)
    begins = "This quarter" if number == 1 else "Next quarter"
    split = f" ({begins.lower()} {inside_hours:g} of them)" if inside_hours < hours else ""
    return (
        f"{begins} you work on {listed(names)}: {counted(len(items), 'activity', 'activities')}, "
        f"about {hours_in_words(hours)}{split}, until {day(plan.last_day_of(first.weeks[1]))}."
    )


def _based_on(speaker: Speaker) -> str:
    plan, request = speaker.plan, speaker.plan.request
    parts = [
        f"up to {hours_in_words(plan.hours_per_week)} a week "
        f"({RESERVE[request.reserve or DEFAULT_RESERVE]}) for "
        f"{counted(plan.number_of_weeks, 'week')} from {day(plan.start)}"
    ]
    if request.lead is not None:
        parts.append(f"{speaker.lower(request.lead)} first")
    if request.focus:
        more = [speaker.lower(key) for key, factor in request.focus.items() if factor > 1]
        less = [speaker.lower(key) for key, factor in request.focus.items() if factor < 1]
        parts += [f"more weight on {listed(more)}"] if more else []
        parts += [f"less weight on {listed(less)}"] if less else []
    if request.hours_factor:
        parts.append(f"{request.hours_factor:g} times our estimates")
    if plan.off:
        parts.append(f"{counted(len(plan.off), 'week')} off")
    for ids, what in ((request.pinned, "you put in"), (request.excluded, "you left out")):
        if ids:
            parts.append(f"{counted(len(ids), 'activity', 'activities')} {what}")
    return f"Based on: {', '.join(parts)}."


def _begin(speaker: Speaker, quarters: Sequence[QuarterView]) -> str:
    """What to do in the plan's first working week; "" where nothing is to do in it."""
    plan = speaker.plan
    working = next(
        (week for week in range(1, plan.number_of_weeks + 1) if week not in plan.off), None
    )
    if working is None:
        return ""
    when = day_and_month(plan.week_of(working))
    now = [item for item in plan.activities if item.first_week == working]
    under_way = [item for item in now if item.state == "in_progress"]
    to_ask = _to_ask(speaker, quarters, working)
    for item in (*under_way, *now)[:1]:
        activity = speaker.model.activity(item.id)
        first = f"Begin on {when}: {speaker.speak(activity.steps[0])}" if activity.steps else ""
        if under_way or not first:
            verb = "Go on" if under_way else f"Begin on {when}"
            first = f"{verb} with “{activity.title}”."
        return f"{first} In the same week, {to_ask}" if to_ask else first
    return f"Begin on {when}: {to_ask}" if to_ask else ""


def _to_ask(speaker: Speaker, quarters: Sequence[QuarterView], week: int) -> str:
    """Whom to ask in a week, as the end of a sentence; "" for nobody."""
    for quarter in quarters:
        asks = [ask for ask in quarter.asks if ask.week == week]
        if not asks:
            continue
        said = asking(asks, "write to")
        drafts = sum(bool(ask.draft) for ask in asks)
        below = f" {'A draft is' if drafts == 1 else 'Drafts are'} below." if drafts else ""
        return f"{said}.{below}"
    return ""


def _progress(speaker: Speaker) -> Iterable[str]:
    plan, model = speaker.plan, speaker.model
    if plan.exact and plan.exact[0].focus:
        first = plan.exact[0]
        earlier = _finished_earlier(speaker, first)
        finished = [key for key in first.focus if _finished(speaker, first, key)]
        if done := len(earlier) + len(finished):
            subjects = counted(len(earlier) + len(first.focus), "subject")
            yield f"{done} of {subjects} of this quarter done"
    found = gaps(model, speaker.assessment, plan.role)
    rated = len(found.open) + len(found.met)
    if found.open:
        skills = f"the {counted(rated, 'skill')}" if rated > 1 else "the one skill"
        yield f"The role asks more of you in {len(found.open)} of {skills} you rated."
    elif rated:
        yield "The role asks no more of you in any skill you rated."


def _finished(speaker: Speaker, quarter: PlannedQuarter, key: str) -> bool:
    items = speaker.leading_to(quarter, key)
    return bool(items) and all(speaker.state_of(item.id) == "done" for item in items)


def _finished_earlier(speaker: Speaker, quarter: PlannedQuarter) -> set[str]:
    """Subjects that a kept plan of this quarter had and that are finished.

    A plan that is made again has nothing more to plan in them.
    """
    model, found = speaker.model, set()
    for kept in speaker.assessment.plans:
        data = kept.plan
        start = data.get("request", {}).get("start")
        if start != speaker.plan.start.isoformat() or not data["quarters"]:
            continue
        first = data["quarters"][0]
        steps = {(row["competency"], row["level"]) for row in first["steps"] if row["in_focus"]}
        for row in first["activities"]:
            if model.has_activity(row["id"]) and speaker.state_of(row["id"]) == "done":
                taught = steps.intersection(model.activity(row["id"]).teaches.items())
                found |= {key for key, _ in taught}
    return found.difference(quarter.focus)


def _checked(plan: Plan) -> str:
    if plan.optimal:
        kept = " while this quarter stays as it is" if plan.outdone else ""
        return f"Checked: no other plan does better with these settings{kept}."
    open_ = next((wish for wish in plan.wishes if not wish.proved), None)
    if open_ is None:
        return "Checked as far as the time allowed; another plan may be as good as this one."
    wish = WISHES[open_.wish]
    return (
        "Time ran out before we could be sure. This is the best plan found so far; still open: "
        f"{wish[:1].lower()}{wish[1:]}."
    )


def _wish(speaker: Speaker, wish: Wish) -> WishView:
    bound = "" if wish.bound is None else _value(speaker, wish.wish, wish.bound)
    return WishView(WISHES[wish.wish], _value(speaker, wish.wish, wish.value), bound)


def _value(speaker: Speaker, wish: WishName, value: float) -> str:
    """A wish's value with what it counts."""
    if wish == "named":
        found = ("not in the first two quarters", "in the second quarter", "at once")
        words = found[min(2, int(value))]
        later = named_waits_for(speaker) if int(value) == 1 else ""
        return f"{words}: {later}" if later else words
    if wish == "hours":
        return hours_in_words(value)
    if wish == "people":
        return "1 request" if value == 1 else f"{value:g} requests"
    if not value:
        return "nothing of the kind" if wish != "twice" else "no step"
    return "1 point" if value == 1 else f"{value:g} points"
