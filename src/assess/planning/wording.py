"""Phrases that the planner's sentences share; ids never show, titles do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assess.domain.model import CompetencyModel


def title(model: CompetencyModel, activity_id: str) -> str:
    """An activity's title in quotes."""
    return f"“{model.activity(activity_id).title}”"


def titles(model: CompetencyModel, activity_ids: Iterable[str]) -> str:
    """Titles in a row."""
    return listed(title(model, key) for key in activity_ids)


def level_in(model: CompetencyModel, competency_id: str, level: int) -> str:
    """level 3 (Practising) in Pricing."""
    found = f"level {level} ({model.label(level)})" if model.on_scale(level) else f"level {level}"
    return f"{found} in {model.competency(competency_id).title}"


def listed(words: Iterable[str]) -> str:
    """Words in a row: a; a and b; a, b and c; "b and c" is told apart: a, and b and c."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    *most, last = items
    # what stands in quotation marks is told apart by them
    double = [" and " in item and not item.startswith("“") for item in items]
    if any(double) and len(items) > 2:
        return f"{'; '.join(most)}; and {last}"
    return f"{', '.join(most)}{',' if any(double) else ''} and {last}"


def names_in_order(names: Iterable[str]) -> list[str]:
    """Put "the head of sales" last, so that no other name in a row is taken for a part of it."""
    return sorted(names, key=lambda name: " of " in name or " and " in name)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A counted noun: 1 week, 2 weeks."""
    return f"{number} {one if number == 1 else many or one + 's'}"


_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def number_word(number: int) -> str:
    """A small number as a word, a large one in digits: three, 17."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


# strftime("%B") would follow the machine's locale
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(value: date) -> str:
    """A date as people write it: 30 November 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def day_and_month(value: date) -> str:
    """A date within a known year: 30 November."""
    return f"{value.day} {_MONTHS[value.month - 1]}"


def month_and_year(value: date) -> str:
    """The month of a date: November 2026."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def marked(text: str, rough: bool) -> str:
    """A level's words, marked where it is rough, from the quick pass: "Practising, rough"."""
    return f"{text}, rough" if rough else text
