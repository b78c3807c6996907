"""Messages about answers that are looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class LookAgain:
    """Show all answers to confirm, confirm them, undo; begin or end a round; compare; leave."""

    kind: Literal["check", "right", "undo", "begin", "end", "compare", "close"]


@dataclass(frozen=True)
class OneLevel:
    """A level now, or one then in hindsight; `rating` as a change writes it, "" for none."""

    kind: Literal["level", "then"]
    id: str
    rating: str


FromAgain = LookAgain | OneLevel
