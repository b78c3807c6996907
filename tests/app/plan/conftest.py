"""Visits whose plan step has been opened or planned on."""

from __future__ import annotations

import pytest

from tests.builders.page import Visitor
from tests.builders.plan_step import plan
from tests.builders.visits import rate_all


@pytest.fixture
def planned(visitor: Visitor) -> Visitor:
    rate_all(visitor.app.session)
    assert plan(visitor)["ready"].startswith("Your plan is ready.")
    return visitor


@pytest.fixture
def shop(world: Visitor) -> Visitor:
    """Somebody in the bakery with one question about it, with a plan."""
    rate_all(world.app.session)
    plan(world)
    return world
