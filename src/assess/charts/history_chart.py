"""Scores over time: small line charts, drawn as steps because a level holds until it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assess.charts.chart import LEGEND, Chart, base_layout, day_in_words, line
from assess.clock import day_of
from assess.domain.model import CompetencyModel
from assess.domain.rating.history import Course

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
    axis = {
        "range": [model.lowest - 0.2, model.highest + 0.2],
        "tickvals": [item.level for item in model.scale],
        "ticktext": [item.label for item in model.scale],
    }
    looks = [
        (COLOURS[i % len(COLOURS)], DASHES[i % len(DASHES)], MARKS[i % len(MARKS)])
        for i in range(len(named))
    ]
    chart = _lines(course, named, looks, axis, "Your level in each area over time")
    narrow = {"yaxis.ticktext": [str(item.level) for item in model.scale]}
    return Chart(chart.figure, chart.values, chart.alt, narrow)


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
        "legend": dict(LEGEND) | {"orientation": "v"},
    }
    span = f"{day_in_words(course.dates[0])} to {day_in_words(course.dates[-1])}"
    alt = f"{what}: {len(course.dates)} dates, {span}. The table has the numbers."
    return Chart({"data": data, "layout": layout}, values, alt)
