"""Lay the chosen activities out over the weeks of their quarters.

Every choice has a timetable (docs/planning.md proves it), so nothing is searched: activities are
laid one after the other, and where that leaves one of them no room for its weeks, all of the
quarter are spread evenly, which always fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assess.planning.problem import Problem, Quarter

Weeks = dict[int, int]
"""Week → quarter hours."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an activity does in one quarter: hours, in which of its weeks, over how long a span.

    `first`, `last`: weeks that must hold work, so that an activity over two quarters lasts its
    weeks; None where any will do. `span`: last week − first week + 1 is at least this. `goes_on`:
    the other half follows in the next quarter, so it had better last until this one's end.
    """

    task: int
    size: int
    weeks: tuple[int, ...]
    span: int
    first: int | None = None
    last: int | None = None
    goes_on: bool = False


def lay_out(
    problem: Problem,
    ended: Mapping[int, int],
    order: Sequence[int],
    asking: Mapping[int, int],
) -> dict[int, Weeks]:
    """Return task → week → quarter hours.

    `ended`: task → quarter in which it ends (from 0). `order`: the tasks as they should be begun.
    `asking`: week → quarter hours for asking people, kept free where that is possible.
    """
    found: dict[int, Weeks] = {task: {} for task in order}
    parts: dict[int, list[Part]] = {}
    for task in order:
        for number, part in _parts(problem, task, ended[task]):
            parts.setdefault(number, []).append(part)
    for number, some in parts.items():
        quarter = problem.quarters[number]
        laid = _one_after_the_other(quarter, some, asking) or _evenly(quarter, some)
        for task, weeks in laid.items():
            found[task] |= weeks
    return {task: dict(sorted(weeks.items())) for task, weeks in found.items()}


def takes_two_quarters(problem: Problem, task: int, end: int) -> bool:
    """Whether an activity that ends in a quarter must begin in the one before it."""
    item, quarter = problem.tasks[task], problem.quarters[end]
    return item.quarter_hours > quarter.room or item.min_weeks > len(quarter.after_asking)


def _parts(problem: Problem, task: int, end: int) -> Iterable[tuple[int, Part]]:
    item, quarter = problem.tasks[task], problem.quarters[end]
    if not takes_two_quarters(problem, task, end):
        weeks = quarter.after_asking if item.people else quarter.working
        return [(end, Part(task, item.quarter_hours, weeks, item.min_weeks))]
    before = problem.quarters[end - 1]
    earlier = before.after_asking if item.people else before.working
    later = item.quarter_hours // 2
    first, last = _ends(earlier, quarter.working, item.min_weeks)
    return [
        (end - 1, Part(task, item.quarter_hours - later, earlier, 1, first=first, goes_on=True)),
        (end, Part(task, later, quarter.working, 1, last=last)),
    ]


def _ends(earlier: Sequence[int], later: Sequence[int], span: int) -> tuple[int | None, int | None]:
    """The weeks that must hold work in two quarters, as late and as early as the span allows."""
    if later[0] - earlier[-1] + 1 >= span:
        return None, None
    last = next((week for week in later if week - earlier[0] + 1 >= span), later[-1])
    first = max((week for week in earlier if last - week + 1 >= span), default=earlier[0])
    return first, last


def _one_after_the_other(
    quarter: Quarter, parts: Sequence[Part], asking: Mapping[int, int]
) -> dict[int, Weeks] | None:
    """Few open at once: each begins where the one before it leaves room; None where one can't."""
    free = {week: max(0, quarter.capacity - asking.get(week, 0)) for week in quarter.working}
    found: dict[int, Weeks] = {}
    for place, part in enumerate(parts):
        # a quarter hour in each week that a later part must have work in
        later = ((other.first, other.last) for other in parts[place + 1 :])
        keep = Counter(week for both in later for week in both if week is not None)
        weeks = _place(part, free, keep)
        if weeks is None:
            return None
        for week, size in weeks.items():
            free[week] -= size
        found[part.task] = weeks
    return found


def _place(part: Part, free: Mapping[int, int], keep: Mapping[int, int]) -> Weeks | None:
    """The earliest weeks in a row that hold a part; the latest for what goes on afterwards."""
    room = {
        week: min(
            free[week],
            max(0, free[week] - keep.get(week, 0)) + (week in (part.first, part.last)),
        )
        for week in part.weeks
    }
    if part.goes_on:
        return _place_until_the_end(part, room)
    starts = part.weeks
    if part.last is not None:
        starts = tuple(week for week in part.weeks if week <= part.last)
    for start in (week for week in starts if room[week] > 0):
        run: list[int] = []
        for week in part.weeks[part.weeks.index(start) :]:
            run.append(week)
            long_enough = week - start + 1 >= part.span and (part.last or 0) <= week
            if room[week] > 0 and long_enough and sum(room[w] for w in run) >= part.size:
                return _fill(part, run, room)
    return None


def _place_until_the_end(part: Part, room: Mapping[int, int]) -> Weeks | None:
    weeks = [week for week in part.weeks if room[week]]
    starts = reversed(weeks) if part.first is None else [part.first]
    for start in starts:
        run = [week for week in weeks if week >= start]
        if start in run and sum(room[week] for week in run) >= part.size:
            return _fill(part, run, room)
    return None


def _fill(part: Part, run: Sequence[int], room: Mapping[int, int]) -> Weeks | None:
    """Put a part into weeks in a row, work in the first and the last of them.

    Week by week where it needs them all, so that little is open at once; else spread evenly.
    """
    weeks = dict.fromkeys(run, 0)
    left = part.size
    # a single quarter hour goes where the activity must still have work
    both = (run[0], run[-1]) if part.last is None else (run[-1], run[0])
    for week in dict.fromkeys(both):
        if left and weeks[week] < room[week]:
            weeks[week] += 1
            left -= 1
    if sum(room[week] for week in run[:-1]) < part.size:
        for week in run:
            more = min(left, room[week] - weeks[week])
            weeks[week] += more
            left -= more
    while left:
        open_ = [week for week in run if weeks[week] < room[week]]
        if not open_:
            return None
        least = min(weeks[week] for week in open_)
        for week in open_:
            if left and weeks[week] == least:
                weeks[week] += 1
                left -= 1
    filled = {week: size for week, size in weeks.items() if size}
    if part.span > 1 and max(filled) - min(filled) + 1 < part.span:
        return None
    return filled


def _evenly(quarter: Quarter, parts: Sequence[Part]) -> dict[int, Weeks]:
    """Spread all parts over the weeks after asking; docs/planning.md proves that they fit.

    First each part gets a quarter hour in the first and the last week, so that its span is as
    long as it can be; then the rest goes where there is room.
    """
    free = dict.fromkeys(quarter.working, quarter.capacity)
    found: dict[int, Weeks] = {}
    left: dict[int, int] = {}
    for part in parts:
        own = [week for week in part.weeks if week in quarter.after_asking]
        needed = {week for week in (part.first, part.last) if week is not None}
        if not needed and part.size > 1 and part.span > 1:
            needed = {own[0], part.weeks[-1]}
        found[part.task] = dict.fromkeys(needed, 1)
        for week in needed:
            free[week] -= 1
        left[part.task] = part.size - len(needed)
    for part in parts:
        own = [week for week in part.weeks if week in quarter.after_asking]
        for week in own * quarter.capacity:
            if not left[part.task]:
                break
            if free[week]:
                found[part.task][week] = found[part.task].get(week, 0) + 1
                free[week] -= 1
                left[part.task] -= 1
    return found
