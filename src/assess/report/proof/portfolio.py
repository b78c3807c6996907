"""Evidence on one page: what a person chose of their log, as HTML that prints on a sheet of A4."""

from __future__ import annotations

from datetime import date

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.rating.evidence import Entry
from assess.report.markup import render, stylesheet
from assess.report.page import CSP
from assess.report.proof.choice import Chosen, chosen_entries

ROOM = 5400
"""What one sheet holds, in characters; each entry and each skill needs room of its own as well."""
_ENTRY, _SKILL = 200, 230


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
