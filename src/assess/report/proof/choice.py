"""Which pieces of evidence a page for others shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.rating.evidence import Entry

Chosen = Mapping[str, Collection[int]]
"""Competency id → places in its log, from 0."""


def every_entry(assessment: Assessment, competencies: Iterable[str]) -> Chosen:
    """Choose all evidence of some competencies (ids)."""
    return {key: range(len(assessment.answer(key).entries)) for key in competencies}


def chosen_entries(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen
) -> list[tuple[Competency, list[Entry]]]:
    """Return each skill with something chosen, in the model's order.

    A skill or an entry that isn't there is left out.
    """
    found = []
    for item in model.by_area:
        log = enumerate(assessment.answer(item.id).entries)
        entries = [entry for place, entry in log if place in chosen.get(item.id, ())]
        if entries:
            found.append((item, entries))
    return found
