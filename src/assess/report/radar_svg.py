"""The radar as inline SVG: one axis per competency, person and both roles as outlines.

The lowest level has a ring of its own, away from the centre: the centre would read as "nothing".
Coordinates are rounded to a tenth, so that every machine writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin

from assess.answers import Assessment
from assess.model import CompetencyModel
from assess.report import rows, words
from assess.report.markup import render
from assess.report.rows import Row

SIZE = 480
RADIUS = 168  # the highest level's ring
_OPEN = RADIUS + 14  # marks of what has no level
_NUMBER = RADIUS + 33
_ARC = RADIUS + 48
_TITLE = 13  # font size of area titles
_GLYPH = 0.58  # an average letter's width in a sans-serif face, in font sizes


@dataclass(frozen=True, slots=True)
class _Axis:
    """One competency's place on the drawing; `marks`: kind → x, y."""

    row: Row
    spoke: tuple[float, float]
    number: tuple[float, float]
    open: tuple[float, float]
    marks: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Arc:
    """One area at the rim: its line, and the line its name is written along."""

    line: str
    baseline: str
    name: str


def radar_svg(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    *,
    prefix: str = "as-radar",
) -> str:
    """The drawing alone; `prefix` keeps its ids apart from others on the same page.

    KeyError where a role is unknown.
    """
    found = rows.in_order(model, assessment, held, wanted)
    titles = model.role(held).title, model.role(wanted).title
    lines = {
        "wanted": _outline(model, found, lambda row: row.wanted),
        "held": _outline(model, found, lambda row: row.held),
        "person": _outline(model, found, lambda row: row.level),
    }
    if held == wanted:
        del lines["held"]
    return render(
        "radar.svg",
        prefix=prefix,
        size=SIZE,
        centre=SIZE // 2,
        rings=[(item.level, _length(model, item.level)) for item in model.scale],
        ring_at=[
            (item.level, *_point(-pi / max(3, len(found)), _length(model, item.level)))
            for item in model.scale
        ],
        axes=[_axis(model, row, len(found), held != wanted) for row in found],
        arcs=_arcs(model, found),
        lines=lines,
        number_size=_number_size(len(found)),
        held=titles[0],
        wanted=titles[1],
        description=_describe(model, found, titles),
    )


def radar_figure(model: CompetencyModel, assessment: Assessment, held: str, wanted: str) -> str:
    """The radar with its key: what the lines, marks, rings and numbers mean."""
    from markupsafe import Markup

    found = rows.in_order(model, assessment, held, wanted)
    groups = [(model.areas[n], list(group)) for n, group in _by_area(model, found)]
    return render(
        "fragments/radar.html",
        # our own markup, escaped by its template
        svg=Markup(radar_svg(model, assessment, held, wanted)),  # noqa: S704
        model=model,
        groups=list(zip(_names(model, found)[1], groups, strict=True)),
        held=model.role(held) if held != wanted else None,
        wanted=model.role(wanted),
        states={row.state for row in found},
    )


def _length(model: CompetencyModel, level: int) -> float:
    """A level's distance from the centre."""
    return round(RADIUS * (level - model.lowest + 1) / len(model.scale), 1)


def _point(angle: float, length: float) -> tuple[float, float]:
    """A point by its angle (clockwise from the top) and its distance from the centre."""
    x, y = round(length * sin(angle), 1), round(-length * cos(angle), 1)
    return x + 0.0, y + 0.0  # no "-0.0"


def _angle(number: int, count: int) -> float:
    return 2 * pi * (number - 1) / max(1, count)


def _axis(model: CompetencyModel, row: Row, count: int, both: bool) -> _Axis:
    angle = _angle(row.number, count)
    levels = {"wanted": row.wanted, "held": row.held if both else None, "person": row.level}
    marks = {
        kind: _point(angle, _length(model, level))
        for kind, level in levels.items()
        if level is not None
    }
    return _Axis(
        row,
        _point(angle, RADIUS),
        _point(angle, _NUMBER),
        _point(angle, _OPEN),
        marks,
    )


