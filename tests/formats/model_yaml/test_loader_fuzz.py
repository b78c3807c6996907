"""No text makes the loader raise anything but located problems."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.errors import ModelError
from assess.formats.model_yaml.loader import read_model

MODELS = Path(__file__).parents[2] / "models"
FILES = [
    (MODELS / name).read_text(encoding="utf-8").splitlines()
    for name in ("second.yaml", "third.yaml")
]
LONGEST = max(map(len, FILES))
FILE = st.sampled_from(FILES)
LINE = st.integers(0, LONGEST - 1)
TOKENS = "- : { } [ ] &a *a <<: !!str ' | > # ? % @ 1 -1 1.5 .inf .nan true ~ x ä 0o8 0x 1e999"
ODD = ("", " ", "  ", '"', "\t", "---\n", "\r", "\0", "\ud800", "\x85", "\u2028", "\ufeff")
PIECES = st.sampled_from([*TOKENS.split(), *ODD, "- ", ": ", "? ", "9" * 50])


def outcome(text: str) -> list[str]:
    """The problems or warnings of a text; any other error is a failure."""
    try:
        return [str(problem) for problem in read_model(text, "m")[1]]
    except ModelError as error:
        return [str(problem) for problem in error.problems] or ["refused without a reason"]


@settings(max_examples=250)
@given(FILE, LINE, st.integers(0, 60), st.integers(0, 20), PIECES)
def test_a_damaged_model_gives_located_problems(
    lines: list[str], place: int, at: int, cut: int, piece: str
) -> None:
    line = place % len(lines)
    damaged = lines[line][:at] + piece + lines[line][at + cut :]
    for problem in outcome("\n".join([*lines[:line], damaged, *lines[line + 1 :]])):
        file, row, column, message = problem.split(":", 3)
        assert (file, message[:1]) == ("m", " ")
        assert 1 <= int(row) <= len(lines) + 2
        assert int(column) >= 1
        assert "\n" not in message


@settings(max_examples=150)
@given(st.lists(PIECES | st.sampled_from(["model: ", "areas: ", "\n", "\n  "]), max_size=12))
def test_any_text_gives_located_problems(pieces: list[str]) -> None:
    problems = outcome("".join(pieces))
    assert problems
    assert all(problem.startswith("m:") for problem in problems)


@settings(max_examples=200)
@given(FILE, LINE, LINE)
def test_a_model_with_lost_lines_gives_located_problems(
    lines: list[str], first: int, last: int
) -> None:
    kept = [*lines[:first], *lines[max(first, last) :]]
    assert all(problem.startswith("m:") for problem in outcome("\n".join(kept)))
