"""Write a small table of HTML for a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 60
"""Rows of a table in a notebook; a longer one says how many are left out."""


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
