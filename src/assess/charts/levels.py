"""Levels as dots and tiles: a person against a role, and a group's heat map."""

from __future__ import annotations

from typing import Any

from assess.charts.chart import LEGEND, ROWS, Chart, base_layout, distinct, level_axis, line
from assess.domain.cohort.picture import Picture
from assess.domain.model import CompetencyModel
from assess.domain.scoring import Gaps


def gap_dots(model: CompetencyModel, found: Gaps, held: str) -> Chart:
    """Rated competencies with a gap to the role, largest first: held level and both targets."""
    rows = found.open
    names = distinct([model.competency(gap.competency_id).title for gap in rows])
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
            "line": line("--as-line", 5),
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
    layout = base_layout(height=96 + 30 * max(len(rows), 1)) | {
        "margin": {"l": 8, "r": 16, "t": 44, "b": 34},
        "xaxis": {
            **level_axis(model, 0.3),
            "gridcolor": "--as-line",
            "zeroline": False,
            "fixedrange": True,
            "tickangle": 0,
        },
        "yaxis": {**ROWS, "gridcolor": "rgba(0,0,0,0)"},
        "legend": {**LEGEND, "orientation": "h"},
    }
    narrow = {"xaxis.ticktext": [str(item.level) for item in model.scale]}
    largest = f"the largest is {names[0]}" if names else "there is none"
    alt = f"Dot plot of {len(rows)} gaps to {model.role(found.role_id).title}; {largest}."
    return Chart({"data": data, "layout": layout}, values, alt, narrow)


def _dot(name: str, color: str, symbol: str, size: int) -> dict[str, Any]:
    marker = {"symbol": symbol, "size": size, "color": color, "line": {"width": 1.5}}
    return {"type": "scatter", "mode": "markers", "name": name, "marker": marker}


def heat_map(model: CompetencyModel, picture: Picture) -> Chart:
    """The middle of each competency as a mark; cells only where a level is counted alone.

    Cells are shares of all people, in whole percent; the text in them is the number of people, and
    ● at the middle.
    """
    levels = [item.level for item in model.scale]
    labels = [f"{item.level} {item.label}" for item in model.scale]
    names = [
        f"{number} {model.competency(line.competency_id).title}"
        for number, line in enumerate(picture.lines, start=1)
    ]
    shares: list[list[int | None]] = []
    texts: list[list[str]] = []
    for skill in picture.lines:
        shares.append([])
        texts.append([])
        for level in levels:
            people, middle = skill.people([str(level)]), level == skill.middle
            empty = 0 if middle else None
            shares[-1].append(empty if people is None else round(100 * people / picture.people))
            counted = "" if people is None else str(people)
            texts[-1].append(" ".join(filter(None, (counted, "●" * middle))))
    said = sum(line.middle is not None for line in picture.lines)
    data = [
        {
            "type": "heatmap",
            "colorscale": [[0, "--as-paper"], [1, "--as-person"]],
            "zmin": 0,
            "zmax": 100,
            "showscale": False,
            "xgap": 2,
            "ygap": 2,
            "texttemplate": "%{text}",
            "hovertemplate": "%{y}: %{x}, %{text}<extra></extra>",
        }
    ]
    values = [{"x": labels, "y": names, "z": shares, "text": texts}]
    layout = base_layout(height=80 + 26 * len(names)) | {
        "margin": {"l": 8, "r": 16, "t": 34, "b": 8},
        "xaxis": {"type": "category", "side": "top", "fixedrange": True, "ticks": ""},
        "yaxis": ROWS,
    }
    alt = (
        f"Heat map of {len(names)} skills and {len(levels)} levels for {picture.people} "
        f"people; {said} rows have a middle. The table has the numbers."
    )
    return Chart({"data": data, "layout": layout}, values, alt)
