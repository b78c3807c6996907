"""Who could show whom what: pairs of people who both agreed to be named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel

STEPS = 2
"""Somebody this many levels above can show it; one step apart, both are still learning it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody who holds the target, and somebody at least two levels below (levels)."""

    competency_id: str
    teacher: str
    learner: str
    teacher_level: int
    learner_level: int


def pairs(
    model: CompetencyModel,
    people: Mapping[str, Assessment],
    role_id: str,
    consented: Collection[str],
) -> tuple[Pair, ...]:
    """Every pair among `consented` names, the largest difference first, then by the forms' order.

    Who isn't in `consented` is in no pair, neither as teacher nor as learner.
    """
    named = {name: people[name] for name in sorted(people) if name in set(consented)}
    found = []
    for item in model.by_area:
        target = model.role(role_id).targets.get(item.id)
        if target is None:
            continue
        held = {
            name: level for name, one in named.items() if (level := one.level(item.id)) is not None
        }
        for teacher, high in held.items():
            for learner, low in held.items():
                if high >= target > low and high - low >= STEPS:
                    found.append(Pair(item.id, teacher, learner, high, low))
    return tuple(sorted(found, key=lambda pair: pair.learner_level - pair.teacher_level))
