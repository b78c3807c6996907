"""What stands beside a rating: the evidence for it, and practice before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Case

WORDS_A_MINUTE = 238
"""How fast adults read plain English silently (Brysbaert 2019)."""


@dataclass(frozen=True, slots=True)
class Lean:
    """How many cases were rated higher than the key, lower than it, and the same."""

    higher: int
    lower: int
    same: int

    @property
    def cases(self) -> int:
        """How many cases were rated."""
        return self.higher + self.lower + self.same

    @property
    def sentence(self) -> str:
        """What to mind when rating; half of the cases on one side are a lean to that side."""
        most = max(self.higher, self.lower)
        if not most:
            return f"You chose the key in {self._of(self.same)}. Read just as closely from here on."
        if self.higher != self.lower and 2 * most >= self.cases:
            if self.higher > self.lower:
                return (
                    f"You chose higher than the key in {self._of(self.higher)}. Look twice at the "
                    "words before you pick a high level."
                )
            return (
                f"You chose lower than the key in {self._of(self.lower)}. When every word of a "
                "description fits, pick it, even if it sounds like a lot."
            )
        sides = (("higher", self.higher), ("lower", self.lower))
        off = " and ".join(f"{word} in {number}" for word, number in sides if number)
        return (
            f"You chose the key in {self._of(self.same)}, {off}. You don't lean to one side. "
            "Read the words that decide once more where you were off."
        )

    def _of(self, number: int) -> str:
        return f"{number} of {self.cases}"


def lean(chosen: Sequence[int], keys: Sequence[int]) -> Lean:
    """Compare levels chosen with the keys, case by case; ValueError where the lengths differ."""
    pairs = list(zip(chosen, keys, strict=True))
    higher = sum(level > key for level, key in pairs)
    lower = sum(level < key for level, key in pairs)
    return Lean(higher, lower, len(pairs) - higher - lower)


def minutes(model: CompetencyModel, cases: Sequence[Case]) -> int:
    """How long it takes to read these cases and the levels to choose from, in whole minutes."""
    words = sum(
        len(text.split())
        for case in cases
        for text in (case.text, *model.competency(case.competency).anchors.values())
    )
    return max(1, round(words / WORDS_A_MINUTE))


LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "text": 2000,
        "situation": 500,
        "part": 300,
        "whom": 200,
        "outcome": 500,
        "number": 100,
        "link": 500,
        "witness": 200,
    }
)
"""Characters in each text of an entry."""

MOST_ENTRIES = 20
"""Entries for one competency."""

LOG_LIMIT = 6000
"""Characters in all texts of one competency's entries together."""

TOO_MUCH = (
    f"Evidence for one skill has at most {MOST_ENTRIES} entries and {LOG_LIMIT:,} characters: "
    "shorten one, or remove it."
)

_LINK = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a person did: `text`, and, where it was said, for whom, what came of it, a
    number that shows it, the day, where it can be seen, who can confirm it, the situation, and
    their own part in it.
    """

    text: str
    whom: str = ""
    outcome: str = ""
    number: str = ""
    date: date | None = None
    link: str = ""
    witness: str = ""
    situation: str = ""
    part: str = ""

    @property
    def size(self) -> int:
        """Characters in all of its texts."""
        return sum(len(getattr(self, name)) for name in LIMITS)


def is_link(text: str) -> bool:
    """Whether a text is an address of a web page: http or https, and nothing that can't be seen."""
    return text.isprintable() and _LINK.fullmatch(text) is not None


def joined(logs: Iterable[Sequence[Entry]]) -> tuple[Entry, ...]:
    """Several logs as one, in their order; what is in more than one of them is there once."""
    return tuple(dict.fromkeys(entry for log in logs for entry in log))


def too_much(log: Sequence[Entry]) -> str:
    """What is too much in one competency's log, in words; "" where nothing is."""
    if len(log) > MOST_ENTRIES:
        return f"holds {len(log):,} entries, at most {MOST_ENTRIES} are kept"
    size = sum(entry.size for entry in log)
    if size > LOG_LIMIT:
        return f"is {size:,} characters long, at most {LOG_LIMIT:,} are kept"
    return ""


def both_changed(
    seen: Sequence[Sequence[Entry]], mine: Sequence[Entry], stored: Sequence[Entry]
) -> tuple[Entry, ...] | None:
    """The stored log with what I added to it and took from it; None where that can't be told apart.

    `seen`: the log that my change began with, then states of my own that may be stored already.
    An entry that I changed or removed and that is stored no more was changed by somebody else, too.
    """
    before = {entry for log in seen for entry in log}
    gone = before.difference(mine)
    if not seen or any(entry not in stored for entry in set(seen[0]).difference(mine)):
        return None
    kept = [entry for entry in stored if entry not in gone]
    log = joined((kept, [entry for entry in mine if entry not in before]))
    return None if too_much(log) else log