def _describe(model: CompetencyModel, found: Sequence[Row], titles: tuple[str, str]) -> str:
    states = [row.state for row in found]
    rings = ", ".join(words.level(model, item.level) for item in model.scale)
    return (
        f"{words.count(len(found), 'axis', 'axes')}, {states.count('rated')} rated, "
        f"{states.count('unrated')} {words.UNRATED}, "
        f"{states.count('not_applicable')} {words.NOT_APPLICABLE}. "
        f"The rings, from the centre: {rings}. Compared with: "
        f"{words.joined(list(dict.fromkeys(titles)))}. "
        "The tables below have the same numbers."
    )


def _outline(
    model: CompetencyModel, found: Sequence[Row], level_of: Callable[[Row], int | None]
) -> str:
    """The path through neighbouring levels; what has no level breaks it. "" where none touch."""
    count = len(found)
    points = [
        None
        if (level := level_of(row)) is None
        else _point(_angle(row.number, count), _length(model, level))
        for row in found
    ]
    if count > 2 and all(point is not None for point in points):
        return "M" + "L".join(f"{p[0]:g} {p[1]:g}" for p in points if p is not None) + "Z"
    pieces: list[str] = []
    for place, point in enumerate(points):
        following = points[(place + 1) % count]
        # two axes have one line between them, not two
        last = place == count - 1 and count < 3
        if point is None or following is None or last:
            continue
        start = "" if place and points[place - 1] and pieces else f"M{point[0]:g} {point[1]:g}"
        pieces.append(f"{start}L{following[0]:g} {following[1]:g}")
    return "".join(pieces)


def _number_size(count: int) -> float:
    """The largest size at which neighbouring numbers stay apart (two digits and a gap)."""
    return round(min(15.0, 2 * pi * _NUMBER / max(1, count) / 1.8), 1)


def _by_area(model: CompetencyModel, found: Sequence[Row]) -> list[tuple[int, list[Row]]]:
    places = {area.id: place for place, area in enumerate(model.areas)}
    grouped = groupby(found, key=lambda row: places[row.competency.area])
    return [(place, list(group)) for place, group in grouped]


def _names(model: CompetencyModel, found: Sequence[Row]) -> tuple[list[str], list[str]]:
    """What stands at the rim for each area, and the letter before it in the key.

    Titles where all of them fit their arcs, else letters for all.
    """
    groups = _by_area(model, found)
    titles = [model.areas[place].title for place, _ in groups]
    share = 2 * pi * _ARC / max(1, len(found))
    room = [share * len(group) - 16 for _, group in groups]
    if all(
        len(title) * _GLYPH * _TITLE <= length for title, length in zip(titles, room, strict=True)
    ):
        return titles, [""] * len(titles)
    letters = [chr(ord("A") + n) if n < 26 else str(n + 1) for n in range(len(titles))]
    return letters, letters


def _arcs(model: CompetencyModel, found: Sequence[Row]) -> list[_Arc]:
    count = len(found)
    names, _ = _names(model, found)
    arcs = []
    for name, (_, group) in zip(names, _by_area(model, found), strict=True):
        half = pi / max(1, count)
        start = _angle(group[0].number, count) - half * 0.8
        end = _angle(group[-1].number, count) + half * 0.8
        middle = (start + end) / 2 % (2 * pi)
        line = _arc(start, end, _ARC)
        below = pi / 2 < middle < 3 * pi / 2
        # letters stand upright: below the centre the text runs the other way, further out
        baseline = _arc(end, start, _ARC + 15) if below else _arc(start, end, _ARC + 6)
        arcs.append(_Arc(line, baseline, name))
    return arcs


def _arc(start: float, end: float, length: float) -> str:
    """A circular arc as a path, in two halves: one alone can't go all the way round."""
    middle, sweep = (start + end) / 2, int(end > start)
    (x0, y0), (x1, y1), (x2, y2) = (_point(a, length) for a in (start, middle, end))
    bend = f"A{length:g} {length:g} 0 0 {sweep}"
    return f"M{x0:g} {y0:g}{bend} {x1:g} {y1:g}{bend} {x2:g} {y2:g}"
