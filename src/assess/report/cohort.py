"""A group's heat map as HTML and CSV: what a release says, and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from assess.cohort import Change, Line, Pair, Picture
from assess.cohort.release import ABOVE, AT, BELOW
from assess.model import CompetencyModel
from assess.report import rows, words
from assess.report.html import CSP
from assess.report.markup import render, stylesheet

MOST: Mapping[str, str] = {
    BELOW: "most are below the target",
    AT: "most are at the target",
    ABOVE: "most are above the target",
    "not_applicable": "most say it doesn't apply",
    "unrated": "most haven't rated it",
    "no_level": "most have no level",
}
CELLS: Mapping[str, str] = {
    BELOW: "below",
    AT: "at the target",
    ABOVE: "above",
    "not_applicable": "not applicable",
    "unrated": "not rated",
    "no_level": "no level",
}


def most_words(model: CompetencyModel, word: str) -> str:
    """What nearly all share, as a sentence's end."""
    if word in MOST:
        return MOST[word]
    return f"most are at {words.level(model, int(word))}"


def rest_words(model: CompetencyModel, line: Line) -> str:
    """The cells that are put together: "above, not applicable or not rated"."""
    names = [CELLS.get(cell) or words.level(model, int(cell)) for cell in line.rest_of]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def css() -> str:
    """The style of these fragments, beside `fragments.css()`."""
    return stylesheet("cohort/cohort.css")


def heat_table(model: CompetencyModel, picture: Picture) -> str:
    """Competency × level: the number in each cell, the shade by its share of all people."""
    numbers = {item.id: number for number, item in enumerate(rows.axes(model), start=1)}
    return render(
        "cohort/heat.html",
        model=model,
        picture=picture,
        role=model.role(picture.role_id),
        lines=[
            (numbers[line.competency_id], model.competency(line.competency_id), line)
            for line in picture.lines
        ],
        most=lambda word: most_words(model, word),
        rest=lambda line: rest_words(model, line),
        cells=CELLS,
        # at most 45 %: the number on it keeps its contrast, light and dark
        shade=lambda count: round(45 * count / picture.people),
    )


def shared_gaps(model: CompetencyModel, picture: Picture) -> str:
    """Competencies with most people below the target first."""
    lines = [(model.competency(line.competency_id), line) for line in picture.shared_gaps]
    return render("cohort/gaps.html", model=model, picture=picture, lines=lines)


def changes_table(model: CompetencyModel, found: Sequence[Change], before: date, now: date) -> str:
    """People below the target at two releases."""
    lines = [(model.competency(item.competency_id), item) for item in found]
    return render("cohort/changes.html", lines=lines, before=before, now=now)


def pairs_table(model: CompetencyModel, found: Sequence[Pair]) -> str:
    """Who could teach whom; names are of people who both said yes."""
    lines = [(model.competency(item.competency_id), item) for item in found]
    return render("cohort/pairs.html", model=model, lines=lines)


def group_html(
    model: CompetencyModel,
    picture: Picture,
    *,
    title: str = "",
    change: Sequence[Change] = (),
    before: date | None = None,
    paired: Sequence[Pair] = (),
) -> str:
    """The group's picture as one HTML document without script or request."""
    from markupsafe import Markup

    parts = {
        "heat": heat_table(model, picture),
        "gaps": shared_gaps(model, picture),
        "changes": changes_table(model, change, before, picture.day) if change and before else "",
        "pairs": pairs_table(model, paired) if paired else "",
    }
    return render(
        "cohort/report.html",
        csp=CSP,
        style=Markup(  # noqa: S704 - our own style sheets
            stylesheet("tokens.css", "page.css", "fragments.css", "cohort/cohort.css")
        ),
        # each fragment has escaped what isn't ours
        parts={name: Markup(part) for name, part in parts.items()},  # noqa: S704
        model=model,
        picture=picture,
        role=model.role(picture.role_id),
        title=title or "A group's picture",
    )


def group_csv(model: CompetencyModel, picture: Picture) -> str:
    """One line a competency and cell that may be said; empty where it mustn't be.

    Columns: competency, title, target, cell (a level, "not_applicable", "unrated", "no_level",
    "below", "at", "above", several of them with "or" between, or "most"), people (or, for "most",
    which). Texts that a spreadsheet would run get an
    apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["competency", "title", "target", "cell", "people"])
    for line in picture.lines:
        title = model.competency(line.competency_id).title
        safe = f"'{title}" if title.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else title
        target = "" if line.target is None else line.target
        for cell, value in _cells(line):
            writer.writerow([line.competency_id, safe, target, cell, value])
    return text.getvalue()


def _cells(line: Line) -> list[tuple[str, object]]:
    if line.most is not None:
        return [("most", line.most)]
    if not line.said:
        return [("", "")]
    found: list[tuple[str, object]] = [(str(level), n) for level, n in (line.levels or {}).items()]
    found += [
        (name, value)
        for name in ("below", "at", "above", "not_applicable", "unrated", "no_level")
        if (value := getattr(line, name)) is not None
    ]
    if line.rest is not None:
        found.append((" or ".join(line.rest_of), line.rest))
    return found
