"""An activity in words, and why it is in the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assess.domain.model_parts import Activity
from assess.planning.effort import hours_of
from assess.planning.explain.not_planned import NOT_APPLICABLE, OTHERS_FIRST, UNRATED
from assess.planning.explain.ways import step_of, ways
from assess.planning.plan import PlannedActivity, PlannedQuarter, PlannedStep
from assess.planning.wording import day, day_and_month, listed, marked, names_in_order, number_word
from assess.views.ask_words import Speaker, hours_in_words, weeks_in_words
from assess.views.dots import level_in_words
from assess.views.plan import ActivityView, NotPlannedView, OtherWay

_TIME = re.compile(r"(\d+(?:\.\d+)?) (minute|hour)")
"""How long reading takes, in the words of a resource: "chapter 2, 40 minutes"."""

BOOKS = "https://openlibrary.org/isbn/"
"""Where the number of a book leads to."""


def planned_activity(speaker: Speaker, item: PlannedActivity, quarter: int) -> ActivityView:
    """An activity of the plan as it stands in a quarter (its number, from 1)."""
    plan, activity = speaker.plan, speaker.model.activity(item.id)
    first, last = item.first_week, item.last_week
    begin, end = plan.week_of(first), plan.last_day_of(last)
    ended = plan.quarters[item.quarters[1] - 1]
    taken = {(step.competency, step.level) for step in ended.steps}
    state = speaker.state_of(item.id) or item.state
    return replace(
        _texts(speaker, activity),
        hours=hours_in_words(item.hours) + (" left" if state == "in_progress" else ""),
        when=f"{weeks_in_words(first, last)}, {day_and_month(begin)} to {day_and_month(end)}",
        first_day=begin,
        last_day=end,
        state=state,
        leads_to=_ready(speaker, [step for step in activity.teaches.items() if step in taken]),
        asks=tuple(names_in_order(dict.fromkeys(speaker.asked(key) for key in item.asks))),
        others=tuple(_others(speaker, activity)),
        note=_note(speaker, item, quarter),
    )


def finished_activity(speaker: Speaker, activity: Activity) -> ActivityView:
    """An activity that the person has finished, whether or not it is in the plan."""
    record, level_of = speaker.assessment.progress[activity.id], speaker.assessment.level
    next_steps = [step for step in activity.teaches.items() if level_of(step[0]) == step[1] - 1]
    return replace(
        _texts(speaker, activity),
        when=f"done on {day(record.date)}" if record.date else "done",
        last_day=record.date,
        state="done",
        leads_to=_ready(speaker, next_steps),
    )


def _texts(speaker: Speaker, activity: Activity) -> ActivityView:
    measured = speaker.assessment.measures.get(activity.id)
    return ActivityView(
        id=activity.id,
        title=activity.title,
        kind=activity.kind,
        hours=hours_in_words(activity.hours),
        estimate=hours_in_words(activity.hours),
        steps=tuple(speaker.speak(step) for step in activity.steps),
        evidence=speaker.speak(activity.evidence),
        pitfalls=speaker.speak(activity.pitfalls),
        measure=speaker.speak(activity.measure),
        measure_today="" if measured is None else measured.today,
        measure_wanted="" if measured is None else measured.wanted,
        resources=tuple(_resources(speaker, activity)),
        reading=_reading(speaker, activity),
    )


def _ready(speaker: Speaker, steps: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Where steps lead, one a step; what they wait for stands once, after the last."""
    said = [f"{speaker.model.label(level)} in {speaker.lower(key)}" for key, level in steps]
    wait = ", once someone who saw the work confirms it, or you do"
    return (*said[:-1], *(step + wait for step in said[-1:]))


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


WHY_NOT = {
    NOT_APPLICABLE: "you marked it as not applicable",
    UNRATED: "not rated yet: rate it to include it",
    OTHERS_FIRST: "other subjects come first in these weeks",
}
"""What a plan file says in a word → what people read."""

EARLY = "so it counts twice"
RESTS = "the role you want rests on it"
PRESENT_JOB = "you're more than one level short of what your current job asks for"


def not_planned_views(whys: Iterable[tuple[str, str]]) -> tuple[NotPlannedView, ...]:
    """Titles with why nothing is planned in them; those with one reason stand together."""
    alike: dict[str, list[str]] = {}
    for title, why in whys:
        alike.setdefault(WHY_NOT.get(why, why), []).append(title)
    return tuple(NotPlannedView("; ".join(titles), why) for why, titles in alike.items())


def in_a_sentence(why: str) -> str:
    """Why nothing is planned in a subject, after its name and a comma or a colon."""
    return f"it {why}" if why.startswith("waits ") else WHY_NOT.get(why, why)


NAMED_AT_MOST = 2
"""More subjects than these are counted, not named."""


def reason(speaker: Speaker, quarter: PlannedQuarter, step: PlannedStep) -> str:
    """The true reason: "Pricing: you're at Helping (2), the role asks for Leading (4); …".

    The current job's level is told where it says something: where it's why, or counts twice.
    """
    levels, why = levels_of(speaker, step), _why(speaker, quarter, step)
    title = speaker.title(step.competency)
    return f"{title}: {levels}{',' if why.startswith(EARLY) else ';'} {why}."


