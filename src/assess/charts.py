"""Plotly figures as plain data: what stands still, and what follows the answers.

A `Chart` is a plotly figure whose traces are split in two: `figure` (data and layout, sent to a
page once) and `values` (the parts of its traces that change, sent at each answer). Colours are
names of the page's CSS variables, so that a chart follows light and dark; `to_figure` puts the
light palette in and returns a `plotly.graph_objects.Figure` for notebooks. Building the data needs
no plotly: the first question of the page does not wait for its import.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

from assess.answers import Assessment
from assess.gaps import Gaps
from assess.model import CompetencyModel
from assess.planning.plan import Plan

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LIGHT = {
    "--as-ink": "#1c2b30",
    "--as-paper": "#fffefb",
    "--as-muted": "#53636a",
    "--as-line": "#d5dbd9",
    "--as-person": "#0d5a61",
    "--as-held": "#55667a",
    "--as-wanted": "#8c5600",
    "--as-practice": "#17684f",
    "--as-people": "#75438a",
    "--as-study": "#35569a",
}
"""The light colours of report/templates/tokens.css, for figures outside the page."""

ASPECT = "aspect"
"""A layout key of the page's own chart script, unknown to plotly: height / width."""

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Chart:
    """`figure`: {"data": [...], "layout": {...}}. `values`: one mapping a trace, laid over it.

    `narrow`: layout keys that replace others where the chart is less than 420 pixels wide.
    `alt`: one sentence that says what the chart shows, for those who can't see it.
    """

    figure: Mapping[str, Any]
    values: Sequence[Mapping[str, Any]]
    alt: str
    narrow: Mapping[str, Any] | None = None

    def to_figure(self) -> Figure:
        """The same as a plotly Figure, in the light palette."""
        import plotly.graph_objects as go

        data = [
            {**trace, **values}
            for trace, values in zip(self.figure["data"], self.values, strict=True)
        ]
        layout = {key: self.figure["layout"][key] for key in self.figure["layout"] if key != ASPECT}
        return go.Figure(_coloured({"data": data, "layout": layout}))


