"""What follows from what was done: levels to look at, a plan made again, what that changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assess.answers import Assessment
from assess.errors import PlanError
from assess.model import CompetencyModel
from assess.plan_request import PlanRequest
from assess.planning.explain.pins import barrier
from assess.planning.plan import Plan
from assess.planning.request import next_monday
from assess.planning.wording import counted, listed, titles


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finished activity practised the next level up: the person may confirm it by rating."""

    competency_id: str
    from_level: int
    to_level: int
    activity_id: str


def proposals(model: CompetencyModel, assessment: Assessment) -> tuple[Proposal, ...]:
    """Return, for each rated competency, the next level up where a finished activity teaches it."""
    done = [
        item
        for item in model.activities
        if (record := assessment.progress.get(item.id)) is not None and record.state == "done"
    ]
    found = []
    for competency in model.competencies:
        level = assessment.level(competency.id)
        if level is None:
            continue
        teacher = next((a for a in done if a.teaches.get(competency.id) == level + 1), None)
        if teacher is not None:
            found.append(Proposal(competency.id, level, level + 1, teacher.id))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PlanChange:
    """How a new plan differs from an old one.

    `added`, `dropped`: activity ids; what was finished or given up since is neither. `subjects`:
    whether the first quarter has other subjects. `sentence` says all of it.
    """

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    subjects: bool
    hours: float
    sentence: str


def compare(
    model: CompetencyModel, old: Plan, new: Plan, assessment: Assessment | None = None
) -> PlanChange:
    """Compare two plans; `assessment`: its finished and dropped activities aren't missed."""
    over = set()
    if assessment is not None:
        over = {key for key, item in assessment.progress.items() if item.state != "in_progress"}
    added = tuple(key for key in new.ids if key not in old.ids)
    dropped = tuple(key for key in old.ids if key not in new.ids and key not in over)
    finished = [key for key in old.ids if key in over]
    subjects = _first_focus(old) != _first_focus(new)
    parts = []
    if finished:
        parts.append(f"{counted(len(finished), 'activity', 'activities')} finished")
    if len(added) == len(dropped) == 1 and model.has_activity(dropped[0]):
        parts.append(f"{titles(model, dropped)} is swapped for {titles(model, added)}")
    else:
        if added:
            parts.append(f"{counted(len(added), 'activity', 'activities')} added")
        if dropped:
            parts.append(f"{counted(len(dropped), 'activity', 'activities')} taken out")
    if subjects:
        names = [model.competency(key).title for key in _first_focus(new)]
        about = f"this quarter is now about {listed(names)}"
        parts.append(about if names else "nothing more is planned in this quarter")
    elif parts:
        parts.append("this quarter's subjects stay")
    hours = new.hours - old.hours
    if not parts:
        return PlanChange(added, dropped, subjects, hours, "Nothing changed.")
    return PlanChange(added, dropped, subjects, hours, f"Compared with before: {', '.join(parts)}.")


def _first_focus(plan: Plan) -> tuple[str, ...]:
    return plan.quarters[0].focus if plan.quarters else ()


@dataclass(frozen=True, slots=True)
class Again:
    """A plan made again: `plan` keeps this quarter; `better` is a free one that does better.

    `released`: ids of this quarter's activities that can't stay. `why_better`, `why_released`:
    sentences; "" where there is nothing to say.
    """

    plan: Plan
    better: Plan | None
    released: tuple[str, ...]
    why_better: str = ""
    why_released: str = ""


def present_request(request: PlanRequest, old: Plan | None, today: date) -> PlanRequest:
    """The request for a plan that is made today: a running quarter goes on, past weeks are over.

    A plan whose first quarter runs keeps its first day; weeks that have passed count as weeks
    off. Otherwise the plan begins on the request's first day, or next Monday where that is past.
    """
    start = request.start
    if old is not None and old.quarters and old.start <= today:
        last = old.last_day_of(old.quarters[0].weeks[1])
        if today <= last and request.start in (None, old.start):
            passed = [
                old.week_of(week)
                for week in range(1, old.number_of_weeks + 1)
                if old.last_day_of(week) < today
            ]
            days = sorted({*request.weeks_off, *passed})
            return replace(request, start=old.start, weeks_off=tuple(days))
    if start is None or start + timedelta(days=6) < today:
        return replace(request, start=next_monday(today))
    return request


