"""Reading answers and writing files, the same way in every command."""

from __future__ import annotations

import argparse
from dataclasses import replace

from assess.answers import Assessment
from assess.answers_json import read_assessment
from assess.errors import AnswersError, AssessError, PlanError
from assess.files import read_text
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.planning import Plan, explain, plan


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
    kept = assessment.settings
    hours = options.hours_per_week if options.hours_per_week is not None else kept.hours_per_week
    weeks = options.weeks if options.weeks is not None else kept.weeks
    if hours is None or weeks is None:
        raise PlanError("Give the hours and weeks to plan: --hours-per-week 4 --weeks 26")
    made = plan(
        model,
        assessment,
        role_of(model, assessment, options.role),
        hours,
        weeks,
        options.start or kept.start,
        focus={**kept.focus, **dict(options.focus)},
        excluded=kept.excluded,
        pinned=kept.pinned,
        weeks_off=kept.weeks_off,
        previous=previous,
    )
    return explain(model, assessment, made) if reasons else made


def with_roles(model: CompetencyModel, assessment: Assessment, wanted: str) -> Assessment:
    """The assessment compared with `wanted`, as a report for that role shows it."""
    held = (assessment.roles or model.role_pair)[0]
    return replace(assessment, roles=(held, wanted))
