"""Messages of the practice cases, which the form of the questions shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict


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