def plan_again(
    model: CompetencyModel,
    assessment: Assessment,
    request: PlanRequest,
    old: Plan,
    today: date,
    *,
    keep: bool = True,
    time_limit: float = 5.0,
) -> Again:
    """Make a plan again close to an old one.

    `keep`: this quarter stays as it is. Its unfinished activities stay, unless they can't be in
    any more; besides them only what is pinned begins in it, and what leads on in a subject of
    this quarter that nothing finished yet. Where that leaves the quarter empty, it is planned
    anew. Raises PlanError as `plan` does.
    """
    from assess.planning import plan as compute

    now = present_request(request, old, today)
    seen = _with_weeks_gone(assessment, now)

    def made(kept: tuple[str, ...] = (), may_begin: Collection[str] | None = None) -> Plan:
        return compute(
            model,
            seen,
            now,
            held=old.held,
            role=old.role,
            previous=old,
            keep=kept,
            may_begin=may_begin,
            time_limit=time_limit,
        )

    free = made()
    if not keep or now.start != old.start:
        return Again(free, None, ())
    running = _this_quarter(assessment, now, old)
    open_ = _lead_on_now(model, assessment, old).union(running, now.pinned)
    kept = tuple(key for key in running if not barrier(model, assessment, now, key))
    plan = _keeping(lambda ids: made(ids, open_), kept) or free
    if _begun_first(free) and not _begun_first(plan):
        plan = free  # there is nothing left of this quarter to keep
    here = _begun_first(plan)
    released = tuple(key for key in running if key not in here)
    better = plan is not free and _is_better(free, plan)
    return Again(
        plan,
        free if better else None,
        released,
        why_better=_why(model, free, plan) if better else "",
        why_released=_released(model, released),
    )


def _with_weeks_gone(assessment: Assessment, request: PlanRequest) -> Assessment:
    """The assessment in which weeks since something was begun count up to the present week.

    A plan counts them up to its first day; that of a running quarter lies in the past.
    """
    if request.start is None:
        return assessment
    off = {(day - request.start).days // 7 for day in request.weeks_off}
    present = next(week for week in range(len(off) + 1) if week not in off)
    earlier = timedelta(weeks=present)
    for key, item in assessment.progress.items():
        if item.state == "in_progress" and item.date is not None:
            assessment = assessment.with_progress(key, replace(item, date=item.date - earlier))
    return assessment


def _lead_on_now(model: CompetencyModel, assessment: Assessment, old: Plan) -> set[str]:
    """Activities that lead to the next step of a subject of this quarter.

    Where one that leads there is finished, the person says first whether it changed the level.
    """
    settled = {item.competency_id for item in proposals(model, assessment)}
    steps = {
        (step.competency, step.level)
        for step in old.quarters[0].steps
        if step.in_focus and step.competency not in settled
    }
    return {item.id for item in model.activities if steps.intersection(item.teaches.items())}


def _keeping(made: Callable[[tuple[str, ...]], Plan], ids: tuple[str, ...]) -> Plan | None:
    """The plan that keeps all of these, else one after the other as far as they fit."""
    try:
        return made(ids)
    except PlanError:
        plan = None
    kept: tuple[str, ...] = ()
    for key in ids:
        try:
            plan = made((*kept, key))
        except PlanError:
            continue
        kept = (*kept, key)
    return plan if kept else _without_any(made)


def _without_any(made: Callable[[tuple[str, ...]], Plan]) -> Plan | None:
    try:
        return made(())
    except PlanError:
        return None


def _this_quarter(assessment: Assessment, request: PlanRequest, old: Plan) -> tuple[str, ...]:
    """The unfinished activities that the old plan began in its first quarter, begun ones first."""
    over = {key for key, item in assessment.progress.items() if item.state != "in_progress"}
    first = [item.id for item in old.activities if item.quarters[0] == 1]
    begun = [key for key in first if key in assessment.progress]
    return tuple(
        key for key in dict.fromkeys((*begun, *first)) if key not in over.union(request.excluded)
    )


def _begun_first(plan: Plan) -> set[str]:
    """Ids of the activities that begin in the first quarter."""
    return {item.id for item in plan.activities if item.quarters[0] == 1}


def _is_better(free: Plan, kept: Plan) -> bool:
    """Whether the wishes that people feel (the first four) are met better."""
    felt = ("named", "present_job", "wanted_role", "twice")

    def values(plan: Plan) -> list[float]:
        return [wish.value for wish in plan.wishes if wish.wish in felt]

    return values(free) > values(kept)


def _why(model: CompetencyModel, free: Plan, kept: Plan) -> str:
    names = [model.competency(key).title for key in _first_focus(free)]
    if _first_focus(free) != _first_focus(kept):
        return f"A better plan exists: this quarter would be about {listed(names)}."
    more = [key for key in free.ids if key not in kept.ids]
    return (
        f"A better plan exists: it has {titles(model, more)}."
        if more
        else ("A better plan exists: the same activities come in another order.")
    )


def _released(model: CompetencyModel, released: Sequence[str]) -> str:
    if not released:
        return ""
    was = (
        "doesn't fit into this quarter any more, so it was"
        if len(released) == 1
        else ("don't fit into this quarter any more, so they were")
    )
    return f"{titles(model, released)} {was} released."
