"""Tables as text that Excel and LibreOffice open right, with numbers as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from fractions import Fraction

from assess.report import words

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins with one of these for something to run."""

MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's old code page."""


def table(rows: Iterable[Iterable[object]], *, semicolons: bool = False) -> str:
    """Rows as CSV that begins with a byte order mark; None is an empty cell.

    `semicolons`: separate by semicolons and write decimal commas, as spreadsheets expect it where
    2.5 is written 2,5. Text that a spreadsheet would run gets a leading apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if semicolons else ",", lineterminator="\n")
    writer.writerows([_cell(value, semicolons) for value in row] for row in rows)
    return MARK + text.getvalue()


def _cell(value: object, comma: bool) -> object:
    if isinstance(value, float | Fraction):
        number = words.number(float(value))
        return number.replace(".", ",") if comma else number
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
