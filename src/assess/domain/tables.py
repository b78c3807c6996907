"""Records as tables: frames of a model, and small tables of HTML for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from assess.domain.model import CompetencyModel

MOST_ROWS = 60
"""Rows of a table in a notebook; a longer one says how many are left out."""


def competencies_frame(model: CompetencyModel) -> pd.DataFrame:
    """Return one row a competency with each role's target; see `CompetencyModel.to_frame`."""
    import pandas as pd

    rows = [
        {
            "number": number,
            "area": item.area,
            "competency": item.id,
            "title": item.title,
            "weight": float(item.weight),
            **{role.id: role.targets.get(item.id) for role in model.roles},
        }
        for number, item in enumerate(model.by_area, start=1)
    ]
    columns = ["number", "area", "competency", "title", "weight", *(r.id for r in model.roles)]
    return pd.DataFrame(rows, columns=columns).astype({r.id: "Int64" for r in model.roles})


def activities_frame(model: CompetencyModel) -> pd.DataFrame:
    """Return one row an activity and what it teaches; see `CompetencyModel.activities_frame`."""
    import pandas as pd

    rows: list[tuple[object, ...]] = []
    for item in model.activities:
        about = (item.id, item.title, item.kind, float(item.hours))
        rows += [(*about, competency, level) for competency, level in item.teaches.items()]
        rows += [] if item.teaches else [(*about, None, None)]
    columns = ["activity", "title", "kind", "hours", "competency", "level"]
    return pd.DataFrame(rows, columns=columns).astype({"level": "Int64"})


def table(sentence: str, frame: pd.DataFrame) -> str:
    """Return a sentence and a table as HTML for a notebook.

    It has no colours of its own: the notebook's theme, light or dark, gives them.
    """
    shown = frame.head(MOST_ROWS)
    more = len(frame) - len(shown)
    rows = shown.to_html(
        index=False, na_rep="–", border=0, justify="left", float_format="{:g}".format
    )
    rest = f"<p>… and {more} more rows; to_frame() has all of them.</p>" if more else ""
    left = "<style>.as-plain :is(th, td) { text-align: start !important; }</style>"
    return f"<div class='as-plain'>{left}<p>{escape(sentence)}</p>{rows}{rest}</div>"
