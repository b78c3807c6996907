"""A YAML parser's complaint → a located sentence that says what to write instead."""

from __future__ import annotations

from typing import Any

from assess.errors import Problem
from assess.suggest import short

# (part of the parser's words, our sentence); libyaml and PyYAML word some of them differently
_TAB = "a tab where a line begins; indent by spaces"
_WRONG_START = "a value is missing or begins with a wrong character here; put such text in quotes"
_MISPLACED = (
    "this doesn't belong here; begin each key in the same column as its neighbours, "
    "and put text that holds quotation marks in quotes"
)
_SENTENCES = (
    (
        "mapping values are not allowed",
        "a second ': ' in one line; put text with a colon in quotes",
    ),
    ("could not find expected ':'", "this is no 'key: value' line; add the colon, or the indent"),
    ("tab character", _TAB),
    (
        "cannot start any token",
        "a value can't begin with this character; put such text in quotes",
    ),
    ("alphabetic or numeric", "a value can't begin with & or *; put such text in quotes"),
    ("expected the node content", _WRONG_START),
    ("did not find expected node content", _WRONG_START),
    ("expected <block end>", _MISPLACED),
    ("did not find expected key", _MISPLACED),
    ("did not find expected '-' indicator", _MISPLACED),
    ("expected ',' or", "a comma or the closing bracket is missing before this"),
    (
        "unknown escape character",
        "an unknown escape after \\ in double quotes; write \\\\ or use single quotes",
    ),
    (
        "sequence entries are not allowed",
        "a '- ' can't begin here; start it on a line of its own",
    ),
    ("document start", "nothing can follow the end of the document; delete the '...' above"),
)


def explain(error: Any, file: str, text: str) -> Problem:
    """The parser's error (a `yaml.MarkedYAMLError`) as a problem at the place to mend."""
    words, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    known = (sentence for part, sentence in _SENTENCES if part in words)
    sentence = next(known, f"this can't be read as YAML ({short(words or context, 120)})")
    if error.context_mark is not None:
        if "quoted scalar" in context and "unexpected" in words:
            mark, sentence = error.context_mark, "this quotation mark is never closed; close it"
        elif "expected ':'" in words:
            mark = error.context_mark
        elif "flow" in context and "bracket" in sentence:
            sentence += f" (it was opened in line {error.context_mark.line + 1})"
    if mark is None:
        return Problem(file, 1, 1, sentence)
    rows = text.splitlines()
    if mark.line < len(rows) and rows[mark.line][mark.column : mark.column + 1] == "\t":
        sentence = _TAB
    return Problem(file, mark.line + 1, mark.column + 1, sentence)
