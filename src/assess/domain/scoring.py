"""Coverage, area scores and role fit, by the formulas of docs/scoring.md.

Numbers are exact (fractions) until the last step, so that 100 % means "no gap" and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING

from assess.domain.answers import Assessment
from assess.domain.fitting import need_fitting
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of `all` competencies were rated, and how many don't apply. All are counts."""

    rated: int
    all: int
    not_applicable: int

    @property
    def enough(self) -> bool:
        """At least half of what applies is rated, and at least one is: only then a number."""
        return self.rated > 0 and 2 * self.rated >= self.all - self.not_applicable

    @property
    def missing(self) -> int:
        """How many more ratings are needed before there is a number."""
        return 0 if self.enough else max(1, -(-(self.all - self.not_applicable) // 2) - self.rated)

    def __str__(self) -> str:
        tail = f", {self.not_applicable} not applicable" if self.not_applicable else ""
        return f"{self.rated} of {self.all} rated{tail}"


@dataclass(frozen=True, slots=True)
class AreaScore:
    """`score`: weighted mean level of the rated competencies (levels), None below half coverage."""

    area_id: str
    score: float | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class RoleFit:
    """`fit`: 0-1, the share of the role's steps that is held; None where too little is rated.

    `percent` is the fit rounded down to a whole percentage; `below` is how many rated competencies
    are below the role's target. `nothing_asked` says that the rated competencies leave no step to
    judge by (the formula's denominator is 0).
    """

    role_id: str
    fit: float | None
    percent: int | None
    coverage: Coverage
    nothing_asked: bool
    below: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """All summaries of one assessment; `areas` and `roles` in the model's order."""

    coverage: Coverage
    areas: tuple[AreaScore, ...]
    roles: tuple[RoleFit, ...]

    def area(self, area_id: str) -> AreaScore:
        """The score of one area; KeyError where there is none."""
        return {item.area_id: item for item in self.areas}[area_id]

    def role(self, role_id: str) -> RoleFit:
        """The fit to one role; KeyError where there is none."""
        return {item.role_id: item for item in self.roles}[role_id]

    def to_frame(self) -> pd.DataFrame:
        """One row per area and role.

        Columns: kind ("area" | "role"), id, value (area: mean level; role: fit 0-1; NaN where too
        little is rated), rated, all, not_applicable (counts).
        """
        import pandas as pd

        rows = [("area", a.area_id, a.score, a.coverage) for a in self.areas]
        rows += [("role", r.role_id, r.fit, r.coverage) for r in self.roles]
        return pd.DataFrame(
            [
                {
                    "kind": kind,
                    "id": key,
                    "value": value,
                    "rated": coverage.rated,
                    "all": coverage.all,
                    "not_applicable": coverage.not_applicable,
                }
                for kind, key, value, coverage in rows
            ]
        ).astype({"value": "float64"})

    def _repr_html_(self) -> str:
        from assess.tables import table

        return table(f"{self.coverage}.", self.to_frame().round(2))

    def __repr__(self) -> str:
        return f"<Scores: {self.coverage}; {len(self.areas)} areas, {len(self.roles)} roles>"


def coverage(assessment: Assessment, competencies: Iterable[Competency]) -> Coverage:
    """Count rated and not-applicable answers among some competencies."""
    states = [assessment.answer(item.id).state for item in competencies]
    return Coverage(states.count("rated"), len(states), states.count("not_applicable"))


def score(model: CompetencyModel, assessment: Assessment) -> Scores:
    """Count coverage, every area's score and the fit to every role of the model.

    CallError where the answers belong to another model.
    """
    need_fitting(model, assessment, "score")
    return Scores(
        coverage(assessment, model.competencies),
        tuple(_area(model, assessment, area.id) for area in model.areas),
        tuple(role_fit(model, assessment, role.id) for role in model.roles),
    )


def _area(model: CompetencyModel, assessment: Assessment, area_id: str) -> AreaScore:
    competencies = model.in_area(area_id)
    counted = coverage(assessment, competencies)
    if not counted.enough:
        return AreaScore(area_id, None, counted)
    total = weights = Fraction(0)
    for item in competencies:
        level = assessment.level(item.id)
        if level is not None:
            total += exact(item.weight) * level
            weights += exact(item.weight)
    return AreaScore(area_id, float(total / weights), counted)


def role_fit(model: CompetencyModel, assessment: Assessment, role_id: str) -> RoleFit:
    """The share of a role's steps that is held; KeyError where the model has no such role.

    Σ weight·(min(level, target) − lowest) / Σ weight·(target − lowest), over the rated
    competencies that the role asks for.
    """
    role = model.role(role_id)
    asked = [item for item in model.competencies if item.id in role.targets]
    counted = coverage(assessment, asked)
    held = needed = Fraction(0)
    below = 0
    for item in asked:
        level = assessment.level(item.id)
        if level is not None:
            target = role.targets[item.id]
            held += exact(item.weight) * (min(level, target) - model.lowest)
            needed += exact(item.weight) * (target - model.lowest)
            below += level < target
    if not counted.enough and asked:
        return RoleFit(role_id, None, None, counted, nothing_asked=False)
    if needed == 0:
        return RoleFit(role_id, None, None, counted, nothing_asked=True)
    fit = held / needed
    percent = floor(100 * fit)
    return RoleFit(role_id, float(fit), percent, counted, nothing_asked=False, below=below)


@lru_cache(maxsize=1024)  # asked for at each click, for every competency and role
def exact(weight: float) -> Fraction:
    """A weight as the author wrote it: 0.1 is one tenth, not its nearest binary neighbour."""
    return Fraction(str(weight))
