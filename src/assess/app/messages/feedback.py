"""Messages about asking others how they see some skills, replying, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from assess.app.messages import About, Cue, Signal, Text
from assess.app.messages.files import Code, Ended, File, Sentence


@dataclass(frozen=True)
class AskOthers:
    """Make a request about these skills, with a code or as a file; `name`: who is asking."""

    kind: Literal["code", "file"]
    skills: list[str]
    name: str


@dataclass(frozen=True)
class RemoveReply:
    """Delete one reply to a request."""

    kind: Literal["remove"]
    id: str
    reply: str


FromAskOthers = (
    AskOthers
    | RemoveReply
    # make a request's file again, end its code, or delete it with its replies
    | About[Literal["again", "end", "delete"]]
    # what was asked, and what came back?
    | Signal[Literal["show"]]
)


class RequestOf(TypedDict):
    """A request in words. `open`: its code works; `replies`: id and name of each."""

    id: str
    day: str
    skills: str
    way: str
    count: str
    open: bool
    replies: list[list[str]]


class Requests(TypedDict):
    """What was asked; which skills are worth asking about; the person's name."""

    kind: Literal["requests"]
    items: list[RequestOf]
    suggested: list[str]
    person: str


ToAskOthers = Requests | Code | File | Sentence | Ended


@dataclass(frozen=True)
class OpenRequest:
    """A code or reply code was typed; `known`: the reply codes that this browser has."""

    kind: Literal["open"]
    code: str
    known: list[Any]


@dataclass(frozen=True)
class SendReply:
    """A reply. `again`: it is somebody else's than the one sent from this browser before."""

    kind: Literal["send"]
    seen: dict[str, Any]
    name: str
    next: str
    known: list[Any]
    again: bool


@dataclass(frozen=True)
class AboutReply:
    """Withdraw the reply that is open, or leave; open the one sent from this browser before.

    "mine": what is sent next takes its place. `known`: the reply codes that this browser has.
    """

    kind: Literal["withdraw", "leave", "earlier", "mine"]
    known: list[Any]


FromReplying = OpenRequest | SendReply | AboutReply


class LevelAsked(TypedDict):
    """A level of a skill: its description."""

    level: int
    label: str
    anchor: str


class SkillAsked(TypedDict):
    """A skill that somebody is asked about."""

    id: str
    title: str
    summary: str
    levels: list[LevelAsked]


class Asking(TypedDict):
    """What somebody is asked: who asks, and about which skills; no level of anybody's."""

    name: str
    skills: list[SkillAsked]


class ReplyQuestions(TypedDict):
    """Show the questions.

    `given`: the reply that is opened again, `own` its code. `earlier`: one was sent from this
    browser before. `until`: the last day of the request, "" where it has ended.
    """

    kind: Literal["asked"]
    asking: Asking
    given: NotRequired[dict[str, Any]]
    own: str
    earlier: bool
    until: str


class ReplySent(TypedDict):
    """The reply is stored; `code` opens it again. `first`: it wasn't there before."""

    kind: Literal["sent"]
    text: str
    code: str
    first: bool


ReplyEnded = Cue[Literal["withdrawn", "twice"]]
"""The reply was withdrawn; or one was sent from this browser before."""

ReplyProblem = Text[Literal["problem", "wrong"]]
"""Why a code or a reply is no good. `wrong`: the code, typed in the card."""

ToReplying = ReplyQuestions | ReplySent | ReplyEnded | ReplyProblem


class OtherSeen(TypedDict):
    """What one of the others says of a skill: `level` null where they haven't seen it."""

    name: str
    level: int | None
    saw: str
    next: str


class SkillSeen(TypedDict):
    """A skill as the person and the others see it; `said`: how these differ."""

    id: str
    title: str
    own: int | None
    said: str
    others: list[OtherSeen]


class AllSeen(TypedDict):
    """Everything that others see; `lead`: the skill that comes first in the plan."""

    kind: Literal["seen"]
    skills: list[SkillSeen]
    lead: str | None


ToOthersSee = AllSeen
