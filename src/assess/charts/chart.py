"""A plotly figure as plain data, and what every figure of ours shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from assess.answers import moment

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

LEGEND: Mapping[str, Any] = MappingProxyType(
    {
        "x": 0,
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "left",
        # a click would hide a line, which no key can do
        "itemclick": False,
        "itemdoubleclick": False,
    }
)
"""Above the chart, at its left edge."""

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


def line(color: str, width: float, dash: str = "solid") -> dict[str, Any]:
    """A line's style; `width` in pixels."""
    return {"color": color, "width": width, "dash": dash}


def base_layout(height: int | None) -> dict[str, Any]:
    """What every layout begins with; `height` in pixels, None where the width decides."""
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


def distinct(names: list[str]) -> list[str]:
    """Row names, numbered where they are the same: rows of one name would be drawn as one."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def utc_day(at: str) -> str:
    """The day of a UTC text in words: 3 Aug 2026."""
    found = moment(at)
    return f"{found.day} {found:%b} {found.year}"
