"""score and plan: what the answers say, in numbers, and the plan that follows from them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from textwrap import TextWrapper, fill

from assess.cli.common import file_kind, model_and_answers, request_of, role_of, shown, with_roles
from assess.clock import today
from assess.domain import scoring
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.scoring import Scores, gaps
from assess.errors import PlanError
from assess.files import read_text
from assess.formats.json_text import KINDS
from assess.planning import TIME_LIMIT, Plan
from assess.planning import plan as compute
from assess.planning.explain.again import Again, compare, plan_again, present_request
from assess.planning.wording import marked
from assess.views.plan import ActivityView, PlanView, QuarterView
from assess.views.plan_words import plan_view


def score(options: argparse.Namespace) -> int:
    """Coverage, areas, roles and gaps, as text or JSON."""
    model, assessment = model_and_answers(options)
    role = role_of(model, assessment, options.role)
    scores = scoring.score(model, assessment)
    found, rough = gaps(model, assessment, role), assessment.rough
    if options.json:
        data = {
            "areas": {
                item.area_id: {"score": item.score, **asdict(item.coverage)}
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
                    **({"quick": True} if gap.competency_id in rough else {}),
                }
                for gap in found.open
            ],
        }
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return 0
    _say_scores(model, scores)
    print(f"\nGaps to {shown(model.role(role).name)}")
    for gap in found.open:
        title = model.competency(gap.competency_id).title
        now = marked(model.label(gap.level), gap.competency_id in rough)
        print(shown(f"  {title:<36} {now} → {model.label(gap.target)}"))
    if not found.open:
        print("  none in what you've rated")
    return 0


def _say_scores(model: CompetencyModel, scores: Scores) -> None:
    print(scores.coverage)
    width = max(36, *(len(role.name) for role in model.roles))
    print("\nAreas")
    for area, item in zip(model.areas, scores.areas, strict=True):
        near = "not enough rated" if item.score is None else "near " + _nearest(model, item.score)
        print(shown(f"  {area.title:<{width}} {near:<26} {item.coverage}"))
    print("\nRoles")
    for role, fit in zip(model.roles, scores.roles, strict=True):
        if fit.nothing_asked:
            said = "asks for nothing"
        else:
            more = f"asks for more in {fit.below} of {fit.coverage.rated}"
            said = "not enough rated" if fit.percent is None else more
        print(shown(f"  {role.name:<{width}} {said:<26} {fit.coverage}"))


def _nearest(model: CompetencyModel, value: float) -> str:
    return model.label(min(model.highest, max(model.lowest, int(value + 0.5))))


FROM_NOTHING = "Leave out --keep-quarter to have it."

WIDTH = 96
"""Columns: a line longer than this goes on below, indented."""


def plan(options: argparse.Namespace) -> int:
    """The plan by quarters, as text or JSON."""
    model, assessment = model_and_answers(options)
    assessment = with_roles(model, assessment, options.held, options.role)
    previous = _earlier(options.previous, model) if options.previous else None
    if options.keep_quarter and previous is None:
        raise PlanError("Give --previous PLAN.json too: --keep-quarter goes on with its quarter.")
    said: tuple[str, ...] = ()
    if previous is None or not options.keep_quarter:
        made = compute(model, assessment, request_of(options, assessment), previous=previous)
    else:
        again = _going_on(options, model, assessment, previous)
        made = again.plan
        said = again.why_released, f"{again.why_better} {FROM_NOTHING}" if again.better else ""
    if options.json:
        from assess.formats.plan import dumps

        sys.stdout.write(dumps(made))
        return 0
    for line in lines_of(plan_view(model, assessment, made)):
        print(line)
    if previous is not None:
        print()
        for text in (compare(model, previous, made, assessment).sentence, *said):
            if text:
                print(fill(text, WIDTH))
    return 0


def _going_on(
    options: argparse.Namespace, model: CompetencyModel, assessment: Assessment, previous: Plan
) -> Again:
    """The plan that goes on with the previous one; with --start the same on every day."""
    day = options.start or today()
    settings = assessment.settings
    settings = replace(settings, start=present_request(settings, previous, day).start)
    request = request_of(options, replace(assessment, settings=settings))
    held, role = assessment.roles or model.role_pair
    return plan_again(
        model, assessment, request, previous, day, held=held, role=role, time_limit=TIME_LIMIT
    )


def _earlier(path: Path, model: CompetencyModel) -> Plan:
    from assess.formats.plan import OldPlan, plan_from_json
    from assess.formats.request import unknown_in

    text = read_text(path)
    kind = file_kind(text)
    if kind not in ("", KINDS["plan"]):
        raise PlanError(f"{path}: this is {kind}. Give a plan made by `assess plan --json`.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise PlanError(
            f"{path}: this isn't JSON. Give a plan made by `assess plan --json`."
        ) from None
    try:
        earlier = plan_from_json(data)
    except PlanError as error:
        raise PlanError(f"{path}: {error}") from None
    if isinstance(earlier, OldPlan):
        raise PlanError(f"{path}: this plan was made by an earlier version. Make it again.")
    if earlier.model_id != model.id:
        raise PlanError(
            f"{path}: this plan belongs to the model {earlier.model_id!r}, not to {model.id!r}."
        )
    unknown = unknown_in(earlier, model)
    if unknown:
        raise PlanError(f"{path}: the model has no {unknown} any more. Make the plan again.")
    return earlier


def lines_of(view: PlanView) -> Iterable[str]:
    """What a plan says, as lines for a terminal."""
    yield view.title
    yield ""
    yield from _wrapped(view.summary or view.message, view.begin, *view.notes, view.based_on)
    if view.done:
        yield "\nDone"
        yield from (f"  {item.title}, {item.when}" for item in view.done)
    for quarter in view.quarters:
        yield from _quarter(quarter)
    if view.outlook:
        yield "\nAfter that"
        for later in view.outlook:
            yield from _indented(2, f"{later.title}, {later.dates}: {'; '.join(later.lines)}")
    if view.not_planned:
        yield "\nNot planned, and why"
        yield from _indented(2, *(f"{item.title}: {item.why}" for item in view.not_planned))
    if view.checked:
        yield ""
        yield from _wrapped(view.checked)


def _quarter(quarter: QuarterView) -> Iterable[str]:
    yield f"\n{quarter.title}, {quarter.dates}"
    yield from _indented(2, quarter.in_all)
    for ask in quarter.asks:
        what = ", ".join(f"“{title}”" for title in ask.for_what)
        yield from _indented(2, f"Ask {ask.name} {ask.by}, for {what}.")
        yield from _indented(4, ask.draft)
    for subject in quarter.subjects:
        yield ""
        yield from _indented(2, subject.reason)
        for item in subject.activities:
            yield from _activity(item)
        yield from _indented(4, *(f"“{title}” leads here too." for title in subject.shared))
    if quarter.preparing:
        yield "\n  Also this quarter"
        for item in quarter.preparing:
            yield from _activity(item)
    yield ""
    besides = f"Also counts towards: {'; '.join(quarter.also)}." if quarter.also else ""
    yield from _indented(2, besides, quarter.review, quarter.free)


def _activity(item: ActivityView) -> Iterable[str]:
    yield from _indented(4, f"{item.title} ({item.hours}; {item.when})")
    count = f"What to count: {item.measure}" if item.measure else ""
    yield from _indented(6, item.note, *(f"Leads to {step}" for step in item.leads_to), count)


def _wrapped(*texts: str, first: str = "", below: str = "") -> Iterable[str]:
    """Each text that says something, on lines of a terminal that begin so."""
    lines = TextWrapper(WIDTH, first, below, break_on_hyphens=False)
    return (lines.fill(text) for text in texts if text)


def _indented(by: int, *texts: str) -> Iterable[str]:
    return _wrapped(*texts, first=" " * by, below=" " * (by + 2))
