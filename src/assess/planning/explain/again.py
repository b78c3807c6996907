"""What follows from what was done: levels to look at, a plan made again, what that changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Progress
from assess.domain.scoring import need_fitting
from assess.planning.coerce import coerced
from assess.planning.effort import hours_of
from assess.planning.explain.carried_out import first_ids
from assess.planning.explain.not_planned import barrier
from assess.planning.plan import Keep, Plan, PlannedActivity
from assess.planning.request import next_monday
from assess.planning.translate import QUARTER_HOURS, quarter_hours
from assess.planning.wording import counted, listed, titles
from assess.text import frame

if TYPE_CHECKING:
    import pandas as pd
ASKED_BEFORE = timedelta(days=7)
"""Somebody who was asked so long before a quarter was asked for it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finished activity practised the next level up: the person may confirm it by rating."""

    competency_id: str
    from_level: int
    to_level: int
    activity_id: str


def proposals(model: CompetencyModel, assessment: Assessment) -> tuple[Proposal, ...]:
    """Return, for each rated competency, the next level up where a finished activity teaches it."""
    ids = assessment.activities("done")
    done = [item for item in model.activities if item.id in ids]
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

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each activity that isn't in both plans.

        Columns: activity (id), change ("added" | "dropped").
        """
        rows = [(key, "added") for key in self.added] + [(key, "dropped") for key in self.dropped]
        return frame(["activity", "change"], rows)

    def __repr__(self) -> str:
        return f"<PlanChange: {self.hours:+g} h. {self.sentence}>"


def compare(
    model: CompetencyModel, old: Plan, new: Plan, assessment: Assessment | None = None
) -> PlanChange:
    """Compare two plans; `assessment`: its finished and dropped activities aren't missed."""
    over = frozenset[str]() if assessment is None else assessment.activities("done", "dropped")
    added = tuple(key for key in new.ids if key not in old.ids)
    dropped = tuple(key for key in old.ids if key not in new.ids and key not in over)
    finished = tuple(key for key in old.ids if key in over)
    subjects = _first_focus(old) != _first_focus(new)
    swapped = len(added) == len(dropped) == 1 and model.has_activity(dropped[0])
    numbers = [(finished, "finished")]
    numbers += [] if swapped else [(added, "added"), (dropped, "taken out")]
    parts = [
        f"{counted(len(keys), 'activity', 'activities')} {what}" for keys, what in numbers if keys
    ]
    if swapped:
        parts.append(f"{titles(model, dropped)} is swapped for {titles(model, added)}")
    if subjects:
        names = [model.competency(key).title for key in _first_focus(new)]
        about = f"this quarter is now about {listed(names)}"
        parts.append(about if names else "nothing more is planned in this quarter")
    elif parts:
        parts.append("this quarter's subjects stay")
    sentence = f"Compared with before: {', '.join(parts)}." if parts else "Nothing changed."
    return PlanChange(added, dropped, subjects, new.hours - old.hours, sentence)


def _first_focus(plan: Plan) -> tuple[str, ...]:
    return plan.quarters[0].focus if plan.quarters else ()


@dataclass(frozen=True, slots=True)
class Again:
    """A plan made again: `plan` goes on with this quarter; `better` is one from nothing that does
    better by the wishes about steps.

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
    off. Otherwise the plan begins on the request's first day, on that of an old plan that is still
    to begin where the request has none, or next Monday.
    """
    start = request.start
    if old is not None and old.runs(today) and start in (None, old.start):
        passed = [
            old.week_of(week)
            for week in range(1, old.number_of_weeks + 1)
            if old.last_day_of(week) < today
        ]
        days = sorted({*request.weeks_off, *passed})
        return replace(request, start=old.start, weeks_off=tuple(days))
    if start is None and old is not None and old.start > today:
        return replace(request, start=old.start)
    if start is None or start + timedelta(days=6) < today:
        return replace(request, start=next_monday(today))
    return request


def plan_again(
    model: CompetencyModel,
    assessment: Assessment,
    request: PlanRequest,
    old: Plan | None,
    today: date,
    *,
    held: str | None = None,
    role: str | None = None,
    keep: bool = True,
    time_limit: float = 5.0,
) -> Again:
    """Make a plan again that goes on with the first quarter of an old one.

    What is under way stays, then the subjects of the quarter, then its unfinished activities, all
    as far as they fit; the other wishes decide the rest. Besides them begins only what was put in,
    what leads on in a subject that lost an activity, or, where more subjects fit than before,
    whatever is best. A subject that the person named since comes first all the same.

    `held`, `role`: ids of the roles (default: as in `plan`). Without an old plan, with `keep`
    False, other roles or another first day it is planned from nothing; so is a quarter of which
    nothing is left. Raises PlanError as `plan` does.
    """
    from assess.planning import plan as compute

    need_fitting(model, assessment, "plan_again")
    now = present_request(coerced(model, request), old, today)
    seen = _with_weeks_gone(_as_it_stands(assessment, model, now), now)
    agreed = _agreed(model, assessment, old) if old is not None and old.start == now.start else ()
    for key in agreed:  # nobody is asked for it again
        seen = seen.with_progress(key, Progress("in_progress"))
    own = assessment.roles or model.role_pair
    roles = held or own[0], role or own[1]

    def made(kept: Keep | None = None) -> Plan:
        plan = compute(
            model,
            seen,
            now,
            held=roles[0],
            role=roles[1],
            previous=old,
            keep=kept,
            time_limit=time_limit,
        )
        return _not_begun(plan, agreed)

    free = made()
    if old is None or not keep or now.start != old.start or roles != (old.held, old.role):
        return Again(free, None, ())
    running = _this_quarter(assessment, now, old)
    plan = made(_what_stays(model, assessment, now, old, running))
    if first_ids(free) and not first_ids(plan):
        plan = free  # there is nothing left of this quarter to keep
    released = tuple(key for key in running if key not in first_ids(plan))
    met, could = _values(plan), _values(free)
    # the last two are about people and hours
    better = plan is not free and could[:-2] > met[:-2]
    return Again(
        replace(plan, outdone=could != met),
        free if better else None,
        released,
        why_better=_why(model, free, plan) if better else "",
        why_released=_released(model, released),
    )


