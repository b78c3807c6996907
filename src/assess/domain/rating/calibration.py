"""Practice on made-up cases: how somebody's choices compare with the levels the cases stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
