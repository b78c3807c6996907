"""export: write the report, the plan, the answers, or a page for somebody else."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from assess.cli.common import model_and_answers, request_of, with_roles, written
from assess.clock import today
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.errors import AnswersError, AssessError
from assess.planning.plan import Plan
from assess.report.files.plan_text import Audience, file_name
from assess.report.proof import Chosen, chosen_entries, every_entry

FORMATS = (".html", ".ics", ".csv", ".md", ".json")


def export(options: argparse.Namespace) -> int:
    """Write the report, the plan, the answers or a page; the file's ending decides which."""
    ending = _ending(options)
    model, assessment = model_and_answers(options, whole=ending == ".json")
    path = _path(options, ending, assessment)
    chosen = _chosen(options, model, assessment)
    whole = assessment
    if options.without_notes:
        assessment = assessment.without_notes()
    if ending == ".json":
        from assess.formats.answers import dumps

        return written(path, dumps(assessment))
    assessment = with_roles(model, assessment, options.held, options.role)
    whole = replace(whole, roles=assessment.roles)
    if options.page and options.page != "manager":
        return written(path, _page(options, model, whole, chosen))
    asked = options.hours_per_week is not None or assessment.settings.hours_per_week is not None
    plan = None
    if ending != ".html" or asked or options.page:
        from assess.formats.plan import plan_to_json
        from assess.planning import plan as make_plan

        request = request_of(options, assessment)
        plan = make_plan(model, assessment, request)
        # a report loads again: it holds the wishes and the plan that it shows
        assessment = replace(assessment, settings=request).with_plan(plan_to_json(plan))
    if options.page:
        from assess.report.proof import for_manager

        assert plan is not None
        text = for_manager(
            model, whole, plan, reader=options.reader, chosen=chosen, generated=today()
        )
        return written(path, text)
    if ending == ".html":
        from assess.report.page import html_report

        text = html_report(
            model,
            assessment,
            plan=plan,
            with_notes=not options.without_notes,
            with_guide=options.with_guide,
            generated=today(),
        )
        return written(path, text)
    assert plan is not None
    return written(path, _plan_file(options, ending, model, assessment, plan))


def _ending(options: argparse.Namespace) -> str:
    path = options.output
    if path is None or _is_folder(path):
        return ".ics" if options.todos else ".html"
    ending = str(path.suffix.lower())
    if ending not in FORMATS:
        *most, last = FORMATS
        raise AssessError(f"{path}: its name must end with {', '.join(most)} or {last}.")
    for name, wanted in (("page", ".html"), ("todos", ".ics")):
        if getattr(options, name) and ending != wanted:
            raise AssessError(f"{path}: with --{name} its name must end with {wanted}.")
    return ending


def _is_folder(path: Path) -> bool:
    return path.suffix.lower() not in FORMATS and path.is_dir()


def _path(options: argparse.Namespace, ending: str, assessment: Assessment) -> Path:
    """The file that was named, else one in the folder that was, named by what it is."""
    given: Path | None = options.output
    if given is not None and not _is_folder(given):
        return given
    kind = options.page or ("todos" if options.todos else ending[1:])
    if kind == "html" and options.with_guide:
        kind = "guide"
    audience: Audience = "share" if options.without_notes or kind == "portfolio" else "me"
    if kind == "manager":
        audience = "manager"
    name = file_name(kind, whose=assessment.person, audience=audience, day=today())
    return (given or Path()) / name


def _chosen(options: argparse.Namespace, model: CompetencyModel, assessment: Assessment) -> Chosen:
    for key in options.evidence:
        if not model.has_competency(key):
            raise AnswersError(f"There is no skill {key!r} in this model.")
    return every_entry(assessment, options.evidence)


def _page(
    options: argparse.Namespace, model: CompetencyModel, assessment: Assessment, chosen: Chosen
) -> str:
    from assess.report import proof as portfolio
    from assess.report.proof import case_html, stories_html

    if options.page == "stories":
        shown = chosen or every_entry(assessment, assessment.answers)
        return stories_html(model, assessment, shown, generated=today())
    if options.page == "case":
        only = chosen if options.without_notes else None
        return case_html(model, assessment, only, generated=today())
    found = chosen_entries(model, assessment, chosen)
    if not found:
        raise AnswersError("Say what the portfolio shows, for example --evidence SKILL.")
    if not portfolio.fits(found):
        raise AnswersError("That's more than one page holds. Name fewer skills with --evidence.")
    return portfolio.portfolio(model, assessment, chosen, generated=today())


def _plan_file(
    options: argparse.Namespace,
    ending: str,
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
) -> str:
    if ending == ".ics":
        from assess.report.files.calendar import plan_calendar

        return plan_calendar(model, assessment, plan, todos=options.todos)
    from assess.report.files.plan_text import need_activities, plan_csv, plan_markdown
    from assess.views.plan_words import plan_view

    need_activities(plan)
    if ending == ".csv":
        return plan_csv(model, plan, semicolons=options.semicolons)
    return plan_markdown(plan_view(model, assessment, plan))
