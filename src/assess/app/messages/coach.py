"""Messages of the coach's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from assess.app.messages.files import Sentence
from assess.app.messages.plan import Swap, Wish
from assess.app.messages.visit import ChangeOf, ClashOf, Told


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
class BringDemo:
    """Put a made-up person on the list."""

    kind: Literal["demo"]


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
class Answered:
    """The answer to the question about a file: use it, or leave everything as it is."""

    kind: Literal["use", "leave"]


@dataclass(frozen=True)
class Afresh:
    """Take everybody off the list."""

    kind: Literal["afresh"]


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
class Alive:
    """Is anybody there?"""

    kind: Literal["ping"]


@dataclass(frozen=True)
class MeetingChanges:
    """Changes of one person's meeting that aren't applied yet; `show`: the page isn't drawn yet."""

    kind: Literal["changes"]
    person: str
    changes: list[ChangeOf]
    show: bool = False


FromPeople = (
    Bring | BringByCode | BringDemo | AboutPerson | NextMeeting | Answered | Afresh | Copying
)
FromCards = Wish | Swap
FromCoachVisit = Arrived | Alive | MeetingChanges


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


class Taken(TypedDict):
    """What became of changes of one person's meeting; as `visit.Kept`."""

    kind: Literal["kept"]
    person: str
    done: list[int]
    kept: bool
    problem: str
    conflicts: list[ClashOf]


class TakenOff(TypedDict):
    """Somebody is on the list no more: nothing waits for them."""

    kind: Literal["off"]
    person: str


class Said(TypedDict):
    """A sentence to the coach."""

    kind: Literal["notice"]
    text: str


ToPeople = Data | Sentence | Asked
ToCompare = Data | Row | Lines
ToGoals = Data
ToJudge = Data
ToCards = Data
ToCoachVisit = Taken | TakenOff | Told | Said
