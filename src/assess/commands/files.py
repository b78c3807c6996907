"""check, export, demo: commands that read or write files."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from assess.commands.common import model_and_answers, request_of, with_roles
from assess.errors import AssessError
from assess.files import write_text
from assess.loader import load_file, load_model
from assess.report.words import count
from assess.terminal import shown

FORMATS = (".html", ".ics", ".csv", ".md", ".json")


def check(options: argparse.Namespace) -> int:
    """Say every mistake or warning of a model, how much is in it, and how far it carries."""
    from assess.model_file.health_report import report

    model, warnings = load_file(options.file or options.model, date.today())
    for warning in warnings:
        place = f"{warning.file}:{warning.line}:{warning.column}"
        print(shown(f"{place}: warning: {warning.message}"))
    counts = ", ".join(
        count(len(items), one, many)
        for one, many, items in (
            ("area", "areas", model.areas),
            ("competency", "competencies", model.competencies),
            ("role", "roles", model.roles),
            ("activity", "activities", model.activities),
        )
    )
    said = count(len(warnings), "warning") if warnings else "no warnings"
    print(f"{shown(model.title)} {model.version}: {counts}; no mistakes, {said}.")
    for line in report(model, options.hours):
        print(shown(line))
    return 1 if warnings and options.strict else 0


def export(options: argparse.Namespace) -> int:
    """Write the report, the plan or the answers; the file's ending decides which."""
    ending = options.output.suffix.lower()
    if ending not in FORMATS:
        raise AssessError(
            f"{options.output}: its name must end with {', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
        )
    model, assessment = model_and_answers(options)
    if options.without_notes:
        assessment = assessment.without_notes()
    if ending == ".json":
        from assess.answers_json import dumps

        return _write(options.output, dumps(assessment))
    assessment = with_roles(model, assessment, options.held, options.role)
    asked = options.hours_per_week is not None or assessment.settings.hours_per_week is not None
    plan = None
    if ending != ".html" or asked:
        from assess.formats.plan import plan_to_json
        from assess.planning import plan as compute

        request = request_of(options, assessment)
        plan = compute(model, assessment, request)
        # a report loads again: it holds the wishes and the plan that it shows
        assessment = replace(assessment, settings=request).with_plan(plan_to_json(plan))
    if ending == ".html":
        from assess.report.html import html_report

        today = datetime.now(UTC).astimezone().date()
        notes = not options.without_notes
        text = html_report(
            model,
            assessment,
            plan=plan,
            with_notes=notes,
            with_guide=options.with_guide,
            generated=today,
        )
        return _write(options.output, text)
    assert plan is not None
    from assess.report.plan_text import plan_csv, plan_markdown
    from assess.views.plan_words import plan_view

    if ending == ".csv":
        return _write(options.output, plan_csv(model, plan))
    view = plan_view(model, assessment, plan)
    if ending == ".ics":
        from assess.report.ics import plan_ics

        text = plan_ics(view, model_id=model.id, owner=assessment.id or "")
        return _write(options.output, text)
    return _write(options.output, plan_markdown(view))


def demo(options: argparse.Namespace) -> int:
    """A made-up person's answers, to standard output or a file."""
    from assess.answers_json import dumps
    from assess.demo import demo_assessment

    text = dumps(demo_assessment(load_model(options.model)))
    if options.output:
        return _write(options.output, text)
    sys.stdout.write(text)
    return 0


def _write(path: Path, text: str) -> int:
    write_text(path, text)
    print(f"{shown(path)}: {len(text.encode()):,} bytes")
    return 0
