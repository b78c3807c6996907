"""Reading answers and writing files, the same way in every command."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from assess.clock import today
from assess.domain.answers import Assessment
from assess.domain.history import last_complete
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.errors import AnswersError, AssessError, PlanError
from assess.files import read_text, write_text
from assess.formats.answers import read_assessment
from assess.formats.json_text import KINDS
from assess.formats.model_yaml.loader import load_model
from assess.planning.request import next_monday
from assess.report import words

# C0 and C1 controls, and the marks that change the direction of what follows
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")

_ENDLESS = re.compile(r"\S{500,}")


def shown(text: object) -> str:
    """The text in one line, each control character in it written as an escape like \\u001b."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", str(text))


def within_reason(sentence: str) -> str:
    """The sentence, with the middle left out of each word that is longer than any name."""
    return _ENDLESS.sub(lambda word: f"{word[0][:60]}…{word[0][-20:]}", sentence)


class Terminal:
    """A stream that writes control characters as escapes; lines and tabs stay (JSON stays JSON)."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write it; the number of characters that were given."""
        self._stream.write(
            _CONTROLS.sub(lambda found: found[0] if found[0] in "\n\t" else shown(found[0]), text)
        )
        return len(text)

    def flush(self) -> None:
        """As the stream does."""
        self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def written(path: Path, text: str, *, public: bool = False) -> int:
    """Write a file, say its name and size, and return the exit code."""
    write_text(path, text, public=public)
    print(f"{shown(path)}: {len(text.encode()):,} bytes")
    return 0


class UnknownRoleError(AssessError):
    """A role that the model doesn't have."""


def file_kind(text: str) -> str:
    """What a file of ours is, as people call it; "" for a model and for anything else."""
    if text.lstrip()[:15].lower().startswith("<!doctype html"):
        return "a report"
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return KINDS.get(str(data.get("kind")), "") if isinstance(data, dict) else ""


def model_and_answers(
    options: argparse.Namespace, *, whole: bool = False
) -> tuple[CompetencyModel, Assessment]:
    """The chosen model and the assessment in the named file (JSON or HTML).

    In a blind round it is the last complete record, and standard error says so; `whole`: all of it.
    """
    model = load_model(options.model)
    text = read_text(options.answers)
    if options.answers.suffix.lower() in (".yaml", ".yml"):
        raise AnswersError(f"{options.answers}: this is a model file. Name it with --model.")
    try:
        assessment = read_assessment(text, model)
    except AnswersError as error:
        raise AnswersError(f"{options.answers}: {error}") from None
    if whole:
        return model, assessment
    if said := words.round_under_way(assessment):
        print(said, file=sys.stderr)
    return model, last_complete(assessment)


def role_of(model: CompetencyModel, assessment: Assessment, chosen: str | None) -> str:
    """The role asked for, else the one the person wants, else the model's."""
    return known_role(model, chosen or (assessment.roles or model.role_pair)[1])


def with_roles(
    model: CompetencyModel, assessment: Assessment, held: str | None, wanted: str | None
) -> Assessment:
    """The assessment with these roles, where they are given: a report and a plan compare them."""
    own = assessment.roles or model.role_pair
    return replace(
        assessment, roles=(known_role(model, held or own[0]), known_role(model, wanted or own[1]))
    )


def known_role(model: CompetencyModel, role: str) -> str:
    """The same role; UnknownRoleError (a sentence) where the model has no such one."""
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
        raise PlanError("Say how many hours a week you have, for example --hours-per-week 4.")
    pinned = [key for key in kept.pinned if key not in options.exclude]
    excluded = [key for key in kept.excluded if key not in options.pin]
    reach = kept.within_reach if options.within_reach is None else tuple(options.within_reach)
    return replace(
        kept,
        hours_per_week=hours,
        weeks=_weeks(options, kept),
        start=options.start or kept.start,
        reserve=options.reserve or kept.reserve,
        hours_factor=options.hours_factor or kept.hours_factor,
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
    start = options.start or kept.start or next_monday(today())
    if options.until < start:
        raise PlanError(
            f"The last day, {options.until}, is before the first, {start}. Give a later one."
        )
    weeks = ((options.until - start).days + 1) // 7
    if weeks < 1:
        raise PlanError(f"There is no whole week from {start} to {options.until}.")
    return int(weeks)
