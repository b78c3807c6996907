"""Notes before a plan, and a plan of version 0.1 in words."""

from __future__ import annotations

from collections.abc import Iterable

from assess.domain.model import CompetencyModel
from assess.domain.scoring import Gap, gaps
from assess.planning.explain.not_planned import TOO_LARGE, least_hours
from assess.planning.plan import OldActivity, OldPlan, PlannedQuarter, PlannedStep
from assess.planning.wording import counted, day, day_and_month, listed, marked, titles
from assess.views.activity_words import (
    PRESENT_JOB,
    counts_double,
    for_the_present_job,
    in_a_sentence,
    levels_of,
    not_planned_views,
    waits_for,
)
from assess.views.ask_words import Speaker, hours_in_words, weeks_in_words
from assess.views.plan import ActivityView, PlanView, QuarterView, WeekView


def notes_of(speaker: Speaker) -> Iterable[str]:
    """Sentences on what was named and comes later, the situation, the largest gap, rough levels."""
    plan, model = speaker.plan, speaker.model
    if named := _named_later(speaker):
        yield named
    open_ = [item for item in model.situation if item.id not in plan.request.situation]
    if open_ and len(open_) == len(model.situation) and plan.request.within_reach is None:
        yield (
            "You haven't said anything about your situation, so this plan assumes that everyone "
            "can be asked and nothing is missing."
        )
    elif open_:
        questions = counted(len(open_), "question")
        yield (
            f"You left {questions} about your situation open: there, this plan assumes that "
            "nothing is missing."
        )
    if where := _largest_gap(speaker, said=plan.request.lead if named else None):
        yield where
    if plan.activities and (rough := len(speaker.assessment.rough)):
        yield (
            f"This plan is based on {counted(rough, 'rough rating')}, from the quick pass. Check "
            "the answers that decide it first."
        )


def named_waits_for(speaker: Speaker) -> str:
    """What the named subject waits for in the first quarter: "it waits for …"; "" for nothing."""
    lead = speaker.plan.request.lead
    first = speaker.plan.quarters[0]
    keys = [step.competency for step in first.steps if waits_for(speaker, lead, step.competency)]
    return f"it waits for {listed(map(speaker.lower, keys))}" if keys else ""


def _named_later(speaker: Speaker) -> str:
    """Why what the person named isn't in the first quarter; "" where it is."""
    plan, key = speaker.plan, speaker.plan.request.lead
    if key is None or not plan.quarters:
        return ""
    named = f"You named {speaker.lower(key)}"
    later = _quarters_of(speaker, key)
    if not later:
        why = plan.not_planned.get(key)
        if why is None:
            return f"{named}, but you're where the role needs you there. Name something else."
        return (
            f"{named}, but {in_a_sentence(why)}. Name something else, or change what is in the way."
        )
    if later[0] == 1:
        return ""
    when = "in the second quarter" if later[0] == 2 else f"in quarter {later[0]}"
    waits = named_waits_for(speaker)
    if waits:
        return f"{named}, but {waits}, so it comes {when}{_prepared(speaker, key, later[0])}."
    return f"{named}: it comes {when}, and can't come sooner{_prepared(speaker, key, later[0])}."


def _quarters_of(speaker: Speaker, key: str) -> list[int]:
    """Numbers of the quarters with a step in a subject."""
    return [
        number
        for number, quarter in enumerate(speaker.plan.quarters, 1)
        if any(step.competency == key for step in quarter.steps)
    ]


def _worth(speaker: Speaker, gap: Gap) -> float:
    """What closing a whole gap counts for in "what the role you want needs most"."""
    key = gap.competency_id
    factor = speaker.plan.request.focus.get(key, 1)
    asked = speaker.held.targets.get(key, speaker.model.lowest)
    steps = range(gap.level + 1, gap.target + 1)
    return speaker.model.competency(key).weight * factor * sum(1 + (s <= asked) for s in steps)


def _largest_gap(speaker: Speaker, *, said: str | None) -> str:
    """Say where the gap that matters most is dealt with, if not first in this quarter.

    Of gaps that matter equally, the named one counts, else the one of most levels, else one that
    this quarter deals with.
    `said`: the subject of which a sentence says so already.
    """
    plan, model = speaker.plan, speaker.model
    open_ = gaps(model, speaker.assessment, plan.role).open
    if not open_ or not plan.activities:
        return ""
    worth = [_worth(speaker, gap) for gap in open_]
    equal = [gap for gap, size in zip(open_, worth, strict=True) if size == max(worth)]
    now = {step.competency for step in plan.quarters[0].steps}
    most = min(
        equal,
        key=lambda gap: (
            gap.competency_id != plan.request.lead,
            -gap.gap,
            gap.competency_id not in now,
        ),
    )
    key = most.competency_id
    found = _quarters_of(speaker, key)
    if found[:1] == [1] or key == said:
        return ""
    level = marked(str(most.level), speaker.assessment.answer(key).quick)
    levels = f"you're at {level}, the role needs {most.target}"
    gap = f"Your most important gap, {speaker.lower(key)} ({levels})"
    if not found:
        why = in_a_sentence(plan.not_planned.get(key, ""))
        hours = least_hours(model, speaker.assessment, plan, key)
        more = f" Its next step takes at least {hours_in_words(hours)}."
        if plan.not_planned.get(key) != TOO_LARGE:
            more += " Put it first if you see it differently."
        return f"{gap}, isn't planned: {why}.{more if hours else ''}"
    when = "next quarter" if found[0] == 2 else f"in quarter {found[0]}"
    if ready := _prepared(speaker, key, found[0]):
        return f"{gap}, comes {when}{ready}."
    return f"{gap}, comes {when}. Before it {_before(speaker, plan.quarters[0], key)}"


