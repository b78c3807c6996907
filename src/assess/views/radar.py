"""The radars as plain records: what is where, for page and report.

Coordinates are those of the drawing, from its centre; they are rounded to a tenth, so that every
machine writes the same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from assess.clock import day_of
from assess.domain.answers import Assessment, Snapshot, State
from assess.domain.history import seen_in_hindsight
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Role
from assess.domain.scoring import role_mean, score
from assess.planning.wording import counted, listed
from assess.views.dots import by_area, level_in_words

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


Kind = Literal["then", "seen", "wanted", "held", "person"]
"""Whose level: an earlier self's, the same in hindsight, the roles', the person's now; in order."""

SIZE = 444
RADIUS = 152  # the ring of the highest level, where one row of numbers is enough
_ROW = 20  # between two rows of numbers
_OPEN = 14  # from the rim to the marks of what has no level
_APART = 1.9 * NUMBER  # between the middles of two numbers side by side
_GLYPH = 0.66  # an average bold letter's width in a sans-serif face, in font sizes
_LINE = 1.15 * NUMBER
_HALF = 220  # half the width of a radar of areas
_LONGEST = 13  # letters of a word beside such a radar; longer ones are broken
_NAMED = 8  # areas that have room for their names around it
_SMALLEST = 88  # radius beside long names; else numbers and a key take their place


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis of a radar.

    `words`: what stands at the rim, in lines, the first one at `label`; `anchor` as in SVG.
    `places`: of the mark of what has no level, then of each level, the lowest first. `state` says,
    and `rough` and `alone` (nobody has agreed on it), how the person's mark looks, which stands at
    `own`. `marks`: places of the others' levels.
    """

    id: str
    number: int
    title: str
    words: tuple[str, ...]
    anchor: Literal["start", "middle", "end"]
    label: Point
    end: Point
    places: tuple[Point, ...]
    state: State
    rough: bool
    own: Point
    marks: Mapping[Kind, Point]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """One area at the rim: its line, and the line that its name is written along."""

    line: str
    baseline: str
    name: str


@dataclass(frozen=True, slots=True)
class RadarView:
    """A radar. `box`: left, top, width and height of the drawing. `rings`: level, radius, number's
    place. `lines`: paths; what has no level breaks them. `key`: letter, area and its axes.

    `held` is None where it is the wanted role, too, or no role is drawn. `since`: the day of the
    earlier self; `seen`: whether a mark says where the person sees it in hindsight.
    """

    title: str
    description: str
    box: tuple[float, float, float, float]
    rings: tuple[tuple[int, float, Point], ...]
    spokes: tuple[Spoke, ...]
    lines: Mapping[Kind, str]
    arcs: tuple[Arc, ...]
    key: tuple[tuple[str, str, tuple[Spoke, ...]], ...]
    scale: tuple[str, ...]
    held: str | None
    wanted: str | None
    since: str
    seen: bool


@dataclass(frozen=True, slots=True)
class _Axis:
    id: str
    title: str
    state: State
    rough: bool
    levels: Mapping[Kind, float | None]


def skill_radar(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    earlier: Snapshot | None = None,
    *,
    own_only: bool = False,
) -> RadarView:
    """The person against two roles; one axis a competency, in file order, grouped by area.

    The lowest level has a ring of its own, away from the centre: the centre would read as
    "nothing". `earlier`: the same person then. `own_only`: without the roles, so that nobody rates
    towards a target. KeyError where a role is unknown.
    """
    before, after = model.role(held), model.role(wanted)
    seen = assessment.hindsight.get(earlier.at) if earlier else None
    axes = [
        _Axis(
            item.id,
            item.title,
            assessment.answer(item.id).state,
            assessment.answer(item.id).quick,
            {
                "then": earlier.levels.get(item.id) if earlier else None,
                "seen": seen.levels.get(item.id) if seen else None,
                "wanted": None if own_only else after.targets.get(item.id),
                "held": None if own_only or held == wanted else before.targets.get(item.id),
                "person": assessment.level(item.id),
            },
        )
        for item in model.by_area
    ]
    count = len(axes)
    # where numbers would touch, every other one stands further out
    rows = 1 if 2 * pi * (RADIUS + 32) / max(1, count) >= _APART else 2
    radius = RADIUS - _ROW * (rows - 1)
    spokes = []
    for n, axis in enumerate(axes):
        label = below(point(angle(n, count), radius + 32 + _ROW * (n % rows)))
        spokes.append(_spoke(model, axis, n, count, radius, (str(n + 1),), "middle", label))
    key, arcs = _areas(model, spokes, RADIUS + 46)
    box = (-SIZE / 2, -SIZE / 2, SIZE, SIZE)
    roles = () if own_only else (before, after)
    return _view(model, spokes, radius, box, roles, earlier, "skill", key, arcs)


def area_radar(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    earlier: Snapshot | None = None,
) -> RadarView:
    """Mean levels: one axis an area, named at the rim as far as the names have room.

    A role's mean is that of what it asks for. KeyError where a role is unknown.
    """
    before, after = model.role(held), model.role(wanted)
    now = score(model, assessment)
    then = score(model, assessment.at_snapshot(earlier)) if earlier else None
    seen = seen_in_hindsight(model, assessment, earlier) if earlier else {}
    axes = []
    for area in model.areas:
        found = now.area(area.id)
        applies = found.coverage.all > found.coverage.not_applicable
        state: State = "unrated" if applies else "not_applicable"
        axes.append(
            _Axis(
                area.id,
                area.title,
                state if found.score is None else "rated",
                any(assessment.answer(item.id).quick for item in model.in_area(area.id)),
                {
                    "then": then.area(area.id).score if then else None,
                    "seen": seen.get(area.id),
                    "wanted": role_mean(model, after, area.id),
                    "held": None if held == wanted else role_mean(model, before, area.id),
                    "person": found.score,
                },
            )
        )
    count = len(axes)
    words = [
        _wrapped(axis.title, _LONGEST + (8 if abs(sin(angle(n, count))) < 0.25 else 0))
        for n, axis in enumerate(axes)
    ]
    named = count <= _NAMED and _room(words) >= _SMALLEST
    if not named:
        words = [(str(n + 1),) for n in range(count)]
    radius = _room(words)
    spokes = []
    for n, axis in enumerate(axes):
        turned = angle(n, count)
        x, y = point(turned, radius + 16)
        # beside the dial, a label's middle is level with its axis; above and below, its edge is
        x, y = below((x, y - (1 + cos(turned)) / 2 * (len(words[n]) - 1) * _LINE - 5 * cos(turned)))
        side: Literal["start", "end"] = "start" if x > 0 else "end"
        anchor = "middle" if abs(sin(turned)) < 0.25 else side
        spokes.append(_spoke(model, axis, n, count, radius, words[n], anchor, (x, y)))
    heights = [(spoke.label[1], spoke.label[1] + len(spoke.words) * _LINE) for spoke in spokes]
    top = min(-radius - 8, *(first - 20 for first, _ in heights))
    bottom = max(radius + 8, *(last - 6 for _, last in heights))
    box = (-_HALF, round(top, 1), 2 * _HALF, round(bottom - top, 1))
    key = () if named else (("", "", tuple(spokes)),)
    return _view(model, spokes, radius, box, (before, after), earlier, "area", key, ())


def _view(
    model: CompetencyModel,
    spokes: Sequence[Spoke],
    radius: float,
    box: tuple[float, float, float, float],
    roles: Sequence[Role],
    earlier: Snapshot | None,
    noun: str,
    key: tuple[tuple[str, str, tuple[Spoke, ...]], ...],
    arcs: tuple[Arc, ...],
) -> RadarView:
    """What both radars have in common."""
    names = list(dict.fromkeys(role.title for role in roles))
    states = [spoke.state for spoke in spokes]
    since = ""
    if earlier is not None:
        at = day_of(earlier.at)
        since = f"{at.day} {at:%b} {at.year}"
    said = [f"{states.count('rated')} of {len(states)} {'' if noun == 'skill' else 'areas '}rated"]
    if away := states.count("not_applicable"):
        said.append(f"{away} not applicable")
    kinds: tuple[Kind, ...] = ("then", "wanted", "held")
    lines = {kind: outline([spoke.marks.get(kind) for spoke in spokes]) for kind in kinds}
    lines["person"] = outline([spoke.own if spoke.state == "rated" else None for spoke in spokes])
    compared = f" Compared with: {listed(names)}." if names else ""
    seen = any("seen" in spoke.marks for spoke in spokes)
    eyes = ", and where you see them now" if seen else ""
    before = f" With your levels on {since}{eyes}." if since else ""
    rings = ", ".join(level_in_words(model, item.level) for item in model.scale)
    return RadarView(
        title=f"your levels compared with {listed(names)}" if names else "your levels",
        description=(
            f"{counted(len(spokes), 'axis', 'axes')}, one for each {noun}: {', '.join(said)}. "
            f"The rings, from the centre: {rings}.{compared}{before} The table has the numbers."
        ),
        box=box,
        rings=tuple(
            (
                item.level,
                _length(model, item.level, radius),
                point(-pi / max(3, len(spokes)), _length(model, item.level, radius)),
            )
            for item in model.scale
        ),
        spokes=tuple(spokes),
        lines=lines,
        arcs=arcs,
        key=key,
        scale=tuple(item.label for item in model.scale),
        held=names[0] if len(names) > 1 else None,
        wanted=names[-1] if names else None,
        since=since,
        seen=seen,
    )


def _length(model: CompetencyModel, level: float, radius: float) -> float:
    """A level's distance from the centre."""
    return round(radius * (level - model.lowest + 1) / len(model.scale), 1)