def levels_of(speaker: Speaker, step: PlannedStep) -> str:
    """Somebody's level before a step, and what their jobs ask for: "you're at Helping (2), …"."""
    key, level = step.competency, step.level - 1
    target, asked = speaker.wanted.targets.get(key), speaker.held.targets.get(key)
    levels = f"you're at {marked(_named(speaker, level), is_rough(speaker, key, level))}"
    told = step.because == "present_job" or target is None or counts_double(speaker, step)
    if asked is not None and told:
        if target == asked:
            levels += f", your current job and the new role both ask for {_named(speaker, asked)}"
        else:
            levels += f", your current job asks for {_named(speaker, asked)}"
            levels += "" if target is None else f" and the new role for {_named(speaker, target)}"
    elif target is not None:
        levels += f", the role asks for {_named(speaker, target)}"
    return levels


def is_rough(speaker: Speaker, competency: str, level: int) -> bool:
    """Whether a level is somebody's own rating from the quick pass."""
    answer = speaker.assessment.answer(competency)
    return answer.quick and answer.level == level


def _named(speaker: Speaker, level: int) -> str:
    """A level with its word; below the scale, which a plan file may say, its number."""
    model = speaker.model
    return level_in_words(model, level) if model.on_scale(level) else str(level)


def _why(speaker: Speaker, quarter: PlannedQuarter, step: PlannedStep) -> str:
    ids = waiting_for(speaker, step.competency, step.level)
    lead = speaker.plan.request.lead
    if lead in ids:
        return f"you named {speaker.lower(lead)}, which waits for it"
    waiting = [speaker.lower(key) for key in ids]
    wait = f"{_some(waiting)} {'waits' if len(waiting) == 1 else 'wait'} for it"
    if step.because == "waited_for" and waiting:
        return wait
    if step.because == "waited_for" and (asking := _asking_activity(speaker, step)):
        return f"{asking} asks for it"
    if step.because != "named" and (besides := for_the_present_job(speaker, quarter, step)):
        return besides
    rests = EARLY if counts_double(speaker, step) else RESTS
    first = {"named": "you named it", "present_job": PRESENT_JOB}.get(step.because, rests)
    return f"{first}, and {wait}" if waiting else first


def for_the_present_job(speaker: Speaker, quarter: PlannedQuarter, step: PlannedStep) -> str:
    """What a subject's activities do for other subjects that the current job asks for; or ""."""
    if step.because == "present_job":
        return ""
    taught = {
        key
        for item in speaker.leading_to(quarter, step.competency)
        for key in speaker.model.activity(item.id).teaches
    }
    besides = [
        speaker.lower(other.competency)
        for other in quarter.steps
        if other.competency in taught and other.because == "present_job" and not other.in_focus
    ]
    if not besides:
        return ""
    return f"it also takes you further in {listed(besides)}, where {PRESENT_JOB}"


def counts_double(speaker: Speaker, step: PlannedStep) -> bool:
    """Whether both jobs ask for a step, so that it counts twice in what the role needs most."""
    asked = speaker.held.targets.get(step.competency, speaker.model.lowest)
    target = speaker.wanted.targets.get(step.competency, speaker.model.lowest)
    return step.level <= min(asked, target)


def _asking_activity(speaker: Speaker, step: PlannedStep) -> str:
    """The title of a planned activity that can't begin before this step; "" where none is."""
    for key in speaker.plan.ids:
        activity = speaker.model.activity(key)
        if activity.requires_level.get(step.competency, 0) >= step.level:
            return f"“{activity.title}”"
    return ""


def _some(titles: Sequence[str]) -> str:
    if len(titles) <= NAMED_AT_MOST:
        return listed(titles)
    return f"{number_word(len(titles))} subjects, among them {titles[0]},"


def waits_for(speaker: Speaker, other: str | None, competency: str) -> bool:
    """Whether another subject's next steps wait for what comes next in this one."""
    level = speaker.assessment.level(competency)
    return level is not None and other in waiting_for(speaker, competency, level + 1)


def waiting_for(speaker: Speaker, competency: str, level: int) -> list[str]:
    """Ids of other subjects with a step that can't be taken before this level is reached.

    Either the competency itself builds on it, or every activity that leads to its next step asks
    for it.
    """
    model, assessment = speaker.model, speaker.assessment
    found = []
    for item in model.competencies:
        now = assessment.level(item.id)
        if now is None or item.id == competency:
            continue
        top = speaker.wanted.targets.get(item.id, model.lowest)
        builds = any(
            other.competency == competency
            and other.level >= level
            and now < top
            and other.from_level <= top
            for other in item.builds_on
        )
        ways = [
            activity
            for activity in model.activities
            if now < activity.teaches.get(item.id, 0) <= top
        ]
        first = [activity for activity in ways if activity.teaches[item.id] == now + 1]
        asked = bool(first) and all(
            activity.requires_level.get(competency, 0) >= level for activity in first
        )
        if builds or asked:
            found.append(item.id)
    return found
