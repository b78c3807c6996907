"""A plan made by version 0.1: kept and shown as it was, never compared or planned on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class OldActivity:
    """One activity of an old plan. `weeks`: week number → hours. `because`: why it was in."""

    id: str
    hours: float
    weeks: Mapping[int, float]
    because: str


@dataclass(frozen=True, slots=True)
class OldLevel:
    """A competency in an old plan: its level then, at the end of the plan, and the target."""

    start: int
    end: int
    target: int


@dataclass(frozen=True, slots=True)
class OldPlan:
    """A plan of schema_version 1.

    Its ids may be gone from today's model. `data`: the whole of its JSON, which is written again
    as it was read.
    """

    model_id: str
    model_version: str
    role: str
    hours_per_week: float
    weeks: int
    start: date
    hours: float
    activities: tuple[OldActivity, ...]
    levels: Mapping[str, OldLevel]
    not_planned: Mapping[str, str]
    message: str
    data: Mapping[str, Any]

    def week_of(self, week: int) -> date:
        """The first day of week 1, 2, …"""
        return self.start + timedelta(weeks=week - 1)

    def last_day_of(self, week: int) -> date:
        """The last day of week 1, 2, …"""
        return self.week_of(week) + timedelta(days=6)

    def without_words(self) -> OldPlan:
        """The same plan: there is no text of the person in it."""
        return self
