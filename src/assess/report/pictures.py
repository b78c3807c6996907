"""The radars and the dot plot as SVG, for page and report: the records of `assess.views`, drawn."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from assess.report import words
from assess.report.markup import colours, ours, render, stylesheet
from assess.views.dots import DotView
from assess.views.radar import NUMBER, RadarView


def radar_svg(view: RadarView, prefix: str = "as-radar", *, live: bool = False) -> str:
    """The drawing alone; `prefix` keeps its ids apart from others on the same page.

    `live`: with what the page's scripts need to move the person's marks and to tell what is
    pointed at.
    """
    return render("radar.svg", view=view, prefix=prefix, live=live, font=NUMBER)


def radar_figure(
    view: RadarView, prefix: str = "as-radar", *, live: bool = False, frame: bool = False
) -> str:
    """The radar with its key: what the lines, marks, rings and numbers mean.

    `frame`: the person's marks are put in later, with what explains each kind of them, and what
    the numbers mean is folded.
    """
    states = {"unrated", "not_applicable"} if frame else {spoke.state for spoke in view.spokes}
    rough = frame or any(spoke.rough for spoke in view.spokes)
    svg = ours(radar_svg(view, prefix, live=live))
    return render(
        "fragments/radar.html", view=view, svg=svg, states=states, frame=frame, rough=rough
    )


def dot_plot(
    view: DotView, bodies: Mapping[str, str] | None = None, elsewhere: Collection[str] = ()
) -> str:
    """Every skill with its marks, area by area.

    `bodies`: competency id → HTML that its row unfolds, escaped where it was made. `elsewhere`:
    ids by which something else on the page is found.
    """
    rows = [row for _, rows in view.groups for row in rows]
    return render(
        "fragments/dots.html",
        view=view,
        bodies={key: ours(body) for key, body in (bodies or {}).items()},
        elsewhere=elsewhere,
        alone=any(row.alone for row in rows),
        others=any(row.others for row in rows),
        rough=any(row.rough for row in rows),
    )


_SIDE, _ROW = 470, 22  # of the drawing, and between two names beside it; in the file's units


def radar_picture(view: RadarView) -> str:
    """The radar as a whole SVG file: colours, legend and names in it, on a light sheet.

    Nothing in its style reaches beyond it, so that it can stand within any page.
    """
    light = colours()
    names: list[tuple[int, int, str, bool]] = []
    y = 30
    for letter, title, spokes in view.key:
        if title:
            names.append((_SIDE + 40, y, f"{letter} {title}".strip(), True))
            y += _ROW
        for spoke in spokes:
            names.append((_SIDE + 40, y, f"{spoke.number}  {spoke.title}", False))
            y += _ROW
        y += _ROW // 2
    states = {spoke.state for spoke in view.spokes}
    lines = [("person", "You now")]
    lines += [("rough", "Rough, from the quick pass")] * any(one.rough for one in view.spokes)
    roles = (("held", view.held), ("wanted", view.wanted))
    lines += [(kind, text) for kind, text in roles if text]
    empty = (("unrated", words.UNRATED), ("not_applicable", words.NOT_APPLICABLE))
    lines += [(state, text.capitalize()) for state, text in empty if state in states]
    # ids of its own: a page may hold the pictures of several people
    prefix = f"as-{hashlib.sha256(repr(view).encode()).hexdigest()[:8]}"
    made = render(
        "picture.svg",
        view=view,
        svg=ours(radar_svg(view, prefix)),
        style=ours(_style()),
        side=_SIDE,
        width=880,
        height=max(y, _SIDE + 30 + 24 * len(lines)),
        lines=lines,
        names=names,
        paper=light["--as-paper"],
        ink=light["--as-ink"],
    )
    return re.sub(r'class="[^"]*"', lambda names: names[0].replace("as-", "as-pic-"), made)


def _style() -> str:
    """The rules of the radar's marks and lines with colours put in, for classes of its own."""
    light = colours()
    rules = re.findall(r"([^{}@]+)\{([^{}]*)\}", stylesheet("figures.css").split("@container")[0])
    ours = re.compile(r"\.as-(?:radar|grid|rim|ring|arc|base|numbers|line|m-|start|end)")
    found = "".join(
        f"{names.replace('.as-', '.as-pic-')}{{{body}}}"
        for names, body in rules
        if ours.search(names) and "fragment" not in names and "figure" not in names
    )
    return re.sub(r"var\((--as-\w+)\)", lambda name: light[name[1]], found)


def own_hollow(
    radar: RadarView, plot: DotView, alone: Collection[str]
) -> tuple[RadarView, DotView]:
    """Both pictures with the levels hollow that are the person's own, which nobody agreed on.

    `alone`: ids of those competencies.
    """
    spokes = tuple(replace(item, alone=item.id in alone) for item in radar.spokes)
    groups = tuple(
        (title, tuple(replace(row, alone=row.id in alone) for row in rows))
        for title, rows in plot.groups
    )
    return replace(radar, spokes=spokes), replace(plot, groups=groups)
