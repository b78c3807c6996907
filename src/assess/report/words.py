"""Plain-language phrases that every page, table and file says the same way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from assess.clock import here, moment
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.progress import ActivityState
from assess.domain.rating import Entry, is_link
from assess.planning.wording import counted, marked, month_and_year
from assess.planning.wording import day as day  # what pages and tables say, too
from assess.views.dots import level_in_words

count = counted
UNRATED = "not rated yet"
TOO_FEW = "too few rated"
NOT_APPLICABLE = "not applicable"
NOT_ASKED = "not needed"
NO_EVIDENCE = "no evidence yet"
ROUGH_HINT = "From the quick pass. Check it against the full descriptions."
NOTES_LEFT_OUT = "notes left out"
ROUND = "A new blind round is under way{begun}: until it ends, the record from before it counts."

ENTRY: Mapping[str, str] = {
    "text": "What you did",
    "situation": "The situation",
    "part": "My own part",
    "whom": "For whom",
    "outcome": "What came of it",
    "number": "A number that shows it",
    "date": "When",
    "link": "Where to see it",
    "witness": "Who can confirm it",
}
"""What is said of one piece of evidence: part → its label."""

KIND_TITLES: Mapping[str, str] = {
    "practice": "Practice",
    "people": "With people",
    "study": "Study",
}

PROGRESS: Mapping[ActivityState, str] = {
    "in_progress": "under way",
    "done": "done",
    "dropped": "dropped",
}


def day_of(at: datetime) -> str:
    """The day of a moment, where the person is."""
    return day(here(at).date())


def round_under_way(assessment: Assessment) -> str:
    """Say that somebody is in a blind round, and what counts until it ends; "" where nobody is."""
    if assessment.round is None:
        return ""
    try:
        begun = f", begun on {day_of(moment(assessment.round.begun))}"
    except (ValueError, OverflowError):
        begun = ""
    return ROUND.format(begun=begun)


def short_day(value: date) -> str:
    """A date for narrow columns: 30 Nov 2026."""
    return f"{value.day} {month_and_year(value)[:3]} {value.year}"


def entry_parts(entry: Entry) -> list[tuple[str, str, str]]:
    """What an entry says besides its text: (label, words, the address where they are a link)."""
    said = {name: getattr(entry, name) for name in ENTRY if name != "text"}
    if entry.date:
        said["date"] = day(entry.date)
    address = entry.link if is_link(entry.link) else ""
    return [
        (ENTRY[name], text, address if name == "link" else "")
        for name, text in said.items()
        if text
    ]


def entry_text(entry: Entry) -> str:
    """An entry as text, a line for each part."""
    return "\n".join((entry.text, *(f"{label}: {text}" for label, text, _ in entry_parts(entry))))


def number(value: float) -> str:
    """A number without needless zeros: 8, 2.5, 0.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def hours(value: float) -> str:
    """Effort in hours: 8 h, 2.5 h (no line break between number and unit)."""
    return f"{number(value)}\u00a0h"


def level(model: CompetencyModel, value: int, *, rough: bool = False) -> str:
    """A level with its label, for text without markup: Practising (3); Practising (3), rough."""
    return marked(level_in_words(model, value), rough)
