"""Numbers and days are read as people type them, and what is unclear is asked back.

The page's script reads the same cases: tests/app/elements/reading.test.js.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assess import typed
from assess.errors import TypedError
from assess.typed import typed_day, typed_number, typed_whole

CASES = json.loads((Path(__file__).parent / "data/typed.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "value"), CASES["numbers"])
def test_a_number_is_read_as_people_write_it_anywhere(text: str, value: float) -> None:
    assert typed_number(text) == value


@pytest.mark.parametrize("text", CASES["no_numbers"])
def test_what_is_no_number_is_said_with_an_example(text: str) -> None:
    with pytest.raises(TypedError) as raised:
        typed_number(text)
    assert str(raised.value) == typed.NO_NUMBER.format(text=text)


@pytest.mark.parametrize(("text", "large", "small"), CASES["two_numbers"])
def test_a_number_of_two_meanings_is_asked_back(text: str, large: str, small: str) -> None:
    """Never 1234 hours for somebody who meant a little more than one, nor the other way round."""
    with pytest.raises(TypedError, match="could mean") as raised:
        typed_number(text)
    assert f"{large} or {small}" in str(raised.value)
    assert typed_number(small[:-1]) == float(small[:-1])


@pytest.mark.parametrize(
    ("text", "value"), [("26", 26), ("２６", 26), ("1,200", 1200), ("1 200", 1200), ("26,0", 26)]
)
def test_a_whole_number_may_have_groups(text: str, value: int) -> None:
    """There is nothing else that it could mean."""
    assert typed_whole(text) == value


@pytest.mark.parametrize("text", ["", "2,5", "½", "six", "10²", "1e3"])
def test_half_a_week_is_no_whole_number(text: str) -> None:
    with pytest.raises(TypedError) as raised:
        typed_whole(text)
    assert str(raised.value) == typed.NO_WHOLE.format(text=text)


@pytest.mark.parametrize(("text", "day"), CASES["days"])
def test_a_day_is_read_as_people_write_it_anywhere(text: str, day: str) -> None:
    assert typed_day(text).isoformat() == day


@pytest.mark.parametrize(("text", "sentence"), CASES["no_days"])
def test_what_is_no_day_is_said_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(TypedError) as raised:
        typed_day(text)
    assert str(raised.value) == getattr(typed, sentence.upper()).format(text=text)


@pytest.mark.parametrize(("text", "first", "second"), CASES["two_days"])
def test_a_day_of_two_meanings_is_asked_back_with_both(text: str, first: str, second: str) -> None:
    with pytest.raises(TypedError) as raised:
        typed_day(text)
    assert f"could mean {first} or {second}." in str(raised.value)
    assert typed_day(first) != typed_day(second)


def test_a_sentence_repeats_no_more_than_a_line_of_what_was_typed() -> None:
    with pytest.raises(TypedError) as raised:
        typed_day("so\nmuch " * 1000)
    assert str(raised.value).startswith("“so much so much")
    assert len(str(raised.value)) < 120
