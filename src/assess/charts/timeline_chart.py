"""The plan's timeline: each activity of its two quarters from its first week to its last."""

from __future__ import annotations

import textwrap
from datetime import timedelta

from assess.charts.chart import Chart, base_layout, distinct
from assess.model import CompetencyModel
from assess.planning.plan import Plan


def timeline(model: CompetencyModel, plan: Plan) -> Chart:
    """Each planned activity from its first week to its last, coloured and named by kind.

    A line stands where the second quarter begins.
    """
    words = {"practice": "On the job", "people": "With others", "study": "Study"}
    data, values = [], []
    planned = sorted(plan.activities, key=lambda item: (item.first_week, item.last_week))
    names = distinct([_short(model.activity(item.id).title) for item in planned])
    for kind, word in words.items():
        chosen = [
            (name, item)
            for name, item in zip(names, planned, strict=True)
            if model.activity(item.id).kind == kind
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
                "base": [plan.week_of(item.first_week).isoformat() for _, item in chosen],
                "x": [week * 7 * 24 * 3600 * 1000 for week in weeks],
                "text": [
                    f"{model.activity(item.id).title}<br>weeks {item.first_week}-{item.last_week},"
                    f" {item.hours:g} h"
                    for _, item in chosen
                ],
            }
        )
    quarters = plan.exact
    start, end = plan.start, plan.last_day_of(quarters[-1].weeks[1]) + timedelta(days=1)
    borders = [plan.week_of(quarter.weeks[0]).isoformat() for quarter in quarters[1:]]
    layout = base_layout(height=90 + 26 * max(len(names), 1)) | {
        "barmode": "overlay",
        "shapes": [
            {
                "type": "line",
                "x0": border,
                "x1": border,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": "--as-muted", "width": 1, "dash": "dot"},
            }
            for border in borders
        ],
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
    weeks_in_all = quarters[-1].weeks[1]
    alt = f"Timeline of {len(names)} activities over {weeks_in_all} weeks. They are listed above."
    return Chart({"data": data, "layout": layout}, values, alt, narrow)


def _short(title: str, width: int = 42) -> str:
    return textwrap.shorten(title, width, placeholder="…")
