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
_N = TypeVar("_N", int, float)


def _typed(read: Callable[[str], _T]) -> Callable[[str], _T]:
    """A reader of what was typed, whose sentence argparse says after the option's name."""

    def reader(text: str) -> _T:
        try:
            return read(text)
        except TypedError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


def _only(read: Callable[[str], _N], fits: Callable[[_N], bool], what: str) -> Callable[[str], _N]:
    """A reader of numbers that refuses some; `what`: what those aren't."""

    def reader(text: str) -> _N:
        value = read(text)
        if not fits(value):
            raise argparse.ArgumentTypeError(f"{text!r} isn't {what}")
        return value

    return reader


day = _typed(typed_day)
number = _typed(typed_number)
whole = _typed(typed_whole)
port = _only(whole, lambda value: 1 <= value <= 65535, "a port: 1 to 65535")
months = _only(whole, lambda value: 1 <= value <= 1200, "a number of months: 1 to 1200")
hours = _only(number, lambda value: value > 0, "a number of hours above 0")


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
