"""Tables before they become markup: one record per competency, in the orders people read."""

from __future__ import annotations

from dataclasses import dataclass

from assess.domain.answers import Assessment, State
from assess.domain.gaps import Gap, gaps
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.rating.evidence import Entry
from assess.report import words
from assess.views.profile import difference


@dataclass(frozen=True, slots=True)
class Row:
    """One competency beside both roles. All numbers are levels or steps on the scale.

    `number` is its axis on the radar, from 1 (see `axes`). `level` is None unless rated,
    `held` and `wanted` are None where that role doesn't ask; `gap` and `surplus` are to `wanted`.
    """

    number: int
    competency: Competency
    state: State
    level: int | None
    held: int | None
    wanted: int | None
    gap: int = 0
    surplus: int = 0
    evidence: tuple[Entry, ...] = ()
    quick: bool = False

    @property
    def result(self) -> str:
        """The comparison with the wanted role, in words."""
        if self.state == "unrated":
            return words.UNRATED
        if self.state == "not_applicable":
            return words.NOT_APPLICABLE
        if self.wanted is None:
            return words.NOT_ASKED
        return difference(self.gap, self.surplus)


def axes(model: CompetencyModel) -> tuple[Competency, ...]:
    """Every competency in the fixed order of charts and tables: grouped by area, in file order."""
    return model.by_area


def in_order(
    model: CompetencyModel, assessment: Assessment, held: str, wanted: str
) -> tuple[Row, ...]:
    """Every competency of the model, in the order of `axes`; KeyError where a role is unknown."""
    found = gaps(model, assessment, wanted)
    measured: dict[str, Gap] = {gap.competency_id: gap for gap in (*found.open, *found.met)}
    before, after = model.role(held).targets, model.role(wanted).targets
    rows = []
    for number, item in enumerate(axes(model), start=1):
        answer = assessment.answer(item.id)
        gap = measured.get(item.id)
        rows.append(
            Row(
                number,
                item,
                answer.state,
                answer.level,
                before.get(item.id),
                after.get(item.id),
                gap.gap if gap else 0,
                gap.surplus if gap else 0,
                answer.entries,
                answer.quick,
            )
        )
    return tuple(rows)


def by_gap(
    model: CompetencyModel, assessment: Assessment, held: str, wanted: str
) -> tuple[Row, ...]:
    """Every competency that one of both roles asks for, largest gap first.

    Open gaps in the order of `assess.domain.gaps`, then what is met, what only the held role asks
    for, what isn't rated, what isn't applicable.
    """
    rows = {row.competency.id: row for row in in_order(model, assessment, held, wanted)}
    asked = [row for row in rows.values() if row.held is not None or row.wanted is not None]
    found = gaps(model, assessment, wanted)
    first = [rows[gap.competency_id] for gap in (*found.open, *found.met)]
    rest = [row for row in asked if row.state == "rated" and row.wanted is None]
    unrated = [row for row in asked if row.state == "unrated"]
    away = [row for row in asked if row.state == "not_applicable"]
    return (*first, *rest, *unrated, *away)
