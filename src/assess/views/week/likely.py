"""Hours and dates as ranges, once a person's own factor is known: 8 of 10 such plans lie within."""

from __future__ import annotations

from collections.abc import Collection

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.progress.effort import learned_effort
from assess.planning.plan import Plan
from assess.planning.wording import day_and_month
from assess.views.speaker import hours_in_words


def likely_range(
    model: CompetencyModel, assessment: Assessment, plan: Plan, hours: Collection[float]
) -> tuple[float, float] | None:
    """Return between how many hours 80% of such pieces of work take; None where nothing is logged.

    Args:
        hours: planned hours of each piece, by the factor that the plan counts with.
    """
    effort = learned_effort(model, assessment)
    if not effort.logged or not sum(hours):
        return None
    scale = effort.factor / (plan.request.hours_factor or 1.0)
    return effort.likely_hours([item * scale for item in hours])


def likely_hours(
    model: CompetencyModel, assessment: Assessment, plan: Plan, hours: Collection[float]
) -> str:
    """Say the range: "likely 2 to 4 hours"; "" where nothing is logged."""
    found = likely_range(model, assessment, plan, hours)
    if found is None:
        return ""
    low, high = found
    return f"likely {hours_in_words(high) if low == high else f'{low:g} to {high:g} hours'}"


def likely_quarter(model: CompetencyModel, assessment: Assessment, plan: Plan, number: int) -> str:
    """Say how long a quarter's activities likely take, and until when; "" where nothing is logged.

    Args:
        number: of the quarter, from 1. What begins in it counts, to its end.
    """
    items = [item for item in plan.activities if item.quarters[0] == number]
    found = likely_range(model, assessment, plan, [item.hours for item in items])
    if found is None:
        return ""
    by_week: dict[int, float] = {}
    for item in items:
        for week, hours in item.weeks.items():
            by_week[week] = by_week.get(week, 0) + hours
    first, last = (_day_after(plan, by_week, hours) for hours in found)
    said = f"By the hours you log, likely {found[0]:g} to {found[1]:g} hours"
    return (
        f"{said}, done between {first} and {last}." if first != last else f"{said}, until {last}."
    )


def _day_after(plan: Plan, by_week: dict[int, float], hours: float) -> str:
    """The last day of the week by which so many hours are worked, at the plan's pace."""
    pace = sum(by_week.values()) / len(by_week)
    week = min(by_week)
    for week in sorted(by_week):
        hours -= by_week[week]
        if hours <= 0:
            return day_and_month(plan.last_day_of(week))
    while hours > 0:
        week += 1
        hours -= 0 if week in plan.off else pace
    return day_and_month(plan.last_day_of(week))
