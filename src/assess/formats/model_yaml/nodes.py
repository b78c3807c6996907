"""YAML text → a tree of plain nodes that know their line and column.

The parser's events are composed here: nothing is constructed, no alias is ever followed, every
mistake is noted with its place. Scalars mean what YAML 1.2 says (`no` is text, `1.0.0` is text).
libyaml reads 3,000 lines in about 10 ms; without it PyYAML's own parser takes about 0.25 s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal
from unicodedata import normalize

import yaml  # type: ignore[import-untyped, unused-ignore]

from assess.errors import Problem
from assess.text import short

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


MAX_DEPTH = 20
MAX_NODES = 20_000

# what YAML doesn't allow unescaped, and what no text of ours may hold even escaped
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"(?:~|null|Null|NULL|)\Z"), lambda text: None),
    (re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), lambda text: text[0] in "tT"),
    (re.compile(r"[-+]?[0-9]{1,40}\Z"), int),
    (re.compile(r"0(?:o[0-7]{1,40}|x[0-9a-fA-F]{1,40})\Z"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"), float),
    (
        re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"),
        lambda text: float(text.replace(".", "", 1)),
    ),
)
"""How an unquoted scalar is written, and what it means then."""

Kind = Literal["map", "list", "scalar"]


@dataclass(slots=True)
class Node:
    """A mapping, a list or a scalar, at `line` and `column` (from 1).

    `broken`: a problem was already noted here, what it holds must not be judged again.
    `partial`: keys were lost (a merge key), so that nothing can be called missing.
    """

    kind: Kind
    line: int
    column: int
    value: Any = None
    raw: str = ""
    entries: dict[Any, Entry] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    broken: bool = False
    partial: bool = False

    def get(self, key: object) -> Node | None:
        """The value under a key of a mapping; None where there is none."""
        entry = self.entries.get(key)
        return None if entry is None else entry.node

    def rows(self, key: object) -> list[Node]:
        """The items of the list under a key of a mapping; none where there is no list."""
        node = self.get(key)
        return [] if node is None else node.items

    def plain(self) -> Any:
        """The node as dicts, lists and scalars."""
        if self.kind == "map":
            return {key: entry.node.plain() for key, entry in self.entries.items()}
        if self.kind == "list":
            return [item.plain() for item in self.items]
        return self.value

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in [*self.items, *(entry.node for entry in self.entries.values())]:
            yield from child.walk()


@dataclass(slots=True)
class Entry:
    """One `key: value` of a mapping; the position is the key's."""

    line: int
    column: int
    node: Node


def read(text: str, file: str, *, loader: Any = None) -> tuple[Node | None, list[Problem]]:
    """Compose the one document of `text`; (None, problems) where it can't be read at all.

    `loader`: the PyYAML loader whose parser is used (default: libyaml's, where it is there).
    """
    text = normalize("NFC", text.removeprefix("\ufeff"))
    if (bad := _FORBIDDEN.search(text)) is not None:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        return None, [Problem(file, line, column, _forbidden(bad[0]))]
    composer = _Composer(file)
    fastest = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader or fastest):
            if not composer.take(event):
                return None, composer.problems
    except yaml.MarkedYAMLError as error:
        composer.problems.append(explain(error, file, text))
        return None, composer.problems
    if composer.root is None:
        composer.problems.append(Problem(file, 1, 1, "the file is empty; write a model into it"))
    return composer.root, composer.problems


def _forbidden(character: str) -> str:
    return f"a character that no text can hold (U+{ord(character):04X}); delete it"


class _Composer:
    """Builds nodes from parser events and notes what a model file may not use."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._documents = 0
        self._count = 0
        self._open: list[tuple[Node, Node | None]] = []  # a container and the key it waits with

    def take(self, event: Any) -> bool:
        """Handle one event; False where reading must stop."""
        if isinstance(event, yaml.NodeEvent):
            return self._node(event)
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._note(
                    event, "a second document begins here; a model is one document, delete '---'"
                )
                return False
        return True

    def _note(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, message))

    def _node(self, event: Any) -> bool:
        self._count += 1
        if self._count > MAX_NODES:
            self._note(event, f"the file is too large: more than {MAX_NODES:,} values; shorten it")
            return False
        mark = event.start_mark
        node = Node("scalar", mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, node)
        elif isinstance(event, yaml.AliasEvent):
            alias = short(event.anchor)
            self._note(event, f"a YAML alias (*{alias}); write the value itself here")
            node.broken = True
        else:
            node.kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            self._refuse_extras(event, node)
        self._place(event, node)
        if node.kind != "scalar":
            self._open.append((node, None))
            if len(self._open) > MAX_DEPTH:
                self._note(event, f"nested deeper than {MAX_DEPTH} levels; flatten it")
                return False
        return True

    def _refuse_extras(self, event: Any, node: Node) -> None:
        if event.anchor is not None:
            self._note(
                event, f"a YAML anchor (&{short(event.anchor)}); take it out and repeat the value"
            )
        if event.tag is not None:
            tag = short(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._note(event, f"a YAML tag ({tag}); take it out, put text in quotes instead")
            node.broken = True

    def _scalar(self, event: Any, node: Node) -> None:
        self._refuse_extras(event, node)
        node.raw = event.value
        node.value = resolve(event.value) if event.implicit[0] else event.value
        if event.style == '"' and (bad := _FORBIDDEN.search(event.value)) is not None:
            self._note(event, _forbidden(bad[0]))
            node.broken = True

    def _place(self, event: Any, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif key is None:
            self._open[-1] = (parent, node)
        else:
            self._open[-1] = (parent, None)
            self._put(event, parent, key, node)

    def _put(self, event: Any, parent: Node, key: Node, node: Node) -> None:
        def note(message: str) -> None:
            self.problems.append(Problem(self.file, key.line, key.column, message))

        if key.broken:
            parent.partial = True
        elif key.kind != "scalar":
            note("a list or mapping can't be a key; write a word before the colon")
        elif key.raw == "<<" and key.value == "<<":
            note("a YAML merge key (<<); write the keys themselves here")
            parent.partial = True
        elif key.value in parent.entries:
            line = parent.entries[key.value].line
            note(f"the key '{short(key.raw)}' is there twice (first in line {line}); delete one")
        else:
            parent.entries[key.value] = Entry(key.line, key.column, node)


def resolve(text: str) -> Any:
    """What an unquoted scalar means by YAML 1.2's core schema: None, bool, int, float or text."""
    if text and text[0] not in "-+.0123456789~nNtTfF":  # nearly all of them: plain words
        return text
    return next((mean(text) for form, mean in _FORMS if form.match(text)), text)
