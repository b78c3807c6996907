"""The radar in notebooks: one axis a competency, a person and others against two roles."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping
from math import cos, pi
from typing import TYPE_CHECKING, Any, Protocol

from assess.charts.chart import coloured_figure, line
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.errors import CallError
from assess.planning.wording import marked

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_LOOKS = (
    ("--as-people", "dashdot", "triangle-up"),
    ("--as-study", "longdash", "star"),
    ("--as-practice", "longdashdot", "cross"),
    ("--as-muted", "solid", "pentagon"),
)
"""Colour, dash and mark of everybody else, in turn."""

_STATES = {"unrated": "Not rated yet", "not_applicable": "Not applicable"}


class Rated(Protocol):
    """Somebody with a model and ratings: a `Person` of `assess.coaching`."""

    @property
    def model(self) -> CompetencyModel:
        """The model that the ratings belong to."""

    @property
    def assessment(self) -> Assessment:
        """The ratings."""

    @property
    def roles(self) -> tuple[str, str]:
        """Ids of the role held and the role wanted."""


def radar(
    person: Rated,
    also: Mapping[str, Rated | Assessment] | None = None,
    *,
    name: str = "You",
    titles: bool = True,
    template: Any = None,
) -> Figure:
    """Draw a person against the role held and the role wanted; one axis a competency.

    The rings are the whole scale. What has no level breaks the outline and leaves an open mark at
    the rim.

    Args:
        person: whose ratings are drawn, as `coaching.bring` returns them.
        also: name in the legend → somebody else's ratings of the same model: a person, or an
            assessment such as an earlier state. Each is an outline of its own dash and mark.
        name: what the legend calls the person.
        titles: False leaves only the numbers of `Person.to_frame` at the rim, for figures that
            are less than about 700 pixels wide.
        template: a plotly template such as "plotly_dark". It decides paper, letters and grid, and
            lines that stay readable on it are chosen; without one it's a light sheet, whatever
            the notebook's theme.

    Returns:
        A plotly Figure of any size: change it by `update_layout` like every other.

    Raises:
        CallError: somebody has no ratings or another model, or plotly has no such template.
    """
    _need_rated(person)
    model = person.model
    if also is not None and not isinstance(also, Mapping):
        raise CallError('`also` must be a dictionary, such as also={"Coach": coach}.')
    others = {str(key): _ratings(model, key, who) for key, who in (also or {}).items()}
    axes = model.by_area
    angles = [round(360 * i / len(axes), 3) for i in range(len(axes))]
    names = {item.id: item.title for item in axes}
    held, wanted = (model.role(key) for key in person.roles)

    def closed(items: list[Any]) -> list[Any]:
        return items + items[:1]

    def outline(
        levels: Mapping[str, int | None], label: str, *look: Any, rough: Collection[str] = ()
    ) -> dict[str, Any]:
        colour, dash, symbol, size, width = look
        said = [
            f"{names[key]}<br>{label}: {model.label(level)} ({marked(str(level), key in rough)})"
            if level is not None
            else ""
            for key, level in levels.items()
        ]
        return {
            "type": "scatterpolar",
            "mode": "lines+markers",
            "name": label,
            "r": closed(list(levels.values())),
            "theta": closed(angles),
            "text": closed(said),
            "line": line(colour, width, dash),
            "marker": {"symbol": symbol, "size": size, "color": colour},
            "connectgaps": False,
            "hovertemplate": "%{text}<extra></extra>",
        }

    def ratings_of(ratings: Assessment, label: str, *look: Any) -> dict[str, Any]:
        levels = {item.id: ratings.level(item.id) for item in axes}
        return outline(levels, label, *look, rough=ratings.rough)

    data = []
    roles = [(held, "--as-held", "dot", "square", 5), (wanted, "--as-wanted", "dash", "diamond", 6)]
    for role, *look in roles:
        if role is not held or held is not wanted:
            targets = {item.id: role.targets.get(item.id) for item in axes}
            data.append(outline(targets, role.name, *look, 1.6))
    for place, (label, ratings) in enumerate(others.items()):
        data.append(ratings_of(ratings, label, *_LOOKS[place % len(_LOOKS)], 7, 1.8))
    data.append(ratings_of(person.assessment, name, "--as-person", "solid", "circle", 7, 2.5))
    for state, symbol in (("unrated", "circle-open"), ("not_applicable", "x-thin-open")):
        hits = [
            i for i, item in enumerate(axes) if person.assessment.answer(item.id).state == state
        ]
        if hits:
            data.append(
                {
                    "type": "scatterpolar",
                    "mode": "markers",
                    "name": _STATES[state],
                    "r": [model.highest] * len(hits),
                    "theta": [angles[i] for i in hits],
                    "text": [f"{axes[i].title}<br>{_STATES[state]}" for i in hits],
                    "marker": {
                        "symbol": symbol,
                        "size": 8,
                        "color": "--as-muted",
                        "line": {"color": "--as-muted", "width": 1.6},
                    },
                    "cliponaxis": False,
                    "hovertemplate": "%{text}<extra></extra>",
                }
            )
    return coloured_figure(data, _layout(model, angles, titles), template)


def _layout(model: CompetencyModel, angles: list[float], titles: bool) -> dict[str, Any]:
    axes = model.by_area
    return {
        "height": 640,
        "margin": (
            {"l": 120, "r": 120, "t": 80, "b": 130}
            if titles
            else {"l": 30, "r": 30, "t": 30, "b": 160}
        ),
        "polar": {
            "bgcolor": "rgba(0,0,0,0)",
            "gridshape": "circular",
            "radialaxis": {
                "range": [model.lowest - 1, model.highest + 0.25],
                "tickvals": [item.level for item in model.scale],
                "ticktext": [str(item.level) for item in model.scale],
                # between two spokes, so that the numbers hide no mark
                "angle": 90 - 180 / len(axes),
                "tickangle": 90 - 180 / len(axes),  # upright: it turns with the axis
                "tickfont": {"size": 10},
                "gridcolor": "--as-line",
                "showline": False,
                "ticks": "",
            },
            "angularaxis": {
                "rotation": 90,
                "direction": "clockwise",
                "tickvals": angles,
                "ticktext": [
                    _label(n + 1, item.title, n / len(axes)) if titles else str(n + 1)
                    for n, item in enumerate(axes)
                ],
                "tickfont": {"size": 10},
                "gridcolor": "--as-line",
                "linecolor": "--as-line",
                "ticks": "",
            },
        },
        "legend": {
            "orientation": "h",
            "x": 0.5,
            "xanchor": "center",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
        },
    }


def _label(number: int, title: str, turn: float) -> str:
    """A title at the rim, `turn` (0 to 1) of the way round from the top.

    Above and below the circle every other one stands further out, else neighbours would touch.
    """
    label = "<br>".join(textwrap.wrap(f"{number} {title}", 19, break_long_words=False)[:3])
    up = cos(2 * pi * turn)
    if number % 2 or abs(up) < 0.9:
        return label
    return f"{label}<br> <br> " if up > 0 else f" <br> <br>{label}"


def _need_rated(who: Any) -> None:
    if not isinstance(getattr(who, "model", None), CompetencyModel) or not isinstance(
        getattr(who, "assessment", None), Assessment
    ):
        raise CallError(
            'radar needs a person, such as coaching.bring("report.html"), not a '
            f"{type(who).__name__}."
        )


def _ratings(model: CompetencyModel, name: object, who: Any) -> Assessment:
    """Somebody else's ratings; CallError where they aren't of this model."""
    if not isinstance(who, Assessment):
        _need_rated(who)
        who = who.assessment
    if (who.model_id, who.model_version) != (model.id, model.version):
        raise CallError(
            f"The ratings of '{name}' are of the model {who.model_id} {who.model_version}, the "
            f"person's of {model.id} {model.version}: bring both files with one model."
        )
    ratings: Assessment = who
    return ratings
