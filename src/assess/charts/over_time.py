"""Charts over time: levels at earlier dates, and a plan's weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice
from textwrap import wrap
from typing import Any

from assess.charts.chart import LEGEND, Chart, base_layout, day_in_words, level_axis, line
from assess.clock import day_of
from assess.domain.history import Course
from assess.domain.model import CompetencyModel
from assess.planning.plan import Plan, PlannedActivity
from assess.planning.wording import counted

Look = tuple[str, str, str]
"""Colour, dash, mark."""

ROLES: tuple[Look, Look] = (
    ("--as-wanted", "dash", "diamond"),
    ("--as-held", "dot", "square"),
)
"""The role wanted and the role held, as on the radar."""

COLOURS = ("--as-person", "--as-people", "--as-study", "--as-practice")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
MARKS = ("circle", "triangle-up", "x", "star", "pentagon", "hexagon", "cross")


def areas_over_time(model: CompetencyModel, course: Course) -> Chart:
    """The mean level of each area at each date; a hole where too little was rated."""
    named = {area.title: course.areas[area.id] for area in model.areas}
    looks = list(islice(zip(cycle(COLOURS), cycle(DASHES), cycle(MARKS)), len(named)))
    what = "Your level in each area over time"
    narrow = {"yaxis.ticktext": [str(item.level) for item in model.scale]}
    return replace(_lines(course, named, looks, level_axis(model, 0.2), what), narrow=narrow)


def fit_over_time(model: CompetencyModel, course: Course, held: str, wanted: str) -> Chart:
    """In how many rated competencies each role asks for more, at each date."""
    roles = dict.fromkeys((wanted, held))
    named = {
        f"{model.role(role).title} asks for more": [
            found and found[0] for found in course.below[role]
        ]
        for role in roles
    }
    most = max((found[1] for role in roles for found in course.below[role] if found), default=1)
    axis = {"range": [-0.04 * most, 1.04 * most], "tickformat": "d", "nticks": 5}
    what = "Skills where each role asks for more, over time"
    return _lines(course, named, ROLES[: len(named)], axis, what)


def _lines(
    course: Course,
    named: Mapping[str, Sequence[float | None]],
    looks: Sequence[Look],
    axis: Mapping[str, Any],
    what: str,
) -> Chart:
    # one mark a date: the axis is the calendar, so that a long pause looks long
    data = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "line": line(colour, 2, dash) | {"shape": "hv"},
            "marker": {"symbol": mark, "size": 8, "color": colour},
            "connectgaps": False,
            "hovertemplate": "%{fullData.name}<br>%{x|%-d %b %Y}<extra></extra>",
        }
        for name, (colour, dash, mark) in zip(named, looks, strict=True)
    ]
    values = [
        {"x": [day_of(at).isoformat() for at in course.dates], "y": list(row)}
        for row in named.values()
    ]
    layout = base_layout(height=270 + 12 * len(named)) | {
        "margin": {"l": 8, "r": 16, "t": 20 + 22 * len(named), "b": 34},
        "xaxis": {
            "type": "date",
            "gridcolor": "rgba(0,0,0,0)",
            "linecolor": "--as-line",
            "fixedrange": True,
            "tickformat": "%-d %b<br>%Y",
            "nticks": 5,
            "tickangle": 0,
        },
        "yaxis": {
            "automargin": True,
            "fixedrange": True,
            "zeroline": False,
            "gridcolor": "--as-line",
            **axis,
        },
        "legend": {**LEGEND, "orientation": "v"},
    }
    span = f"{day_in_words(course.dates[0])} to {day_in_words(course.dates[-1])}"
    alt = f"{what}: {len(course.dates)} dates, {span}. The table has the numbers."
    return Chart({"data": data, "layout": layout}, values, alt)


KINDS = {"practice": "Practice", "people": "With people", "study": "Study"}

_DAY = 24 * 3600 * 1000
"""Milliseconds: a length on a time axis."""

_ROW = 54
"""Pixels of an activity: its title stands in two lines above its bar."""


def timeline(model: CompetencyModel, plan: Plan) -> Chart:
    """Each activity of the two exact quarters, named above its bar and coloured by kind.

    Review weeks and weeks off are bands; a line parts the quarters.
    """
    rows = list(enumerate(plan.activities))
    marked = _marked_weeks(plan)
    data, values = [], []
    for kind, word in KINDS.items():
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": word,
                "marker": {"color": f"--as-{kind}"},
                "width": 0.28,
                "hovertemplate": "%{text}<extra></extra>",
                "textposition": "none",
            }
        )
        chosen = [row for row in rows if model.activity(row[1].id).kind == kind]
        values.append(_bars(model, plan, chosen))
    last = plan.exact[-1].weeks[1] if plan.exact else 1
    end = plan.week_of(last + 1)
    data.append(
        {
            "type": "scatter",
            "mode": "text",
            "showlegend": False,
            "hoverinfo": "skip",
            "cliponaxis": False,
            "textfont": {"color": "--as-ink", "size": 12},
        }
    )
    values.append(_names(model, plan, end))
    layout = base_layout(height=100 + _ROW * max(len(rows), 1)) | {
        "barmode": "overlay",
        "margin": {"l": 8, "r": 16, "t": 60, "b": 34},
        "shapes": [*_bands(plan, marked), *_borders(plan)],
        "annotations": _titles(plan, marked),
        "xaxis": {
            "type": "date",
            "range": [plan.start.isoformat(), end.isoformat()],
            "gridcolor": "--as-line",
            "fixedrange": True,
            "tickformat": "%-d %b",
            "tickangle": 0,
            "nticks": 7,
        },
        "yaxis": {
            "range": [len(rows) - 0.7, -0.95],
            "zeroline": False,
            "showticklabels": False,
            "showgrid": False,
            "fixedrange": True,
            "ticks": "",
        },
        "legend": {**LEGEND, "orientation": "h"},
    }
    alt = (
        f"Timeline of {counted(len(rows), 'activity', 'activities')} over "
        f"{counted(len(plan.exact), 'quarter')}. The weeks are listed in the plan."
    )
    return Chart({"data": data, "layout": layout}, values, alt, {"xaxis.nticks": 4})


def _bars(
    model: CompetencyModel, plan: Plan, rows: Sequence[tuple[int, PlannedActivity]]
) -> dict[str, Any]:
    weeks = [item.last_week - item.first_week + 1 for _, item in rows]
    return {
        "y": [place for place, _ in rows],
        "base": [plan.week_of(item.first_week).isoformat() for _, item in rows],
        "x": [count * 7 * _DAY for count in weeks],
        "text": [
            f"{model.activity(item.id).title}<br>{_weeks(item)}, {item.hours:g} h"
            for _, item in rows
        ],
    }


def _weeks(item: PlannedActivity) -> str:
    first, last = item.first_week, item.last_week
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def _names(model: CompetencyModel, plan: Plan, end: date) -> dict[str, Any]:
    """Each title above its bar: from the bar's start, or up to its end where more room is left."""
    found: dict[str, Any] = {"x": [], "y": [], "text": [], "textposition": []}
    for place, item in enumerate(plan.activities):
        begin, over = plan.week_of(item.first_week), plan.week_of(item.last_week + 1)
        left = end - begin >= over - plan.start
        found["x"].append((begin if left else over).isoformat())
        found["y"].append(place - 0.14)
        # half a phone's width must hold a line
        lines = wrap(model.activity(item.id).title, 28, max_lines=2, placeholder="…")
        found["text"].append("<br>".join(lines))
        found["textposition"].append("top right" if left else "top left")
    return found


