"""Check what a plan is asked for, and refuse in plain words what makes no sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import ceil, isfinite

from assess.clock import today
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import (
    DEFAULT_RESERVE,
    DEFAULT_WEEKS,
    RESERVES,
    PlanRequest,
    in_calendar,
)
from assess.domain.progress import Progress
from assess.domain.scoring import coverage
from assess.errors import PlanError
from assess.planning.coerce import coerced
from assess.planning.effort import LEAST_FACTOR, MOST_FACTOR, learned_effort
from assess.planning.wording import title
from assess.text import did_you_mean, short

LEAST_HOURS, MOST_HOURS = 0.25, 168
MOST_WEEKS = 520
MOST_FOCUS = 1_000_000


def next_monday(today: date) -> date:
    """The first Monday after a day."""
    return today + timedelta(days=7 - today.weekday())


def checked(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    request: PlanRequest,
) -> PlanRequest:
    """Return the request with its defaults filled in and its ids in file order.

    Raises PlanError with one sentence that says what is wrong and how to go on.
    """
    request = coerced(model, request)
    _check_time(request)
    roles = [item.id for item in model.roles]
    for role in (held, wanted):
        _check_known(role, roles, "There is no role '{}' in this model", "its roles are {}.")
    _check_focus(model, request.focus)
    for what, ids in (("excluded", request.excluded), ("pinned", request.pinned)):
        _check_activities(model, ids, f"The {what} activity '{{}}' isn't in this model")
    _check_situation(model, request)
    _check_ratings(model, assessment, wanted)
    if not model.activities:
        raise PlanError("This model has no activities yet, so there is nothing to plan with.")
    factor = _factor(model, assessment, request.hours_factor)
    _check_progress(model, assessment.progress, factor)
    weeks = DEFAULT_WEEKS if request.weeks is None else request.weeks
    start = next_monday(today()) if request.start is None else request.start
    if not in_calendar(start, weeks):
        raise PlanError(f"{weeks} weeks from {start} on go past an end of the calendar.")
    ready = replace(
        request,
        hours_per_week=float(request.hours_per_week or 0),
        weeks=weeks,
        start=start,
        reserve=request.reserve or DEFAULT_RESERVE,
        focus=by_competency(model, request.focus),
        excluded=tuple(item.id for item in model.activities if item.id in request.excluded),
        pinned=tuple(item.id for item in model.activities if item.id in request.pinned),
        weeks_off=tuple(sorted(set(request.weeks_off))),
        hours_factor=factor,
        routine=None,
    )
    _check_lead(model, assessment, ready)
    _check_weeks_off(ready)
    _check_contradictions(model, assessment, ready)
    return ready


def _factor(model: CompetencyModel, assessment: Assessment, given: float | None) -> float | None:
    """The factor on the hours that was given, else the learned one; None: hours as estimated."""
    if given is None:
        given = learned_effort(model, assessment).factor
    elif not _is_number(given) or not LEAST_FACTOR <= given <= MOST_FACTOR:
        raise PlanError(
            f"The factor on the hours must be between {LEAST_FACTOR:g} and {MOST_FACTOR:g}, not "
            f"{given}."
        )
    return None if given == 1 else float(given)


def _check_time(request: PlanRequest) -> None:
    hours, weeks = request.hours_per_week, request.weeks
    if hours is None:
        raise PlanError("Say how many hours a week you have for learning.")
    if not _is_number(hours) or hours <= 0:
        raise PlanError(f"Hours per week must be a number above 0, not {hours}.")
    if hours > MOST_HOURS:
        raise PlanError(f"A week has {MOST_HOURS} hours, not {hours:g}.")
    if hours < LEAST_HOURS:
        raise PlanError(
            f"Plans count in quarter hours: give at least {LEAST_HOURS:g} hours per week, not "
            f"{hours:g}."
        )
    if weeks is None:
        return
    if isinstance(weeks, bool) or weeks < 1:
        raise PlanError(f"Weeks must be a whole number of at least 1, not {weeks}.")
    if weeks > MOST_WEEKS:
        raise PlanError(f"A plan can run for {MOST_WEEKS} weeks at most, not {weeks}.")


def _check_focus(model: CompetencyModel, focus: Mapping[str, float]) -> None:
    known = [*(item.id for item in model.competencies), *(area.id for area in model.areas)]
    for key, factor in focus.items():
        _check_known(key, known, "The focus names '{}', which isn't a competency or an area")
        if not _is_number(factor) or factor <= 0:
            raise PlanError(f"The focus on '{key}' must be a number above 0, not {factor}.")
        if factor > MOST_FOCUS:
            raise PlanError(f"The focus on '{key}' can be {MOST_FOCUS:,} at most, not {factor:g}.")


def by_competency(model: CompetencyModel, focus: Mapping[str, float]) -> dict[str, float]:
    """An area's factor goes to each of its competencies that has none of its own."""
    own = {key for key in focus if model.has_competency(key)}
    found = {}
    for item in model.competencies:
        key = item.id if item.id in own else item.area
        if key in focus and (key not in own or key == item.id):
            found[item.id] = float(focus[key])
    return found


