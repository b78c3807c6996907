"""Plotly figures as plain data: what stands still, and what follows the answers.

A `Chart` is a plotly figure whose traces are split in two: `figure` (data and layout, sent to a
page once) and `values` (the parts of its traces that change, sent at each answer). Colours are
names of the page's CSS variables, so that a chart follows light and dark; `to_figure` puts a
palette in and returns a `plotly.graph_objects.Figure` for notebooks, as `radar` does. Building the
data needs no plotly: the first question of the page does not wait for its import.

A package may add charts by entry points of the group `assess.charts`.
"""

from typing import Any

from assess import plugins
from assess.charts.chart import ASPECT, DARK, LIGHT, Chart, day_in_words
from assess.charts.levels import gap_dots, heat_map
from assess.charts.over_time import areas_over_time, fit_over_time, timeline
from assess.charts.radar_chart import radar

__all__ = [
    "ASPECT",
    "DARK",
    "LIGHT",
    "Chart",
    "areas_over_time",
    "day_in_words",
    "fit_over_time",
    "gap_dots",
    "heat_map",
    "radar",
    "timeline",
]


def __dir__() -> list[str]:
    ours = [name for name in __all__ if callable(globals()[name]) and name != "day_in_words"]
    return sorted({*ours, *plugins.names(plugins.CHARTS)})


def __getattr__(name: str) -> Any:
    if not name.startswith("_") and (found := plugins.load(plugins.CHARTS, name)) is not None:
        return found
    raise AttributeError(f"module 'assess.charts' has no attribute {name!r}")
