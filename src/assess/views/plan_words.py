"""Put a plan into words: the records of `assess.views.plan`, made from a plan and its model."""

from __future__ import annotations

from collections.abc import Iterable

from assess.answers import Assessment
from assess.gaps import gaps
from assess.model import CompetencyModel
from assess.plan_request import DEFAULT_RESERVE, Reserve
from assess.planning.old_plan import OldPlan
from assess.planning.plan import Plan, PlannedQuarter, Wish, WishName
from assess.planning.wording import counted, day, day_and_month, listed
from assess.views.activity_words import finished_activity
from assess.views.ask_words import names_to_ask
from assess.views.note_words import named_waits_for, notes_of
from assess.views.old_plan_words import old_plan_view
from assess.views.plan import NotPlannedView, PlanView, WishView
from assess.views.quarter_words import outlook_view, quarter_view, subjects_in_order
from assess.views.reasons import WHY_NOT
from assess.views.speaker import Speaker, hours_in_words

__all__ = ["old_plan_view", "plan_view", "view_of"]

WISHES: dict[WishName, str] = {
    "named": "What you named comes first, as soon as it can",
    "present_job": "What lies more than one level below what your present job asks",
    "wanted_role": "What the role you want needs most, the earlier the better",
    "twice": "Where the hours allow it, two activities lead to a step",
    "people": "You ask as few people as possible",
    "hours": "It takes as few hours as possible",
}
RESERVE: dict[Reserve, str] = {
    "mine": "the hours are yours",
    "mostly": "the hours are mostly yours",
    "often-eaten": "other work often eats the hours",
}


def view_of(model: CompetencyModel, assessment: Assessment, plan: Plan | OldPlan) -> PlanView:
    """Return everything that a plan of any version says."""
    if isinstance(plan, OldPlan):
        return old_plan_view(model, plan)
    return plan_view(model, assessment, plan)


def plan_view(model: CompetencyModel, assessment: Assessment, plan: Plan) -> PlanView:
    """Return everything that a plan says; `assessment` has the levels, progress and measures."""
    speaker = Speaker(model, assessment, plan)
    return PlanView(
        title=f"Your plan: from {speaker.held.title} to {speaker.wanted.title}",
        summary=_summary(speaker),
        based_on=_based_on(speaker),
        begin=_begin(speaker),
        notes=tuple(notes_of(speaker)),
        progress=tuple(_progress(speaker)),
        done=tuple(
            finished_activity(speaker, item)
            for item in model.activities
            if speaker.state_of(item.id) == "done"
        ),
        quarters=tuple(
            quarter_view(speaker, number, quarter) for number, quarter in enumerate(plan.exact, 1)
        ),
        outlook=tuple(
            outlook_view(speaker, number, quarter)
            for number, quarter in enumerate(plan.outlook, len(plan.exact) + 1)
            if any(step.in_focus for step in quarter.steps)
        ),
        not_planned=tuple(
            NotPlannedView(key, model.competency(key).title, WHY_NOT.get(why, why))
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
    hours = sum(item.weeks.get(week, 0) for item in items for week in inside)
    begins = "This quarter" if number == 1 else "Next quarter"
    return (
        f"{begins} you work on {listed(names)}: {counted(len(items), 'activity', 'activities')}, "
        f"about {hours_in_words(hours)}, until {day(plan.last_day_of(first.weeks[1]))}."
    )


def _based_on(speaker: Speaker) -> str:
    plan, request = speaker.plan, speaker.plan.request
    parts = [f"up to {hours_in_words(plan.hours_per_week)} a week from {day(plan.start)}"]
    parts.append(f"{counted(plan.number_of_weeks, 'week')} ahead")
    parts.append(RESERVE[request.reserve or DEFAULT_RESERVE])
    if request.lead is not None:
        parts.append(f"{speaker.lower(request.lead)} first")
    if request.focus:
        more = [speaker.lower(key) for key, factor in request.focus.items() if factor > 1]
        less = [speaker.lower(key) for key, factor in request.focus.items() if factor < 1]
        parts += [f"{listed(more)} matter{'s' * (len(more) == 1)} more"] if more else []
        parts += [f"{listed(less)} matter{'s' * (len(less) == 1)} less"] if less else []
    if plan.off:
        parts.append(f"{counted(len(plan.off), 'week')} off")
    for ids, what in ((request.pinned, "you put in"), (request.excluded, "you left out")):
        if ids:
            parts.append(f"{counted(len(ids), 'activity', 'activities')} {what}")
    return f"Based on: {', '.join(parts)}."


def _begin(speaker: Speaker) -> str:
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
    for item in (*under_way, *now)[:1]:
        activity = speaker.model.activity(item.id)
        if under_way or not activity.steps:
            verb = "Go on" if under_way else f"Begin on {when}"
            return f"{verb} with “{activity.title}”."
        return f"Begin on {when}: {speaker.speak(activity.steps[0])}"
    asked = [ask.person for quarter in plan.exact for ask in quarter.asks if ask.week == working]
    if not asked:
        return ""
    drafts = len({speaker.asked(key) for key in asked if speaker.model.person(key).ask})
    below = f"; {'a draft is' if drafts == 1 else 'drafts are'} below" if drafts else ""
    return f"Begin on {when}: write to {names_to_ask(speaker, asked)}{below}."


def _progress(speaker: Speaker) -> Iterable[str]:
    plan, model = speaker.plan, speaker.model
    if plan.exact and plan.exact[0].focus:
        first = plan.exact[0]
        finished = [key for key in first.focus if _finished(speaker, first, key)]
        subjects = counted(len(first.focus), "subject")
        yield f"{len(finished)} of {subjects} of this quarter done"
    found = gaps(model, speaker.assessment, plan.role)
    rated = len(found.open) + len(found.met)
    if rated:
        yield f"{len(found.open)} of {rated} rated skills where the role asks more"


def _finished(speaker: Speaker, quarter: PlannedQuarter, key: str) -> bool:
    items = speaker.leading_to(quarter, key)
    return bool(items) and all(speaker.state_of(item.id) == "done" for item in items)


def _checked(plan: Plan) -> str:
    if plan.optimal:
        return "Checked: with these wishes no other plan does better."
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
        return f"{value:g} {'time' if value == 1 else 'times'} that you ask someone"
    if not value:
        return "nothing of the kind" if wish != "twice" else "no step"
    return "1 point" if value == 1 else f"{value:g} points"
