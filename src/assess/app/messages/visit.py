"""Messages about who is here, what was changed, and whether it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from assess.app.messages import Cue, Signal, Text


class ChangeOf(TypedDict, total=False):
    """What a person changed; `…_seen`: what it takes the place of (see `changes.Change`)."""

    n: int
    id: str
    kind: str
    value: Any
    value_seen: list[Any]
    rating: str
    rating_seen: list[str]
    note: str
    note_seen: list[str]
    confirm: bool
    questions: str


@dataclass(frozen=True)
class Hello:
    """A page was opened. `left`: how many unsaved changes the browser holds, by code.

    `zone`: the name of the time zone where the person is.
    """

    kind: Literal["hello"]
    codes: list[Any]
    left: dict[str, Any] | None = None
    here: str | None = None
    fresh: str = ""
    zone: str = ""


@dataclass(frozen=True)
class Changes:
    """Changes that aren't stored yet; `show`: the form must be told what is kept."""

    kind: Literal["changes"]
    changes: list[ChangeOf]
    show: bool = False


@dataclass(frozen=True)
class AboutCode:
    """Go on with a code (`left`: the browser holds changes of it), erase it, or begin with it."""

    kind: Literal["resume", "forget", "fresh"]
    code: str
    left: bool = False


@dataclass(frozen=True)
class Redeem:
    """A code typed from another computer; `code`: what the answers are kept under here."""

    kind: Literal["redeem"]
    text: str
    code: str


# is anybody there; begin with no answers; overwrite another tab's; store what was erased
FromVisit = (
    Hello | Changes | AboutCode | Redeem | Signal[Literal["ping", "new", "mine", "keep_again"]]
)


class Action(TypedDict):
    """A button beside a sentence: the kind of message that it sends, and its label."""

    kind: Literal["mine", "keep_again"]
    label: str


class ClashOf(TypedDict):
    """A change that was not applied: `mine` was wanted, `kept` is stored, both in words.

    `n` and `id` are those of the change; `field` is "rating", "note" or "value"; `stamp` is the
    stamp of what is kept. `title` names what it is about.
    """

    n: int
    id: str
    field: str
    mine: str
    kept: str
    stamp: Any
    title: str
    kind: str


class Kept(TypedDict):
    """What became of changes: `done` are the numbers of those that need not be sent again."""

    kind: Literal["kept"]
    done: list[int]
    kept: bool
    problem: str
    conflicts: list[ClashOf]
    action: NotRequired[Action]


Told = Cue[Literal["pong"]]
"""Somebody is there."""


class OfCode(TypedDict):
    """The answers of a code are shown from now on, or are erased."""

    kind: Literal["using", "forgotten"]
    code: str


class EarlierItem(TypedDict):
    """Answers kept under a code: what there is, and when it changed or what isn't stored of it."""

    code: str
    text: str
    detail: str


class Earlier(TypedDict):
    """What there is to go on with."""

    kind: Literal["earlier"]
    items: list[EarlierItem]


class Saved(TypedDict):
    """Whether everything is stored."""

    kind: Literal["saved"]
    kept: bool


class Notice(TypedDict):
    """A sentence to the person; `refused`: it says why a change was refused."""

    kind: Literal["notice"]
    text: str
    action: NotRequired[Action | None]
    refused: NotRequired[bool]


Wrong = Text[Literal["wrong"]]
"""Why a typed code is no good."""

ToVisit = Kept | Told | OfCode | Earlier | Saved | Notice | Wrong
