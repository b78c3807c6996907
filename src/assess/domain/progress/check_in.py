"""What a person says of one week of their plan, and at a quarter's end of the whole quarter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

Verdict = Literal["", "keep", "change", "next"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""What becomes of the plan: it is made again; the person changes it first; the next quarter is
planned."""

Size = Literal["", "smaller", "same"]
SIZES: tuple[Size, ...] = get_args(Size)
"""Fewer hours were proposed in that week: they were taken, or the hours stay as they are."""

Obstacle = Literal["", "nothing", "time", "people", "hard", "away", "other"]
OBSTACLES: tuple[Obstacle, ...] = get_args(Obstacle)

WORDS_LIMIT = 500
"""Characters in each text of a check-in."""

MOST_HOURS = 168
"""Hours in a week."""

MOST_CHECK_INS = 120
"""Check-ins that an assessment keeps; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How one week went, in the person's own view.

    `day`: when they said it. `done`: whether anything was done. `hours`: really spent that week,
    on the activities `on` (ids); None: not said. `obstacle`: what got in the way, `words` more of
    it. `ticks`: how many tick boxes of the quarter were ticked by then, of how many. `later`:
    steps that weren't for that week ("activity/number"). `worked`, `shown`: at a quarter's end,
    what worked, and what was shown to whom.
    """

    day: date
    done: bool = False
    hours: float | None = None
    on: tuple[str, ...] = ()
    obstacle: Obstacle = ""
    words: str = ""
    verdict: Verdict = ""
    size: Size = ""
    ticks: tuple[int, int] | None = None
    later: tuple[str, ...] = ()
    worked: str = ""
    shown: str = ""

    @property
    def handed_in(self) -> bool:
        """Whether it is a check-in; until then it is only begun."""
        return self.verdict != ""

    def without_words(self) -> CheckIn:
        """The same check-in without what the person wrote."""
        return replace(self, words="", worked="", shown="")
