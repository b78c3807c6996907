"""The case for a role: what it needs, in the levels' own words, and what there is to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assess.domain.answers import Assessment
from assess.domain.gaps import Gap, gaps
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.rating.evidence import Entry
from assess.planning.wording import marked, month_and_year
from assess.report import words
from assess.report.markup import render, stylesheet
from assess.report.page import CSP
from assess.report.proof.portfolio import Chosen, chosen_entries
from assess.report.proof.stories import everything
from assess.views.profile import difference
from assess.views.speaker import within_sentence

RECENT = timedelta(days=183)
"""Evidence that is older than half a year doesn't speak for today."""
SHOWN = 2
"""Pieces of evidence a skill, the newest first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A skill in which the role's level is there; `words`: that level in the model's words.

    `weak`: what is missing, as in "nothing since March 2026"; "" where nothing is.
    """

    title: str
    level: str
    words: str
    entries: tuple[Entry, ...]
    weak: str


@dataclass(frozen=True, slots=True)
class Case:
    """`shown`: with evidence; `bare`: rated, without any; `ahead`: (title, steps to go)."""

    role: str
    shown: tuple[Claim, ...]
    bare: tuple[Claim, ...]
    ahead: tuple[tuple[str, str], ...]

    @property
    def weak(self) -> tuple[Claim, ...]:
        """The claims that someone could doubt."""
        return tuple(claim for claim in (*self.bare, *self.shown) if claim.weak)


def case_for(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen | None, today: date
) -> Case:
    """Make the case for the role that the person wants.

    Args:
        chosen: the evidence that may be shown; None: all of it.
        today: evidence is recent that is at most half a year older.
    """
    role = model.role((assessment.roles or model.role_pair)[1])
    found = gaps(model, assessment, role.id)
    everything_else = everything(model, assessment) if chosen is None else chosen
    logs = {item.id: log for item, log in chosen_entries(model, assessment, everything_else)}
    claims = [
        _claim(model, gap, logs.get(key, []), today, rough=key in assessment.rough)
        for gap in found.met
        for key in [gap.competency_id]
    ]
    return Case(
        within_sentence(role.title),
        tuple(claim for claim in claims if claim.entries),
        tuple(claim for claim in claims if not claim.entries),
        tuple(
            (
                _item(model, gap).title,
                marked(difference(gap.gap, 0), gap.competency_id in assessment.rough),
            )
            for gap in found.open
        ),
    )


def _item(model: CompetencyModel, gap: Gap) -> Competency:
    return model.competency(gap.competency_id)


def _claim(
    model: CompetencyModel, gap: Gap, log: list[Entry], today: date, *, rough: bool
) -> Claim:
    item = _item(model, gap)
    newest = sorted(log, key=lambda entry: entry.date or date.min, reverse=True)
    label = words.level(model, gap.level, rough=rough)
    return Claim(
        item.title, label, item.anchors[gap.level], tuple(newest[:SHOWN]), _weak(newest, today)
    )


def _weak(newest: list[Entry], today: date) -> str:
    if not newest:
        return "no evidence yet"
    last = newest[0].date
    if last is None:
        return "evidence without a date"
    return "" if today - last <= RECENT else f"nothing since {month_and_year(last)}"


def case_html(
    model: CompetencyModel,
    assessment: Assessment,
    chosen: Chosen | None = None,
    *,
    generated: date,
) -> str:
    """Write the case for a role as one HTML document.

    With `chosen` it is for others, and holds that evidence only; without, it is for the person,
    holds all evidence, and lists what someone could doubt.
    """
    from markupsafe import Markup

    return render(
        "proof/case.html",
        csp=CSP,
        style=Markup(stylesheet("tokens.css", "page.css", "proof/sheet.css")),  # noqa: S704
        model=model,
        assessment=assessment,
        case=case_for(model, assessment, chosen, generated),
        mine=chosen is None,
        generated=generated,
    )
