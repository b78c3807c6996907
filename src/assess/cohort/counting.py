"""Many people's levels as one table of counts; column-wise, so that ten thousand take a moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from assess.answers import Assessment
from assess.model import CompetencyModel

if TYPE_CHECKING:
    import pandas as pd

PersonLevels = Mapping[str, "int | Literal['na']"]
"""What one person adds to a group: competency id → level or "na"; what is unrated is absent."""

NOT_APPLICABLE = "not_applicable"
UNRATED = "unrated"


def levels_of(assessment: Assessment) -> dict[str, int | Literal["na"]]:
    """The levels of one person and nothing else: no note, no name, no date."""
    found: dict[str, int | Literal["na"]] = {}
    for key, answer in assessment.answers.items():
        if answer.not_applicable:
            found[key] = "na"
        elif answer.level is not None:
            found[key] = answer.level
    return found


def counts(model: CompetencyModel, people: Sequence[PersonLevels]) -> pd.DataFrame:
    """How many people have which level; never to be shown as it is (see `release`).

    One row a competency (index: id, in the order of forms); columns: each level of the scale as
    int, then "not_applicable", "unrated" (counts of people). Levels off the scale and competencies
    that the model hasn't are passed over; every row adds up to the number of people.
    """
    import pandas as pd

    levels = [item.level for item in model.scale]
    rows: dict[str, dict[int | str, int]] = {}
    table = pd.DataFrame.from_records([dict(person) for person in people])
    for item in model.by_area:
        column = table[item.id] if item.id in table else pd.Series([None] * len(people))
        found = column.value_counts(dropna=True)
        row: dict[int | str, int] = {level: int(found.get(level, 0)) for level in levels}
        row[NOT_APPLICABLE] = int(found.get("na", 0))
        row[UNRATED] = len(people) - sum(row.values())
        rows[item.id] = row
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*levels, NOT_APPLICABLE, UNRATED])
