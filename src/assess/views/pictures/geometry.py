"""Places on a round picture: points, lines between them, and arcs, rounded to a tenth."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

Point = tuple[float, float]

NUMBER = 16  # font size of numbers and names at the rim: 12 pixels on a phone


def angle(n: int, count: int) -> float:
    """The angle of one of so many axes, clockwise from the top."""
    return 2 * pi * n / max(1, count)


def point(angle: float, length: float) -> Point:
    """A point by its angle (clockwise from the top) and its distance from the centre."""
    x, y = round(length * sin(angle), 1), round(-length * cos(angle), 1)
    return x + 0.0, y + 0.0  # no "-0.0"


def below(point: Point) -> Point:
    """The baseline of letters that have their middle at a point."""
    return round(point[0], 1), round(point[1] + 0.35 * NUMBER, 1)


def outline(points: Sequence[Point | None]) -> str:
    """The path between neighbours that both have a place: the page's radar.js joins them alike."""
    path = ""
    for n, one in enumerate(points):
        two = points[(n + 1) % len(points)]
        if one and two and one != two:
            start = "" if n and points[n - 1] else f"M{one[0]:g} {one[1]:g}"
            path += f"{start}L{two[0]:g} {two[1]:g}"
    return path


def arc(start: float, end: float, length: float) -> str:
    """A circular arc as a path, in two halves: one alone can't go all the way round."""
    middle, sweep = (start + end) / 2, int(end > start)
    (x0, y0), (x1, y1), (x2, y2) = (point(a, length) for a in (start, middle, end))
    bend = f"A{length:g} {length:g} 0 0 {sweep}"
    return f"M{x0:g} {y0:g}{bend} {x1:g} {y1:g}{bend} {x2:g} {y2:g}"
