"""The radar: one axis a competency, the person against two roles."""

from __future__ import annotations

import textwrap
from math import cos, pi, sin
from typing import Any

from assess.answers import Assessment, Snapshot
from assess.charts.chart import ASPECT, Chart, base_layout, line, utc_day
from assess.model import CompetencyModel


def radar(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    earlier: Snapshot | None = None,
) -> Chart:
    """The person against two roles; one axis a competency, in file order, grouped by area.

    Rings are the whole scale. An unrated or not-applicable competency breaks the person's outline
    and leaves an open mark at the rim. `earlier`: the same person then, as a thin outline.
    """
    ordered = model.by_area
    count = len(ordered)
    angles = [round(360 * i / count, 3) for i in range(count)]
    data = [
        _outline(model.role(held).title, "--as-held", "dot", "square", 5),
        _outline(model.role(wanted).title, "--as-wanted", "dash", "diamond", 6),
        _outline("You", "--as-person", "solid", "circle", 7) | {"line": line("--as-person", 2.5)},
        _rim("Not rated yet", "circle-open"),
        _rim("Not applicable", "x-thin-open"),
        _outline("You, earlier", "--as-people", "dashdot", "triangle-up-open", 7),
    ]
    values = [
        _role_values(model, ordered, angles, held),
        _role_values(model, ordered, angles, wanted),
        _person_values(model, assessment, ordered, angles),
        _rim_values(model, assessment, ordered, angles, "unrated"),
        _rim_values(model, assessment, ordered, angles, "not_applicable"),
        _earlier_values(model, ordered, angles, earlier),
    ]
    rated = sum(assessment.level(item.id) is not None for item in ordered)
    layout = base_layout(height=None) | {
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
                "tickangle": 90 - 180 / count,  # upright: it turns with the axis
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
        "meta": {"ids": [item.id for item in ordered]},
        ASPECT: 1,
    }
    narrow = {
        "polar.domain": {"x": [0.07, 0.93], "y": [0.07, 0.93]},
        "annotations": _numbers(count),
    }
    return Chart(
        {"data": data, "layout": layout},
        values,
        f"Radar with {count} axes, one for each skill: {rated} of {count} rated, compared with "
        f"{model.role(held).title} and {model.role(wanted).title}"
        f"{_since(earlier)}. The table has the numbers.",
        narrow,
    )


PERSON, UNRATED, NOT_APPLICABLE = 2, 3, 4
"""Places of the person's traces among those of `radar`."""

WORDS = {"unrated": "not rated yet", "not_applicable": "not applicable", "you": "You"}


def ahead(model: CompetencyModel) -> dict[str, Any]:
    """What a page needs to draw an answer before it was counted: places of traces, and words."""
    rims = {"unrated": UNRATED, "not_applicable": NOT_APPLICABLE}
    return {"person": PERSON, "rims": rims, "highest": model.highest, "words": WORDS}


def _outline(name: str, color: str, dash: str, symbol: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatterpolar",
        "mode": "lines+markers",
        "name": name,
        "line": line(color, 1.6, dash),
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


def _since(earlier: Snapshot | None) -> str:
    return "" if earlier is None else f", and with your levels on {utc_day(earlier.at)}"


def _earlier_values(
    model: CompetencyModel, ordered: Any, angles: Any, earlier: Snapshot | None
) -> dict[str, Any]:
    if earlier is None:
        return {"r": [], "theta": [], "text": []}
    levels = [earlier.levels.get(item.id) for item in ordered]
    texts = [
        f"{item.title}<br>{utc_day(earlier.at)}: {model.label(level)} ({level})"
        if level is not None
        else ""
        for item, level in zip(ordered, levels, strict=True)
    ]
    return {"r": _closed(levels), "theta": _closed(angles), "text": _closed(texts)}


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
        bare = "" if assessment.answer(item.id).evidence else "<br>no evidence yet"
        label = "" if level is None else f"{model.label(level)} ({level}){bare}"
        texts.append(f"{item.title}<br>{WORDS['you']}: {label}" if label else "")
    return {"r": _closed(levels), "theta": _closed(angles), "text": _closed(texts)}


def _rim_values(
    model: CompetencyModel, assessment: Assessment, ordered: Any, angles: Any, state: str
) -> dict[str, Any]:
    hits = [i for i, item in enumerate(ordered) if assessment.answer(item.id).state == state]
    return {
        "r": [model.highest] * len(hits),
        "theta": [angles[i] for i in hits],
        "text": [f"{ordered[i].title}<br>{WORDS[state]}" for i in hits],
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
