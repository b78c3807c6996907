"""What is asked, and what others see, as plain data for page and file."""

from __future__ import annotations

from collections.abc import Iterable

from assess.app.feedback import texts
from assess.app.messages.feedback import Asking, LevelAsked, OtherSeen, SkillAsked, SkillSeen
from assess.domain.model import CompetencyModel
from assess.domain.review.feedback import Beside
from assess.formats.feedback import present_skills


def asking_of(model: CompetencyModel, name: str, skills: Iterable[str]) -> Asking:
    """What others are asked: of the model, and of the person the name that they chose."""
    found = [model.competency(key) for key in present_skills(skills, model)]
    return Asking(
        name=name,
        skills=[
            SkillAsked(
                id=item.id,
                title=item.title,
                summary=item.summary,
                levels=[
                    LevelAsked(
                        level=level.level, label=level.label, anchor=item.anchors[level.level]
                    )
                    for level in model.scale
                ],
            )
            for item in found
        ],
    )


def seen_of(model: CompetencyModel, skills: Iterable[Beside]) -> list[SkillSeen]:
    """Each skill with what the others chose and wrote."""
    return [
        SkillSeen(
            id=item.competency_id,
            title=model.competency(item.competency_id).title,
            own=item.own,
            said=_said(item),
            others=[
                OtherSeen(name=name, level=seen.level, saw=seen.saw, next=next_)
                for name, seen, next_ in item.others
            ],
        )
        for item in skills
    ]


def _said(item: Beside) -> str:
    """How the person's level and the others' differ, without adding anything up."""
    if item.own is None:
        return texts.OTHERS["notRated"]
    rated = [(name, seen.level) for name, seen, _ in item.others if seen.level is not None]
    if not rated:
        return ""
    if len(rated) == 1:
        name, level = rated[0]
        sentence = (
            texts.HIGHER if level < item.own else texts.LOWER if level > item.own else texts.SAME
        )
        return sentence.format(who=name or texts.ASK["somebody"])

    def of(count: int) -> str:
        return texts.OF.format(count=count, all=len(rated))

    if item.lower and item.higher:
        return texts.BOTH.format(some=of(item.lower), others=of(item.higher))
    if item.lower:
        return texts.HIGHER.format(who=of(item.lower))
    return texts.LOWER.format(who=of(item.higher)) if item.higher else texts.SAME_ALL
