"""model new, model diff, check, guide and demo: what is made of a model alone."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import Any

from assess.cli.common import file_kind, shown, written
from assess.clock import today
from assess.domain.model import CompetencyModel
from assess.errors import AssessError
from assess.files import write_text
from assess.formats.model_yaml.diff import Change, Fate, ModelDiff, compare
from assess.formats.model_yaml.loader import load_file, load_model, read_text
from assess.report.words import count

SCHEMA_NAME = "competencies.schema.json"
TEMPLATE = Path(__file__).parents[1] / "formats" / "model_yaml" / "template.yaml"


def new(options: argparse.Namespace) -> int:
    """Write a small model to start from, and the schema for editors beside it."""
    path: Path = options.file
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise AssessError(f"{path}: a model file's name must end with .yaml.")
    if path.exists() or path.is_symlink():
        raise AssessError(f"{path} exists already. Choose another name.")
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:80].strip("-") or "my-model"
    text = TEMPLATE.read_text(encoding="utf-8").replace("id: my-model", f'id: "{name}"')
    write_text(path, text, public=True)
    asked = shown(quote(str(path)))
    print(f"{shown(path)}: a small model to start from. Edit it, then: assess check {asked}")
    schema = path.parent / SCHEMA_NAME
    if not schema.exists():
        from assess.formats.model_yaml.schema import schema_text

        write_text(schema, schema_text(), public=True)
        print(f"{shown(schema)}: your editor uses it to complete and check the model")
    return 0


def diff(options: argparse.Namespace) -> int:
    """Say what a newer model changes for a person who has answered the older one."""
    old, new_ = load_model(options.old), load_model(options.new)
    found = compare(old, new_)
    if options.json:
        data = {**asdict(found), "advice": found.advice}
        data["mentions"] = [{"section": part, "id": key} for part, key in found.mentions]
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return 0
    print("\n".join(_said(old, new_, found)))
    return 0


def _said(old: CompetencyModel, new_: CompetencyModel, found: ModelDiff) -> list[str]:
    lines = [f"{new_.title}: {found.old_version} → {found.new_version}"]
    if found.refused:
        lines.append(f"No answers to the old model open with the new one: {found.refused}.")
    else:
        kept, renamed, confirm, lost = (
            len(found.of(fate)) for fate in ("kept", "renamed", "confirm", "lost")
        )
        lines.append(
            f"Of {count(len(found.answers), 'answer')}, {kept + renamed} carry over, "
            f"{confirm} must be confirmed, {lost} can't be carried over."
        )
    for head, items in _parts(old, new_, found):
        if items:
            lines += ["", head, *(f"  {item}" for item in items)]
    if len(lines) == 2 and not found.refused:
        lines.append("Nothing else that a person sees has changed.")
    return [*lines, "", found.advice] if found.advice else lines


_FATES: dict[Fate, str] = {
    "renamed": "Carry over under a new name",
    "confirm": "Carry over, and the person is asked to confirm",
    "lost": "Can't be carried over: a file with such an answer doesn't open",
}


def _parts(
    old: CompetencyModel, new_: CompetencyModel, found: ModelDiff
) -> Iterator[tuple[str, list[str]]]:
    """Each kind of change: its head, and a line for every one."""
    if not found.refused:
        for fate, head in _FATES.items():
            yield head, [f"{old.competency(i.old).title}: {i.because}" for i in found.of(fate)]
    yield "New questions", [new_.competency(key).title for key in found.questions]
    if not found.refused:
        gone = [f"{section} {key}" for section, key in found.mentions]
        yield "Gone: a file that names one of these doesn't open", gone
    yield "Scale", [f"{item.place[0]}: {_arrow(item)}" for item in found.scale]
    yield "Titles", [_arrow(item) for item in found.titles]
    yield "Anchors", [line for item in found.anchors for line in _anchor(new_, item)]
    yield "Targets", [_target(old, new_, item) for item in found.targets]
    weighed = [(new_.competency(item.place[0]).title, item) for item in found.competencies]
    yield "What plans weigh", [f"{name}: {i.place[1]} {_arrow(i)}" for name, i in weighed]
    profiles = [(new_.role(item.place[0]).title, item) for item in found.profiles]
    yield "Profiles", [f"{name}: {i.place[1]} {_arrow(i)}" for name, i in profiles]
    yield "Activities", [_record(item) for item in found.activities]
    yield "People", [_record(item) for item in found.people]
    yield "Situation", [_record(item) for item in found.situation]
    yield "Pace", [f"{item.place[0]}: {_arrow(item)}" for item in found.pace]


def _anchor(model: CompetencyModel, item: Change) -> list[str]:
    key, level = item.place
    texts = [f"  {sign} {text}" for sign, text in (("-", item.old), ("+", item.new)) if text]
    return [f"{model.competency(key).title}, level {level}", *texts]


def _arrow(item: Change) -> str:
    return f"{_word(item.old)} → {_word(item.new)}"


def _word(value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        words = (f"[{_word(item)}]" if isinstance(item, list) else _word(item) for item in value)
        return ", ".join(words) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{key} {level}" for key, level in value.items()) or "none"
    return str(value)


def _target(old: CompetencyModel, new_: CompetencyModel, item: Change) -> str:
    role, key = item.place
    model = new_ if new_.has_competency(key) else old
    levels = " → ".join("not asked for" if n is None else str(n) for n in (item.old, item.new))
    return f"{new_.role(role).name}, {model.competency(key).title}: {levels}"


_REWORDED = ("title", "steps", "evidence", "measure", "pitfalls", "ask")


def _record(item: Change) -> str:
    *keys, field = item.place
    key = ", ".join(keys)
    if not field:
        return f"new: {item.new} ({key})" if item.old is None else f"gone: {item.old} ({key})"
    return f"{key}: {field} {'reworded' if field in _REWORDED else _arrow(item)}"


def guide(options: argparse.Namespace) -> int:
    """Write the model's role guide; refused where the model has none."""
    from assess.report.guide import guide_report

    if options.output.suffix.lower() != ".html":
        raise AssessError(f"{options.output}: its name must end with .html.")
    model = load_model(options.model)
    if not any(getattr(model.guide, name) for name in model.guide.__dataclass_fields__):
        raise AssessError(
            "This model has no role guide; write one under 'guide' in its file "
            "(docs/model-authoring.md says how)."
        )
    return written(options.output, guide_report(model, generated=today()), public=True)


def check(options: argparse.Namespace) -> int:
    """Say every mistake or warning of a model, how much is in it, and how far it carries."""
    from assess.formats.model_yaml.checks.health import report

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
