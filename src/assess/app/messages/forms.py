"""Messages of the questions, of practice, and of looking at answers again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from assess.app.messages import About, Cue, Signal
from assess.app.messages.visit import Changes


@dataclass(frozen=True)
class Calibrate:
    """Practise on the cases of an area; `chosen`: a level for each case that was rated so far."""

    kind: Literal["calibrate"]
    area: str
    chosen: list[int]


class CaseShown(TypedDict):
    """A case to rate, and the levels to choose from."""

    skill: str
    text: str
    anchors: dict[str, str]


class CaseKey(TypedDict):
    """The level that a case stands for, and the words of its description that decide."""

    level: int
    because: str


class Calibration(TypedDict):
    """The key of the case rated last and the next case; after the last one, the person's lean."""

    kind: Literal["calibration"]
    area: str
    done: int
    all: int
    key: NotRequired[CaseKey]
    case: NotRequired[CaseShown]
    lean: NotRequired[str]


@dataclass(frozen=True)
class Submit:
    """A form's values by the names of its fields."""

    kind: Literal["submit"]
    values: dict[str, Any]


@dataclass(frozen=True)
class Choices:
    """Answers about the role, option id by question id."""

    kind: Literal["choices"]
    choices: dict[str, Any]


# the example of a question was opened, or the example of a result, on the first screen
WantExample = About[Literal["example"]] | Signal[Literal["result"]] | Calibrate
FromRatingForm = WantExample | Changes
# the chart script isn't found by HTTP
FromChart = Signal[Literal["bundle"]]
FromFold = Signal[Literal["open"]]
FromFields = Submit
FromGuidePart = Choices


class Answers(TypedDict):
    """Other answers for the form.

    `other`: somebody else's, so that nothing typed may stay. `person`: whose, where there are
    several people.
    """

    kind: Literal["answers"]
    answers: dict[str, Any]
    other: bool
    person: NotRequired[str]


class Example(TypedDict):
    """The example of a question."""

    kind: Literal["example"]
    id: str
    text: str


class Result(TypedDict):
    """A made-up person's result, as HTML whose texts are escaped."""

    kind: Literal["result"]
    html: str


Ready = Cue[Literal["bundle", "done"]]
"""The chart script is in this message's buffer; what was submitted was looked at."""

ToRatingForm = Answers | Example | Result | Calibration
ToChart = Ready
ToFields = Ready


@dataclass(frozen=True)
class OneLevel:
    """A level now, or one then in hindsight; `rating` as a change writes it, "" for none."""

    kind: Literal["level", "then"]
    id: str
    rating: str


# show all answers to confirm, confirm them, undo; begin or end a round; compare; leave
FromAgain = Signal[Literal["check", "right", "undo", "begin", "end", "compare", "close"]] | OneLevel
