"""When a person works on their plan, and what they do if something gets in the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

LEAST_MINUTES, MOST_MINUTES = 5, 720
"""How long one block of a routine may be."""

ROUTINE_LIMIT = 200
"""Characters in each text of a routine."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Routine:
    """A weekly block, and an if-then plan for it. Nothing of it need be said.

    `weekday`: 1 (Monday) to 7. `time`: its beginning on the person's clock, `"09:30"`, or "".
    `minutes`: how long a block is; None: as long as the week's hours. `when`: what it follows on,
    in the person's words. `obstacle`: what may get in the way; `then`: what they do in that case.
    """

    weekday: int | None = None
    time: str = ""
    minutes: int | None = None
    when: str = ""
    obstacle: str = ""
    then: str = ""

    @property
    def timed(self) -> bool:
        """Whether a calendar can hold it: the weekday and the time are both said."""
        return self.weekday is not None and self.time != ""

    def without_words(self) -> Routine:
        """The same block without what the person wrote."""
        return replace(self, when="", obstacle="", then="")


def is_time(text: str) -> bool:
    """Return whether a text is a time of day as `Routine.time` writes it."""
    return _TIME.fullmatch(text) is not None
