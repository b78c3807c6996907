"""Messages about files to take along, what is kept, and what others may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from assess.app.messages import About, Cue, Signal, Text


@dataclass(frozen=True)
class Export:
    """A file is wanted, with or without what was typed."""

    kind: Literal["export"]
    format: str
    notes: bool


@dataclass(frozen=True)
class Import:
    """The text of a chosen file."""

    kind: Literal["import"]
    text: str


@dataclass(frozen=True)
class TakeFile:
    """A file is wanted, for oneself ("me"), to "share" or for a "manager".

    `chosen`: the evidence that may be in it, places in a competency's log by its id; `reader`: the
    id of the person whom a page is for, "" for anyone.
    """

    kind: Literal["take"]
    format: str
    audience: str
    chosen: dict[str, Any]
    reader: str


@dataclass(frozen=True)
class ShareFor:
    """Make a code for a coach, good for so many days."""

    kind: Literal["make"]
    days: int


@dataclass(frozen=True)
class AboutGroup:
    """Look at what would be added to a group, add it, take it out, or see an open group.

    `code`: "" for the group of the room that this is. `name`, `plan`: for an open group, the name
    that the others see, and whether they see the subjects of the plan.
    """

    kind: Literal["look", "add", "withdraw", "team"]
    code: str
    name: str = ""
    plan: bool = False


# the chosen file takes the place of the present answers or plan
FromTransfer = TakeFile | Import | Signal[Literal["replace"]]
FromLeave = Export
# show what is kept, make a file of it, make a code for another computer, erase it all; end a code
FromYourData = Signal[Literal["show", "file", "make", "forget"]] | About[Literal["revoke"]]
# who used the codes?
FromShare = ShareFor | AboutGroup | About[Literal["revoke"]] | Signal[Literal["uses"]]


class File(TypedDict):
    """A file for the browser to save."""

    kind: Literal["file"]
    name: str
    type: NotRequired[str]
    text: str


class Names(TypedDict):
    """What files are called now, by card and format; the person's name; whom a page can be for."""

    kind: Literal["names"]
    names: dict[str, str]
    person: str
    readers: list[list[str]]


Ended = Cue[Literal["clear", "answered"]]
"""Take off what was shown, for somebody else may be here; what was asked for has ended."""

Sentence = Text[Literal["failed", "problem", "loaded", "done"]]
"""Why there is no file, or why something was refused; that the file was loaded or joined."""


class Sure(TypedDict):
    """A question before something is replaced; `plan`: by a plan."""

    kind: Literal["sure"]
    text: str
    plan: NotRequired[bool]


class Rows(TypedDict):
    """What is kept: name and words."""

    kind: Literal["rows"]
    rows: list[list[str]]


class Code(TypedDict):
    """A code that was just made."""

    kind: Literal["code"]
    code: str
    until: str


class Codes(TypedDict):
    """The codes that still work, id and last day; `uses`: who used them."""

    kind: Literal["codes"]
    items: list[list[str]]
    uses: NotRequired[list[str]]


class GroupSeen(TypedDict):
    """A group, and what would be added to it: title and level. `room`: it is this room's."""

    kind: Literal["group"]
    text: str
    room: bool
    inside: bool
    levels: list[list[str]]
    open: bool
    name: str
    subjects: list[str]


class TeamArea(TypedDict):
    """The levels of everybody in one area; `rows`: name, whether it's one's own, a text a skill."""

    title: str
    skills: list[str]
    rows: list[list[Any]]


class TeamSeen(TypedDict):
    """An open group side by side.

    `who`: a skill, and name and level of everybody who rated it. `plans`: a subject, and name and
    quarter of everybody who plans it. `pairs`: a skill, who could show it, and to whom.
    """

    kind: Literal["team"]
    text: str
    areas: list[TeamArea]
    who: list[list[Any]]
    plans: list[list[Any]]
    pairs: list[list[str]]


class ShareProblem(TypedDict):
    """Why something was refused, and at which of the two cards."""

    kind: Literal["problem"]
    where: Literal["group", "coach"]
    text: str


Joined = Text[Literal["done"]]
"""What was done with a group."""

ToTransfer = File | Ended | Sentence | Sure | Names
ToLeave = File | Sentence
ToYourData = File | Ended | Sentence | Rows | Code | Codes
ToShare = Ended | Code | Codes | GroupSeen | TeamSeen | ShareProblem | Joined
