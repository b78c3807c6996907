"""The plan as text and table, and the names of files."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from assess.domain.model import CompetencyModel
from assess.errors import PlanError
from assess.planning.plan import Plan
from assess.planning.wording import listed
from assess.report import words
from assess.views.plan import ActivityView, PlanView, QuarterView, SubjectView, WeekView, WishView

Audience = Literal["me", "share", "manager"]

_AUDIENCE: Mapping[Audience, str] = {
    "me": "for-me",
    "share": "to-share",
    "manager": "for-my-manager",
}
KINDS: Mapping[str, tuple[str, str]] = {
    "html": ("plan", "html"),
    "guide": ("plan-and-role-guide", "html"),
    "profile": ("profile", "html"),
    "ics": ("calendar", "ics"),
    "todos": ("to-dos", "ics"),
    "md": ("checklist", "md"),
    "csv": ("table", "csv"),
    "semicolons": ("table-with-commas", "csv"),
    "plan": ("plan", "json"),
    "json": ("answers", "json"),
    "portfolio": ("portfolio", "html"),
    "stories": ("stories", "html"),
    "case": ("case-for-the-role", "html"),
    "manager": ("page", "html"),
    "questions": ("questions", "html"),
    "reply": ("reply", "json"),
    "session": ("session", "html"),
    "session-data": ("session", "json"),
    "session-page": ("session-page", "html"),
}
"""Every file that we offer: what its name says, and its ending. A report without a plan is a
"profile"."""

_LONGEST = 40
"""Characters of a name that go into a file's name."""


def file_name(kind: str, *, whose: str = "", audience: Audience, day: date) -> str:
    """Name a file so that it says whose it is, what it is and who may read it.

    Args:
        kind: one of `KINDS`.
        whose: the name of the person, as they typed it; "" leaves it out.
        audience: what a file for oneself is called differs from what a file to share is called.
        day: the day on which the file is made.

    Returns:
        For example `anna-plan-to-share-2026-11-28.html`.
    """
    what, ending = KINDS[kind]
    parts = (_safe(whose), what, _AUDIENCE[audience], day.isoformat())
    return f"{'-'.join(part for part in parts if part)}.{ending}"


def _safe(text: str) -> str:
    """Letters and digits of a text with hyphens between its words: "Zoë Müller" is "zoe-muller"."""
    kept = "".join(map(_letter, unicodedata.normalize("NFC", text.lower())))
    name = "-".join(kept.split())
    if len(name) <= _LONGEST:
        return name
    whole, _, _ = name[: _LONGEST + 1].rpartition("-")
    return whole or name[:_LONGEST]


def _letter(one: str) -> str:
    """A Latin letter without its accent, any other letter as it is, and a space for the rest."""
    base = unicodedata.normalize("NFKD", one)[:1]
    if base.isascii() and base.isalnum():
        return base
    return one if one.isalnum() or unicodedata.category(one).startswith("M") else " "


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins with one of these for something to run."""

MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's old code page."""


