"""Codes and documents of made-up people."""

from __future__ import annotations

from typing import Any

from assess.store import Store

CODE = "Kq3-vT0_uXz7mWb2LhR9sYcA"
OTHER = "Zz9-aB1_cD2eF3gH4iJ5kL6m"
THIRD = "Aa1-bC2_dE3fG4hI5jK6lM7n"
SECRET = "Ss1-eC2_rE3tG4hI5jK6lM7n"
NOTE = "Talked with the baker next door: a sentence found nowhere else"


def code(number: int) -> str:
    """One of many codes."""
    return f"Code-of-person-number-{number:04}"


def document(key: str = "0123", note: str = NOTE) -> dict[str, Any]:
    """Answers with each kind of item that has a row of its own; `note` is in most of them."""
    return {
        "schema_version": 1,
        "id": key,
        "model": {"id": "bakery", "version": "1.0.0"},
        "answers": {"baking": {"level": 2, "evidence": note}, "pricing": {"not_applicable": True}},
        "progress": {"proving": {"state": "done", "evidence": note}, "icing": {"state": "dropped"}},
        "history": [{"at": "2018-03-01T10:00:00Z", "levels": {"baking": 1}}],
        "plans": [{"made": f"2018-04-0{day}T10:00:00Z", "plan": {"for": note}} for day in (1, 2)],
    }


def age(store: Store, *ids: str, day: str = "2019-01-01") -> None:
    """Make every moment of these assessments' own rows and keys an old one."""
    moment = f"{day}T00:00:00Z"
    with store.database.writing() as work:
        for key in ids:
            work.change(
                "UPDATE assessments SET created = :moment, updated = :moment WHERE id = :id",
                moment=moment,
                id=key,
            )
            work.change(
                "UPDATE keys SET added = :moment WHERE assessment_id = :id", moment=moment, id=key
            )


def files_of(store: Store) -> bytes:
    """All bytes beside and in an SQLite file: its journal, should one be left, counts too."""
    return b"".join(path.read_bytes() for path in sorted(store.path.parent.iterdir()))