def _marked_weeks(plan: Plan) -> list[tuple[int, str, str]]:
    """Each week with a band: its number, the band's colour and what it is."""
    last = plan.exact[-1].weeks[1] if plan.exact else 0
    reviews = [quarter.review_week for quarter in plan.exact if quarter.review_week is not None]
    return [
        *((week, "--as-wanted", "look back") for week in reviews),
        *((week, "--as-muted", "off") for week in sorted(plan.off) if week <= last),
    ]


def _upright(plan: Plan, first: int, end: int) -> dict[str, Any]:
    """A shape's place, from the begin of one week to that of another."""
    return {
        "xref": "x",
        "yref": "paper",
        "x0": plan.week_of(first).isoformat(),
        "x1": plan.week_of(end).isoformat(),
        "y0": 0,
        "y1": 1,
    }


def _bands(plan: Plan, marked: Iterable[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Review weeks and weeks off, behind the bars."""
    band = {"type": "rect", "opacity": 0.18, "line": {"width": 0}, "layer": "below"}
    return [
        {**_upright(plan, week, week + 1), **band, "fillcolor": color} for week, color, _ in marked
    ]


def _borders(plan: Plan) -> list[dict[str, Any]]:
    firsts = [quarter.weeks[0] for quarter in plan.exact[1:]]
    border = {"type": "line", "line": {"color": "--as-muted", "width": 1, "dash": "dot"}}
    return [{**_upright(plan, week, week), **border} for week in firsts]


def _titles(plan: Plan, marked: Iterable[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """What the bands are, written into them from bottom to top."""
    return [
        {
            "xref": "x",
            "yref": "paper",
            "x": (plan.week_of(week) + timedelta(days=3, hours=12)).isoformat(),
            "y": 0.02,
            "yanchor": "bottom",
            "text": text,
            "textangle": -90,
            "showarrow": False,
            "font": {"color": "--as-muted", "size": 11},
        }
        for week, _, text in marked
    ]
