"""Small helpers with text: shorten it, find the nearest known word, make tables of rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)  # skin colours, which belong to the emoji before them
_FLAGS = range(0x1F1E6, 0x1F200)  # letters that are a flag in pairs


def shorten(text: str, most: int) -> str:
    """Return the text in at most `most` characters, its end replaced by "…" where it is longer.

    It ends after a word where there is one in its second half, and never inside what people see as
    one character: an accent stays with its letter, an emoji with its parts.
    """
    if len(text) <= most:
        return text
    end = most - 1
    space = text.rfind(" ", end // 2, end + 1)
    if space > 0:
        end = space
    while end > 0 and _inside(text, end):
        end -= 1
    return f"{text[:end].rstrip()}…"


def _inside(text: str, place: int) -> bool:
    """Whether the characters before and after this place are seen as one."""
    before, after = text[place - 1], text[place]
    if ord(after) in _FLAGS:
        flags = 0
        while flags < place and ord(text[place - 1 - flags]) in _FLAGS:
            flags += 1
        return flags % 2 == 1
    return (
        unicodedata.category(after).startswith("M")
        or _JOINER in (before, after)
        or ord(after) in _TONES
    )


def kept(text: str) -> str:
    """What somebody typed as it is kept: one kind of line end, nothing that can't be stored."""
    clean = text.replace("\r\n", "\n").replace("\0", "")
    return clean.encode("utf-8", "replace").decode("utf-8")


def one_line(value: object) -> str:
    """A text as it is kept, in one line; "" for what isn't a text."""
    return " ".join(kept(value).split()) if isinstance(value, str) else ""


def nearest(word: object, known: Iterable[object]) -> str | None:
    """The known word most like `word`, or None where nothing is near."""
    by_fold = {str(item).casefold(): str(item) for item in known}
    # difflib takes quadratic time: nobody mistypes a known id into hundreds of characters
    matches = get_close_matches(str(word).casefold()[:100], by_fold, n=1, cutoff=0.6)
    return by_fold[matches[0]] if matches else None


def did_you_mean(word: object, known: Iterable[object], otherwise: str = "") -> str:
    """`; did you mean 'x'?`, or `; ` + `otherwise` where nothing is near (may be empty)."""
    match = nearest(word, known)
    if match is not None:
        return f"; did you mean '{short(match)}'?"
    return f"; {otherwise}" if otherwise else ""


def short(value: object, limit: int = 60) -> str:
    """A value from a file as a sentence can quote it: one printable line of `limit` characters.

    What a terminal could take for a command, or can't encode, becomes U+FFFD.
    """
    text = " ".join(str(value)[: 4 * limit].split())
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def frame(columns: list[str], rows: Iterable[tuple[object, ...]], **types: str) -> pd.DataFrame:
    """Return rows as a data frame; `types`: column → type, such as "Int64" where some are <NA>."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=columns).astype(types)


MOST_ROWS = 60
"""Rows of a table in a notebook; a longer one says how many are left out."""


def table(sentence: str, data: pd.DataFrame) -> str:
    """Return a sentence and a table as HTML for a notebook.

    It has no colours of its own: the notebook's theme, light or dark, gives them.
    """
    shown = data.head(MOST_ROWS)
    more = len(data) - len(shown)
    rows = shown.to_html(
        index=False, na_rep="–", border=0, justify="left", float_format="{:g}".format
    )
    rest = f"<p>… and {more} more rows; to_frame() has all of them.</p>" if more else ""
    left = "<style>.as-plain :is(th, td) { text-align: start !important; }</style>"
    return f"<div class='as-plain'>{left}<p>{escape(sentence)}</p>{rows}{rest}</div>"
