"""What a coach typed or chose, checked: ReviewError (a sentence) where it can't be kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from assess.errors import ReviewError


def clean(text: str, limit: int) -> str:
    """What somebody typed as it is kept. ReviewError where it is too long."""
    if len(text) > limit:
        raise ReviewError(f"That text has more than {limit:,} characters: shorten it.")
    tidy = text.replace("\r\n", "\n").replace("\0", "")
    return tidy.encode("utf-8", "replace").decode("utf-8")


def day_of(value: object) -> date | None:
    """A day as a browser sends it; None for an empty field. ReviewError for anything else."""
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ReviewError("Choose the day in the calendar, or leave it empty.") from None


def without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    """The items without the one at `place`. ReviewError where there is none."""
    if not 0 <= place < len(items):
        raise ReviewError("That entry is gone already.")
    return (*items[:place], *items[place + 1 :])
