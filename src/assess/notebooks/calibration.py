"""Practise rating in a notebook: read made-up cases, choose levels, see the keys and one's lean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Case
from assess.domain.rating import lean
from assess.errors import AnswersError
from assess.notebooks.given import level_of, model_of
from assess.text import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Calibrated", "calibrate", "cases"]


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True)
class Calibrated:
    """The levels chosen for cases beside their keys; `sentence` says whether somebody leans."""

    model: CompetencyModel
    chosen: Mapping[str, int]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that a level was chosen for, in the model's order."""
        return tuple(case for case in self.model.cases if case.id in self.chosen)

    @property
    def sentence(self) -> str:
        """One's lean: "You chose higher than the key in 3 of 4. …"."""
        levels = [self.chosen[case.id] for case in self.cases]
        return lean(levels, [case.level for case in self.cases]).sentence

    def to_frame(self) -> pd.DataFrame:
        """Return one row a case (the index): skill, chosen, key (both levels), because."""
        import pandas as pd

        rows = {
            case.id: {
                "skill": self.model.competency(case.competency).title,
                "chosen": self.chosen[case.id],
                "key": case.level,
                "because": case.because,
            }
            for case in self.cases
        }
        return pd.DataFrame.from_dict(rows, orient="index")

    def __repr__(self) -> str:
        return f"<Calibrated: {self.sentence}>"


def cases(
    area: str | None = None, *, model: CompetencyModel | str | Path | None = None
) -> pd.DataFrame:
    """Return the cases to rate, of one area or all, without their keys.

    Args:
        area: an area's id.
        model: the model, or its file's name (default: the one that the settings name).

    Returns:
        One row a case (the index): area, skill, text, and a column for each level's description.

    Raises:
        AnswersError: the model has no such area.
    """
    import pandas as pd

    model = model_of(model)
    known = [item.id for item in model.areas]
    if area is not None and area not in known:
        near = did_you_mean(area, known, f"the areas are {', '.join(known)}")
        raise AnswersError(f"The model has no area {area!r}{near}.")
    rows = {}
    for case in model.cases if area is None else model.cases_in(area):
        competency = model.competency(case.competency)
        levels = {item.label: competency.anchors.get(item.level, "") for item in model.scale}
        said = {"area": competency.area, "skill": competency.title, "text": case.text}
        rows[case.id] = {**said, **levels}
    return pd.DataFrame.from_dict(rows, orient="index")


def calibrate(
    chosen: Mapping[str, int], *, model: CompetencyModel | str | Path | None = None
) -> Calibrated:
    """Compare the levels that somebody chose for cases with the keys.

    Args:
        chosen: case id → level, for at least one case.
        model: the model, or its file's name (default: the one that the settings name).

    Returns:
        Your levels beside the keys: `sentence` says whether you lean, `to_frame()` has a row a
        case.

    Raises:
        AnswersError: no case is rated, the model has no such case, or a level is off the scale.
    """
    model = model_of(model)
    known = [case.id for case in model.cases]
    if not chosen or not isinstance(chosen, Mapping):
        raise AnswersError("Choose a level for one case at least: calibrate({'case-id': 3}).")
    levels = {}
    for key, level in chosen.items():
        if key not in known:
            near = did_you_mean(key, known, "cases() lists them")
            raise AnswersError(f"The model has no case {key!r}{near}.")
        try:
            levels[key] = level_of(model, level)
        except AnswersError as error:
            raise AnswersError(f"{key}: {error}") from None
    return Calibrated(model, levels)
