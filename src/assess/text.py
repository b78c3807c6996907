"""Shorten a text for a place that is too small for it, and show that something is left out."""

from __future__ import annotations

import unicodedata

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
