"""What is said about an activity: when, what to do, what it leads to, what to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assess.domain.model_parts import Activity
from assess.domain.progress.effort import hours_of
from assess.planning.explain.ways import step_of, ways
from assess.planning.plan import PlannedActivity
from assess.planning.wording import day, day_and_month, listed, names_in_order
from assess.views.plan import ActivityView, OtherWay
from assess.views.speaker import Speaker, hours_in_words

_TIME = re.compile(r"(\d+(?:\.\d+)?) (minute|hour)")
"""How long reading takes, in the words of a resource: "chapter 2, 40 minutes"."""

BOOKS = "https://openlibrary.org/isbn/"
"""Where the number of a book leads to."""


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
        leads_to=_leads_to(speaker, activity, item.quarters[1]),
        asks=tuple(names_in_order(dict.fromkeys(speaker.asked(key) for key in item.asks))),
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
        leads_to=_ready(
            speaker,
            [
                (key, level)
                for key, level in activity.teaches.items()
                if speaker.assessment.level(key) == level - 1
            ],
        ),
    )


def _texts(speaker: Speaker, activity: Activity) -> ActivityView:
    measured = speaker.assessment.measures.get(activity.id)
    return ActivityView(
        id=activity.id,
        title=activity.title,
        kind=activity.kind,
        hours=hours_in_words(activity.hours),
        estimate=hours_in_words(activity.hours),
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
        reading=_reading(speaker, activity),
    )


def _ready(speaker: Speaker, steps: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Where steps lead, one a step; what they wait for stands once, after the last."""
    said = [f"{speaker.model.label(level)} in {speaker.lower(key)}" for key, level in steps]
    wait = ", once someone who saw the work confirms it, or you do"
    return (*said[:-1], *(step + wait for step in said[-1:]))


def _leads_to(speaker: Speaker, activity: Activity, quarter: int) -> tuple[str, ...]:
    steps = {(step.competency, step.level) for step in speaker.plan.quarters[quarter - 1].steps}
    return _ready(speaker, [step for step in activity.teaches.items() if step in steps])


def _note(speaker: Speaker, item: PlannedActivity, quarter: int) -> str:
    begins, ends = item.quarters
    if begins == quarter < ends:
        first, last = speaker.plan.quarters[quarter - 1].weeks
        now = sum(spent for week, spent in item.weeks.items() if first <= week <= last)
        return (
            f"Begins now and goes on in the next quarter: {now:g} of its "
            f"{hours_in_words(item.hours)} fall in this one."
        )
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
        read = f", {item.read}" if item.read else ""
        free = ", free" if item.free else ""
        book = f"{BOOKS}{item.isbn13}" if item.isbn13 else ""
        yield f"{by}{item.title}{year}{read}{free}", item.url or book


def _reading(speaker: Speaker, activity: Activity) -> str:
    """Whether what is worth reading takes time beside the activity's hours; "" without a time.

    A third of the hours may be for reading; what doesn't fit into it is extra.
    """
    known = {item.id: item for item in speaker.model.resources}
    times = [found for key in activity.resources for found in _TIME.findall(known[key].read)]
    if not times:
        return ""
    total = sum(float(number) / (1 if unit == "hour" else 60) for number, unit in times)
    whole = hours_in_words(activity.hours)
    if total <= activity.hours / 3:
        return f"It counts within the {whole}."
    part = int(activity.hours / 3 * 4) / 4
    return (
        f"Of the {whole}, up to {part:g} {'is' if part <= 1 else 'are'} for reading; more is extra."
    )


def _others(speaker: Speaker, activity: Activity) -> Iterable[OtherWay]:
    step = step_of(speaker.plan, activity)
    if step is None:
        return
    args = speaker.model, speaker.assessment, speaker.plan
    for way in ways(*args, step.competency, step.level):
        yield OtherWay(
            way.activity.id,
            way.activity.title,
            hours_in_words(hours_of(way.activity, speaker.plan.request)),
            listed(speaker.to_ask(way.activity)) or "nobody to ask",
            way.barrier,
        )
