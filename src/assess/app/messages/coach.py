"""Messages of the coach's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from assess.app.messages import Signal, Text
from assess.app.messages.files import Sentence
from assess.app.messages.plan import Swap, Wish
from assess.app.messages.visit import ChangeOf, Kept, Told


@dataclass(frozen=True)
class Bring:
    """A person's file, chosen or dropped."""

    kind: Literal["bring"]
    name: str
    text: str


@dataclass(frozen=True)
class BringByCode:
    """A code that a person gave."""

    kind: Literal["code"]
    code: str


@dataclass(frozen=True)
class AboutPerson:
    """Go on with a person on the list, or take them off it."""

    kind: Literal["choose", "off"]
    key: str


@dataclass(frozen=True)
class NextMeeting:
    """Begin the next meeting; `text`: the person's newer file."""

    kind: Literal["next"]
    text: str | None = None


@dataclass(frozen=True)
class Copying:
    """Whether copies of what isn't downloaded are kept on this computer."""

    kind: Literal["copies"]
    on: bool


@dataclass(frozen=True)
class Arrived:
    """A page was opened. `owner`: the secret by which this browser's copies are found.

    `zone`: the name of the time zone where the coach is.
    """

    kind: Literal["hello"]
    owner: str
    zone: str = ""


@dataclass(frozen=True)
class MeetingChanges:
    """Changes of one person's meeting that aren't applied yet; `show`: the page isn't drawn yet."""

    kind: Literal["changes"]
    person: str
    changes: list[ChangeOf]
    show: bool = False


FromPeople = (
    Bring
    | BringByCode
    | AboutPerson
    | NextMeeting
    | Copying
    # put a made-up person on the list; take everybody off it; use the file that was asked about, or
    # leave everything as it is
    | Signal[Literal["demo", "afresh", "use", "leave"]]
)
FromCards = Wish | Swap
FromCoachVisit = Arrived | MeetingChanges | Signal[Literal["ping"]]


class Data(TypedDict):
    """All that a widget shows."""

    kind: Literal["data"]
    data: dict[str, Any]


class Row(TypedDict):
    """One pair of ratings, and the lines about all of them."""

    kind: Literal["row"]
    row: dict[str, Any]
    count: str
    plan: str


class Lines(TypedDict):
    """How many are agreed, and what the plan makes of it."""

    kind: Literal["lines"]
    count: str
    plan: str


class Asked(TypedDict):
    """A question about the file that was chosen last."""

    kind: Literal["ask"]
    text: str
    yes: str
    no: str


class Taken(Kept):
    """What became of changes of one person's meeting."""

    person: str


class TakenOff(TypedDict):
    """Somebody is on the list no more: nothing waits for them."""

    kind: Literal["off"]
    person: str


Said = Text[Literal["notice"]]
"""A sentence to the coach."""

ToPeople = Data | Sentence | Asked
ToCompare = Data | Row | Lines
ToGoals = Data
ToJudge = Data
ToCards = Data
ToCoachVisit = Taken | TakenOff | Told | Said
