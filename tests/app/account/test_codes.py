"""Codes that one reads on one computer and types on another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.app.account.state import ALPHABET, LENGTH, grouped, new_code, typed_code


def test_a_code_holds_at_least_128_random_bits_and_no_letter_that_is_misread() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert LENGTH * 5 >= 128
    assert not set("ILOU") & set(ALPHABET)
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert set("".join(codes)) == set(ALPHABET)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.sampled_from(["-", " ", "", " - "]))
def test_what_is_shown_can_be_typed_in_any_case_and_with_any_gaps(code: str, gap: str) -> None:
    shown = grouped(code)
    assert [len(group) for group in shown.split("-")] == [5, 5, 5, 5, 6]
    assert typed_code(shown) == code
    assert typed_code(f"  {shown.lower().replace('-', gap)}\n") == code


def test_letters_that_are_mistaken_are_read_as_what_was_meant() -> None:
    assert typed_code("oOiIlL" + "A" * 20) == "001111" + "A" * 20


@pytest.mark.parametrize(
    "text", ["", "A" * 25, "A" * 27, "U" * 26, "Ä" * 26, "\0" * 26, "٣" * 26, "A" * 10_000]
)
def test_what_can_not_be_a_code_is_none(text: str) -> None:
    assert typed_code(text) is None
