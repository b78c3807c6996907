"""Where two raters of one person differ, in the order in which to talk about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.errors import ReviewError
from assess.text import frame, table

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["more", "one", "single", "neither", "equal"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Two or more levels apart, one apart, only one of both rated it, nobody did, equal."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One competency seen by both. `apart`: levels between them, None unless both rated it.

    Both saying "not applicable" is "equal"; a level beside "not applicable" or no answer is
    "single"; no level, and not both "not applicable", is "neither".
    """

    competency_id: str
    own: Answer
    coach: Answer
    kind: Kind
    apart: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All competencies of the model, what to talk about first."""

    differences: tuple[Difference, ...]

    def of(self, kind: Kind) -> tuple[Difference, ...]:
        """The differences of one kind, in order."""
        return tuple(item for item in self.differences if item.kind == kind)

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many competencies there are of each kind."""
        return {kind: len(self.of(kind)) for kind in KINDS}

    def to_frame(self) -> pd.DataFrame:
        """One row a competency, what to talk about first.

        Columns: competency (id), kind ("more" | "one" | "single" | "neither" | "equal"), own,
        coach (levels, <NA> where there is none), apart (levels, <NA> unless both rated it),
        own_state, coach_state ("rated" | "not_applicable" | "unrated").
        """
        rows = (
            (
                d.competency_id,
                d.kind,
                d.own.level,
                d.coach.level,
                d.apart,
                d.own.state,
                d.coach.state,
            )
            for d in self.differences
        )
        columns = ["competency", "kind", "own", "coach", "apart", "own_state", "coach_state"]
        return frame(columns, rows, own="Int64", coach="Int64", apart="Int64")

    def _repr_html_(self) -> str:
        return table(f"{self._counted()}.", self.to_frame())

    def _counted(self) -> str:
        words: Mapping[Kind, str] = {
            "more": "two or more levels apart",
            "one": "one level apart",
            "single": "rated by only one",
            "neither": "rated by neither",
            "equal": "the same",
        }
        return ", ".join(f"{n} {words[kind]}" for kind, n in self.counts.items() if n)

    def __repr__(self) -> str:
        return f"<Comparison: {self._counted()}>"


def compare(model: CompetencyModel, own: Assessment, coach: Assessment) -> Comparison:
    """Both raters side by side; neither record is changed.

    Order: kinds as in `KINDS`, then levels apart, then weight, then the order of the forms.
    ReviewError where one of them belongs to another model, or was read with another version of it.
    """
    for assessment in (own, coach):
        if assessment.model_id != model.id:
            raise ReviewError(
                f"These ratings belong to the model '{assessment.model_id}', this is '{model.id}': "
                "compare ratings of one model."
            )
        if assessment.model_version != model.version:
            raise ReviewError(
                f"These ratings were read with version {assessment.model_version} of the model, "
                f"this is {model.version}: the model's file has changed, load both again."
            )
    found = [
        _difference(item.id, own.answer(item.id), coach.answer(item.id)) for item in model.by_area
    ]

    def rank(item: Difference) -> tuple[int, int, float]:
        weight = model.competency(item.competency_id).weight
        return KINDS.index(item.kind), -(item.apart or 0), -weight

    # sorted() is stable: equal ones keep the order of the forms
    return Comparison(tuple(sorted(found, key=rank)))


def _difference(key: str, own: Answer, coach: Answer) -> Difference:
    if own.level is not None and coach.level is not None:
        apart = abs(own.level - coach.level)
        kind: Kind = "equal" if apart == 0 else "one" if apart == 1 else "more"
        return Difference(key, own, coach, kind, apart)
    if own.level is not None or coach.level is not None:
        return Difference(key, own, coach, "single", None)
    both = own.not_applicable and coach.not_applicable
    return Difference(key, own, coach, "equal" if both else "neither", None)


Mover = Literal["nobody", "person", "coach", "both"]


def who_moved(own: Answer, coach: Answer, agreed: Answer) -> Mover | None:
    """Whose view changed on the way to the agreed answer; None where nothing is agreed.

    Somebody who had given no answer hasn't moved.
    """
    if agreed.state == "unrated":
        return None

    def moved(before: Answer) -> bool:
        same = (before.level, before.not_applicable) == (agreed.level, agreed.not_applicable)
        return before.state != "unrated" and not same

    person, other = moved(own), moved(coach)
    if person and other:
        return "both"
    return "person" if person else "coach" if other else "nobody"