def _check_known(
    key: str, known: Collection[str], sentence: str, hint: str = "check how it is written."
) -> None:
    """Raise PlanError where an id isn't known: a sentence about it, then how to go on (a hint)."""
    if key not in known:
        found = did_you_mean(key, known, hint.format(", ".join(known)))
        raise PlanError(f"{sentence.format(short(key))}{found}")


def _check_activities(model: CompetencyModel, ids: Collection[str], sentence: str) -> None:
    known = [item.id for item in model.activities]
    for key in sorted(ids):
        _check_known(key, known, sentence)


def _check_situation(model: CompetencyModel, request: PlanRequest) -> None:
    if request.reserve is not None and request.reserve not in RESERVES:
        raise PlanError(
            f"The reserve must be one of {', '.join(RESERVES)}, not '{short(request.reserve)}'."
        )
    questions = {item.id: item for item in model.situation}
    hint = "choose from {}." if questions else "this model asks none."
    for key, answer in request.situation.items():
        _check_known(key, questions, "The situation has no question '{}'", hint)
        answers = [item.id for item in questions[key].answers]
        wrong = f"'{{}}' isn't an answer to the situation's question '{key}'"
        _check_known(answer, answers, wrong, "choose from {}.")
    people = [who.id for who in model.people]
    hint = "choose from {}." if people else "it names nobody."
    for key in (*request.people, *(request.within_reach or ())):
        _check_known(key, people, "There is no person '{}' in this model", hint)


def _check_progress(
    model: CompetencyModel, progress: Mapping[str, Progress], factor: float | None
) -> None:
    for key in sorted(progress):
        _check_activities(model, [key], "The progress names '{}', which isn't in this model")
        left, activity = progress[key].hours_left, model.activity(key)
        if left is None or progress[key].state != "in_progress":
            continue
        name = title(model, key)
        if not _is_number(left) or left <= 0 or not float(left * 4).is_integer():
            raise PlanError(
                f"The hours left of {name} must be quarter hours above 0, not {left}; "
                "where nothing is left, mark it as done."
            )
        whole = activity.hours * max(1, factor or 1)
        if left > ceil(whole * 4) / 4:
            raise PlanError(
                f"{name} can't have {left:g} h left: the whole activity has {whole:g} h."
            )


def _check_ratings(model: CompetencyModel, assessment: Assessment, wanted: str) -> None:
    asked = model.asked_by(model.role(wanted))
    counted = coverage(assessment, asked)
    if asked and not counted.enough:
        raise PlanError(
            f"Rate {counted.missing} more of the skills that the role {model.role(wanted).title} "
            f"needs, then we can plan ({counted})."
        )


def _check_lead(model: CompetencyModel, assessment: Assessment, request: PlanRequest) -> None:
    if request.lead is None:
        return
    known = [item.id for item in model.competencies]
    _check_known(request.lead, known, "What comes first, '{}', isn't a competency")
    answer, name = assessment.answer(request.lead), model.competency(request.lead).title
    if answer.not_applicable:
        raise PlanError(
            f"{name} can't come first, because you marked it as not applicable. Rate it, or choose "
            "something else."
        )
    if answer.level is None:
        raise PlanError(f"{name} can't come first until you've rated it.")


def _check_weeks_off(request: PlanRequest) -> None:
    assert request.start is not None
    assert request.weeks is not None
    off = {(day - request.start).days // 7 for day in request.weeks_off}
    if off.issuperset(range(request.weeks)):
        raise PlanError(
            "Every week of this plan is a week off. Keep at least one, or plan more weeks."
        )


def _check_contradictions(
    model: CompetencyModel, assessment: Assessment, request: PlanRequest
) -> None:
    """Refuse an activity that is wanted and not wanted at the same time."""
    dropped, begun = assessment.activities("dropped"), assessment.activities("in_progress")
    for item in model.activities:
        name = title(model, item.id)
        pinned, excluded = item.id in request.pinned, item.id in request.excluded
        if pinned and excluded:
            raise PlanError(f"{name} is both pinned and left out. Undo one of the two.")
        if pinned and item.id in dropped:
            raise PlanError(f"{name} is pinned, but you dropped it. Undo one of the two.")
        if excluded and item.id in begun:
            raise PlanError(f"{name} is in progress, but left out. Drop it, or put it back in.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
