"""What a coach typed or chose, checked: ReviewError (a sentence) where it can't be kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from assess.errors import ReviewError
from assess.typed import typed_day


def clean(text: str, limit: int) -> str:
    """What somebody typed as it is kept. ReviewError where it is too long."""
    if len(text) > limit:
        raise ReviewError(f"That text has more than {limit:,} characters: shorten it.")
    tidy = text.replace("\r\n", "\n").replace("\0", "")
    return tidy.encode("utf-8", "replace").decode("utf-8")


def day_of(value: object) -> date | None:
    """A day as somebody typed it; None for an empty field. TypedError for anything else."""
    return None if value in (None, "") else typed_day(value)


def without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    """The items without the one at `place`. ReviewError where there is none."""
    if not 0 <= place < len(items):
        raise ReviewError("That entry is gone already.")
    return (*items[:place], *items[place + 1 :])
