"""Rules of the cases: what decides a case must stand in the anchor that it names."""

from __future__ import annotations

from collections.abc import Iterable

from assess.model_file.places import Item, Notes, level, text
from assess.suggest import short


def note_quote(case: Item, competencies: Iterable[Item], notes: Notes) -> None:
    """Note a case whose `because` isn't in the anchor of its competency and level."""
    because, number = case.node.get("because"), level(case.node.get("level"))
    said, wanted = text(because), text(case.node.get("competency"))
    anchor = next((_anchor(item, number) for item in competencies if item.id == wanted), None)
    if because is None or said is None or anchor is None:
        return
    if plain(said) not in plain(anchor):
        notes.add(
            because,
            f"{case.name}, because: these words don't stand in the anchor of level {number} of "
            f"'{short(wanted or '')}'; quote the words there that decide",
        )


def plain(words: str) -> str:
    """A text in small letters with single spaces, to be compared with another."""
    return " ".join(words.split()).casefold()


def _anchor(competency: Item, number: int | None) -> str | None:
    anchors = competency.node.get("anchors")
    found = None if anchors is None or anchors.broken else anchors.get(number)
    return text(found)
