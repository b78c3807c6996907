"""The shape of a reply to a request for feedback; its skills and levels are the model's."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assess.domain.review.feedback import MOST_SKILLS, REPLIER_LIMIT, SAW_LIMIT, Reply, Seen
from assess.formats.answers.shape import ModelOfFile
from assess.formats.shapes import Clean, Level, Name, Of, Shape, at_most, known

Saw = Annotated[str, StringConstraints(max_length=SAW_LIMIT, strip_whitespace=True), Clean]
Random = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class SeenRow(Shape):
    """One skill."""

    level: Level | None
    saw: Saw = ""


SeenRecord = Annotated[Seen, Of(SeenRow)]


class ReplyRow(Shape):
    """What somebody said."""

    name: Annotated[
        str, StringConstraints(max_length=REPLIER_LIMIT, strip_whitespace=True), Clean
    ] = ""
    seen: Annotated[
        dict[Annotated[Name, known("competency")], SeenRecord],
        at_most(MOST_SKILLS, "holds {number} skills, at most {limit} are asked about"),
    ]
    next: Saw = ""

    def record(self) -> Reply:
        """Return the reply."""
        return Reply(self.seen, self.name, self.next)


class ReplyFileRow(ReplyRow):
    """The same in a file, with the request that it answers."""

    schema_version: Annotated[int, Field(ge=1)]
    kind: Literal["feedback"]
    request: Random
    reply: Random
    model: ModelOfFile
