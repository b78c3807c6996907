"""Pieces of evidence as stories for an interview, with what is missing in each named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.rating.evidence import Entry, is_link
from assess.planning.wording import listed, marked
from assess.report import words
from assess.report.markup import render, stylesheet
from assess.report.page import CSP
from assess.report.proof.portfolio import Chosen, chosen_entries

PARTS = ("The situation", "What I decided and did", "The result", "My own part")


@dataclass(frozen=True, slots=True)
class Story:
    """One story; `missing`: what the log doesn't say yet, in words.

    `lines`: (name of a part, texts) of each part that is there.
    """

    skill: str
    level: str
    when: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    missing: str
    link: str
    witness: str


def stories(model: CompetencyModel, assessment: Assessment, chosen: Chosen) -> list[Story]:
    """Make a story of each chosen entry, in the model's order."""
    found = []
    for item, entries in chosen_entries(model, assessment, chosen):
        answer = assessment.answer(item.id)
        label = "" if answer.level is None else marked(model.label(answer.level), answer.quick)
        found += [_story(item.title, label, entry) for entry in entries]
    return found


def _story(skill: str, level: str, entry: Entry) -> Story:
    situation = _said(entry.situation, f"For {entry.whom}" if entry.whom else "")
    result = _said(entry.outcome, entry.number)
    parts = zip(PARTS, (situation, _said(entry.text), result, _said(entry.part)), strict=True)
    missing = [
        name
        for name, there in (
            ("the situation", entry.situation),
            ("what came of it", entry.outcome),
            ("a number that shows it", entry.number),
            ("your own part", entry.part),
            ("when it was", entry.date),
            ("who can confirm it", entry.witness),
        )
        if not there
    ]
    return Story(
        skill,
        level,
        words.day(entry.date) if entry.date else "",
        tuple((name, texts) for name, texts in parts if texts),
        listed(missing),
        entry.link if is_link(entry.link) else "",
        entry.witness,
    )


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def everything(model: CompetencyModel, assessment: Assessment) -> Chosen:
    """Every entry of every log, as somebody would choose them."""
    ids: Iterable[str] = (item.id for item in model.competencies)
    return {key: range(len(assessment.answer(key).entries)) for key in ids}


def stories_html(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen, *, generated: date
) -> str:
    """Write stories for an interview as one HTML document, for the person themselves."""
    from markupsafe import Markup

    return render(
        "proof/stories.html",
        csp=CSP,
        style=Markup(stylesheet("tokens.css", "page.css", "proof/sheet.css")),  # noqa: S704
        model=model,
        assessment=assessment,
        stories=stories(model, assessment, chosen),
        generated=generated,
    )
