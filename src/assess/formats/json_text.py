"""A stranger's text → JSON data: the text of a JSON file, or a page that holds one.

Every text is hostile until read: its size, depth and keys are checked, and the first mistake is
said in one sentence. What the data may hold is checked by each format's shape.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from html import unescape
from typing import Any, NoReturn

from assess.errors import AnswersError, AssessError
from assess.files import decoded, not_ours
from assess.text import short


def plain(value: Any) -> Any:
    """A record, mapping, tuple, day or number as JSON holds it.

    Whole numbers lose their decimal point, as people write them.
    """
    if is_dataclass(value):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def filled(data: Mapping[str, Any], *always: str) -> dict[str, Any]:
    """The data without what says nothing (None, False, and what is empty); `always`: these stay.

    A 0 says something.
    """
    return {
        key: value
        for key, value in data.items()
        if key in always or (value is not False and value not in (None, "", [], {}))
    }


MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 20
TEMPLATE_ID = "assess-data"
BANNER = 10_000
"""Characters in which a page begins; a mail program may have put a warning before it."""
CUT = "The file ends in the middle, so a part of it is missing. Get the whole file and try again."
MOST_PARTS = 50
NO_FILE = "This isn't one of our files. Choose a report (HTML) or an answers file (JSON)."


def parsed(text: str) -> Any:
    """Return the JSON in a file's text or in an exported HTML page, as unchecked data.

    Raises AnswersError for what is too large, too deep, or neither of both.
    """
    if len(text) > MAX_CHARACTERS:
        raise AnswersError(
            "The file is larger than 1,000,000 characters; an assessment is far smaller."
        )
    text = text.removeprefix("\ufeff")
    if other := not_ours(text):
        raise AnswersError(other)
    if _MAIL.match(text):
        text = _attached(text)
    start = text.lstrip()[:1]
    if start == "<" or "<html" in text[:BANNER].lower():
        text = _embedded(text)
    elif start not in "{[":
        text = _behind_banner(text)
    return _parse(text)


def dumped(data: Any) -> str:
    """Return a file's text: the same bytes for the same data, newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


KINDS = {
    "assessment": "an answers file",
    "session": "a session file",
    "plan": "a plan file",
    "group-key": "a group key",
    "feedback": "a reply to somebody's questions",
    "model": "a model file",
}
"""What people call our files, by their kind."""


def kind_of(data: Mapping[str, Any]) -> str:
    """What kind of file this is, as it says or as it looks; "" where neither tells."""
    if "kind" in data:
        return str(data["kind"])
    if {"role", "activities"} <= data.keys():  # plans of 0.1 say no kind
        return "plan"
    return "model" if {"scale", "competencies"} <= data.keys() else ""


def refuse_other_files(data: Any, kind: str, newest: int, error: type[AssessError]) -> None:
    """Refuse a file of another kind, or one that a newer assess wrote, before it is read.

    `newest`: the newest schema_version that can be read. Raises `error`.
    """
    if not isinstance(data, dict):
        return
    found = kind_of(data) or kind
    if found != kind:
        what = KINDS.get(found, f"a file of the kind '{short(found)}'")
        needed = "a plan" if kind == "plan" else "a report, answers or a session"
        raise error(f"This is {what}; I need {needed}.")
    version = data.get("schema_version", newest)
    if type(version) is not int or version < 1:
        known = " or ".join(str(number + 1) for number in range(newest))
        raise error(f"schema_version: must be the number {known}.")
    if version > newest:
        raise error(
            f"schema_version: this file ({short(version, 20)}) was written by a newer assess; "
            "update assess to read it."
        )


def _behind_banner(text: str) -> str:
    """Return the JSON in a file to which a mail program added words."""
    begin, end = re.search(r"\{\s*\"", text), text.rfind("}")
    if text.strip() and '"schema_version"' not in text:
        model = _MODEL.search(text[:BANNER])
        raise AnswersError(
            "This is a model file; I need a report, answers or a session." if model else NO_FILE
        )
    return text[begin.start() : end + 1] if begin else text


_MODEL = re.compile(r"^(model|competencies|scale):", re.MULTILINE)
_MAIL = re.compile(
    r"\s*(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Content-Type|Message-ID): ",
    re.IGNORECASE,
)


_MARKS = (TEMPLATE_ID.encode(), b'"schema_version"')


def _attached(text: str) -> str:
    """Return the file of ours in a mail, or in a page that a browser saved as one file."""
    from email import message_from_string

    if text.count("boundary") > MOST_PARTS:  # a mail is a few parts; one of thousands costs seconds
        return text
    try:
        for part in message_from_string(text).walk():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and any(mark in content for mark in _MARKS):
                return decoded(content)
    except (ValueError, LookupError, RecursionError):
        pass  # a stranger's mail may be anything: then it holds no file of ours
    return text


def _parse(text: str) -> Any:
    if not text.strip():
        raise AnswersError("The file is empty; choose an assessment file or an exported page.")
    _refuse_depth(text)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            raise AnswersError(CUT) from None
        raise AnswersError(
            f"The file isn't JSON: line {error.lineno}, column {error.colno} can't be read."
        ) from None
    except ValueError:  # Python refuses to read integers of thousands of digits
        raise AnswersError("The file holds a number that is too long.") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise AnswersError(
                f"The key '{short(key)}' is there twice in one place; keep one of them."
            )
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    raise AnswersError(f"The file holds {name}, which is no number; write a finite one.")


# one that is never closed ends with the file: else each quotation mark would look for its end anew
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)


def _refuse_depth(text: str) -> None:
    # before parsing: a file of brackets must not reach the parser's recursion
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", _STRING.sub('""', text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise AnswersError(f"The file is nested deeper than {MAX_DEPTH} levels.")


# bounded, and looked for once: a page of nothing but tags costs no more than a page
_TEMPLATE = re.compile(
    rf"""<template\b[^<>]{{0,200}}?\bid\s*=\s*(["']?){TEMPLATE_ID}\1[^<>]{{0,200}}>""",
    re.IGNORECASE,
)
_TEMPLATE_END = re.compile(r"</template\s*>", re.IGNORECASE)


def _embedded(text: str) -> str:
    """Return the text of `<template id="assess-data">`, its entities unescaped."""
    begin = _TEMPLATE.search(text)
    if begin is None:
        if "<html" in text.lower() and "</html" not in text.lower():
            raise AnswersError(CUT)
        raise AnswersError("This page holds no assessment; choose the HTML file that assess made.")
    end = _TEMPLATE_END.search(text, begin.end())
    return unescape(text[begin.end() : end.start() if end else len(text)])
