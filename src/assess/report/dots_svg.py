"""The dot plot of gaps: one small SVG per competency, largest gap first.

Places are percentages of the track, so that marks keep their size at any width and a long list
can break between pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from assess.answers import Assessment
from assess.model import CompetencyModel
from assess.report import rows, words
from assess.report.markup import render
from assess.report.rows import Row


@dataclass(frozen=True, slots=True)
class _Dots:
    """Marks of one row, as percentages of the track; None where there is no such mark."""

    row: Row
    person: float | None
    held: float | None
    wanted: float | None
    text: str


def gap_dots(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    *,
    prefix: str = "as-dots",
) -> str:
    """Level held and both targets of every competency that either role asks for, by gap.

    `prefix` keeps its ids apart from others on the same page.
    KeyError where a role is unknown.
    """
    titles = model.role(held).title, model.role(wanted).title

    def place(level: int | None) -> float | None:
        if level is None:
            return None
        return round(100 * (level - model.lowest + 0.5) / len(model.scale), 1)

    return render(
        "fragments/dots.html",
        prefix=prefix,
        model=model,
        held=model.role(held) if held != wanted else None,
        wanted=model.role(wanted),
        ticks=[place(item.level) for item in model.scale],
        lines=[
            _Dots(
                row,
                place(row.level),
                place(row.held) if held != wanted else None,
                place(row.wanted),
                _describe(model, row, titles),
            )
            for row in rows.by_gap(model, assessment, held, wanted)
        ],
    )


def _describe(model: CompetencyModel, row: Row, titles: tuple[str, str]) -> str:
    """One competency's levels in words: the text behind its marks."""
    now = row.result if row.level is None else words.level(model, row.level)
    parts = [f"You now: {now}"]
    for title, target in zip(titles, (row.held, row.wanted), strict=True):
        asked = words.NOT_ASKED if target is None else words.level(model, target)
        parts.append(f"{title}: {asked}")
    return ", ".join(dict.fromkeys(parts))
