"""score and plan: what the answers say, and what to do about it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from assess.answers import Assessment
from assess.commands.common import make_plan, model_and_answers, role_of, weeks_of, wishes
from assess.errors import PlanError
from assess.files import read_text
from assess.gaps import gaps
from assess.model import CompetencyModel
from assess.planning import (
    EarliestEnd,
    Plan,
    WeeklyHours,
    earliest_end,
    explain,
    fewest_weekly_hours,
    milestones,
)
from assess.report.words import count
from assess.report.words import milestone as milestone_in_words
from assess.scoring import Scores
from assess.scoring import score as compute
from assess.terminal import shown


def score(options: argparse.Namespace) -> int:
    """Coverage, areas, roles and gaps, as text or JSON."""
    model, assessment = model_and_answers(options)
    role = role_of(model, assessment, options.role)
    scores = compute(model, assessment)
    found = gaps(model, assessment, role)
    if options.json:
        _json(
            {
                "areas": {
                    item.area_id: {
                        "score": item.score,
                        "rated": item.coverage.rated,
                        "all": item.coverage.all,
                        "not_applicable": item.coverage.not_applicable,
                    }
                    for item in scores.areas
                },
                "roles": {
                    item.role_id: {
                        "fit": item.fit,
                        "rated": item.coverage.rated,
                        "asked": item.coverage.all,
                    }
                    for item in scores.roles
                },
                "gaps": [
                    {
                        "competency": gap.competency_id,
                        "level": gap.level,
                        "target": gap.target,
                        "gap": gap.gap,
                    }
                    for gap in found.open
                ],
            }
        )
        return 0
    _say_scores(model, scores)
    print(f"\nGaps to {shown(model.role(role).title)}")
    for gap in found.open:
        title = model.competency(gap.competency_id).title
        print(shown(f"  {title:<36} {model.label(gap.level)} → {model.label(gap.target)}"))
    if not found.open:
        print("  none among what is rated")
    return 0


def _say_scores(model: CompetencyModel, scores: Scores) -> None:
    print(scores.coverage)
    print("\nAreas")
    for area, item in zip(model.areas, scores.areas, strict=True):
        near = "not enough rated" if item.score is None else "near " + _nearest(model, item.score)
        print(shown(f"  {area.title:<36} {near:<18} {item.coverage}"))
    print("\nFit to roles")
    for role, fit in zip(model.roles, scores.roles, strict=True):
        if fit.nothing_asked:
            said = "nothing asked"
        else:
            said = "not enough rated" if fit.percent is None else f"{fit.percent}%"
        print(shown(f"  {role.title:<36} {said:<18} {fit.coverage}"))


def _nearest(model: CompetencyModel, value: float) -> str:
    return model.label(min(model.highest, max(model.lowest, int(value + 0.5))))


def plan(options: argparse.Namespace) -> int:
    """The plan week by week, as text or JSON."""
    _refuse_incomplete(options)
    model, assessment = model_and_answers(options)
    previous = _earlier(options.previous, model) if options.previous else None
    if options.fewest_hours or options.earliest_end:
        found, sentence = _other_way_round(options, model, assessment, previous)
        if found is None and options.json:
            raise PlanError(sentence)
        if not options.json:
            print(sentence)
        if found is None:
            return 0
        made = explain(model, assessment, found) if options.reasons else found
    else:
        made = make_plan(options, model, assessment, previous=previous, reasons=options.reasons)
    if options.json:
        from assess.planning.plan_json import dumps

        sys.stdout.write(dumps(made))
        return 0
    _say_plan(model, assessment, made)
    return 0


def _refuse_incomplete(options: argparse.Namespace) -> None:
    """Usage errors that depend on two options."""
    if options.hours_per_week is None and not options.fewest_hours:
        options.usage_error("the following arguments are required: --hours-per-week")
    if options.weeks is None and options.until is None and not options.earliest_end:
        options.usage_error("the following arguments are required: --weeks or --until")
    if options.fewest_hours and options.hours_per_week is not None:
        options.usage_error("--fewest-hours finds the hours: leave --hours-per-week out")
    if options.earliest_end and (options.weeks is not None or options.until is not None):
        options.usage_error("--earliest-end finds the end: leave --weeks and --until out")


def _other_way_round(
    options: argparse.Namespace,
    model: CompetencyModel,
    assessment: Assessment,
    previous: Plan | None,
) -> tuple[Plan | None, str]:
    """The plan with the fewest weekly hours, or the earliest end, and the sentence that says so."""
    role = role_of(model, assessment, options.role)
    asked = {**wishes(options, assessment), "previous": previous}
    found: WeeklyHours | EarliestEnd
    if options.fewest_hours:
        weeks = weeks_of(options, assessment)
        assert weeks is not None
        found = fewest_weekly_hours(model, assessment, role, weeks, **asked)
    else:
        found = earliest_end(model, assessment, role, options.hours_per_week, **asked)
    return found.plan, found.sentence


def _earlier(path: Path, model: CompetencyModel) -> Plan:
    from assess.planning.plan_json import plan_from_json

    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError):
        raise PlanError(
            f"{path}: this isn't JSON; give a plan made by assess plan --json."
        ) from None
    try:
        earlier = plan_from_json(data)
    except PlanError as error:
        raise PlanError(f"{path}: {error}") from None
    if earlier.model_id != model.id:
        raise PlanError(
            f"{path}: this plan belongs to the model {earlier.model_id!r}, not to {model.id!r}."
        )
    return earlier


def _say_plan(model: CompetencyModel, assessment: Assessment, made: Plan) -> None:
    if made.message:
        print(made.message)
    if made.activities:
        proved = "proved to be the best" if made.optimal else f"within {made.gap:.0%} of the best"
        role = shown(model.role(made.role_id).title)
        print(
            f"{count(len(made.activities), 'activity', 'activities')}, {made.hours:g} h in "
            f"{count(made.last_week, 'week')} from "
            f"{made.settings.start}, towards {role}: {proved}."
        )
    for item in made.activities:
        weeks = f"week {item.first_week}" + (
            f"-{item.last_week}" if item.last_week > item.first_week else ""
        )
        print(
            f"\n{weeks:<12} {shown(model.activity(item.id).title)} ({item.kind}, {item.hours:g} h)"
        )
        print(f"{'':<12} {shown(item.because)}")
        if item.without:
            print(f"{'':<12} {shown(item.without)}")
    marks = milestones(model, assessment, made)
    if marks:
        print("\nOn the way")
        for mark in marks:
            print(f"  {mark.date}  {shown(milestone_in_words(model, made.role_id, mark))}")
    if made.not_planned:
        print("\nNot planned")
        for key, why in made.not_planned.items():
            print(shown(f"  {model.competency(key).title}: {why}"))


def _json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))
