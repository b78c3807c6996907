"""The heat map of a group: competency × level, shaded by the share of all people."""

from __future__ import annotations

from assess.charts.chart import Chart, base_layout
from assess.domain.cohort.picture import Picture
from assess.domain.model import CompetencyModel


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
    shares, texts = [], []
    for line in picture.lines:
        found = [line.people([str(level)]) for level in levels]
        shares.append(
            [
                (0 if level == line.middle else None)
                if n is None
                else round(100 * n / picture.people)
                for level, n in zip(levels, found, strict=True)
            ]
        )
        texts.append(
            [
                " ".join(filter(None, ("" if n is None else str(n), "●" * (level == line.middle))))
                for level, n in zip(levels, found, strict=True)
            ]
        )
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
        f"people; {said} rows have a middle. The table has the numbers."
    )
    return Chart({"data": data, "layout": layout}, values, alt)
