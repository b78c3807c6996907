"""Plain-language phrases that every page, table and file says the same way.

Numbers that would suggest precision never come out of here: a mean level becomes the nearest
level's label, a role fit a whole percentage.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import ceil, floor

from assess.answers import ProgressState
from assess.model import CompetencyModel, Kind, Resource
from assess.planning.outcomes import Milestone
from assess.planning.plan import Plan
from assess.scoring import Coverage, RoleFit

UNRATED = "not rated yet"
NOT_APPLICABLE = "not applicable"
NOT_ASKED = "not asked for"
NO_EVIDENCE = "no evidence given"
NOTES_LEFT_OUT = "notes left out"

KIND_TITLES: Mapping[Kind, str] = {
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
        return "Nothing here applies"
    return f"Not enough rated: {coverage.missing} more to see this"


def fit(role: RoleFit) -> str:
    """A role fit in words or as a whole percentage, rounded down."""
    if role.percent is not None:
        return f"{role.percent}%"
    return "Nothing asked" if role.nothing_asked else too_little(role.coverage)


def milestone(model: CompetencyModel, role_id: str, item: Milestone) -> str:
    """A mark on the way, without its date: Pricing: Practising (3); 75% fit to Product Manager."""
    if item.kind == "fit":
        return f"{item.percent}% fit to {model.role(role_id).title}"
    assert item.competency_id is not None
    assert item.level is not None
    return f"{model.competency(item.competency_id).title}: {level(model, item.level)}"


def open_reason(reason: str) -> str:
    """Why a gap stays open, in the words of the page (a plan file says "unrated")."""
    return UNRATED if reason == "unrated" else reason


def proof(plan: Plan, *, levels_only: bool) -> str:
    """How far a plan is proved to be the best, in one sentence.

    `levels_only`: its value counts plain levels, so that what may be missing can be said in levels.
    """
    if plan.optimal:
        return (
            "Proved: no other choice of these activities closes more in those hours, and none that "
            "closes as much takes fewer."
        )
    if plan.gap <= 0:
        return (
            "Proved: no other choice of these activities closes more in those hours. One that "
            "takes fewer hours may exist: the time to look was too short."
        )
    missing = plan.bound - plan.value
    if levels_only:
        most = f"{count(max(1, floor(missing + 1e-9)), 'level')} more"
    elif plan.value > 0:
        most = f"{ceil(100 * missing / plan.value)}% better"
    else:
        most = "one that reaches something"
    return (
        "This is the best plan found in the time there was; it isn't proved. The best possible one "
        f"would be at most {most}."
    )


def resource(item: Resource) -> str:
    """A book or guide as one line of plain text; an address stays text, never a link."""
    head = f"{item.authors}: {item.title}" if item.authors else item.title
    tail = [str(item.year)] if item.year is not None else []
    tail += [f"ISBN {item.isbn13}"] if item.isbn13 else []
    tail += [item.url] if item.url else []
    return f"{head} ({', '.join(tail)})" if tail else head
