"""What separates a person from a role, and one role from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.domain.answers import Assessment
from assess.domain.fitting import need_fitting
from assess.domain.model import CompetencyModel

if TYPE_CHECKING:
    import pandas as pd


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
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "competency": item.competency_id,
                    "level": item.level,
                    "target": item.target,
                    "gap": item.gap,
                    "surplus": item.surplus,
                }
                for item in (*self.open, *self.met)
            ],
            columns=["competency", "level", "target", "gap", "surplus"],
        )

    def _repr_html_(self) -> str:
        from assess.tables import table

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
    for item in model.competencies:
        if item.id not in role.targets:
            continue
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
