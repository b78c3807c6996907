"""The dot plot of every skill, area by area: a record that page and report draw alike.

Places are percentages of the track.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from assess.domain.answers import Answer, Assessment, State
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency, Role
from assess.domain.scoring import gaps
from assess.planning.wording import marked
from assess.views.profile import difference, level_lines

T = TypeVar("T")
SOMEBODY, NOT_SEEN, OTHERS = "Someone", "hasn't seen it", "Others see"


@dataclass(frozen=True, slots=True)
class DotRow:
    """One skill: percentages of the track, None where there is no such mark.

    `rough`: from the quick pass. `result`: the comparison with the wanted role, "" without a level.
    `text`: all levels in words.
    `alone`: the person's own level, which nobody has agreed on.
    `lines`: (lead, text) of the level now, the next and the target; `note`: the person's own.
    `others`: where others see the person, a place each; `others_in_words`: their names and levels.
    """

    id: str
    number: int
    title: str
    state: State
    person: float | None
    held: float | None
    wanted: float | None
    rough: bool
    below: bool
    result: str
    text: str
    lines: tuple[tuple[str, str], ...]
    note: str
    alone: bool = False
    others: tuple[float, ...] = ()
    others_in_words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DotView:
    """A dot plot of every skill, area by area. `held` is None where it is the wanted role, too."""

    scale: tuple[str, ...]
    ticks: tuple[float, ...]
    groups: tuple[tuple[str, tuple[DotRow, ...]], ...]
    held: str | None
    wanted: str


def dots(model: CompetencyModel, assessment: Assessment, held: str, wanted: str) -> DotView:
    """Every competency by area: own level, both roles' targets, and what has no level as itself.

    KeyError where a role is unknown.
    """
    before, after = model.role(held), model.role(wanted)
    found = gaps(model, assessment, wanted)
    measured = {gap.competency_id: gap for gap in (*found.open, *found.met)}

    def place(level: int | None) -> float | None:
        return None if level is None else place_of(model, level)

    def row(number: int, item: Competency) -> DotRow:
        answer = assessment.answer(item.id)
        target, gap = after.targets.get(item.id), measured.get(item.id)
        result = "" if answer.level is None else "not needed"
        return DotRow(
            item.id,
            number,
            item.title,
            answer.state,
            place(answer.level),
            None if held == wanted else place(before.targets.get(item.id)),
            place(target),
            answer.quick,
            bool(gap and gap.gap),
            marked(difference(gap.gap, gap.surplus) if gap else result, answer.quick),
            _levels(model, answer, item.id, (before, after)),
            ()
            if answer.level is None
            else level_lines(model, item, answer.level, after, rough=answer.quick),
            answer.evidence.strip(),
        )

    rows = [row(number, item) for number, item in enumerate(model.by_area, start=1)]
    return DotView(
        tuple(item.label for item in model.scale),
        tuple(place_of(model, item.level) for item in model.scale),
        by_area(model, rows),
        None if held == wanted else before.title,
        after.title,
    )


APART = 4.5
"""Percent of the track between two dots of others at the same level."""


def with_others(
    model: CompetencyModel, view: DotView, replies: Sequence[tuple[str, Mapping[str, int | None]]]
) -> DotView:
    """The same plot with what others see: a name ("" for somebody), and level (None: not seen) by
    skill.
    """

    def row(item: DotRow) -> DotRow:
        seen = [(name, found[item.id]) for name, found in replies if item.id in found]
        levels = Counter(level for _, level in seen if level is not None)
        places = tuple(
            round(place_of(model, level) + APART * (index - (count - 1) / 2), 1)
            for level, count in sorted(levels.items())
            for index in range(count)
        )
        said = tuple(
            (name or SOMEBODY, NOT_SEEN if level is None else level_in_words(model, level))
            for name, level in seen
        )
        if not said:
            return item
        others = f"{OTHERS}: {', '.join(f'{name} {level}' for name, level in said)}"
        return replace(item, others=places, others_in_words=said, text=f"{item.text}. {others}")

    groups = tuple((title, tuple(map(row, rows))) for title, rows in view.groups)
    return replace(view, groups=groups)


def place_of(model: CompetencyModel, level: int) -> float:
    """Where a level is on the track."""
    return round(100 * (level - model.lowest + 0.5) / len(model.scale), 1)


def _levels(model: CompetencyModel, answer: Answer, key: str, roles: Sequence[Role]) -> str:
    """One competency's levels in words: the text behind its marks."""
    states = {"unrated": "not rated yet", "not_applicable": "not applicable"}
    level = answer.level
    now = states[answer.state] if level is None else level_in_words(model, level)
    parts = [f"You now: {marked(now, answer.quick)}"]
    for role in roles:
        target = role.targets.get(key)
        parts.append(
            f"{role.title}: {'not needed' if target is None else level_in_words(model, target)}"
        )
    return ", ".join(dict.fromkeys(parts))


def by_area(model: CompetencyModel, items: Sequence[T]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """What there is for each competency, in order, under the titles of the areas."""
    left = iter(items)
    groups = [(area.title, len(model.in_area(area.id))) for area in model.areas]
    return tuple((title, tuple(islice(left, count))) for title, count in groups if count)


def level_in_words(model: CompetencyModel, level: int) -> str:
    """A level with its label: Practising (2)."""
    return f"{model.label(level)} ({level})"
