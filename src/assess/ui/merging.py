"""Two tabs or computers changed one assessment: both changes in one, field by field.

`base` is what both started from. A field that only one of them changed is taken from that one;
where both changed it differently, the stored one stays and the field is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any

from assess.answers import HISTORY_LIMIT, Answer, Assessment, latest

THEIRS = frozenset({"id", "revision", "model_id", "model_version"})
"""Fields that the stored record decides."""
WHOLE = frozenset({"roles"})
"""Tuples that are one value, not a set of things."""

ABSENT = object()


def merge(
    base: Assessment, mine: Assessment, stored: Assessment, *, mine_wins: bool = False
) -> tuple[Assessment, tuple[str, ...]]:
    """The stored assessment with my changes, and the paths ("roles", "progress.x") that differ.

    A path names a value that both changed in different ways; the stored one is in the result, or
    mine where the person has asked for it (`mine_wins`).
    """
    merging = _Merging(mine_wins)
    merged: Assessment = merging.record("", base, mine, stored)
    history = merged.history[-HISTORY_LIMIT:]
    updated = latest(mine.updated or "", stored.updated) or None
    return replace(merged, updated=updated, history=history), tuple(merging.clashes)


class _Merging:
    """One merge: which side wins, and the paths where both sides changed the same thing."""

    def __init__(self, mine_wins: bool) -> None:
        self.mine_wins = mine_wins
        self.clashes: list[str] = []

    def record(self, path: str, base: Any, mine: Any, stored: Any) -> Any:
        found = {}
        for field in fields(stored):
            if field.name not in THEIRS and field.name != "updated":
                values = (getattr(each, field.name) for each in (base, mine, stored))
                found[field.name] = self.value(f"{path}.{field.name}".lstrip("."), *values)
        return replace(stored, **found)

    def value(self, path: str, base: Any, mine: Any, stored: Any) -> Any:
        if mine in (base, stored):
            return stored
        if stored == base:
            return mine
        if isinstance(stored, Answer) and isinstance(mine, Answer):
            return self.answer(path, base, mine, stored)
        if isinstance(stored, Mapping):
            return self.mapping(path, base, mine, stored)
        if isinstance(stored, tuple) and path not in WHOLE:
            return _collection(base, mine, stored)
        if is_dataclass(stored) and "." not in path:
            return self.record(path, base, mine, stored)
        return self.clash(path, mine, stored)

    def clash(self, path: str, mine: Any, stored: Any) -> Any:
        self.clashes.append(path)
        return mine if self.mine_wins else stored

    def mapping(
        self, path: str, base: Mapping[str, Any], mine: Mapping[str, Any], stored: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        merged = {}
        for key in (*stored, *(key for key in mine if key not in stored)):
            values = (each.get(key, ABSENT) for each in (base, mine, stored))
            value = self.value(f"{path}.{key}", *values)
            if value is not ABSENT:
                merged[key] = value
        return MappingProxyType(merged)

    def answer(self, path: str, base: Any, mine: Answer, stored: Answer) -> Answer:
        """A level of one and a note of the other both stay."""
        before = base if isinstance(base, Answer) else Answer()
        states = [(each.level, each.not_applicable) for each in (before, mine, stored)]
        level, not_applicable = self.value(f"{path}.rating", *map(list, states))
        evidence = self.value(f"{path}.note", before.evidence, mine.evidence, stored.evidence)
        said = replace(stored, level=level, not_applicable=not_applicable, evidence=evidence)
        return replace(said, updated=latest(mine.updated or "", stored.updated) or None)


def _collection(
    base: tuple[Any, ...], mine: tuple[Any, ...], stored: tuple[Any, ...]
) -> tuple[Any, ...]:
    """What either took away is gone, what either added is there."""
    left = [item for item in stored if item in mine or item not in base]
    return (*left, *(item for item in mine if item not in base and item not in stored))
