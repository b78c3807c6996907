"""What kind of code somebody typed, where it isn't one that the field takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assess.app.account import texts
from assess.app.account.state import typed_code

if TYPE_CHECKING:
    from assess.hub.client import Storage

ROOM = re.compile(r"\d{3}[\s-]?\d{3}")


def about(store: Storage | None, typed: str, *, in_room: bool) -> str:
    """A sentence about a code that belongs elsewhere, "" for one that nobody knows.

    Only whoever has the code learns what it is for: the caller counts tries first.
    """
    if ROOM.fullmatch(typed[:200].strip()):
        return texts.ROOM_INSIDE if in_room else texts.ROOM_ELSEWHERE
    code = typed_code(typed)
    if code is None or store is None:
        return ""
    group = store.groups.to_join(code)
    if group is not None:
        return texts.OF_GROUP.format(title=group.title)
    if store.feedback.asked(code) or store.feedback.replied(code):
        return texts.OF_FEEDBACK
    purpose = store.shares.purpose_of(code)
    return {"coach": texts.OF_COACH, "continue": texts.OF_PERSON, None: ""}[purpose]