def _what_stays(
    model: CompetencyModel,
    assessment: Assessment,
    now: PlanRequest,
    old: Plan,
    running: Collection[str],
) -> Keep:
    """The old plan's first quarter, without what is over, and what may take the place of that."""
    ahead = {
        (step.competency, step.level)
        for step in old.quarters[0].steps
        if step.in_focus and assessment.level(step.competency) == step.level - 1
    }
    done = assessment.activities("done")
    stays, lost = set[tuple[str, int]](), set[tuple[str, int]]()
    for key in first_ids(old):
        gone = key not in running or barrier(model, assessment, now, key) != ""
        if key not in done:
            (lost if gone else stays).update(model.activity(key).teaches.items())
    named = now.lead if now.lead not in (old.request.lead, *_first_focus(old)) else None
    may_begin: tuple[str, ...] | None = None
    if _subjects_at_once(model, now) <= _subjects_at_once(model, old.request):
        may_begin = tuple(
            item.id
            for item in model.activities
            if ahead & lost & item.teaches.items() or named in item.teaches
        )
    known = {item.id: item.state for item in old.activities}
    begun = {
        key
        for key, item in assessment.progress.items()
        if item.state == "in_progress" and known.get(key) != "in_progress"
        if key in known or (item.date is not None and item.date >= old.start)
    }
    put_in = set(now.pinned).difference(old.request.pinned, old.ids)
    return Keep(
        ends=dict.fromkeys(sorted(begun | put_in), 1)
        | {item.id: item.quarters[1] for item in old.activities if item.id in running},
        # of a subject in which all is finished, the person says first whether the level changed
        subjects=tuple(sorted({key for key, _ in ahead & (stays | lost)})),
        may_begin=may_begin,
        named_first=named is not None,
    )


def _subjects_at_once(model: CompetencyModel, request: PlanRequest) -> int:
    return model.pace.subjects_at(quarter_hours(request.hours_per_week or 0) / QUARTER_HOURS)


def _as_it_stands(
    assessment: Assessment, model: CompetencyModel, request: PlanRequest
) -> Assessment:
    """The assessment in which what is under way takes the hours that its open steps take."""
    for key, item in assessment.progress.items():
        if item.state != "in_progress" or item.hours_left is not None:
            continue
        activity = model.activity(key)
        open_ = len(activity.steps) - len(item.ticks) - len(item.partly) / 2
        if not activity.steps or open_ >= len(activity.steps):
            continue
        hours = hours_of(activity, request) * max(0, open_) / len(activity.steps)
        left = max(1, ceil(hours * QUARTER_HOURS)) / QUARTER_HOURS
        assessment = assessment.with_progress(key, replace(item, hours_left=left))
    return assessment


def _agreed(model: CompetencyModel, assessment: Assessment, old: Plan) -> tuple[str, ...]:
    """This quarter's activities that nothing was said of and whose people were all asked."""
    asked = {key for key, day in assessment.asked.items() if day >= old.start - ASKED_BEFORE}
    found = []
    for activity_id in first_ids(old):
        agree = model.activity(activity_id).agree_with
        people = {key for key in agree if not model.person(key).own}
        if activity_id not in assessment.progress and people and people <= asked:
            found.append(activity_id)
    return tuple(found)


def _not_begun(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan in which these activities are only planned: they were agreed, not begun."""

    def planned(items: Sequence[PlannedActivity]) -> tuple[PlannedActivity, ...]:
        return tuple(replace(item, state="planned") if item.id in ids else item for item in items)

    quarters = (replace(item, activities=planned(item.activities)) for item in plan.quarters)
    return replace(plan, quarters=tuple(quarters)) if ids else plan


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


def _this_quarter(assessment: Assessment, request: PlanRequest, old: Plan) -> tuple[str, ...]:
    """The unfinished activities that the old plan began in its first quarter."""
    over = assessment.activities("done", "dropped").union(request.excluded)
    return tuple(key for key in first_ids(old) if key not in over)


def _values(plan: Plan) -> list[float]:
    return [wish.value for wish in plan.wishes]


def _why(model: CompetencyModel, free: Plan, kept: Plan) -> str:
    names = [model.competency(key).title for key in _first_focus(free)]
    if _first_focus(free) != _first_focus(kept):
        return f"A better plan exists: this quarter would be about {listed(names)}."
    more = [key for key in free.ids if key not in kept.ids]
    if not more:
        return "A better plan exists: the same activities come in another order."
    return f"A better plan exists: it has {titles(model, more)}."


def _released(model: CompetencyModel, released: Sequence[str]) -> str:
    if not released:
        return ""
    does, it = ("doesn't", "it") if len(released) == 1 else ("don't", "them")
    named = titles(model, released)
    return f"{named} {does} fit into this quarter any more, so we took {it} out."
