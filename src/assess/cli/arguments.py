"""Read what is typed as an option or a name; what can't be is said after the option's name."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from assess.errors import TypedError
from assess.typed import typed_day, typed_number, typed_whole

_T = TypeVar("_T")


def _typed(read: Callable[[str], _T]) -> Callable[[str], _T]:
    """A reader of what was typed, whose sentence argparse says after the option's name."""

    def reader(text: str) -> _T:
        try:
            return read(text)
        except TypedError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


day = _typed(typed_day)
number = _typed(typed_number)
whole = _typed(typed_whole)


def path(text: str) -> Path:
    """The path of a file, whether there is one or not."""
    try:
        Path(text).lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise argparse.ArgumentTypeError(f"{text!r} is too long for a file's name") from None
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} can't be a file's name") from None
    return Path(text)


def port(text: str) -> int:
    """A port, 1 to 65535."""
    value = whole(text)
    if not 1 <= value <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a port: 1 to 65535")
    return value


def months(text: str) -> int:
    """A number of months, 1 to 1200."""
    value = whole(text)
    if not 1 <= value <= 1200:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a number of months: 1 to 1200")
    return value


def hours(text: str) -> float:
    """Hours above 0."""
    value = number(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a number of hours above 0")
    return value


def pair(text: str) -> tuple[str, str]:
    """A question about the job, and its answer."""
    key, equals, answer = text.partition("=")
    if not (key and equals and answer):
        raise argparse.ArgumentTypeError(f"{text!r} isn't like users=firms")
    return key, answer


def focus(text: str) -> tuple[str, float]:
    """What matters more, and by which factor."""
    key, equals, factor = text.partition("=")
    if not (key and equals):
        raise argparse.ArgumentTypeError(f"{text!r} isn't like pricing=2")
    return key, number(factor)
