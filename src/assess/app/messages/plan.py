"""Messages of the plan step: what is asked of the plan, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from assess.app.messages import Cue, Signal
from assess.app.messages.forms import Submit


@dataclass(frozen=True)
class Wish:
    """An activity must be in the plan or needn't, must not be in it or may."""

    kind: Literal["pin", "unpin", "leave", "let"]
    id: str


@dataclass(frozen=True)
class Swap:
    """Another activity in the place of a planned one."""

    kind: Literal["swap"]
    id: str
    other: str


@dataclass(frozen=True)
class Undo:
    """Take back what was done to the plan; `number`: which of its changes."""

    kind: Literal["undo"]
    number: int


@dataclass(frozen=True)
class StopSearch:
    """End a search that still runs; `about`: the message that asked for it."""

    kind: Literal["stop"]
    about: Literal["worth", "deciding"]


@dataclass(frozen=True)
class AboutVersion:
    """Show an earlier plan, compare it with the present one, or go back to it."""

    kind: Literal["version", "compare", "restore"]
    version: int


@dataclass(frozen=True)
class AboutLevel:
    """Whether a level that an activity practised is reached; `note`: add what was written of it."""

    kind: Literal["confirm", "not_yet"]
    activity: str
    competency: str
    level: int
    note: bool = False


FromPlanForm = Submit | Wish
# make the plan again, take the better one that was found, or stay with this one
FromPlanNews = Signal[Literal["again", "better", "keep"]] | Undo
# whose yes would be worth most, or which answers decide this plan?
Search = Signal[Literal["worth", "deciding"]]
FromPlanBody = Wish | Swap | Undo | Search | StopSearch | AboutVersion | AboutLevel


class Parts(TypedDict):
    """Pieces of what a widget shows, by name."""

    kind: Literal["parts"]
    parts: dict[str, Any]


Fresh = Cue[Literal["fresh"]]
"""Take off what was said and typed, for somebody else may be here."""


class FieldProblem(TypedDict):
    """Which field of the form is wrong, and why."""

    field: str
    text: str


class FormDone(TypedDict):
    """The plan is ready, or why not."""

    kind: Literal["done"]
    ready: NotRequired[str]
    error: NotRequired[FieldProblem]


class NewsDone(TypedDict):
    """What was done, with the number to undo it by, or why not."""

    kind: Literal["done"]
    said: NotRequired[str]
    problem: NotRequired[str]
    undo: NotRequired[int | None]


class Worth(TypedDict):
    """What the yes of a person, or a fact of the situation, would be worth."""

    kind: Literal["person", "fact"]
    id: str
    name: str
    text: str


class DecidingRating(TypedDict):
    """An answer that decides the plan, at what level, and what the levels beside it would mean."""

    id: str
    title: str
    level: int
    lines: list[str]


class Found(TypedDict):
    """What a search found; `note`: that it is nothing, or not all, since the time ended."""

    items: list[DecidingRating] | list[Worth]
    note: str


class LevelLabel(TypedDict):
    """One level of the scale."""

    level: int
    label: str


class Risen(TypedDict):
    """A level that rose: what it was before, what it is now, and the scale."""

    title: str
    before: int
    now: int
    scale: list[LevelLabel]


class BodyDone(NewsDone):
    """The same of one activity, and what was answered about the plan."""

    risen: NotRequired[Risen]

    answer: NotRequired[str]
    opened: NotRequired[list[str]]
    version: NotRequired[int]


class Progress(TypedDict):
    """How far a long search is; `about`: the message that asked for it."""

    kind: Literal["progress"]
    about: Literal["worth", "deciding"]
    done: int
    of: int


class Searched(TypedDict):
    """A search is over: what it found, or why it found nothing."""

    kind: Literal["searched"]
    about: Literal["worth", "deciding"]
    found: NotRequired[Found]
    problem: NotRequired[str]


ToPlanForm = Parts | Fresh | FormDone
ToPlanNews = Parts | Fresh | NewsDone
ToPlanBody = Parts | Fresh | BodyDone | Progress | Searched
