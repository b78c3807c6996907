"""'Did you mean …?': the nearest known word to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


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