def _spoke(
    model: CompetencyModel,
    axis: _Axis,
    n: int,
    count: int,
    radius: float,
    words: tuple[str, ...],
    anchor: Literal["start", "middle", "end"],
    label: Point,
) -> Spoke:
    turned = angle(n, count)

    def at(level: float) -> Point:
        return point(turned, _length(model, level, radius))

    outside, own = point(turned, radius + _OPEN), axis.levels["person"]
    marks: dict[Kind, Point] = {
        kind: at(level)
        for kind, level in axis.levels.items()
        if level is not None and kind != "person"
    }
    return Spoke(
        axis.id,
        n + 1,
        axis.title,
        words,
        anchor,
        label,
        point(turned, radius),
        (outside, *(at(item.level) for item in model.scale)),
        axis.state,
        axis.rough and own is not None,
        outside if own is None else at(own),
        marks,
    )


def _wrapped(title: str, width: int) -> tuple[str, ...]:
    """A title in lines; a word that is longer than a line is broken with a hyphen."""
    words = []
    for word in title.split():
        while len(word) > width:
            words.append(f"{word[: width - 1]}-")
            word = word[width - 1 :]
        words.append(word)
    return tuple(textwrap.wrap(" ".join(words), width, break_on_hyphens=False)) or ("",)


def _room(words: Sequence[tuple[str, ...]]) -> float:
    """The radius that leaves room for the names beside a radar of areas."""
    radius = 140.0
    for n, lines in enumerate(words):
        turn = abs(sin(angle(n, len(words))))
        if turn >= 0.25:
            width = _GLYPH * NUMBER * max(map(len, lines))
            radius = min(radius, (_HALF - width) / turn - 16)
    return round(radius, 1)


def _areas(
    model: CompetencyModel, spokes: Sequence[Spoke], radius: float
) -> tuple[tuple[tuple[str, str, tuple[Spoke, ...]], ...], tuple[Arc, ...]]:
    """The axes of each area, and its arc: with titles where all of them fit, else with letters."""
    groups = by_area(model, spokes)
    half = pi / max(1, len(spokes))
    fit = all(
        len(title) * _GLYPH * NUMBER <= 2 * half * radius * len(group) - 16
        for title, group in groups
    )
    key, arcs = [], []
    for n, (title, group) in enumerate(groups):
        letter = "" if fit else (chr(ord("A") + n) if len(groups) <= 26 else str(n + 1))
        key.append((letter, title, group))
        start = angle(group[0].number - 1, len(spokes)) - half * 0.8
        end = angle(group[-1].number - 1, len(spokes)) + half * 0.8
        lower = pi / 2 < (start + end) / 2 % (2 * pi) < 3 * pi / 2
        # letters stand upright: below the centre the text runs the other way, further out
        baseline = arc(end, start, radius + 17) if lower else arc(start, end, radius + 6)
        arcs.append(Arc(arc(start, end, radius), baseline, letter or title))
    return tuple(key), tuple(arcs)
