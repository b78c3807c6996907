"""The plan asked for the other way round: how many hours a week, or how many weeks?

"Everything reachable" is the most value that any plan has: with all hours of a week, or with
ten years. More hours or weeks never lower the value, so the least that keeps it is searched by
halving, from a bound below: hours that are needed in all, divided among the weeks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from time import monotonic

from assess.answers import Assessment
from assess.errors import PlanError
from assess.model import CompetencyModel
from assess.planning.outcomes import EarliestEnd, WeeklyHours
from assess.planning.plan import Plan, PlanSettings
from assess.planning.planner import make_plan
from assess.planning.problem import QUARTERS
from assess.planning.request import HOURS_IN_A_WEEK, MOST_WEEKS
from assess.planning.translate import build
from assess.planning.wording import counted, day


@dataclass(frozen=True, slots=True)
class Question:
    """What the plans of one question have in common. `seconds`: for one plan, and for the best."""

    model: CompetencyModel
    assessment: Assessment
    role_id: str
    previous: Plan | Collection[str] | None
    seconds: float

    def plan(self, settings: PlanSettings) -> Plan:
        """One plan; PlanError where what is pinned doesn't fit."""
        return make_plan(
            self.model,
            self.assessment,
            self.role_id,
            settings,
            previous=self.previous,
            deadline=monotonic() + self.seconds,
        )


def find_weekly_hours(question: Question, settings: PlanSettings) -> WeeklyHours:
    """The least hours a week, in quarter hours, that lose nothing of what all hours would reach."""
    most = question.plan(replace(settings, hours_per_week=float(HOURS_IN_A_WEEK)))
    if not most.activities:
        return WeeklyHours(None, None, most.message)
    weeks = settings.weeks - len(settings.off)
    least = -(-round(most.hours * QUARTERS) // weeks) if most.optimal else 1

    def attempt(quarters: int) -> Plan:
        return question.plan(replace(settings, hours_per_week=quarters / QUARTERS))

    quarters, made, proved = _least(attempt, least, HOURS_IN_A_WEEK * QUARTERS, most)
    hours = quarters / QUARTERS
    by = day(settings.last_day_of(settings.weeks))
    sentence = f"{hours:g} hours a week {_reach(made)} by {by}{_open(made)}."
    if not proved:
        sentence += " Fewer hours may do: the time to prove it was too short."
    return WeeklyHours(hours, made, sentence)


def find_earliest_end(question: Question, settings: PlanSettings) -> EarliestEnd:
    """The least weeks that lose nothing of what ten years would reach."""
    longest = replace(settings, weeks=MOST_WEEKS)
    most = question.plan(longest)
    if not most.activities:
        return EarliestEnd(None, None, None, most.message)
    anytime = build(question.model, question.assessment, question.role_id, settings, anytime=True)
    reachable = anytime.value(range(len(anytime.tasks))) / anytime.scale
    hours = settings.hours_per_week
    if most.value < float(reachable):
        sentence = f"{hours:g} hours a week don't reach everything, not even in {MOST_WEEKS} weeks."
        return EarliestEnd(None, None, None, sentence)
    within = build(question.model, question.assessment, question.role_id, longest)
    least = bisect_left(within.room_by, round(most.hours * QUARTERS)) if most.optimal else 1

    def attempt(weeks: int) -> Plan:
        return question.plan(replace(settings, weeks=weeks))

    weeks, made, proved = _least(attempt, least, most.last_week, most)
    end = made.settings.last_day_of(weeks)
    sentence = f"With {hours:g} hours a week you {_reach(made)} by {day(end)}, in "
    sentence += f"{counted(weeks, 'week')}{_open(made)}."
    if not proved:
        sentence += " It may take fewer weeks: the time to prove it was too short."
    return EarliestEnd(weeks, end, made, sentence)


def _least(
    attempt: Callable[[int], Plan], low: int, high: int, most: Plan
) -> tuple[int, Plan, bool]:
    """The least number whose plan has as much value as `most`, that plan, and whether it's proved.

    Nothing below `low` can have it, `high` has it.
    """
    best: tuple[int, Plan] | None = None
    proved, width = most.optimal, 0
    while low < high or best is None:
        # the bound is nearly always met: look there first, then further and further away
        middle = min(low + width, (low + high) // 2) if best is None else (low + high) // 2
        try:
            made = attempt(middle)
        except PlanError:  # too little for what is pinned
            if middle >= high:
                raise
            low, width = middle + 1, 2 * width + 1
            continue
        if made.value == most.value:
            high, best = middle, (middle, made)
        elif middle >= high:  # known to be enough, not found again in the time
            return high, made, False
        else:
            proved = proved and made.bound < most.value
            low, width = middle + 1, 2 * width + 1
    return *best, proved


def _reach(made: Plan) -> str:
    steps = sum(min(change.end, change.target) - change.start for change in made.levels.values())
    return f"reach {counted(steps, 'level')} in {made.hours:g} h"


def _open(made: Plan) -> str:
    """What stays open however many hours there are."""
    short = [key for key, change in made.levels.items() if change.end < change.target]
    if not short:
        return "; no gap of what is rated stays open"
    verb = "gap stays" if len(short) == 1 else "gaps stay"
    return f"; {len(short)} {verb} open"