def _before(speaker: Speaker, first: PlannedQuarter, key: str) -> str:
    """What the first quarter is about and why that comes before a subject."""
    steps = [step for step in first.steps if step.in_focus]
    comes = "come" if len(steps) > 1 else "comes"
    alike: dict[str, list[str]] = {}
    for step in steps:
        why = _why_before(speaker, first, step, key)
        alike.setdefault(why, []).append(speaker.lower(step.competency))
    return f"{comes} {listed(f'{listed(names)} ({why})' for why, names in alike.items())}."


def _why_before(speaker: Speaker, first: PlannedQuarter, step: PlannedStep, key: str) -> str:
    if waits_for(speaker, key, step.competency):
        return "it has to come first"
    if step.because == "named":
        return "you named it"
    if step.because == "present_job":
        return PRESENT_JOB
    if besides := for_the_present_job(speaker, first, step):
        return besides
    if counts_double(speaker, step):
        return levels_of(speaker, step)
    return "in these hours, that takes you further"


def _prepared(speaker: Speaker, key: str, quarter: int) -> str:
    """Which activities of the first quarter prepare a later one of a subject."""
    ready = dict.fromkeys(
        item.id
        for item in speaker.plan.quarters[0].activities
        for later in speaker.leading_to(speaker.plan.quarters[quarter - 1], key)
        if item.id in speaker.model.activity(later.id).requires
    )
    prepare = "prepares" if len(ready) == 1 else "prepare"
    return f"; {titles(speaker.model, ready)} {prepare} it now" if ready else ""


MADE_EARLIER = "Made by an earlier version. Make it again."


def old_plan_view(model: CompetencyModel, old: OldPlan) -> PlanView:
    """Return an old plan as it was; what the model no longer has is named by its id."""
    last = max((week for item in old.activities for week in item.weeks), default=0)
    role = model.role(old.role).title if model.has_role(old.role) else old.role
    whole = QuarterView(
        number=1,
        title="The whole plan",
        dates=f"{day(old.start)} to {day(old.last_day_of(last))}" if last else "",
        preparing=tuple(_activity(model, old, item) for item in old.activities),
        weeks=tuple(_week(model, old, week) for week in range(1, last + 1)),
    )
    activities = counted(len(old.activities), "activity", "activities")
    summary = f"{activities}, {hours_in_words(old.hours)} in {counted(last, 'week')}."
    return PlanView(
        title=f"An earlier plan towards {role}",
        summary=summary if old.activities else old.message,
        based_on=(
            f"Based on: up to {hours_in_words(old.hours_per_week)} a week for "
            f"{counted(old.weeks, 'week')} from {day(old.start)}."
        ),
        notes=(MADE_EARLIER,),
        quarters=(whole,) if old.activities else (),
        not_planned=not_planned_views(
            (_title(model, key), why) for key, why in old.not_planned.items()
        ),
        message=old.message,
    )


def _title(model: CompetencyModel, key: str) -> str:
    return model.competency(key).title if model.has_competency(key) else key


def _name(model: CompetencyModel, key: str) -> str:
    return model.activity(key).title if model.has_activity(key) else key


def _activity(model: CompetencyModel, old: OldPlan, item: OldActivity) -> ActivityView:
    first, last = min(item.weeks), max(item.weeks)
    begin, end = old.week_of(first), old.last_day_of(last)
    hours = hours_in_words(item.hours)
    return ActivityView(
        id=item.id,
        title=_name(model, item.id),
        kind=model.activity(item.id).kind if model.has_activity(item.id) else "practice",
        hours=hours,
        estimate=hours,
        when=f"{weeks_in_words(first, last)}, {day_and_month(begin)} to {day_and_month(end)}",
        first_day=begin,
        last_day=end,
        note=item.because,
    )


def _week(model: CompetencyModel, old: OldPlan, week: int) -> WeekView:
    monday = old.week_of(week)
    entries = [(item.id, item.weeks[week]) for item in old.activities if week in item.weeks]
    total = sum(hours for _, hours in entries)
    return WeekView(
        number=week,
        dates=f"{day_and_month(monday)} to {day_and_month(old.last_day_of(week))}",
        day=monday,
        hours=hours_in_words(total) if total else "",
        entries=tuple((_name(model, key), hours_in_words(hours)) for key, hours in entries),
    )
