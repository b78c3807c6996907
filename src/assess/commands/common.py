"""Reading answers and writing files, the same way in every command."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date

from assess.answers import Assessment
from assess.answers_json import read_assessment
from assess.errors import AnswersError, AssessError, PlanError
from assess.files import read_text
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.plan_request import PlanRequest
from assess.planning.request import next_monday


class UnknownRoleError(AssessError):
    """A role that the model doesn't have."""


def model_and_answers(options: argparse.Namespace) -> tuple[CompetencyModel, Assessment]:
    """The chosen model and the assessment in the named file (JSON or HTML)."""
    model = load_model(options.model)
    text = read_text(options.answers)
    try:
        return model, read_assessment(text, model)
    except AnswersError as error:
        raise AnswersError(f"{options.answers}: {error}") from None


def role_of(model: CompetencyModel, assessment: Assessment, chosen: str | None) -> str:
    """The role asked for, else the one the person wants, else the model's."""
    return _known(model, chosen or (assessment.roles or model.role_pair)[1])


def with_roles(
    model: CompetencyModel, assessment: Assessment, held: str | None, wanted: str | None
) -> Assessment:
    """The assessment with these roles, where they are given: a report and a plan compare them."""
    own = assessment.roles or model.role_pair
    return replace(
        assessment, roles=(_known(model, held or own[0]), _known(model, wanted or own[1]))
    )


def _known(model: CompetencyModel, role: str) -> str:
    if not model.has_role(role):
        known = ", ".join(item.id for item in model.roles)
        raise UnknownRoleError(f"There is no role {role!r} in this model; it has: {known}.")
    return role


def request_of(options: argparse.Namespace, assessment: Assessment) -> PlanRequest:
    """What the plan is asked for: the wishes kept with the answers, and the options over them.

    PlanError where the hours are missing, or the end is before the start.
    """
    kept = assessment.settings
    hours = kept.hours_per_week if options.hours_per_week is None else options.hours_per_week
    if hours is None:
        raise PlanError("Say how many hours a week you can learn, for example --hours-per-week 4")
    pinned = [key for key in kept.pinned if key not in options.exclude]
    excluded = [key for key in kept.excluded if key not in options.pin]
    reach = kept.within_reach if options.within_reach is None else tuple(options.within_reach)
    return replace(
        kept,
        hours_per_week=hours,
        weeks=_weeks(options, kept),
        start=options.start or kept.start,
        reserve=options.reserve or kept.reserve,
        lead=options.lead or kept.lead,
        situation={**kept.situation, **dict(options.situation)},
        within_reach=reach,
        focus={**kept.focus, **dict(options.focus)},
        pinned=tuple(dict.fromkeys((*pinned, *options.pin))),
        excluded=tuple(dict.fromkeys((*excluded, *options.exclude))),
        weeks_off=tuple(dict.fromkeys((*kept.weeks_off, *options.week_off))),
    )


def _weeks(options: argparse.Namespace, kept: PlanRequest) -> int | None:
    if options.until is None:
        return kept.weeks if options.weeks is None else int(options.weeks)
    start = options.start or kept.start or next_monday(date.today())
    if options.until < start:
        raise PlanError(f"The end {options.until} is before the start {start}: give a later end.")
    weeks = ((options.until - start).days + 1) // 7
    if weeks < 1:
        raise PlanError(f"There is no whole week from {start} to {options.until}.")
    return int(weeks)
