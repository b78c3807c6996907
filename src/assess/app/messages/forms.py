"""Messages of the questions, the small forms, charts, folds and the role guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from assess.app.messages.calibrate import Calibrate, Calibration
from assess.app.messages.visit import Changes


@dataclass(frozen=True)
class WantExample:
    """The example of a question was opened."""

    kind: Literal["example"]
    id: str


@dataclass(frozen=True)
class WantResult:
    """The example of a result was opened, on the first screen."""

    kind: Literal["result"]


@dataclass(frozen=True)
class Want:
    """The chart script isn't found by HTTP; a fold was opened."""

    kind: Literal["bundle", "open"]


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


FromRatingForm = WantExample | WantResult | Calibrate | Changes
FromChart = Want
FromFold = Want
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


class Ready(TypedDict):
    """The chart script is in this message's buffer; what was submitted was looked at."""

    kind: Literal["bundle", "done"]


ToRatingForm = Answers | Example | Result | Calibration
ToChart = Ready
ToFields = Ready
