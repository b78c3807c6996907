"""Reading answers and writing files, the same way in every command."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from typing import Any

from assess.answers import Assessment
from assess.answers_json import read_assessment
from assess.errors import AnswersError, AssessError, PlanError
from assess.files import read_text
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.planning import Plan, explain, plan
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
    role = chosen or (assessment.roles or model.role_pair)[1]
    if not model.has_role(role):
        known = ", ".join(item.id for item in model.roles)
        raise UnknownRoleError(f"There is no role {role!r} in this model; it has: {known}.")
    return role


def make_plan(
    options: argparse.Namespace,
    model: CompetencyModel,
    assessment: Assessment,
    *,
    previous: Plan | None = None,
    reasons: bool = False,
) -> Plan:
    """The plan by the options, else by the settings kept in the assessment."""
    hours = hours_of(options, assessment)
    weeks = weeks_of(options, assessment)
    if hours is None or weeks is None:
        raise PlanError("Give the hours and weeks to plan: --hours-per-week 4 --weeks 26")
    role = role_of(model, assessment, options.role)
    asked = wishes(options, assessment)
    made = plan(model, assessment, role, hours, weeks, previous=previous, **asked)
    return explain(model, assessment, made) if reasons else made


def hours_of(options: argparse.Namespace, assessment: Assessment) -> float | None:
    """Hours a week by the option, else as kept; None where neither says."""
    if options.hours_per_week is not None:
        return float(options.hours_per_week)
    return assessment.settings.hours_per_week


def weeks_of(options: argparse.Namespace, assessment: Assessment) -> int | None:
    """Whole weeks by the options, else as kept; PlanError where the end is before the start."""
    if options.until is not None:
        start = options.start or assessment.settings.start or next_monday(date.today())
        if options.until < start:
            raise PlanError(
                f"The end {options.until} is before the start {start}: give a later end."
            )
        weeks = ((options.until - start).days + 1) // 7
        if weeks < 1:
            raise PlanError(f"There is no whole week from {start} to {options.until}.")
        return int(weeks)
    return assessment.settings.weeks if options.weeks is None else int(options.weeks)


def wishes(options: argparse.Namespace, assessment: Assessment) -> dict[str, Any]:
    """Start, focus and what must be in or out, by the options and as kept."""
    kept = assessment.settings
    return {
        "start": options.start or kept.start,
        "focus": {**kept.focus, **dict(options.focus)},
        "excluded": {*kept.excluded, *options.exclude},
        "pinned": {*kept.pinned, *options.pin},
        "weeks_off": {*kept.weeks_off, *options.week_off},
    }


def with_roles(model: CompetencyModel, assessment: Assessment, wanted: str) -> Assessment:
    """The assessment compared with `wanted`, as a report for that role shows it."""
    held = (assessment.roles or model.role_pair)[0]
    return replace(assessment, roles=(held, wanted))
