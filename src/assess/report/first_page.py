"""The first page of the report: the answer, three strengths, three gaps, the next eight weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assess.planning.wording import counted, day_and_month
from assess.report.markup import render
from assess.views.plan import AskView, PlanView, WeekView
from assess.views.profile import GapView, ProfileView, SkillView
from assess.views.speaker import hours_in_words

SHOWN = 3
"""Strengths and gaps."""
WEEKS = 8
MOST_WORK = 7
"""Activities that the page has room for."""
MOST_ASKS = 3
"""People to ask."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """An activity within the next weeks: when it has work there, and how much."""

    title: str
    when: str
    hours: str


@dataclass(frozen=True, slots=True)
class NextWeeks:
    """The next weeks of a plan; `more`: what there is no room for, in words."""

    dates: str
    work: tuple[WorkLine, ...]
    asks: tuple[AskView, ...]
    more: str


def first_page(profile: ProfileView, plan: PlanView | None, today: date) -> str:
    """Write the first page as HTML; the person's notes aren't on it.

    Args:
        plan: what the plan says, or None where there is none.
        today: the eight weeks begin with this day's; before a plan's first day, with its first.
    """
    more = len(profile.strengths) - SHOWN
    return render(
        "first_page.html",
        profile=profile,
        strengths=_first(profile.strengths),
        more_strengths=f"and {counted(more, 'more', 'more')}" if more > 0 else "",
        gaps=[(gap, _next_step(gap)) for gap in profile.gaps[:SHOWN]],
        more_gaps=max(0, len(profile.gaps) - SHOWN),
        weeks=None if plan is None else next_weeks(plan, today),
        message="" if plan is None else plan.message,
    )


def _first(strengths: Sequence[SkillView]) -> Sequence[SkillView]:
    return strengths[:SHOWN]


def _next_step(gap: GapView) -> tuple[str, str]:
    """Lead and text of what comes after the level held; the target's where that is next."""
    return gap.lines[1] if len(gap.lines) > 1 else ("", "")


def next_weeks(plan: PlanView, today: date) -> NextWeeks | None:
    """Return what the next eight weeks hold; None once the planned quarters are over."""
    coming = [
        week
        for quarter in plan.quarters
        for week in quarter.weeks
        if week.day + timedelta(days=7) > today
    ][:WEEKS]
    if not coming:
        return None
    first, last = coming[0].day, coming[-1].day + timedelta(days=6)
    done = {item.title for item in plan.done}
    work = [line for line in _work(coming) if line.title not in done]
    asks = [
        ask
        for quarter in plan.quarters
        for ask in quarter.asks
        if first <= ask.day <= last and ask.asked is None
    ]
    left = [
        counted(len(rest), one, many)
        for rest, one, many in (
            (work[MOST_WORK:], "more activity", "more activities"),
            (asks[MOST_ASKS:], "more person to ask", "more people to ask"),
        )
        if rest
    ]
    return NextWeeks(
        f"{day_and_month(first)} to {day_and_month(last)}",
        tuple(work[:MOST_WORK]),
        tuple(asks[:MOST_ASKS]),
        f"Also {' and '.join(left)}: see the plan." if left else "",
    )


def _work(weeks: Sequence[WeekView]) -> list[WorkLine]:
    """A line for each activity with work in these weeks, in the order in which they begin."""
    spent: dict[str, list[tuple[WeekView, float]]] = {}
    for week in weeks:
        for item in week.work:
            spent.setdefault(item.title, []).append((week, item.hours))
    lines = []
    for title, parts in spent.items():
        days = [week.day for week, _ in parts]
        last = days[-1] + timedelta(days=6)
        when = f"{day_and_month(days[0])} to {day_and_month(last)}"
        lines.append(WorkLine(title, when, hours_in_words(sum(hours for _, hours in parts))))
    return lines
