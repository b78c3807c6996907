"""What to settle before a plan: what comes first, and which unrated competency locks something."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.plan_request import PlanRequest
from assess.domain.scoring import exact
from assess.planning.translate import surroundings

MOST_LEADS = 3

LeadReason = Literal["present_job", "wanted_role"]


@dataclass(frozen=True, slots=True)
class LeadCard:
    """A competency that may hold somebody back most, and the sentence that isn't true of them yet.

    `missing`: the anchor of the next level. `target`: the level that the reason's role asks for.
    """

    competency: str
    level: int
    target: int
    missing: str
    why: LeadReason


def leads(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    request: PlanRequest,
) -> tuple[LeadCard, ...]:
    """Return at most three competencies that could come first, the present job's before others.

    Only those in which an activity leads on from today's level in this situation.
    """
    present, goal, low = model.role(held).targets, model.role(wanted).targets, model.lowest
    ranked: list[tuple[tuple[int, Fraction, int], LeadCard]] = []
    for place, item in enumerate(model.competencies):
        level = assessment.level(item.id)
        if level is None or not leads_on(model, assessment, request, item.id, level + 1):
            continue
        asked, target = present.get(item.id, low), goal.get(item.id, low)
        weight = exact(item.weight) * exact(request.focus.get(item.id, 1))
        missing = item.anchors[level + 1]
        if level < asked - 1:
            rank = (0, Fraction(-(asked - low) * (asked - 1 - level)), place)
            ranked.append((rank, LeadCard(item.id, level, asked, missing, "present_job")))
        elif level < target:
            rank = (1, -weight * (target - level), place)
            ranked.append((rank, LeadCard(item.id, level, target, missing, "wanted_role")))
    return tuple(card for _, card in sorted(ranked, key=lambda row: row[0])[:MOST_LEADS])


def leads_on(
    model: CompetencyModel,
    assessment: Assessment,
    request: PlanRequest,
    competency: str,
    level: int,
) -> bool:
    """Whether an activity that could be in a plan leads to this level."""
    there = surroundings(model, request)
    gone = assessment.activities("done", "dropped").union(request.excluded)
    return any(
        item.teaches.get(competency) == level and item.id not in gone and there.allow(model, item)
        for item in model.activities
    )


def unlocks(
    model: CompetencyModel, assessment: Assessment, held: str, wanted: str
) -> tuple[Competency, ...]:
    """Return the unrated competencies that a plan waits for, those that lock most first.

    What a role asks for can't be planned while it is unrated, and an activity that asks for a
    level in it can't begin.
    """
    asked = {*model.role(held).targets, *model.role(wanted).targets}
    locked = {
        item.id: sum(item.id in activity.requires_level for activity in model.activities)
        for item in model.competencies
    }
    unrated = [
        item
        for item in model.competencies
        if assessment.answer(item.id).state == "unrated" and (item.id in asked or locked[item.id])
    ]
    return tuple(sorted(unrated, key=lambda item: -locked[item.id]))
