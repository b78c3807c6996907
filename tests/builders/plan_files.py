"""A plan made by hand, for the tests of its file: nothing is computed."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assess.domain.plan_request import PlanRequest
from assess.errors import PlanError
from assess.formats.model_yaml.loader import load_model
from assess.formats.plan import plan_from_json
from assess.planning.plan import (
    Asking,
    Plan,
    PlannedActivity,
    PlannedQuarter,
    PlannedStep,
    Wish,
)

TESTS = Path(__file__).parents[1]
GARDEN = load_model(TESTS / "models" / "third.yaml")
OLD: dict[str, Any] = json.loads(
    (TESTS / "data" / "releases" / "0.1.0" / "plan.json").read_text(encoding="utf-8")
)
"""A plan file that 0.1.0 wrote, of its shipped model."""

REQUEST = PlanRequest(
    hours_per_week=1.5,
    weeks=39,
    start=date(2026, 12, 7),
    reserve="mostly",
    lead="planting",
    situation={"produce": "sold"},
    people={"owner": "Anna"},
    within_reach=("owner",),
    focus={"selling": 2.0, "stall": 0.5},
    pinned=("dig-a-bed",),
    excluded=("rescue-a-bed",),
    weeks_off=(date(2026, 12, 28),),
    showing="the neighbours",
)
SETTINGS = {
    "hours_per_week": 1.5,
    "weeks": 39,
    "start": "2026-12-07",
    "reserve": "mostly",
    "lead": "planting",
    "situation": {"produce": "sold"},
    "people": {"owner": "Anna"},
    "within_reach": ["owner"],
    "focus": {"selling": 2, "stall": 0.5},
    "pinned": ["dig-a-bed"],
    "excluded": ["rescue-a-bed"],
    "weeks_off": ["2026-12-28"],
    "showing": "the neighbours",
}
"""The same as JSON."""

PLAN = Plan(
    model_id=GARDEN.id,
    model_version=GARDEN.version,
    held="hand",
    role="head",
    request=REQUEST,
    quarters=(
        PlannedQuarter(
            weeks=(1, 13),
            review_week=13,
            room=12.75,
            exact=True,
            focus=("planting",),
            steps=(PlannedStep("planting", 1, True, False, "named"),),
            activities=(
                PlannedActivity("dig-a-bed", 0.5, {1: 0.5}, (1, 1), state="in_progress"),
                PlannedActivity("plant-beside-somebody", 2.0, {2: 1.25, 3: 0.75}, (1, 1)),
            ),
            asks=(Asking("owner", 1),),
        ),
        PlannedQuarter(
            weeks=(14, 26),
            review_week=26,
            room=13.5,
            exact=True,
            focus=(),
            steps=(PlannedStep("soil", 1, False, True, "waited_for"),),
            activities=(
                PlannedActivity("turn-the-heap", 4.0, {12: 2.0, 14: 2.0}, (1, 2), ("owner",)),
            ),
        ),
        PlannedQuarter(
            weeks=(27, 39),
            review_week=None,
            room=13.5,
            exact=False,
            focus=("selling",),
            steps=(PlannedStep("selling", 1, True, False, "wanted_role"),),
        ),
    ),
    wishes=(Wish("named", 2.0, 2.0, True), Wish("wanted_role", 10.5, None, False)),
    hours=6.5,
    optimal=False,
    not_planned={"selling": "no activity leads on without Anna; with that in reach: “Sell”"},
)


def refusal(data: Any) -> str:
    """The sentence that refuses parsed JSON."""
    with pytest.raises(PlanError) as caught:
        plan_from_json(data)
    return str(caught.value)


def broken(data: Any, *path: Any, to: Any) -> str:
    """The sentence that refuses a file after one change; `...` takes the key out."""
    data = copy.deepcopy(data)
    place = data
    for key in path[:-1]:
        place = place[key]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return refusal(data)
