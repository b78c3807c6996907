"""A group's picture as HTML and CSV: what a release says, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assess.domain.cohort.findings import Pair, areas, workshops
from assess.domain.cohort.picture import Change, Line, Picture
from assess.domain.cohort.release import NOT_APPLICABLE, UNRATED
from assess.domain.model import CompetencyModel
from assess.report import words
from assess.report.files.plan_text import table
from assess.report.fragments import numbers
from assess.report.markup import document, ours, render

MOST: Mapping[str, str] = {
    "below": "most are below the target",
    "at": "most are at the target",
    "above": "most are above the target",
    "not_applicable": "most say it doesn't apply",
    "unrated": "most haven't rated it",
    "no_level": "most have no level",
}


def most_words(model: CompetencyModel, word: str) -> str:
    """What nearly all share, as a sentence's end; in releases of an older form."""
    if word in MOST:
        return MOST[word]
    return f"most are at {words.level(model, int(word))}"


def below_words(line: Line) -> str:
    """How many are below the wanted role's target, as far as that is said."""
    if line.below is not None:
        return str(line.below)
    if line.reached is not None:
        return f"{line.reached} have reached it"
    return "half or more" if line.gap else "most"


IN_SHORT = 6
"""Skills in one of the lists at the top."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of the heat map over `span` columns; `people` None: a dot or the middle's mark."""

    span: int
    label: str
    people: int | None = None
    middle: bool = False
    target: bool = False
    held: bool = False


def heat_cells(model: CompetencyModel, line: Line) -> tuple[HeatCell, ...]:
    """One line by columns: each level, not applicable, not rated; counted together, put together.

    A number stands where a block begins or holds the middle; its other columns are dots.
    """
    labels = {str(item.level): f"{item.level} {item.label}" for item in model.scale}
    labels |= {NOT_APPLICABLE: "n/a", UNRATED: "Not rated"}
    columns = list(labels)
    home = {cell: block for block in line.blocks for cell in block.of} if line.numbered else {}
    found: list[HeatCell] = []
    place = 0
    while place < len(columns):
        block = home.get(columns[place])
        span = 1
        while block and place + span < len(columns) and home.get(columns[place + span]) is block:
            span += 1
        here = columns[place : place + span]
        first = block is not None and any(cell in here for cell in (block.of[0], str(line.middle)))
        marked = [str(line.middle), str(line.target), str(line.held_target)]
        middle, target, held = (span == 1 and mark == here[0] for mark in marked)
        label = labels[here[0]] if span == 1 else f"{labels[here[0]]} to {labels[here[-1]]}"
        people = block.people if block is not None and first else None
        found.append(HeatCell(span, label, people, middle, target, held))
        place += span
    return tuple(found)


def _render(name: str, model: CompetencyModel, picture: Picture, **values: object) -> str:
    return render(
        f"cohort/{name}.html",
        model=model,
        picture=picture,
        role=model.role(picture.role_id),
        held=model.role(picture.held_id),
        **values,
    )


def heat_table(model: CompetencyModel, picture: Picture) -> str:
    """Competency × level: the middle, and people where they can be counted apart."""
    return _render(
        "heat",
        model,
        picture,
        numbers=numbers(model),
        lines=[(line, heat_cells(model, line)) for line in picture.lines],
        most=lambda word: most_words(model, word),
        # at most 45 %: the number on it keeps its contrast, light and dark
        shade=lambda count: round(45 * count / picture.people),
    )


def shared_gaps(model: CompetencyModel, picture: Picture) -> str:
    """Competencies whose middle is below the target; what the held role asks for comes first."""
    return _render("gaps", model, picture, below=below_words)


def in_short(model: CompetencyModel, picture: Picture) -> str:
    """What most share, where the group differs, what fewer than k rated."""

    def titles(lines: Sequence[Line]) -> list[str]:
        found = [model.competency(line.competency_id).title for line in lines]
        more = len(found) - IN_SHORT
        return found if more <= 1 else [*found[:IN_SHORT], f"and {more} more"]

    return _render(
        "short",
        model,
        picture,
        strengths=titles(picture.strengths),
        differing=titles(picture.differing),
        least=2 * picture.k + 2,
        silent=titles(picture.hardly_rated),
    )


def areas_table(model: CompetencyModel, picture: Picture) -> str:
    """Each area: in how many of its competencies the middle has reached the target."""
    titles = {area.id: area.title for area in model.areas}
    return _render("areas", model, picture, titles=titles, lines=areas(model, picture))


def workshops_list(model: CompetencyModel, picture: Picture) -> str:
    """The three subjects that the group needs next, each with what to try."""
    return _render("workshops", model, picture, found=workshops(model, picture))


def changes_table(model: CompetencyModel, found: Sequence[Change], before: date, now: date) -> str:
    """The middle, and people below the target, at two releases."""
    return render("cohort/changes.html", model=model, lines=found, before=before, now=now)


def pairs_table(model: CompetencyModel, found: Sequence[Pair]) -> str:
    """Who could teach whom; names are of people who both said yes."""
    return render("cohort/pairs.html", model=model, pairs=found)


def parts(
    model: CompetencyModel,
    picture: Picture,
    change: Sequence[Change],
    before: date | None,
    paired: Sequence[Pair],
    since: str = "Since last time",
) -> list[tuple[str, str, str]]:
    """(id, heading, HTML) of each part of a picture, in the order in which it is read."""
    found = [
        ("short", "In short", in_short(model, picture)),
        ("next", "Three workshops to hold next", workshops_list(model, picture)),
        ("gaps", "The gaps that most of you share", shared_gaps(model, picture)),
        ("areas", "By area", areas_table(model, picture)),
        ("heat", "Skill by skill", heat_table(model, picture)),
    ]
    if change and before:
        found.append(("changes", since, changes_table(model, change, before, picture.day)))
    if paired:
        found.append(("pairs", "Who could teach whom", pairs_table(model, paired)))
    return found


def group_html(
    model: CompetencyModel,
    picture: Picture,
    *,
    title: str = "",
    change: Sequence[Change] = (),
    before: date | None = None,
    paired: Sequence[Pair] = (),
    back: str = "",
) -> str:
    """The group's picture as one HTML document without script or request.

    `back`: the address of the projector's page, where there is one.
    """
    found = parts(model, picture, change, before, paired)
    return document(
        "cohort/report.html",
        ("fragments.css", "cohort/cohort.css"),
        parts=[(key, heading, ours(part)) for key, heading, part in found],
        model=model,
        picture=picture,
        title=title or "A group's picture",
        back=back,
    )


def group_csv(model: CompetencyModel, picture: Picture, *, semicolons: bool = False) -> str:
    """One line a competency and what is said of it; empty where nothing is. See `table`.

    Columns: competency, title, target, cell (a level, "not_applicable", "unrated", several of them
    with "or" between, "middle", "apart" or "most"), people (or, for "middle", the level; for
    "apart", yes; for "most", which).
    """
    rows: list[list[object]] = [["competency", "title", "target", "cell", "people"]]
    for line in picture.lines:
        about = [line.competency_id, model.competency(line.competency_id).title, line.target]
        rows += [[*about, cell, value] for cell, value in _cells(line)]
    return table(rows, semicolons=semicolons)


def _cells(line: Line) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    if line.middle is not None:
        found.append(("middle", line.middle))
    if line.most is not None:
        found.append(("most", line.most))
    if line.apart:
        found.append(("apart", "yes"))
    if line.numbered:
        found += [(" or ".join(block.of), block.people) for block in line.blocks]
    return found or [("", "")]
