"""Plain-language phrases that every page, table and file says the same way.

Numbers that would suggest precision never come out of here: a mean level becomes the nearest
level's label, a role fit the number of skills in which the role asks for more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import floor

from assess.answers import ProgressState
from assess.model import CompetencyModel
from assess.scoring import Coverage, RoleFit

UNRATED = "not rated yet"
NOT_APPLICABLE = "not applicable"
NOT_ASKED = "not needed"
NO_EVIDENCE = "no evidence yet"
NOTES_LEFT_OUT = "notes left out"

KIND_TITLES: Mapping[str, str] = {
    "practice": "Practice",
    "people": "With people",
    "study": "Study",
}

PROGRESS: Mapping[ProgressState, str] = {
    "in_progress": "under way",
    "done": "done",
    "dropped": "dropped",
}

# strftime("%B") would follow the machine's locale: the same file everywhere is worth a table
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(value: date) -> str:
    """A date as people write it: 30 November 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """A date for narrow columns: 30 Nov 2026."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]} {value.year}"


def number(value: float) -> str:
    """A number without needless zeros: 8, 2.5, 0.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def hours(value: float) -> str:
    """Effort in hours: 8 h, 2.5 h (no line break between number and unit)."""
    return f"{number(value)}\u00a0h"


def count(value: int, one: str, many: str | None = None) -> str:
    """A counted noun: 1 step, 2 steps."""
    return f"{value} {one if value == 1 else many or one + 's'}"


def joined(items: list[str]) -> str:
    """Words in a row: a; a and b; a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def level(model: CompetencyModel, value: int) -> str:
    """A level with its label, for text without markup: Practising (3)."""
    return f"{model.label(value)} ({value})"


def nearest_label(model: CompetencyModel, score: float) -> str:
    """The label of the level nearest to a mean level (halves go up)."""
    nearest = min(max(floor(score + 0.5), model.lowest), model.highest)
    return model.label(nearest)


def difference(gap: int, surplus: int) -> str:
    """How a level stands to its target: 2 steps to go, 1 step above, on target."""
    if gap:
        return f"{count(gap, 'step')} to go"
    return f"{count(surplus, 'step')} above" if surplus else "on target"


def too_little(coverage: Coverage) -> str:
    """Why there is no number, and how many more ratings would give one."""
    if coverage.all == coverage.not_applicable:
        return "None of this applies"
    return f"Rate {coverage.missing} more to see this"


def fit(role: RoleFit) -> str:
    """In how many of the rated skills a role asks for more: 12 of 22; or why there's no number."""
    if role.percent is not None:
        return f"{role.below} of {role.coverage.rated}"
    return "Asks for nothing" if role.nothing_asked else too_little(role.coverage)
