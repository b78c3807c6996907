"""What a group's picture says: workshops it needs, who could show whom what, who is where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from assess.domain.answers import Answer, Assessment
from assess.domain.cohort.picture import Line, Picture
from assess.domain.cohort.release import PersonLevels
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity

WORKSHOPS = 3
IN_ONE_AREA = 2
TO_TRY = 2


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area of a picture, worked out from its lines alone: no more is said than they say.

    Numbers are competencies that the wanted role asks for: the middle below its target (`below`)
    or not (`reached`); `silent`: fewer than k people rated it. `widest`: the largest gap.
    """

    area_id: str
    below: int
    reached: int
    silent: int
    widest: Line | None


def areas(model: CompetencyModel, picture: Picture) -> tuple[AreaLine, ...]:
    """Every area with a competency that the wanted role asks for, in the order of the forms."""
    lines = {line.competency_id: line for line in picture.lines}
    found = []
    for area in model.areas:
        asked = [
            line for item in model.in_area(area.id) if (line := lines[item.id]).target is not None
        ]
        if not asked:
            continue
        gaps = [line for line in picture.shared_gaps if line in asked]
        silent = sum(line.middle is None for line in asked)
        widest = max(gaps, key=lambda line: line.gap) if gaps else None
        reached = len(asked) - len(gaps) - silent
        found.append(AreaLine(area.id, len(gaps), reached, silent, widest))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A subject for a group: the step from the middle to the next level, and what to try."""

    line: Line
    level: int
    activities: tuple[Activity, ...]


def workshops(model: CompetencyModel, picture: Picture) -> tuple[Workshop, ...]:
    """At most three subjects: the first shared gaps, at most two of one area.

    To try: activities that teach the step, together with others before alone, shorter ones first.
    """
    found: list[Workshop] = []
    for line in picture.shared_gaps:
        area = model.competency(line.competency_id).area
        before = [model.competency(item.line.competency_id).area for item in found]
        if line.middle is None or before.count(area) == IN_ONE_AREA:
            continue
        level = line.middle + 1
        teaching = [
            item for item in model.activities if item.teaches.get(line.competency_id) == level
        ]
        teaching.sort(key=lambda item: (item.kind == "study", item.hours))
        found.append(Workshop(line, level, tuple(teaching[:TO_TRY])))
        if len(found) == WORKSHOPS:
            break
    return tuple(found)


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
    targets = model.role(role_id).targets
    found = []
    for item in (item for item in model.by_area if item.id in targets):
        held = {
            name: level for name, one in named.items() if (level := one.level(item.id)) is not None
        }
        for (teacher, high), (learner, low) in product(held.items(), repeat=2):
            if high >= targets[item.id] > low and high - low >= STEPS:
                found.append(Pair(item.id, teacher, learner, high, low))
    return tuple(sorted(found, key=lambda pair: pair.learner_level - pair.teacher_level))


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
        rated.sort(key=lambda held: (-held.level, held.member.name.casefold()))
        found[item.id] = tuple(rated)
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
    people = {}
    for member in members:
        levels = {key: int(level) for key, level in member.levels.items() if level != "na"}
        answers = {key: Answer(level) for key, level in levels.items() if model.on_scale(level)}
        people[member.name] = Assessment(model.id, model.version, answers)
    return pairs(model, people, role_id, people)
