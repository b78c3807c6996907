"""The names of the files that people take along: whose, what, for whom, and of which day."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Literal

Audience = Literal["me", "share", "manager"]

_AUDIENCE: Mapping[Audience, str] = {
    "me": "for-me",
    "share": "to-share",
    "manager": "for-my-manager",
}
KINDS: Mapping[str, tuple[str, str]] = {
    "html": ("plan", "html"),
    "guide": ("plan-and-role-guide", "html"),
    "profile": ("profile", "html"),
    "ics": ("calendar", "ics"),
    "todos": ("to-dos", "ics"),
    "md": ("checklist", "md"),
    "csv": ("table", "csv"),
    "semicolons": ("table-with-commas", "csv"),
    "plan": ("plan", "json"),
    "json": ("answers", "json"),
    "portfolio": ("portfolio", "html"),
    "stories": ("stories", "html"),
    "case": ("case-for-the-role", "html"),
    "manager": ("page", "html"),
    "questions": ("questions", "html"),
    "reply": ("reply", "json"),
    "session": ("session", "html"),
    "session-data": ("session", "json"),
    "session-page": ("session-page", "html"),
}
"""Every file that we offer: what its name says, and its ending. A report without a plan is a
"profile"."""

_LONGEST = 40
"""Characters of a name that go into a file's name."""


def file_name(kind: str, *, whose: str = "", audience: Audience, day: date) -> str:
    """Name a file so that it says whose it is, what it is and who may read it.

    Args:
        kind: one of `KINDS`.
        whose: the name of the person, as they typed it; "" leaves it out.
        audience: what a file for oneself is called differs from what a file to share is called.
        day: the day on which the file is made.

    Returns:
        For example `anna-plan-to-share-2026-11-28.html`.
    """
    what, ending = KINDS[kind]
    parts = (_safe(whose), what, _AUDIENCE[audience], day.isoformat())
    return f"{'-'.join(part for part in parts if part)}.{ending}"


def _safe(text: str) -> str:
    """Letters and digits of a text with hyphens between its words: "Zoë Müller" is "zoe-muller"."""
    kept = "".join(map(_letter, unicodedata.normalize("NFC", text.lower())))
    name = "-".join(kept.split())
    if len(name) <= _LONGEST:
        return name
    whole, _, _ = name[: _LONGEST + 1].rpartition("-")
    return whole or name[:_LONGEST]


def _letter(one: str) -> str:
    """A Latin letter without its accent, any other letter as it is, and a space for the rest."""
    base = unicodedata.normalize("NFKD", one)[:1]
    if base.isascii() and base.isalnum():
        return base
    return one if one.isalnum() or unicodedata.category(one).startswith("M") else " "
