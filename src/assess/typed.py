"""Numbers and days as people type them, on the page and on the command line alike.

What could be meant in two ways is asked back. `app/elements/reading.js` reads the same while the
person is still in the field; `tests/data/typed.json` keeps the two together.
"""

from __future__ import annotations

import re
from datetime import date

from assess.errors import TypedError

NO_NUMBER = "“{text}” isn't a number. Write it like 4 or 2.5."
TWO_NUMBERS = "“{text}” could mean {large} or {small}. Write {large} or {short}."
NO_WHOLE = "“{text}” isn't a whole number. Write it like 26."
NO_DAY = "“{text}” isn't a day. Write it like 28 Nov 2026 or 2026-11-28."
TWO_DAYS = "“{text}” could mean {first} or {second}. Write the month as a word."
NO_YEAR = "“{text}” has no year of four digits. Write it like 28 Nov 2026."
NO_SUCH_DAY = "There is no day “{text}”. Check it in a calendar."

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_SHOWN = 40  # characters of what was typed that a sentence repeats
_LONGEST = 24  # characters of a number
_LARGEST = 1e15  # above it whole numbers have gaps

_FRACTIONS = {"¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
# other forms of our characters; a ² isn't among them: 10² is no 102
_WIDE: dict[int, str | int] = {
    0x3000: " ",
    0x2044: "/",
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
}
_DASHES = re.compile("[−‐‑‒–—]")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\u2066-\u2069\ufeff]")
_PART = re.compile(r"([+-]?)(?:([0-9]+) )?([1-9])/([2-9])")
_PLAIN = re.compile(r"([+-]?)([0-9]*)(?:[.,]([0-9]+))?")
_GROUPED = re.compile(
    r"([+-]?)([1-9][0-9]{0,2})(([ '’.,])[0-9]{3}(?:\4[0-9]{3})*)(?:([.,])([0-9]+))?"
)
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")

_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_DIGITS = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.] ?)([0-9]{1,2})(?:\2(?:([0-9]{4})|[0-9]{2})?)?")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|\.)?[ -]?(?:of )?([a-z]{3,9})\.?"
    r"(?:,?[ -]?(?:([0-9]{4})|[0-9]{2}))?"
)
_MONTH_FIRST = re.compile(
    r"([a-z]{3,9})\.? ?([0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?:([0-9]{4})|[0-9]{2}))?"
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ")


def typed_number(said: object) -> float:
    """The number that somebody typed: 2.5; 2,5; 2 ½; 1,234.5. TypedError for anything else.

    A number that a page has read already stays as it is.
    """
    if isinstance(said, int | float) and type(said) is not bool and abs(said) <= _LARGEST:
        return float(said)
    text = _text(said)
    plain = _plain(text)
    if _THOUSANDS.fullmatch(plain):
        small = plain.replace(",", ".")
        large = small.replace(".", "")
        raise _refused(TWO_NUMBERS, text, large=large, small=small, short=small[:-1])
    value = _number(plain)
    if value is None:
        raise _refused(NO_NUMBER, text)
    return value


def typed_whole(text: str) -> int:
    """The whole number that somebody typed: 26; 1,200; 1 200. TypedError for anything else."""
    plain = _plain(text)
    value = _number(re.sub("[.,]", "", plain) if _THOUSANDS.fullmatch(plain) else plain)
    if value is None or not value.is_integer():
        raise _refused(NO_WHOLE, text)
    return int(value)


def typed_day(said: object) -> date:
    """The day that somebody typed: 28.11.2026; 2026-11-28; 28 Nov 2026. TypedError for others.

    With dots the day comes first, as it does wherever dots are used. With slashes and dashes
    either may: 03/04/2026 is asked back.
    """
    text = _text(said)
    plain = _WEEKDAY.sub("", _plain(text).lower(), count=1)
    if found := _YEAR_FIRST.fullmatch(plain) or _DIGITS.fullmatch(plain):
        return _day(text, found["year"], found["month"], found["day"])
    if found := _YEAR_LAST.fullmatch(plain):
        return _by_numbers(text, found)
    if found := _DAY_FIRST.fullmatch(plain):
        return _by_name(text, found[3], found[2], found[1])
    if found := _MONTH_FIRST.fullmatch(plain):
        return _by_name(text, found[3], found[1], found[2])
    raise _refused(NO_DAY, text)


def _text(said: object) -> str:
    """What a browser sent as text; anything else is none that a person typed."""
    return said if isinstance(said, str) else f"<{type(said).__name__}>"


def _plain(text: str) -> str:
    """In plain letters and digits, with one space where there are several."""
    for sign, part in _FRACTIONS.items():
        text = text.replace(sign, f" {part}")
    return " ".join(_DASHES.sub("-", _UNSEEN.sub("", text).translate(_WIDE)).split())


def _refused(sentence: str, text: str, **more: str) -> TypedError:
    line = " ".join(text.split())
    shown = line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
    return TypedError(sentence.format(text=shown, **more))


def _number(plain: str) -> float | None:
    if not plain or len(plain) > _LONGEST:
        return None
    if found := _PART.fullmatch(plain):
        sign, whole, over, under = found.groups()
        value = int(whole or 0) + int(over) / int(under)
        return None if over >= under else -value if sign == "-" else value
    if (found := _PLAIN.fullmatch(plain)) and (found[2] or found[3]):
        return float(f"{found[1]}{found[2]}.{found[3] or 0}")
    if (found := _GROUPED.fullmatch(plain)) and found[4] != found[5]:
        groups = re.sub("[^0-9]", "", found[3])
        return float(f"{found[1]}{found[2]}{groups}.{found[6] or 0}")
    return None


def _by_numbers(text: str, found: re.Match[str]) -> date:
    first, second = int(found[1]), int(found[3])
    if max(first, second) > 31 or min(first, second) > 12:
        raise _refused(NO_DAY, text)
    if not found[4]:
        raise _refused(NO_YEAR, text)
    if first <= 12 < second:
        return _day(text, found[4], first, second)
    if max(first, second) <= 12 and first != second and "." not in found[2]:
        days = [_said(first, second, found[4]), _said(second, first, found[4])]
        raise _refused(TWO_DAYS, text, first=days[0], second=days[1])
    return _day(text, found[4], second, first)


def _by_name(text: str, year: str | None, name: str, day: str) -> date:
    month = next((at for at, known in enumerate(MONTHS, 1) if known.startswith(name)), 0)
    if not month:
        raise _refused(NO_DAY, text)
    if not year:
        raise _refused(NO_YEAR, text)
    return _day(text, year, month, day)


def _day(text: str, year: str | int, month: str | int, day: str | int) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise _refused(NO_SUCH_DAY, text) from None


def _said(day: int, month: int, year: str) -> str:
    return f"{day} {MONTHS[month - 1].capitalize()} {year}"