def _coloured(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _coloured(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_coloured(item) for item in value]
    return LIGHT.get(value, value) if isinstance(value, str) else value


def radar(model: CompetencyModel, assessment: Assessment, held: str, wanted: str) -> Chart:
    """The person against two roles; one axis a competency, in file order, grouped by area.

    Rings are the whole scale. An unrated or not-applicable competency breaks the person's outline
    and leaves an open mark at the rim.
    """
    ordered = model.by_area
    count = len(ordered)
    angles = [round(360 * i / count, 3) for i in range(count)]
    data = [
        _outline(model.role(held).title, "--as-held", "dot", "square", 5),
        _outline(model.role(wanted).title, "--as-wanted", "dash", "diamond", 6),
        _outline("You", "--as-person", "solid", "circle", 7) | {"line": _line("--as-person", 2.5)},
        _rim("Not rated yet", "circle-open"),
        _rim("Not applicable", "x-thin-open"),
    ]
    values = [
        _role_values(model, ordered, angles, held),
        _role_values(model, ordered, angles, wanted),
        _person_values(model, assessment, ordered, angles),
        _rim_values(model, assessment, ordered, angles, "unrated"),
        _rim_values(model, assessment, ordered, angles, "not_applicable"),
    ]
    rated = sum(assessment.level(item.id) is not None for item in ordered)
    layout = _layout(height=None) | {
        "polar": {
            "bgcolor": "rgba(0,0,0,0)",
            "domain": {"x": [0.18, 0.82], "y": [0.18, 0.82]},
            "gridshape": "circular",
            "radialaxis": {
                "range": [model.lowest - 1, model.highest + 0.25],
                "tickvals": [item.level for item in model.scale],
                "ticktext": [str(item.level) for item in model.scale],
                # between two spokes, so that the numbers hide no mark
                "angle": 90 - 180 / count,
                "tickangle": 0,
                "tickfont": {"size": 10, "color": "--as-muted"},
                "gridcolor": "--as-line",
                "showline": False,
                "ticks": "",
            },
            "angularaxis": {
                "rotation": 90,
                "direction": "clockwise",
                "tickvals": angles,
                "ticktext": [""] * count,
                "gridcolor": "--as-line",
                "linecolor": "--as-line",
                "ticks": "",
            },
        },
        "annotations": _names(ordered),
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "showlegend": False,
        ASPECT: 1,
    }
    narrow = {
        "polar.domain": {"x": [0.07, 0.93], "y": [0.07, 0.93]},
        "annotations": _numbers(count),
    }
    return Chart(
        {"data": data, "layout": layout},
        values,
        f"Radar with {count} axes, one a competency: {rated} of {count} rated, compared with "
        f"{model.role(held).title} and {model.role(wanted).title}. The table holds the numbers.",
        narrow,
    )


def _line(color: str, width: float, dash: str = "solid") -> dict[str, Any]:
    return {"color": color, "width": width, "dash": dash}


def _outline(name: str, color: str, dash: str, symbol: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatterpolar",
        "mode": "lines+markers",
        "name": name,
        "line": _line(color, 1.6, dash),
        "marker": {"symbol": symbol, "size": size, "color": color},
        "fill": "none",
        "connectgaps": False,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _rim(name: str, symbol: str) -> dict[str, Any]:
    line = {"color": "--as-muted", "width": 1.4}
    return {
        "type": "scatterpolar",
        "mode": "markers",
        "name": name,
        "marker": {"symbol": symbol, "size": 7, "color": "--as-muted", "line": line},
        "cliponaxis": False,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _closed(items: list[Any]) -> list[Any]:
    return items + items[:1]


def _role_values(model: CompetencyModel, ordered: Any, angles: Any, role_id: str) -> dict[str, Any]:
    role = model.role(role_id)
    levels = [role.targets.get(item.id) for item in ordered]
    texts = [
        f"{item.title}<br>{role.title}: {model.label(level)} ({level})" if level is not None else ""
        for item, level in zip(ordered, levels, strict=True)
    ]
    return {"r": _closed(levels), "theta": _closed(angles), "text": _closed(texts)}


def _person_values(
    model: CompetencyModel, assessment: Assessment, ordered: Any, angles: Any
) -> dict[str, Any]:
    levels = [assessment.level(item.id) for item in ordered]
    texts = []
    for item, level in zip(ordered, levels, strict=True):
        bare = "" if assessment.answer(item.id).evidence else "<br>no evidence noted"
        label = "" if level is None else f"{model.label(level)} ({level}){bare}"
        texts.append(f"{item.title}<br>You: {label}" if label else "")
    return {"r": _closed(levels), "theta": _closed(angles), "text": _closed(texts)}


def _rim_values(
    model: CompetencyModel, assessment: Assessment, ordered: Any, angles: Any, state: str
) -> dict[str, Any]:
    words = {"unrated": "not rated yet", "not_applicable": "not applicable"}[state]
    hits = [i for i, item in enumerate(ordered) if assessment.answer(item.id).state == state]
    return {
        "r": [model.highest] * len(hits),
        "theta": [angles[i] for i in hits],
        "text": [f"{ordered[i].title}<br>{words}" for i in hits],
    }


def _names(ordered: Any) -> list[dict[str, Any]]:
    """Titles set along the spokes, reading outwards on the right and inwards on the left."""
    labels = []
    for i, item in enumerate(ordered):
        turn = i / len(ordered)
        wrapped = textwrap.wrap(f"{i + 1} {item.title}", 14, break_long_words=False)[:3]
        # annotations are placed by their middle: the longer the text, the further out it sits
        reach = 0.345 + 0.0056 * max(map(len, wrapped))
        degrees = 360 * turn - 90
        labels.append(
            {
                "text": "<br>".join(wrapped),
                "x": round(0.5 + reach * sin(2 * pi * turn), 4),
                "y": round(0.5 + reach * cos(2 * pi * turn), 4),
                "textangle": round(degrees if turn <= 0.5 else degrees - 180, 1),
                **_label_place(10),
            }
        )
    return labels


def _numbers(count: int) -> list[dict[str, Any]]:
    return [
        {
            "text": str(i + 1),
            "x": round(0.5 + 0.465 * sin(2 * pi * i / count), 4),
            "y": round(0.5 + 0.465 * cos(2 * pi * i / count), 4),
            **_label_place(11),
        }
        for i in range(count)
    ]


def _label_place(size: int) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": size, "color": "--as-muted"},
    }


def _layout(height: int | None) -> dict[str, Any]:
    layout: dict[str, Any] = {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": _FONT, "size": 12, "color": "--as-ink"},
        "hoverlabel": {
            "bgcolor": "--as-paper",
            "bordercolor": "--as-line",
            "font": {"color": "--as-ink", "size": 12},
        },
        "dragmode": False,
    }
    return layout | ({} if height is None else {"height": height})


def gap_dots(model: CompetencyModel, found: Gaps, held: str) -> Chart:
    """Rated competencies with a gap to the role, largest first: held level and both targets."""
    rows = found.open
    names = _distinct([model.competency(gap.competency_id).title for gap in rows])
    targets = model.role(held).targets
    held_x = [targets.get(gap.competency_id) for gap in rows]
    lines_x: list[int | None] = []
    lines_y: list[str | None] = []
    for gap, name in zip(rows, names, strict=True):
        lines_x += [gap.level, gap.target, None]
        lines_y += [name, name, None]
    hover = {"hovertemplate": "%{y}: %{x}<extra>%{fullData.name}</extra>"}
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "Gap",
            "line": _line("--as-line", 5),
            "hoverinfo": "skip",
            "showlegend": False,
        },
        _dot(model.role(held).title, "--as-held", "square-open", 15) | hover,
        _dot(model.role(found.role_id).title, "--as-wanted", "diamond", 11) | hover,
        _dot("You", "--as-person", "circle", 12) | hover,
    ]
    values = [
        {"x": lines_x, "y": lines_y},
        {"x": held_x, "y": names},
        {"x": [gap.target for gap in rows], "y": names},
        {"x": [gap.level for gap in rows], "y": names},
    ]
    layout = _layout(height=96 + 30 * max(len(rows), 1)) | {
        "margin": {"l": 8, "r": 16, "t": 44, "b": 34},
        "xaxis": {
            "range": [model.lowest - 0.3, model.highest + 0.3],
            "tickvals": [item.level for item in model.scale],
            "ticktext": [item.label for item in model.scale],
            "gridcolor": "--as-line",
            "zeroline": False,
            "fixedrange": True,
            "tickangle": 0,
        },
        "yaxis": {
            "autorange": "reversed",
            "type": "category",
            "automargin": True,
            "fixedrange": True,
            "gridcolor": "rgba(0,0,0,0)",
            "ticks": "",
        },
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"},
    }
    narrow = {"xaxis.ticktext": [str(item.level) for item in model.scale]}
    largest = f"the largest is {names[0]}" if names else "none is open"
    alt = f"Dot plot of {len(rows)} gaps to {model.role(found.role_id).title}; {largest}."
    return Chart({"data": data, "layout": layout}, values, alt, narrow)


