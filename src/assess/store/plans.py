"""Plans, progress and earlier states: a row each, so that a click doesn't write them again.

A document is split into these items and the rest, which is one text; whoever reads it gets it
whole.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from assess.store.database import Row, Work

SECTIONS = ("progress", "history", "plans")
"""The keys of a document whose items have rows: they grow while the rest keeps its size."""

Items = Mapping[str, Sequence[Any]]
"""Section → its items in order; one of progress is the pair (activity id, how far it got)."""


def split(document: Mapping[str, Any]) -> tuple[dict[str, Any], Items]:
    """Take the items out of a document; a section that has not its form stays in the rest."""
    rest: dict[str, Any] = {}
    items: dict[str, list[Any]] = {}
    for key, value in document.items():
        form = {"progress": dict, "history": list, "plans": list}.get(key)
        if form and value and isinstance(value, form):
            items[key] = list(value.items()) if isinstance(value, dict) else value
        else:
            rest[key] = value
    return rest, items


def joined(text: str, rows: Iterable[Row]) -> dict[str, Any]:
    """Put a document together again; ValueError where a text of it isn't what `split` gave."""
    document, items = json.loads(text), [(row["section"], json.loads(row["body"])) for row in rows]
    try:
        for section, item in items:
            if section == "progress":
                key, value = item
                document.setdefault(section, {})[key] = value
            else:
                document.setdefault(section, []).append(item)
        return dict(document)
    except (AttributeError, TypeError):
        raise ValueError("the items don't fit the document") from None


def rows_of(work: Work, assessment_id: str | None = None) -> dict[str, list[Row]]:
    """Assessment → its items as stored, in order; of one assessment or of all."""
    one = "" if assessment_id is None else "WHERE assessment_id = :id "
    rows = work.all(
        f"SELECT assessment_id, section, number, body FROM items {one}"  # noqa: S608
        "ORDER BY assessment_id, section, number",
        **({} if assessment_id is None else {"id": assessment_id}),
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["assessment_id"], []).append(row)
    return found


def write(work: Work, assessment_id: str, items: Items, sections: Collection[str]) -> None:
    """Bring the stored items of some sections to these: write what is new, erase what is gone."""
    one = "assessment_id = :assessment_id AND section = :section"
    for section in sections:
        of = {"assessment_id": assessment_id, "section": section}
        rows = work.all(f"SELECT number, body FROM items WHERE {one} ORDER BY number", **of)  # noqa: S608
        bodies, same = [as_text(item) for item in items.get(section, ())], 0
        for row in rows:
            if same < len(bodies) and row["body"] == bodies[same]:
                same += 1
            else:
                gone = {**of, "number": row["number"]}
                work.change(f"DELETE FROM items WHERE {one} AND number = :number", **gone)  # noqa: S608
        following = enumerate(bodies[same:], start=rows[-1]["number"] + 1 if rows else 1)
        new = [{**of, "number": number, "body": body} for number, body in following]
        work.insert("items", ("assessment_id", "section", "number", "body"), new)


def as_text(value: object) -> str:
    """JSON that both databases can keep."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, as a hostile browser sends it
        text = json.dumps(value)
    return text
