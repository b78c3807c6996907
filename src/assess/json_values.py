"""JSON values → checked Python values; each refusal is one sentence that names the place.

All functions take the value and `where` (its place in the file) and raise AnswersError.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from assess.errors import AnswersError
from assess.suggest import did_you_mean, short

NAME_LIMIT = 200
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?\Z"
)
_BAD = re.compile("[\x00\ud800-\udfff]")


def say(value: object) -> str:
    """A value in quotes, shortened."""
    return f"'{short(value)}'"


def mapping_of(
    value: Any, where: str, keys: Iterable[str] = (), required: Iterable[str] = ()
) -> Mapping[str, Any]:
    """An object with none but the known keys (any, where none are named) and all required ones."""
    if not isinstance(value, dict):
        raise AnswersError(f"{where}: must be an object in braces {{…}}, not {type_of(value)}.")
    known = list(keys)
    for key in value:
        if known and key not in known:
            hint = did_you_mean(key, known, "take it out.")
            raise AnswersError(f"{where}: unknown key {say(key)}{hint}")
    for key in required:
        if key not in value:
            raise AnswersError(f"{where}: '{key}' is missing; add it.")
    return value


def type_of(value: object) -> str:
    """What a JSON value is called in a sentence."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "an object"


def text_of(value: Any, where: str, limit: int) -> str:
    """Text of at most `limit` characters that a file and a page can hold."""
    if not isinstance(value, str):
        raise AnswersError(f"{where}: must be text in quotes, not {type_of(value)}.")
    if len(value) > limit:
        raise AnswersError(
            f"{where}: is {len(value):,} characters long, at most {limit:,} are allowed; "
            "shorten it."
        )
    if _BAD.search(value):
        raise AnswersError(f"{where}: holds a character that no text can hold; delete it.")
    return value


def key_of(value: str, where: str) -> str:
    """A key that is an id."""
    return text_of(value, f"{where}: a key", NAME_LIMIT)


def optional_text(top: Mapping[str, Any], key: str) -> str | None:
    """A short text of the top level, None where it is absent."""
    value = top.get(key)
    return None if value is None else text_of(value, key, NAME_LIMIT)


def number_of(value: Any, where: str) -> float:
    """A finite number; a truth value is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise AnswersError(f"{where}: must be a number, not {type_of(value)}.")
    if not math.isfinite(value) if isinstance(value, float) else abs(value) > 10**15:
        raise AnswersError(f"{where}: must be a finite number of ordinary size.")
    return value


def whole_of(value: Any, where: str, lowest: int, highest: int) -> int:
    """A whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise AnswersError(f"{where}: must be a whole number, not {described(value)}.")
    if not lowest <= value <= highest:
        raise AnswersError(f"{where}: must be a whole number from {lowest} to {highest}.")
    return value


def described(value: object) -> str:
    """A wrong number, or its type."""
    return f"{value}" if isinstance(value, float) else type_of(value)


def moment_of(value: Any, where: str) -> str | None:
    """A date, or a date with a time, kept as it is written."""
    if value is None:
        return None
    text = text_of(value, where, NAME_LIMIT)
    if not _MOMENT.match(text) or not is_date(text[:10]):
        raise AnswersError(f"{where}: {say(text)} is no moment; write it as 2026-11-22T10:00:00Z.")
    return text


def is_date(text: str) -> bool:
    """Whether a text is a calendar day, written 2026-11-30."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def date_of(value: Any, where: str) -> date:
    """A calendar day."""
    text = text_of(value, where, NAME_LIMIT)
    if not is_date(text):
        raise AnswersError(f"{where}: {say(text)} is no date; write it as 2026-11-30.")
    return date.fromisoformat(text)


def list_of(value: Any, where: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise AnswersError(f"{where}: must be a list in brackets […], not {type_of(value)}.")
    return value


def ids_of(value: Any, where: str) -> tuple[str, ...]:
    """A list of ids, each kept once."""
    found = tuple(
        text_of(item, f"{where}[{i}]", NAME_LIMIT) for i, item in enumerate(list_of(value, where))
    )
    return tuple(dict.fromkeys(found))


def refuse_unknown(ids: Iterable[str], known: Iterable[str], where: str, what: str) -> None:
    """Refuse the first id that the model has not."""
    known = list(known)
    for item in ids:
        if item not in known:
            hint = did_you_mean(item, known, "it can't be used.")
            raise AnswersError(f"{where}: the model has no {what} {say(item)}{hint}")
