"""A plotly figure as plain data, and what every figure of ours shares."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess.clock import day_of
from assess.domain.model import CompetencyModel
from assess.errors import CallError

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

DARK = {
    "--as-ink": "#e6ebea",
    "--as-paper": "#141a1d",
    "--as-muted": "#a4b2b6",
    "--as-line": "#37454b",
    "--as-person": "#66c7c8",
    "--as-held": "#aebccb",
    "--as-wanted": "#efb55a",
    "--as-practice": "#72c9a4",
    "--as-people": "#d0a3e2",
    "--as-study": "#94b5f3",
}
"""Its dark colours, for figures on a dark template."""

ASPECT = "aspect"
"""A layout key of the page's own chart script, unknown to plotly: height / width."""

LEGEND: Mapping[str, Any] = {
    "x": 0,
    "y": 1,
    "yanchor": "bottom",
    "xanchor": "left",
    # a click would hide a line, which no key can do
    "itemclick": False,
    "itemdoubleclick": False,
}
"""Above the chart, at its left edge."""
ROWS: Mapping[str, Any] = {
    "type": "category",
    "autorange": "reversed",
    "automargin": True,
    "fixedrange": True,
    "ticks": "",
}
"""An axis of names, the first one at the top."""

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

    def to_figure(self, template: Any = None) -> Figure:
        """Return the same as a plotly Figure: a light sheet, or in the colours of a template.

        `template`: as plotly knows it, such as "plotly_dark"; it decides paper, letters and grid.
        CallError where plotly has none so named.
        """
        traces = zip(self.figure["data"], self.values, strict=True)
        data = [{**trace, **values} for trace, values in traces]
        layout = {key: value for key, value in self.figure["layout"].items() if key != ASPECT}
        return coloured_figure(data, layout, template)


_OF_THE_SHEET = ("--as-ink", "--as-paper", "--as-line")
"""Colours that a template has, too."""


def coloured_figure(
    data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], template: Any = None
) -> Figure:
    """Return a figure whose colours are names of `LIGHT`: our light sheet, or a template's.

    CallError where plotly has no such template.
    """
    import plotly.graph_objects as go
    import plotly.io as pio

    if template is None:
        sheet = {"paper_bgcolor": "--as-paper", "plot_bgcolor": "--as-paper"}
        made = {**layout, **base_layout(layout.get("height")), **sheet}
        return go.Figure({"data": _coloured(data, LIGHT), "layout": _coloured(made, LIGHT)})
    try:
        look = pio.templates[template].layout if isinstance(template, str) else template.layout
    except (KeyError, ValueError, AttributeError):
        known = ", ".join(sorted(pio.templates))
        raise CallError(f"plotly has no template '{template}'; it has {known}.") from None
    colours = DARK if _is_dark(look.paper_bgcolor or "white") else LIGHT
    left = {key: layout[key] for key in layout if key not in ("paper_bgcolor", "plot_bgcolor")}
    made = {**_coloured(left, colours, _OF_THE_SHEET), "template": template}
    return go.Figure({"data": _coloured(data, colours), "layout": made})


def _coloured(value: Any, colours: Mapping[str, str], left: Collection[str] = ()) -> Any:
    """The value with colours for their names; without those that are left to the template."""
    if isinstance(value, Mapping):
        return {
            key: _coloured(item, colours, left)
            for key, item in value.items()
            if not (isinstance(item, str) and item in left)
        }
    if isinstance(value, (list, tuple)):
        return [_coloured(item, colours, left) for item in value]
    return colours.get(value, value) if isinstance(value, str) else value


def _is_dark(colour: str) -> bool:
    """Whether a template's paper (#rrggbb, rgb(…) or a name) is dark."""
    named = {"white": "#ffffff", "black": "#000000"}
    text = named.get(colour, colour)
    if text.startswith("#") and len(text) == 7:
        parts = [int(text[place : place + 2], 16) for place in (1, 3, 5)]
    else:
        parts = [int(number) for number in re.findall(r"\d+", text)[:3]]
    return len(parts) == 3 and sum(parts) < 3 * 128


def line(color: str, width: float, dash: str = "solid") -> dict[str, Any]:
    """A line's style; `width` in pixels."""
    return {"color": color, "width": width, "dash": dash}


def level_axis(model: CompetencyModel, margin: float) -> dict[str, Any]:
    """An axis of the model's levels, `margin` levels longer at both ends."""
    return {
        "range": [model.lowest - margin, model.highest + margin],
        "tickvals": [item.level for item in model.scale],
        "ticktext": [item.label for item in model.scale],
    }


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


def day_in_words(at: str) -> str:
    """The day of a written moment, where the person is, in words: 3 Aug 2026."""
    found = day_of(at)
    return f"{found.day} {found:%b} {found.year}"
