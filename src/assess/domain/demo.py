"""A made-up person's answers, for any model: to try the rest with."""

from __future__ import annotations

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest

_NOTES = (
    "Did this last month with two colleagues; the notes are in our shared folder.",
    "Tried it once this quarter. The result was used, but somebody had to help me.",
    "Doing this every other week; the team now asks for it.",
    "Led it for the first time in spring and changed our way of working afterwards.",
)


def demo_assessment(model: CompetencyModel) -> Assessment:
    """Plausible answers of somebody in the first role; the same for the same model.

    Most levels are that role's targets, some are one off, one competency is not applicable and one
    is left unrated where the model has at least five; nobody is named.
    """
    held, wanted = model.role_pair
    answers: dict[str, Answer] = {}
    for index, competency in enumerate(model.competencies):
        if len(model.competencies) >= 5 and index == len(model.competencies) - 2:
            answers[competency.id] = Answer(not_applicable=True)
            continue
        if len(model.competencies) >= 5 and index == len(model.competencies) // 2:
            continue
        usual = model.role(held).targets.get(competency.id, model.lowest)
        step = (0, 0, -1, 0, 1, 0, 0)[index % 7]
        level = min(max(usual + step, model.lowest), model.highest)
        note = _NOTES[index // 3 % len(_NOTES)] if index % 3 == 0 else ""
        answers[competency.id] = Answer(level, evidence=note)
    return Assessment(
        model.id,
        model.version,
        answers,
        roles=(held, wanted),
        settings=PlanRequest(hours_per_week=5, weeks=26),
    )
