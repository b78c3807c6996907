"""The take-home report: one HTML file without script or request, which can be loaded again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from html import escape
from typing import Any

from assess.answers import Assessment
from assess.answers_json import TEMPLATE_ID, assessment_to_json
from assess.model import CompetencyModel
from assess.planning.old_plan import OldPlan
from assess.planning.plan import Plan
from assess.report import fragments, words
from assess.report.dots_svg import gap_dots
from assess.report.markup import render, stylesheet
from assess.report.radar_svg import radar_figure
from assess.scoring import score
from assess.views.plan_words import view_of

CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def html_report(
    model: CompetencyModel,
    assessment: Assessment,
    *,
    plan: Plan | OldPlan | None = None,
    with_notes: bool = True,
    with_guide: bool = False,
    plan_note: str = "",
    generated: date,
    session: str = "",
    data: Mapping[str, Any] | None = None,
) -> str:
    """The report as one HTML document.

    `with_notes=False` takes every note out of the text and out of the data; `with_guide` adds the
    model's role guide at the end (it makes the file about half as large again). `plan_note` is a
    sentence above the plan. Of the kept plans the newest goes along. `generated` is the day
    printed on it; equal input gives equal bytes. KeyError where the assessment or the plan
    names a role, or the plan an activity, that the model doesn't have.

    `session`: the section of a coaching session, as HTML that was escaped where it was made;
    `data`: what is embedded instead of the assessment, without notes where none are wanted.
    """
    from markupsafe import Markup

    if not with_notes:
        assessment = assessment.without_notes()
        plan = plan and plan.without_words()
    held, wanted = fragments.roles_of(model, assessment)
    scores = score(model, assessment)
    parts = {
        "coverage": fragments.coverage_summary(model, assessment, scores),
        "areas": fragments.areas_summary(model, assessment, scores),
        "roles": fragments.roles_summary(model, assessment, scores),
        "radar": radar_figure(model, assessment, held, wanted),
        "dots": gap_dots(model, assessment, held, wanted),
        "transition": fragments.transition_table(model, held, wanted),
        "competencies": fragments.competency_tables(
            model, assessment, held, wanted, with_notes=with_notes
        ),
        "not_rated": fragments.not_rated(model, assessment),
        "progress": fragments.progress_list(model, assessment),
        "session": session,
    }
    if plan is not None:
        view = view_of(model, assessment, plan)
        parts["plan_summary"] = fragments.plan_summary(view)
        parts["plan_quarters"] = fragments.plan_quarters(view)
        parts["plan_checked"] = fragments.plan_checked(view)
        parts["not_planned"] = fragments.not_planned(view)
    styles = ["tokens.css", "page.css", "fragments.css", "figures.css"]
    if session:
        styles.append("coaching/coaching.css")
    guide: tuple[tuple[str, str, str], ...] = ()
    if with_guide:
        from assess.report.guide import sections

        guide = sections(model)
        styles.append("guide/guide.css")
    return render(
        "report.html",
        csp=CSP,
        # style sheets and fragments are ours; the fragments have escaped what isn't
        style=Markup(stylesheet(*styles)),  # noqa: S704
        guide=[(key, title, Markup(part)) for key, title, part in guide],  # noqa: S704
        parts={name: Markup(part) for name, part in parts.items()},  # noqa: S704
        model=model,
        assessment=assessment,
        held=model.role(held),
        wanted=model.role(wanted),
        plan=plan,
        plan_note=plan_note,
        with_notes=with_notes,
        generated=generated,
        answered=_day(assessment.updated),
        template_id=TEMPLATE_ID,
        data=Markup(_data(data or _answers(assessment))),  # noqa: S704
    )


def _answers(assessment: Assessment) -> Mapping[str, Any]:
    # a kept plan is as large as all answers: the answers file holds the earlier ones
    return assessment_to_json(replace(assessment, plans=assessment.plans[-1:]))


def _data(data: Mapping[str, Any]) -> str:
    """JSON-ready data on one line, escaped for an element's text (quotes may stay there)."""
    return escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")), quote=False)


def _day(moment: str | None) -> str | None:
    """The day of an ISO moment in words; None where there is none or it can't be read."""
    if moment is None:
        return None
    try:
        return words.day(datetime.fromisoformat(moment).date())
    except ValueError:
        return None
