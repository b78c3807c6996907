"""A YAML parser's complaint → a located sentence that says what to write instead."""

from __future__ import annotations

from typing import Any

from assess.errors import Problem

# (part of the parser's words, our sentence); libyaml and PyYAML word some of them differently
_SENTENCES = (
    (
        "mapping values are not allowed",
        "a second ': ' in one line; put text with a colon in quotes",
    ),
    ("could not find expected ':'", "this is no 'key: value' line; add the colon, or the indent"),
    (
        "cannot start any token",
        "a value can't begin with this character (a tab, @, ` or %); "
        "indent by spaces, put such text in quotes",
    ),
    (
        "expected the node content",
        "a value is missing or begins with a wrong character here; put such text in quotes",
    ),
    (
        "did not find expected node content",
        "a value is missing or begins with a wrong character here; put such text in quotes",
    ),
    (
        "expected <block end>",
        "this line isn't indented like the ones it belongs to; begin it in the same column",
    ),
    (
        "did not find expected key",
        "this line isn't indented like the ones it belongs to; begin it in the same column",
    ),
    (
        "did not find expected '-' indicator",
        "this line isn't indented like the ones it belongs to; begin it in the same column",
    ),
    ("expected ',' or", "a comma or the closing bracket is missing before this"),
    (
        "unknown escape character",
        "an unknown escape after \\ in double quotes; write \\\\ or use single quotes",
    ),
    (
        "block sequence entries are not allowed",
        "a '- ' can't begin here; start it on a line of its own",
    ),
)


def explain(error: Any, file: str) -> Problem:
    """The parser's error (a `yaml.MarkedYAMLError`) as a problem at the place to mend."""
    words, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    if "quoted scalar" in context and "unexpected" in words and error.context_mark is not None:
        mark, sentence = error.context_mark, "this quotation mark is never closed; close it"
    else:
        known = (sentence for part, sentence in _SENTENCES if part in words)
        sentence = next(known, f"this can't be read as YAML ({words or context})")
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return Problem(file, line, column, sentence)
