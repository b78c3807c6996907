"""A plan of version 0.1 as it was stored: one activity of the small bakery over two weeks."""

from __future__ import annotations

from typing import Any

OLD_PLAN: dict[str, Any] = {
    "schema_version": 1,
    "kind": "plan",
    "model": {"id": "bakery", "version": "0.9.0"},
    "role": "baker",
    "settings": {"hours_per_week": 2, "weeks": 4, "start": "2026-06-01"},
    "value": 1,
    "bound": 1,
    "gap": 0,
    "optimal": True,
    "hours": 2.5,
    "activities": [
        {
            "id": "ask-sales",
            "hours": 2.5,
            "kind": "people",
            "raises": {"selling": 2},
            "weeks": {"1": 1.25, "2": 1.25},
            "because": "Only this brings you to level 2.",
        }
    ],
    "levels": {"selling": {"from": 1, "to": 2, "target": 2}},
    "not_planned": {},
}
