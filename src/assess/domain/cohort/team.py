"""An open group side by side: who is at which level, and whose plan has which subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assess.domain.answers import Answer, Assessment
from assess.domain.cohort.release import PersonLevels
from assess.domain.cohort.teaching import Pair, pairs
from assess.domain.model import CompetencyModel


class Member(Protocol):
    """Somebody in an open group, as the others see them."""

    @property
    def name(self) -> str:
        """The name that they chose."""

    @property
    def levels(self) -> PersonLevels:
        """What they added."""

    @property
    def subjects(self) -> Sequence[Sequence[str]]:
        """Competency ids that their plan has in focus, by quarter."""

    @property
    def own(self) -> bool:
        """Whether it is the person who looks."""


@dataclass(frozen=True, slots=True)
class Held:
    """A member and their level in one competency."""

    member: Member
    level: int


def who_can(model: CompetencyModel, members: Sequence[Member]) -> Mapping[str, tuple[Held, ...]]:
    """Competency id → everybody with a level in it, the highest first, then by name."""
    found: dict[str, tuple[Held, ...]] = {}
    for item in model.by_area:
        rated = [
            Held(member, level)
            for member in members
            if isinstance(level := member.levels.get(item.id), int) and model.on_scale(level)
        ]
        found[item.id] = tuple(
            sorted(rated, key=lambda held: (-held.level, held.member.name.casefold()))
        )
    return found


def subjects(
    model: CompetencyModel, members: Sequence[Member]
) -> Mapping[str, tuple[tuple[Member, int], ...]]:
    """Competency id → members whose plan has it, with the quarter (from 1); shared ones first."""
    found: dict[str, list[tuple[Member, int]]] = {item.id: [] for item in model.by_area}
    for member in members:
        seen: set[str] = set()
        for quarter, keys in enumerate(member.subjects, start=1):
            for key in keys:
                if key in found and key not in seen:
                    seen.add(key)
                    found[key].append((member, quarter))
    planned = [(key, tuple(people)) for key, people in found.items() if people]
    return dict(sorted(planned, key=lambda pair: -len(pair[1])))


def who_could_show(
    model: CompetencyModel, members: Sequence[Member], role_id: str
) -> tuple[Pair, ...]:
    """Pairs of members by name: all of them said yes to being seen by the others."""
    people = {
        member.name: Assessment(
            model.id,
            model.version,
            {
                key: Answer(int(level))
                for key, level in member.levels.items()
                if level != "na" and model.on_scale(int(level))
            },
        )
        for member in members
    }
    return pairs(model, people, role_id, people)
