"""What others see of a person's skills: it stands beside the own levels and changes none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.scoring import gaps

MOST_SKILLS = 8
USUAL_SKILLS = 6
"""Skills in one request: at most, and as it is suggested."""

SAW_LIMIT = 500
"""Characters of what somebody saw, or would want to see next."""

REPLIER_LIMIT = 100
"""Characters of the name of somebody who asks or replies."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody has seen of one skill; `level` None: nothing of it yet."""

    level: int | None
    saw: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What one person says of the skills they were asked about; those they passed over are absent.

    `name`: "" where they gave none. `next`: what they would want to see next, of a single skill.
    """

    seen: Mapping[str, Seen]
    name: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """One skill as a person and the others see it: `own` None where it isn't rated.

    `others`: (name, what they saw, what next), in the order in which they replied.
    """

    competency_id: str
    own: int | None
    others: tuple[tuple[str, Seen, str], ...] = ()

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels that others chose."""
        return tuple(seen.level for _, seen, _ in self.others if seen.level is not None)

    @property
    def lower(self) -> int:
        """How many of the others see a lower level than the person does."""
        return 0 if self.own is None else sum(level < self.own for level in self.levels)

    @property
    def higher(self) -> int:
        """How many of the others see a higher level than the person does."""
        return 0 if self.own is None else sum(level > self.own for level in self.levels)


def beside(
    model: CompetencyModel, assessment: Assessment, replies: Iterable[Reply]
) -> tuple[Beside, ...]:
    """Put the replies beside the person's own levels: a record for each skill that was seen.

    In the order of the model; nothing is added up or averaged.
    """
    replies = tuple(replies)
    found = []
    for item in model.by_area:
        others = tuple(
            (reply.name, reply.seen[item.id], reply.next)
            for reply in replies
            if item.id in reply.seen
        )
        if others:
            found.append(Beside(item.id, assessment.level(item.id), others))
    return tuple(found)


def skills_to_ask(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    *,
    deciding: Sequence[str] = (),
    planned: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return the skills that are most worth asking about, the first one first.

    `deciding`: those whose ratings decide the plan, where that is known. `planned`: those that the
    plan works on. Then come the largest gaps, then the other skills of the role.
    """
    found = gaps(model, assessment, role_id)
    open_gaps = [gap.competency_id for gap in found.open]
    rest = [gap.competency_id for gap in found.met]
    ranked = dict.fromkeys((*deciding, *planned, *open_gaps, *rest))
    known = [key for key in ranked if model.has_competency(key)]
    return tuple(known[:USUAL_SKILLS])
