"""What a group's picture says together: areas, and the workshops that the group needs next."""

from __future__ import annotations

from dataclasses import dataclass

from assess.domain.cohort.picture import Line, Picture
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
