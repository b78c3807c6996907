"""Learn from logged hours how long activities take this person, compared with the estimates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, exp, log, sqrt

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.plan_request import PlanRequest

LEAST_FACTOR, MOST_FACTOR = 0.25, 4.0
"""What a person may set their factor to; a learned one stays within it too."""

SPREAD = 0.35
"""Standard deviation of ln(hours / estimate), between people and between activities of one person:
both about equal, so the estimates count as much as one logged activity."""

EIGHTY_PERCENT = 1.2816
"""Standard deviations on either side of the middle that hold 80% of a normal distribution."""

STEPS = 20
"""Factors are told and used in steps of 1/20."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many times the estimates a person needs, learned from `logged` finished activities."""

    factor: float = 1.0
    logged: int = 0

    def likely_hours(self, planned: Collection[float]) -> tuple[float, float]:
        """Return between how many hours 80% of such plans take, in whole hours.

        Args:
            planned: hours of each activity, by this factor. One large one is less certain than
                many small ones.
        """
        hours = sum(planned)
        if not hours:
            return 0, 0
        uneven = sum(size**2 for size in planned) / hours**2
        spread = SPREAD * sqrt(1 / (self.logged + 1) + uneven)
        low, high = (hours * exp(sign * EIGHTY_PERCENT * spread) for sign in (-1, 1))
        return max(1, round(low)), max(1, round(high))


def learned_effort(model: CompetencyModel, assessment: Assessment) -> Effort:
    """Return the mean ratio of logged to estimated hours, drawn towards 1 while there are few.

    The mean is taken of logarithms, so that half and double the time cancel out.
    """
    ratios = [
        log(record.hours_spent / model.activity(key).hours)
        for key, record in assessment.progress.items()
        if record.state == "done" and record.hours_spent and model.has_activity(key)
    ]
    if not ratios:
        return Effort()
    factor = round(exp(sum(ratios) / (len(ratios) + 1)) * STEPS) / STEPS
    return Effort(min(MOST_FACTOR, max(LEAST_FACTOR, factor)), len(ratios))


def hours_of(activity: Activity, request: PlanRequest) -> float:
    """Return the hours an activity takes by a request's factor, rounded up to quarter hours."""
    if not request.hours_factor:
        return activity.hours
    needed = Fraction(str(activity.hours)) * Fraction(str(request.hours_factor))
    return ceil(needed * 4) / 4
