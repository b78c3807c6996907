"""References that lead in a circle, and ids that were renamed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from assess.domain.suggest import did_you_mean, short
from assess.formats.model_yaml.nodes import Node
from assess.formats.model_yaml.places import Item, Notes, level, text, texts


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


K = TypeVar("K", bound=Hashable)


def note_cycles(activities: Sequence[Item], notes: Notes) -> None:
    """Note each cycle in `requires` once, at the entry of its first activity in the file."""
    after: dict[str, dict[str, Node]] = {}
    for item in activities:
        if item.id is not None:
            after.setdefault(item.id, dict(texts(item.node.get("requires"))))
    order = {key: index for index, key in enumerate(after)}
    for cycle in _cycles(after):
        first = min(range(len(cycle)), key=lambda index: order[cycle[index]])
        ring = [*cycle[first:], *cycle[:first]]
        where = after[ring[0]][ring[1 % len(ring)]]
        shown = [*ring, ring[0]] if len(ring) < 10 else [*ring[:8], "…", ring[0]]
        chain = " → ".join(short(key) for key in shown)
        notes.add(
            where,
            f"activity '{short(ring[0])}', requires: a circle that can never begin ({chain}); "
            "take one of these out",
        )


def note_waiting(competencies: Iterable[Item], lowest: int, notes: Notes) -> None:
    """Note each circle of `builds_on` once: steps that wait for levels which wait for them."""
    rules: list[tuple[str, int, str, int, Node]] = []
    for item in competencies:
        found = item.node.get("builds_on")
        for node in found.items if found is not None and found.kind == "list" else ():
            if item.id is None or node.kind != "map" or node.broken:
                continue
            other, needed, first = (
                text(node.get("competency")),
                level(node.get("level")),
                level(node.get("from")),
            )
            if other is not None and needed is not None and first is not None:
                rules.append((item.id, max(first, lowest + 1), other, needed, node))
    after = {
        index: [at for at, other in enumerate(rules) if other[0] == rule[2] and other[1] <= rule[3]]
        for index, rule in enumerate(rules)
    }
    for cycle in _cycles(after):
        first = min(range(len(cycle)), key=lambda index: cycle[index])
        ring = [rules[index] for index in [*cycle[first:], *cycle[:first]]]
        chain = ", ".join(
            f"{short(key)} from {start} waits for {short(other)} {needed}"
            for key, start, other, needed, _ in ring
        )
        notes.add(
            ring[0][4],
            f"competency '{short(ring[0][0])}', builds_on: a circle that can never begin "
            f"({chain}); lower a level, raise a from, or take one out",
        )


def _cycles(after: Mapping[K, Iterable[K]]) -> list[list[K]]:
    """A cycle for every edge that closes one, by depth-first search without recursion."""
    done: set[K] = set()
    found: list[list[K]] = []
    for start in after:
        if start in done:
            continue
        path: list[K] = [start]
        place = {start: 0}
        waiting = [iter(after[start])]
        while path:
            for key in waiting[-1]:
                if key in place:
                    found.append(path[place[key] :])
                elif key in after and key not in done:
                    place[key] = len(path)
                    path.append(key)
                    waiting.append(iter(after[key]))
                    break
            else:
                waiting.pop()
                done.add(path[-1])
                del place[path.pop()]
    return found
