"""The plan as text files: CSV for a spreadsheet, Markdown as a checklist per week."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from assess.model import Activity, CompetencyModel
from assess.planning.outcomes import Milestone
from assess.planning.plan import Plan, PlannedActivity
from assess.report import words

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins with one of these for something to run."""

_MARKUP = re.compile(r"([\\`*_\[\]<>&|~#!$])")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])")


def plan_csv(model: CompetencyModel, plan: Plan) -> str:
    """One row per activity and week with work in it, by week.

    Columns: week (from 1), begins (ISO date), activity (id), title, kind, hours. Text cells that a
    spreadsheet would run get a leading apostrophe. KeyError where the model lacks an activity.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["week", "begins", "activity", "title", "kind", "hours"])
    for week in range(1, plan.last_week + 1):
        for item in plan.activities:
            if week in item.weeks:
                begins = plan.settings.week_of(week).isoformat()
                cells = [item.id, model.activity(item.id).title, item.kind]
                spent = words.number(item.weeks[week])
                writer.writerow([week, begins, *(_cell(cell) for cell in cells), spent])
    return text.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def plan_markdown(model: CompetencyModel, plan: Plan, milestones: Sequence[Milestone] = ()) -> str:
    """Milestones, a checklist per week, then every activity with its steps, then what stays open.

    KeyError where the model lacks the role, an activity or a competency of the plan.
    """
    lines = [f"# Learning plan: {_plain(model.role(plan.role_id).title)}", ""]
    if plan.message:
        lines += [_plain(plan.message), ""]
    if plan.activities:
        lines += [
            f"{words.count(len(plan.activities), 'activity', 'activities')}, "
            f"{words.hours(plan.hours)} (an estimate) in {words.count(plan.last_week, 'week')}, "
            f"from {words.day(plan.settings.start)}.",
            "",
        ]
    lines += _milestones(model, plan, milestones)
    lines += _weeks(model, plan)
    if plan.activities:
        lines += ["## The activities", ""]
        for item in plan.activities:
            lines += _activity(model, item, model.activity(item.id))
    if plan.not_planned:
        lines += ["## What stays open", ""]
        lines += [
            f"- {_plain(item.title)}: {_plain(words.open_reason(plan.not_planned[item.id]))}"
            for item in model.competencies
            if item.id in plan.not_planned
        ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _milestones(model: CompetencyModel, plan: Plan, milestones: Sequence[Milestone]) -> list[str]:
    if not milestones:
        return []
    lines = ["## On the way", ""]
    for mark in milestones:
        said = _plain(words.milestone(model, plan.role_id, mark))
        lines.append(f"- by {words.day(mark.date)} (week {mark.week}): {said}")
    return [*lines, ""]


def _weeks(model: CompetencyModel, plan: Plan) -> list[str]:
    lines = []
    for week in range(1, plan.last_week + 1):
        begins = words.day(plan.settings.week_of(week))
        lines += [f"## Week {week}, from {begins}", ""]
        lines += [
            f"- [ ] {_plain(model.activity(item.id).title)}: {words.hours(item.weeks[week])}"
            for item in plan.activities
            if week in item.weeks
        ] or ["Nothing planned."]
        lines.append("")
    return lines


def _activity(model: CompetencyModel, item: PlannedActivity, activity: Activity) -> list[str]:
    lines = [f"### {_plain(activity.title)}", ""]
    lines += [f"{words.KIND_TITLES[item.kind]}, {words.hours(item.hours)} (an estimate)."]
    lines += [_plain(text) for text in (item.because, item.without) if text]
    lines.append("")
    lines += [f"- [ ] {_plain(step)}" for step in activity.steps]
    facts = [
        (
            "Leads to",
            "; ".join(
                f"{model.competency(key).title}: {words.level(model, level)}"
                for key, level in item.raises.items()
            ),
        ),
        ("Evidence to leave", activity.evidence),
        ("Who must agree", words.joined(model.agreeing(activity))),
        ("Watch out", activity.pitfalls),
    ]
    resources = {resource.id: words.resource(resource) for resource in model.resources}
    facts += [("Resource", resources[key]) for key in activity.resources]
    if activity.steps:
        lines.append("")
    lines += [f"- {name}: {_plain(text)}" for name, text in facts if text]
    return [*lines, ""]


def _plain(text: str) -> str:
    """A text as one line that Markdown shows as it was written: no markup, list or new block."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LIST_MARK.sub(r"\1\\\2", line)