def table(rows: Iterable[Iterable[object]], *, semicolons: bool = False) -> str:
    """Rows as CSV that begins with a byte order mark; None is an empty cell.

    `semicolons`: separate by semicolons and write decimal commas, as spreadsheets expect it where
    2.5 is written 2,5. Text that a spreadsheet would run gets a leading apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if semicolons else ",", lineterminator="\n")
    writer.writerows([_cell(value, semicolons) for value in row] for row in rows)
    return MARK + text.getvalue()


def _cell(value: object, comma: bool) -> object:
    if isinstance(value, float | Fraction):
        number = words.number(float(value))
        return number.replace(".", ",") if comma else number
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


_MARKUP = re.compile(r"([\\`*_\[\]<>&|~#!$])")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])")


NOTHING = "There is nothing in this plan to take along."


def need_activities(plan: Plan) -> None:
    """PlanError (a sentence) for a plan without activities: no list and no table of nothing."""
    if not plan.activities:
        raise PlanError(plan.message or NOTHING)


def plan_csv(model: CompetencyModel, plan: Plan, *, semicolons: bool = False) -> str:
    """One row per activity and week with work in it, by week; see `table`.

    Columns: week (from 1), begins (ISO date), quarter (from 1), activity (id), title, kind, hours.
    KeyError where the model lacks an activity.
    """
    rows: list[list[object]] = [["week", "begins", "quarter", "activity", "title", "kind", "hours"]]
    for number, quarter in enumerate(plan.exact, 1):
        for week in range(quarter.weeks[0], quarter.weeks[1] + 1):
            for item in plan.activities:
                if week in item.weeks:
                    activity = model.activity(item.id)
                    begins = plan.week_of(week).isoformat()
                    cells = [item.id, activity.title, activity.kind, float(item.weeks[week])]
                    rows.append([week, begins, number, *cells])
    return table(rows, semicolons=semicolons)


def plan_markdown(view: PlanView) -> str:
    """The plan by quarters as a checklist, then what follows and what isn't planned."""
    lines = [f"# {_plain(view.title)}", ""]
    for text in (view.message, view.summary if view.summary != view.message else ""):
        if text:
            lines += [_plain(text), ""]
    lines += [f"**{_plain(view.begin)}**", ""] if view.begin else []
    lines += _listed(view.notes)
    lines += [_plain(view.based_on), ""]
    lines += _listed(view.progress)
    if view.done:
        done = [f"- [x] {_plain(item.title)} ({_plain(item.when)})" for item in view.done]
        lines += ["## Done", "", *done, ""]
    for quarter in view.quarters:
        lines += _quarter(quarter)
    if view.outlook:
        after = [f"- {it.title}, {it.dates}: {_plain('; '.join(it.lines))}" for it in view.outlook]
        lines += ["## After that", "", *after, ""]
    if view.not_planned:
        left = [f"- {_plain(item.title)}: {_plain(item.why)}" for item in view.not_planned]
        lines += ["## Not planned, and why", "", *left, ""]
    if view.checked:
        lines += ["## How good is this plan?", "", _plain(view.checked), ""]
        lines += [f"{place}. {_plain(_wish(row))}" for place, row in enumerate(view.wishes, 1)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _wish(row: WishView) -> str:
    said = f"{row.wish}: {row.value}"
    return said if row.bound in ("", row.value) else f"{said} (best possible: {row.bound})"


def _listed(texts: Iterable[str]) -> list[str]:
    lines = [f"- {_plain(text)}" for text in texts]
    return [*lines, ""] if lines else []


def _quarter(quarter: QuarterView) -> list[str]:
    lines = [f"## {_plain(quarter.title)}, {quarter.dates}", ""]
    lines += _asks(quarter)
    for subject in quarter.subjects:
        lines += _subject(subject)
    if quarter.preparing:
        lines += ["### Also this quarter", ""] if quarter.subjects else []
        for item in quarter.preparing:
            lines += _activity(item)
    if quarter.also:
        lines += [f"Also counts towards: {_plain('; '.join(quarter.also))}.", ""]
    if quarter.review:
        lines += ["### Look back and show a result", "", _plain(quarter.review), ""]
    if quarter.free:
        lines += [_plain(quarter.free), ""]
    return [*lines, "### Week by week", "", *_weeks(quarter.weeks), ""]


def _asks(quarter: QuarterView) -> list[str]:
    lines = [_plain(quarter.in_all), ""] if quarter.in_all else []
    for ask in quarter.asks:
        what = "; ".join(f"“{title}”" for title in ask.for_what)
        lines.append(f"- [ ] Ask {_plain(ask.name)} {_plain(ask.by)} (for {_plain(what)})")
        if ask.draft:
            lines.append(f"  > {_plain(ask.draft)}")
    return ["### Whom to ask first", "", *lines, ""] if lines else []


def _subject(subject: SubjectView) -> list[str]:
    lines = [f"### {_plain(subject.title)}", "", _plain(subject.reason)]
    if subject.weight_why:
        lines.append(_plain(subject.weight_why))
    lines += ["", f"- {_plain(subject.now)}: {_plain(subject.anchor_now)}"]
    lines += [f"- {_plain(subject.next)}: {_plain(subject.anchor_next)}", ""]
    for item in subject.activities:
        lines += _activity(item)
    if subject.shared:
        titles = "; ".join(f"“{title}”" for title in subject.shared)
        lines += [f"Also leads here: {_plain(titles)}.", ""]
    return lines


def _activity(item: ActivityView) -> list[str]:
    head = f"{words.KIND_TITLES[item.kind]}, {item.hours} (an estimate), {item.when}."
    lines = [f"#### {_plain(item.title)}", "", _plain(head)]
    lines += [_plain(item.note)] if item.note else []
    lines += ["", *(f"- [ ] {_plain(step)}" for step in item.steps)]
    lines += [""] if item.steps else []
    measure = item.measure
    if measure:
        today, wanted = item.measure_today or "…", item.measure_wanted or "…"
        until = f" by {words.day(item.last_day)}" if item.last_day else ""
        measure = f"{measure} Today: {today}. What you want{until}: {wanted}."
    facts = [
        ("Leads to", "; ".join(item.leads_to)),
        ("What to keep as proof", item.evidence),
        ("Ask first", listed(item.asks)),
        ("What to count", measure),
        ("Watch out", item.pitfalls),
        ("Worth reading", item.reading if item.resources else ""),
    ]
    lines += [f"- {name}: {_plain(text)}" for name, text in facts if text]
    indent = "  - " if item.reading else "- Worth reading: "
    lines += [indent + _plain(f"{title} {url}".rstrip()) for title, url in item.resources]
    return [*lines, ""]


def _weeks(weeks: Iterable[WeekView]) -> list[str]:
    lines = []
    for week in weeks:
        parts = [f"{title} ({hours})" for title, hours in week.entries]
        parts += [week.note] if week.note else []
        said = _plain("; ".join(parts)) if parts else "free"
        lines.append(f"- Week {week.number}, {week.dates}: {said}")
    return lines


def _plain(text: str) -> str:
    """A text as one line that Markdown shows as it was written: no markup, list or new block."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LIST_MARK.sub(r"\1\\\2", line)