def _dot(name: str, color: str, symbol: str, size: int) -> dict[str, Any]:
    marker = {"symbol": symbol, "size": size, "color": color, "line": {"width": 1.5}}
    return {"type": "scatter", "mode": "markers", "name": name, "marker": marker}


def timeline(model: CompetencyModel, plan: Plan) -> Chart:
    """Each planned activity from its first week to its last, coloured and named by kind."""
    words = {"practice": "Practice", "people": "With people", "study": "Study"}
    data, values = [], []
    names = _distinct([_short(model.activity(item.id).title) for item in plan.activities])
    for kind, word in words.items():
        chosen = [
            (name, item)
            for name, item in zip(names, plan.activities, strict=True)
            if item.kind == kind
        ]
        weeks = [item.last_week - item.first_week + 1 for _, item in chosen]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": word,
                "marker": {"color": f"--as-{kind}"},
                "width": 0.62,
                "hovertemplate": "%{text}<extra></extra>",
                "textposition": "none",
            }
        )
        values.append(
            {
                "y": [name for name, _ in chosen],
                "base": [plan.settings.week_of(item.first_week).isoformat() for _, item in chosen],
                "x": [week * 7 * 24 * 3600 * 1000 for week in weeks],
                "text": [
                    f"{model.activity(item.id).title}<br>weeks {item.first_week}-{item.last_week},"
                    f" {item.hours:g} h"
                    for _, item in chosen
                ],
            }
        )
    start = plan.settings.start
    end = start + timedelta(weeks=max(plan.last_week, 1))
    layout = _layout(height=90 + 26 * max(len(names), 1)) | {
        "barmode": "overlay",
        "margin": {"l": 8, "r": 16, "t": 44, "b": 34},
        "xaxis": {
            "type": "date",
            "range": [start.isoformat(), end.isoformat()],
            "gridcolor": "--as-line",
            "fixedrange": True,
            "tickformat": "%-d %b",
            "tickangle": 0,
            "nticks": 7,
        },
        "yaxis": {
            "autorange": "reversed",
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names,
            "automargin": True,
            "fixedrange": True,
            "ticks": "",
        },
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"},
    }
    narrow = {"yaxis.showticklabels": False, "xaxis.nticks": 4}
    alt = f"Timeline of {len(names)} activities over {plan.last_week} weeks. The table lists them."
    return Chart({"data": data, "layout": layout}, values, alt, narrow)


def _short(title: str, width: int = 42) -> str:
    return textwrap.shorten(title, width, placeholder="…")


def _distinct(names: list[str]) -> list[str]:
    """Row names, numbered where they are the same: rows of one name would be drawn as one."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
