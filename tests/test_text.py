"""Shortened texts: never longer than asked for, never cut inside a character, never unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.text import shorten

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ASTRONAUT = "\U0001f469\U0001f3fd\u200d\U0001f680"
FLAG = "\U0001f1e9\U0001f1ea"
PARTS = ["e\u0301", "a\u0308\u0323", FAMILY, ASTRONAUT, FLAG, "x", "ü", "\u2764\ufe0f", " "]


def test_what_fits_stays_as_it_is_and_what_does_not_ends_after_a_word() -> None:
    assert shorten("Anna Bell", 9) == "Anna Bell"
    assert shorten("Anna Bell from the bakery", 14) == "Anna Bell…"
    assert shorten("Annabellfromthebakery", 9) == "Annabell…"


@pytest.mark.parametrize("part", PARTS[:5])
@pytest.mark.parametrize("most", range(1, 12))
def test_a_character_of_several_parts_stays_whole_or_goes(part: str, most: int) -> None:
    cut = shorten(part * 10, most)
    assert len(cut) <= most
    whole, rest = divmod(len(cut) - 1, len(part))
    assert (cut, rest) == (part * whole + "…", 0)


@given(st.lists(st.sampled_from(PARTS)), st.integers(1, 30))
def test_a_shortened_text_is_made_of_the_first_whole_characters(
    parts: list[str], most: int
) -> None:
    text = "".join(parts)
    cut = shorten(text, most)
    assert len(cut) <= most
    if cut == text:
        return
    ends = {"".join(parts[:n]).rstrip() for n in range(len(parts) + 1)}
    assert cut.removesuffix("…") in ends
