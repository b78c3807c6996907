"""One's own lean in practice cases: which side, from when on, and the sentence about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.domain.model_parts import Case
from assess.domain.rating import lean, minutes
from tests.builders.models import tiny_model

KEYS = (2, 3, 1, 2)
LEVELS = st.integers(1, 5)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (
            (3, 4, 2, 2),
            "You chose higher than the key in 3 of 4. Look twice at the words before you pick a "
            "high level.",
        ),
        (
            (1, 2, 1, 1),
            "You chose lower than the key in 3 of 4. When every word of a description fits, pick "
            "it, even if it sounds like a lot.",
        ),
        (KEYS, "You chose the key in 4 of 4. Read just as closely from here on."),
        (
            (2, 3, 1, 5),
            "You chose the key in 3 of 4, higher in 1. You don't lean to one side. Read the words "
            "that decide once more where you were off.",
        ),
        (
            (3, 4, 0, 1),
            "You chose the key in 0 of 4, higher in 2 and lower in 2. You don't lean to one side. "
            "Read the words that decide once more where you were off.",
        ),
        (
            (3, 4, 0, 2),
            "You chose higher than the key in 2 of 4. Look twice at the words before you pick a "
            "high level.",
        ),
    ],
)
def test_the_sentence_names_the_side_on_which_at_least_half_of_the_cases_are(
    chosen: tuple[int, ...], sentence: str
) -> None:
    assert lean(chosen, KEYS).sentence == sentence


@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1))
def test_each_case_counts_once_and_the_sides_change_with_the_roles(
    pairs: list[tuple[int, int]],
) -> None:
    chosen, keys = zip(*pairs, strict=True)
    found, turned = lean(chosen, keys), lean(keys, chosen)
    assert found.cases == len(pairs)
    assert (found.higher, found.lower, found.same) == (turned.lower, turned.higher, turned.same)
    # nobody is told of a lean to both sides, or of one where there is none
    leans = [word for word in ("higher than", "lower than") if word in found.sentence]
    assert len(leans) <= 1
    assert ("higher than" in found.sentence) == ("lower than" in turned.sentence)
    assert bool(leans) <= (found.higher != found.lower)


def test_choices_without_a_key_are_refused() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        lean((1, 2), (1,))


def test_the_minutes_follow_what_is_to_be_read() -> None:
    model = tiny_model()
    short = Case("short", "baking", 2, "She bakes.", "Heat")
    long = Case("long", "baking", 2, "word " * 1000, "Heat")
    assert minutes(model, [short]) == 1
    assert minutes(model, [short, long]) == 4  # 1,002 words and the levels, at 238 a minute
