"""One activity in words: when, what to tick off, with whom, what else leads to the same step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assess.model import Activity
from assess.planning.explain.ways import step_of, ways
from assess.planning.plan import PlannedActivity
from assess.planning.wording import day, day_and_month, listed
from assess.views.plan import ActivityView, OtherWay
from assess.views.speaker import Speaker, hours_in_words


def planned_activity(speaker: Speaker, item: PlannedActivity, quarter: int) -> ActivityView:
    """An activity of the plan as it stands in a quarter (its number, from 1)."""
    plan, activity = speaker.plan, speaker.model.activity(item.id)
    first, last = item.first_week, item.last_week
    when = f"week {first}" if first == last else f"weeks {first} to {last}"
    days = day_and_month(plan.week_of(first)), day_and_month(plan.last_day_of(last))
    state = speaker.state_of(item.id) or item.state
    return replace(
        _texts(speaker, activity),
        hours=hours_in_words(item.hours) + (" left" if state == "in_progress" else ""),
        when=f"{when}, {days[0]} to {days[1]}",
        first_day=plan.week_of(first),
        last_day=plan.last_day_of(last),
        state=state,
        leads_to=tuple(_leads_to(speaker, activity, item.quarters[1])),
        asks=tuple(dict.fromkeys(speaker.asked(key) for key in item.asks)),
        others=tuple(_others(speaker, activity)),
        note=_note(speaker, item, quarter),
    )


def finished_activity(speaker: Speaker, activity: Activity) -> ActivityView:
    """An activity that the person has finished, whether or not it is in the plan."""
    record = speaker.assessment.progress[activity.id]
    return replace(
        _texts(speaker, activity),
        when=f"done on {day(record.date)}" if record.date else "done",
        last_day=record.date,
        state="done",
        leads_to=tuple(
            _ready(speaker, key, level)
            for key, level in activity.teaches.items()
            if speaker.assessment.level(key) == level - 1
        ),
    )


def _texts(speaker: Speaker, activity: Activity) -> ActivityView:
    measured = speaker.assessment.measures.get(activity.id)
    return ActivityView(
        id=activity.id,
        title=activity.title,
        kind=activity.kind,
        hours=hours_in_words(activity.hours),
        when="",
        first_day=None,
        last_day=None,
        state="planned",
        leads_to=(),
        steps=tuple(speaker.speak(step) for step in activity.steps),
        evidence=speaker.speak(activity.evidence),
        pitfalls=speaker.speak(activity.pitfalls),
        measure=speaker.speak(activity.measure),
        measure_today="" if measured is None else measured.today,
        measure_wanted="" if measured is None else measured.wanted,
        asks=(),
        resources=tuple(_resources(speaker, activity)),
    )


def _ready(speaker: Speaker, competency: str, level: int) -> str:
    return f"{speaker.title(competency)}: {speaker.model.label(level)}, once someone confirms it"


def _leads_to(speaker: Speaker, activity: Activity, quarter: int) -> Iterable[str]:
    steps = {(step.competency, step.level) for step in speaker.plan.quarters[quarter - 1].steps}
    for key, level in activity.teaches.items():
        if (key, level) in steps:
            yield _ready(speaker, key, level)


def _note(speaker: Speaker, item: PlannedActivity, quarter: int) -> str:
    begins, ends = item.quarters
    if begins == quarter < ends:
        return "Begins now and goes on in the next quarter."
    if begins < quarter:
        return "Begun in the quarter before."
    steps = {(step.competency, step.level) for step in speaker.plan.steps}
    if any(step in steps for step in speaker.model.activity(item.id).teaches.items()):
        return ""
    after = [
        f"“{speaker.model.activity(key).title}”"
        for key in speaker.plan.ids
        if item.id in speaker.model.activity(key).requires
    ]
    return f"Prepares {listed(after)}." if after else ""


def _resources(speaker: Speaker, activity: Activity) -> Iterable[tuple[str, str]]:
    known = {item.id: item for item in speaker.model.resources}
    for key in activity.resources:
        item = known[key]
        year = f" ({item.year})" if item.year else ""
        by = f"{item.authors}: " if item.authors else ""
        yield f"{by}{item.title}{year}", item.url or ""


def _others(speaker: Speaker, activity: Activity) -> Iterable[OtherWay]:
    step = step_of(speaker.plan, activity)
    if step is None:
        return
    args = speaker.model, speaker.assessment, speaker.plan
    for way in ways(*args, step.competency, step.level):
        yield OtherWay(
            way.activity.id,
            way.activity.title,
            hours_in_words(way.activity.hours),
            listed(speaker.to_ask(way.activity)) or "nobody to ask",
            way.barrier,
        )
