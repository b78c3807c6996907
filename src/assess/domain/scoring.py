"""Scores, and gaps to a role's levels; refuses answers that don't belong to the model.

Numbers are exact (fractions) until the last step, so that 100 % means "no gap" and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency, Role
from assess.errors import CallError
from assess.text import frame, table

if TYPE_CHECKING:
    import pandas as pd


def need_fitting(model: CompetencyModel, assessment: Assessment, call: str) -> None:
    """Raise CallError unless these are a model and answers to it; `call`: the function's name."""
    if not isinstance(model, CompetencyModel) or not isinstance(assessment, Assessment):
        given = f"{type(model).__name__} and {type(assessment).__name__}"
        raise CallError(
            f"{call} needs a model, then the answers to it: {call}(person.model, "
            f"person.assessment). You gave {given}."
        )
    if assessment.model_id != model.id:
        raise CallError(
            f"These answers belong to the model '{assessment.model_id}', this is '{model.id}': "
            "load the model that they belong to."
        )


def need_same_version(model: CompetencyModel, assessment: Assessment) -> None:
    """Raise CallError where answers were read with another version of the model."""
    if assessment.model_version != model.version:
        raise CallError(
            f"These answers were read with version {assessment.model_version} of the model, this "
            f"is {model.version}: load the file again, so that they are brought up to date."
        )


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
        rows = [("area", a.area_id, a.score, *astuple(a.coverage)) for a in self.areas]
        rows += [("role", r.role_id, r.fit, *astuple(r.coverage)) for r in self.roles]
        columns = ["kind", "id", "value", "rated", "all", "not_applicable"]
        return frame(columns, rows, value="float64")

    def _repr_html_(self) -> str:
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
    mean = _mean(competencies, assessment.level) if counted.enough else None
    return AreaScore(area_id, mean, counted)


def _mean(
    competencies: Iterable[Competency], level_of: Callable[[str], int | None]
) -> float | None:
    """Σ weight·level / Σ weight of those that have a level; None where none has one."""
    found = [
        (exact(item.weight), level)
        for item in competencies
        if (level := level_of(item.id)) is not None
    ]
    weights = sum(weight for weight, _ in found)
    return float(sum(weight * level for weight, level in found) / weights) if weights else None


def role_fit(model: CompetencyModel, assessment: Assessment, role_id: str) -> RoleFit:
    """The share of a role's steps that is held; KeyError where the model has no such role.

    Σ weight·(min(level, target) − lowest) / Σ weight·(target − lowest), over the rated
    competencies that the role asks for.
    """
    role = model.role(role_id)
    asked = model.asked_by(role)
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
    too_little = bool(asked) and not counted.enough
    if too_little or not needed:
        return RoleFit(role_id, None, None, counted, nothing_asked=not too_little)
    fit = held / needed
    return RoleFit(role_id, float(fit), floor(100 * fit), counted, nothing_asked=False, below=below)


def role_mean(model: CompetencyModel, role: Role, area_id: str) -> float | None:
    """Return the mean level that a role asks for in an area; None where it asks for nothing."""
    return _mean(model.in_area(area_id), role.targets.get)


@lru_cache(maxsize=1024)  # asked for at each click, for every competency and role
def exact(weight: float) -> Fraction:
    """A weight as the author wrote it: 0.1 is one tenth, not its nearest binary neighbour."""
    return Fraction(str(weight))


@dataclass(frozen=True, slots=True)
class Gap:
    """One rated competency that a role asks for; all in levels.

    `gap` = max(0, target − level); `surplus` = max(0, level − target) and never cancels a gap.
    """

    competency_id: str
    level: int
    target: int
    gap: int
    surplus: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """`open`: gaps > 0, largest first (then weight, then file order). `met`: the rest of the rated.

    `unrated` and `not_applicable`: ids that the role asks for and that have no level.
    """

    role_id: str
    open: tuple[Gap, ...]
    met: tuple[Gap, ...]
    unrated: tuple[str, ...]
    not_applicable: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """One row per rated competency the role asks for, open gaps first.

        Columns: competency (id), level, target, gap, surplus (levels, int).
        """
        columns = ["competency", "level", "target", "gap", "surplus"]
        return frame(columns, map(astuple, (*self.open, *self.met)))

    def _repr_html_(self) -> str:
        return table(f"{self._counted()}.", self.to_frame())

    def _counted(self) -> str:
        counts = (
            (len(self.open), "open"),
            (len(self.met), "met"),
            (len(self.unrated), "not rated"),
            (len(self.not_applicable), "not applicable"),
        )
        return f"{self.role_id}: " + ", ".join(f"{n} {word}" for n, word in counts if n)

    def __repr__(self) -> str:
        return f"<Gaps to {self._counted()}>"


def gaps(model: CompetencyModel, assessment: Assessment, role_id: str) -> Gaps:
    """Compare an assessment with a role.

    UnknownIdError where the model has no such role, CallError for answers to another model.
    """
    need_fitting(model, assessment, "gaps")
    role = model.role(role_id)
    rows: list[tuple[Gap, float]] = []
    unrated: list[str] = []
    not_applicable: list[str] = []
    for item in model.asked_by(role):
        answer = assessment.answer(item.id)
        if answer.level is None:
            (not_applicable if answer.not_applicable else unrated).append(item.id)
            continue
        target = role.targets[item.id]
        difference = target - answer.level
        gap = Gap(item.id, answer.level, target, max(0, difference), max(0, -difference))
        rows.append((gap, item.weight))
    # sorted() is stable: equal size and weight keep the file's order
    ordered = [gap for gap, weight in sorted(rows, key=lambda row: (-row[0].gap, -row[1]))]
    return Gaps(
        role_id,
        tuple(gap for gap in ordered if gap.gap > 0),
        tuple(gap for gap, _ in rows if gap.gap == 0),
        tuple(unrated),
        tuple(not_applicable),
    )


def transition(model: CompetencyModel, held: str, wanted: str) -> dict[str, int]:
    """Competency id → target of `wanted` − target of `held`; absent = the scale's lowest level.

    What the move itself asks for, whoever makes it. Ids that neither role asks for are left out.
    """
    before, after = model.role(held).targets, model.role(wanted).targets
    return {
        item.id: after.get(item.id, model.lowest) - before.get(item.id, model.lowest)
        for item in model.competencies
        if item.id in before or item.id in after
    }
