"""The heat map of a group: competency × level, shaded by the share of all people."""

from __future__ import annotations

from assess.charts.chart import Chart, base_layout
from assess.cohort.picture import Picture
from assess.model import CompetencyModel


def heat_map(model: CompetencyModel, picture: Picture) -> Chart:
    """Only competencies whose levels may be said have cells; the rest of the rows stay empty.

    Cells are shares of all people, in whole percent; the text in them is the number of people.
    """
    levels = [item.level for item in model.scale]
    labels = [f"{item.level} {item.label}" for item in model.scale]
    names = [
        f"{number} {model.competency(line.competency_id).title}"
        for number, line in enumerate(picture.lines, start=1)
    ]
    shares, texts = [], []
    for line in picture.lines:
        held = line.levels or {}
        found = [held.get(level) for level in levels]
        shares.append([None if n is None else round(100 * n / picture.people) for n in found])
        texts.append(["" if n is None else str(n) for n in found])
    said = sum(line.levels is not None for line in picture.lines)
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
            "hovertemplate": "%{y}: %{x}, %{text} people<extra></extra>",
        }
    ]
    values = [{"x": labels, "y": names, "z": shares, "text": texts}]
    layout = base_layout(height=80 + 26 * len(names)) | {
        "margin": {"l": 8, "r": 16, "t": 34, "b": 8},
        "xaxis": {"type": "category", "side": "top", "fixedrange": True, "ticks": ""},
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "ticks": "",
        },
    }
    alt = (
        f"Heat map of {len(names)} skills and {len(levels)} levels for {picture.people} "
        f"people; {said} rows are shown level by level. The table has the numbers."
    )
    return Chart({"data": data, "layout": layout}, values, alt)
