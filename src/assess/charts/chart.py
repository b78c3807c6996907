"""A plotly figure as plain data, and what every figure of ours shares."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from assess.clock import day_of
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

    def to_figure(self, template: Any = None) -> Figure:
        """Return the same as a plotly Figure: a light sheet, or in the colours of a template.

        `template`: as plotly knows it, such as "plotly_dark"; it decides paper, letters and grid.
        CallError where plotly has none so named.
        """
        data = [
            {**trace, **values}
            for trace, values in zip(self.figure["data"], self.values, strict=True)
        ]
        layout = {key: self.figure["layout"][key] for key in self.figure["layout"] if key != ASPECT}
        return Palette(template).figure({"data": data, "layout": layout})


_OF_THE_SHEET = ("--as-ink", "--as-paper", "--as-line")
"""Colours that a template has, too."""


class Palette:
    """The colours of a figure in a notebook: our light sheet, or what suits a plotly template."""

    def __init__(self, template: Any = None) -> None:
        self._template, self._colours = template, LIGHT
        if template is None:
            return
        import plotly.io as pio

        try:
            layout = (
                pio.templates[template].layout if isinstance(template, str) else template.layout
            )
        except (KeyError, ValueError, AttributeError):
            known = ", ".join(sorted(pio.templates))
            raise CallError(f"plotly has no template '{template}'; it has {known}.") from None
        if _is_dark(layout.paper_bgcolor or "white"):
            self._colours = DARK

    def figure(self, parts: Mapping[str, Any]) -> Figure:
        """Return a figure from its data and layout, whose colours are names of `LIGHT`."""
        import plotly.graph_objects as go

        layout = dict(parts["layout"])
        if self._template is None:
            sheet = {"paper_bgcolor": "--as-paper", "plot_bgcolor": "--as-paper"}
            layout |= base_layout(layout.get("height")) | sheet
        else:
            for key in ("paper_bgcolor", "plot_bgcolor"):
                layout.pop(key, None)
            layout["template"] = self._template
        left = () if self._template is None else _OF_THE_SHEET
        return go.Figure(
            {"data": self._coloured(parts["data"]), "layout": self._coloured(layout, left)}
        )

    def _coloured(self, value: Any, left: Collection[str] = ()) -> Any:
        """The value with colours for their names; without those that are left to the template."""
        if isinstance(value, Mapping):
            return {
                key: self._coloured(item, left)
                for key, item in value.items()
                if not (isinstance(item, str) and item in left)
            }
        if isinstance(value, (list, tuple)):
            return [self._coloured(item, left) for item in value]
        return self._colours.get(value, value) if isinstance(value, str) else value


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
