"""Say things to the plan step of a made-up visit, and read what it answers."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.builders.page import Visitor
from tests.builders.visits import OTHER

DATES = {"start": "2026-11-30", "end": "2027-01-24"}
PLAN = {"hours": "4", "dates": DATES}


def step(visitor: Visitor, name: str) -> None:
    visitor.app.steps.step = name


def parts(sent: list[dict[str, Any]]) -> dict[str, Any]:
    """Everything that the plan's widgets were told."""
    told: dict[str, Any] = {}
    for message in sent:
        told |= message["parts"] if message["kind"] == "parts" else {}
    return told


def reply(sent: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = (message for message in sent if message["kind"] == "done")
    return found


def searched(sent: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = (message for message in sent if message["kind"] == "searched")
    return found


async def heard(visitor: Visitor, kind: str) -> None:
    """Go on once the page was told something of this kind."""
    while not any(message["kind"] == kind for message in visitor.sent):
        await asyncio.sleep(0.01)


def leave(visitor: Visitor) -> None:
    """Begin as somebody else on the same page."""
    visitor.says("visit", kind="fresh", code=OTHER)
    visitor.says("visit", kind="new")


def activities(visitor: Visitor) -> list[str]:
    """The ids that the page shows as planned."""
    view = visitor.app.plan.body.parts["view"]
    return [
        item["id"]
        for quarter in (view or {"quarters": []})["quarters"]
        for subject in quarter["subjects"]
        for item in subject["activities"]
    ]


def plan(visitor: Visitor, **values: Any) -> dict[str, Any]:
    step(visitor, "plan")
    return reply(visitor.says("plan", kind="submit", values={**PLAN, **values}))
