"""Rules for `renamed`: every old id leads to one competency that exists, and is never reused."""

from __future__ import annotations

from collections.abc import Sequence

from assess.model_file.nodes import Node
from assess.model_file.places import Item, Notes, text, texts
from assess.suggest import did_you_mean, short


def note_renamings(renamed: Sequence[Item], known: Sequence[str] | None, notes: Notes) -> None:
    """Note old ids that are still in use or named twice, and new ids that lead nowhere."""
    if known is None:
        return
    first: dict[str, Node] = {}
    follows: dict[str, str] = {}
    for item in renamed:
        new = text(item.node.get("to"))
        for old, node in texts(item.node.get("from")):
            if old in known:
                notes.add(
                    node,
                    f"renamed: '{short(old)}' is still the id of a competency; give that one a "
                    "new id, ids are never used again",
                )
            elif old in first:
                notes.add(
                    node,
                    f"renamed: '{short(old)}' is renamed twice (first in line {first[old].line}); "
                    "keep one",
                )
            first.setdefault(old, node)
            if new is not None:
                follows.setdefault(old, new)
    for item in renamed:
        target = item.node.get("to")
        new = text(target)
        if target is None or new is None or _end(new, follows) in known:
            continue
        hint = did_you_mean(new, known, "name one of today's competencies")
        notes.add(target, f"renamed: there is no competency '{short(new)}'{hint}")


def _end(key: str, follows: dict[str, str]) -> str:
    seen: set[str] = set()
    while key in follows and key not in seen:
        seen.add(key)
        key = follows[key]
    return key
