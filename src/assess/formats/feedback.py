"""A reply to a request for feedback as JSON: the file that comes back, and what the store keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assess.domain.model import CompetencyModel
from assess.domain.review.feedback import Reply, Seen
from assess.errors import AnswersError
from assess.formats.json_text import filled, plain, refuse_other_files

KIND = "feedback"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """A reply that came as a file: to which request (its id), and which reply it is."""

    request: str
    reply: str
    said: Reply


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """The reply as JSON-ready data; what is empty is left out."""
    seen = {key: filled(plain(item), "level") for key, item in reply.seen.items()}
    return filled({"name": reply.name, "seen": seen, "next": reply.next}, "seen")


def reply_from_json(data: Any, model: CompetencyModel, skills: Collection[str]) -> Reply:
    """The reply in data from a browser, about these skills and no other. Raises AnswersError."""
    from assess.formats.feedback_shape import ReplyRow
    from assess.formats.shapes import Reading, checked

    return about(checked(ReplyRow, data, Reading.of(model)).record(), skills)


def reply_file_from_json(data: Any, model: CompetencyModel) -> ReplyFile:
    """The reply in a file's parsed JSON. Raises AnswersError, also for another model's."""
    from assess.formats.feedback_shape import ReplyFileRow
    from assess.formats.shapes import Reading, checked

    refuse_other_files(data, KIND, SCHEMA_VERSION, AnswersError)
    row = checked(ReplyFileRow, data, Reading.of(model))
    return ReplyFile(row.request, row.reply, row.record())


def present_skills(skills: Iterable[str], model: CompetencyModel) -> tuple[str, ...]:
    """Those of a request's skills that the model still has, in its present ids, each once."""
    from assess.formats.answers import renamings

    renamed = renamings(model)
    present = (renamed.get(key, key) for key in skills)
    return tuple(dict.fromkeys(key for key in present if model.has_competency(key)))


def stored_reply(body: Mapping[str, Any], model: CompetencyModel) -> Reply:
    """A reply as the store has it, in the model's present ids.

    Skills and levels that the model no longer has are left out.
    """
    from assess.formats.answers import renamings

    renamed = renamings(model)
    seen = {}
    for old, item in body["seen"].items():
        key, level = renamed.get(old, old), item["level"]
        if model.has_competency(key) and (level is None or model.on_scale(level)):
            seen[key] = Seen(level, item.get("saw", ""))
    return Reply(seen, body.get("name", ""), body.get("next", ""))


def about(said: Reply, skills: Collection[str]) -> Reply:
    """The same reply. AnswersError where it says nothing, or something that nobody asked."""
    if not said.seen:
        raise AnswersError("Answer for one skill at least, then send it.")
    if other := [key for key in said.seen if key not in skills]:
        raise AnswersError(f"seen.{other[0]}: nobody asked about that skill; take it out.")
    return said
