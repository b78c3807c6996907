"""Plotly figures as plain data: what stands still, and what follows the answers.

A `Chart` is a plotly figure whose traces are split in two: `figure` (data and layout, sent to a
page once) and `values` (the parts of its traces that change, sent at each answer). Colours are
names of the page's CSS variables, so that a chart follows light and dark; `to_figure` puts the
light palette in and returns a `plotly.graph_objects.Figure` for notebooks. Building the data needs
no plotly: the first question of the page does not wait for its import.
"""

from assess.charts.chart import ASPECT, LIGHT, Chart, utc_day
from assess.charts.dot_plot import gap_dots
from assess.charts.heat_map import heat_map
from assess.charts.history_chart import areas_over_time, fit_over_time
from assess.charts.radar_chart import ahead, radar
from assess.charts.timeline_chart import timeline

__all__ = [
    "ASPECT",
    "LIGHT",
    "Chart",
    "ahead",
    "areas_over_time",
    "fit_over_time",
    "gap_dots",
    "heat_map",
    "radar",
    "timeline",
    "utc_day",
]
