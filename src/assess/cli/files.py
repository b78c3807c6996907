"""check, demo: commands that read or write files."""

from __future__ import annotations

import argparse
import sys

from assess.cli.common import file_kind, shown, written
from assess.clock import today
from assess.errors import AssessError
from assess.formats.model_yaml.loader import load_file, load_model, read_text
from assess.report.words import count


def check(options: argparse.Namespace) -> int:
    """Say every mistake or warning of a model, how much is in it, and how far it carries."""
    from assess.formats.model_yaml.checks.health_report import report

    if options.file and (kind := file_kind(read_text(options.file))):
        raise AssessError(f"{options.file}: this is {kind}. Give a model file (YAML) instead.")
    model, warnings = load_file(options.file or options.model, today())
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


def demo(options: argparse.Namespace) -> int:
    """A made-up person's answers, to standard output or a file."""
    from assess.domain.demo import demo_assessment
    from assess.formats.answers import dumps

    text = dumps(demo_assessment(load_model(options.model)))
    if options.output:
        return written(options.output, text)
    sys.stdout.write(text)
    return 0
