"""Evidence on one page: what a person chose of their log, as HTML that prints on a sheet of A4."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.rating.evidence import Entry
from assess.report.markup import render, stylesheet
from assess.report.page import CSP

ROOM = 5400
"""What one sheet holds, in characters; each entry and each skill needs room of its own as well."""
_ENTRY, _SKILL = 200, 230

Chosen = Mapping[str, Collection[int]]
"""Competency id → places in its log, from 0."""


def chosen_entries(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen
) -> list[tuple[Competency, list[Entry]]]:
    """Each skill with something chosen, in the model's order; what isn't there is left out."""
    found = []
    for item in model.by_area:
        log = enumerate(assessment.answer(item.id).entries)
        entries = [entry for place, entry in log if place in chosen.get(item.id, ())]
        if entries:
            found.append((item, entries))
    return found


def fits(found: list[tuple[Competency, list[Entry]]]) -> bool:
    """Whether these entries have room on one sheet."""
    sizes = [entry.size + _ENTRY for _, entries in found for entry in entries]
    return sum(sizes) + _SKILL * len(found) <= ROOM


def portfolio(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen, *, generated: date
) -> str:
    """The chosen entries as one HTML document; nothing else of the person but name and levels."""
    from markupsafe import Markup

    return render(
        "proof/portfolio.html",
        csp=CSP,
        style=Markup(stylesheet("tokens.css", "page.css", "proof/sheet.css")),  # noqa: S704
        model=model,
        assessment=assessment,
        wanted=model.role((assessment.roles or model.role_pair)[1]),
        skills=chosen_entries(model, assessment, chosen),
        generated=generated,
    )
