"""Activities that require each other in a circle: none of them could ever begin."""

from __future__ import annotations

from collections.abc import Sequence

from assess.model_file.nodes import Node
from assess.model_file.places import Item, Notes, texts
from assess.suggest import short


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


def _cycles(after: dict[str, dict[str, Node]]) -> list[list[str]]:
    """A cycle for every edge that closes one, by depth-first search without recursion."""
    done: set[str] = set()
    found: list[list[str]] = []
    for start in after:
        if start in done:
            continue
        path: list[str] = [start]
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
