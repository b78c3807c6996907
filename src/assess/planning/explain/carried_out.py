"""How a plan is carried out: what was ticked and logged of its first quarter, what was missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.planning.plan import Plan

MISSED_IN_A_ROW = 3
"""After so many weeks in which nothing was done, a smaller plan is proposed."""

RECENT = 6
"""Check-ins from which is taken how many hours a person really has."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The first quarter of a plan so far: tick boxes ticked and all, hours logged."""

    ticked: int
    boxes: int
    hours: float


def carried_out(model: CompetencyModel, assessment: Assessment, plan: Plan) -> Carried:
    """Count what was done of the activities of a plan's first quarter, finished ones included."""
    ids = dict.fromkeys((*done_this_quarter(model, assessment, plan), *first_ids(plan)))
    ticked = boxes = 0
    for key in ids:
        steps, record = len(model.activity(key).steps), assessment.progress.get(key)
        boxes += steps
        if record is not None:
            ticked += steps if record.state == "done" else len(set(record.ticks) & {*range(steps)})
    last = plan.last_day_of(plan.quarters[0].weeks[1]) if plan.quarters else plan.start
    logged = sum(
        item.hours or 0 for day, item in assessment.check_ins.items() if plan.start <= day <= last
    )
    return Carried(ticked, boxes, logged)


def first_ids(plan: Plan) -> tuple[str, ...]:
    """Ids of the activities that begin in the first quarter."""
    return tuple(item.id for item in plan.activities if item.quarters[0] == 1)


def done_this_quarter(model: CompetencyModel, assessment: Assessment, plan: Plan) -> Iterator[str]:
    """Ids of activities that kept plans of this quarter had and that are done by now.

    A plan that is made again has no place for them any more.
    """
    done = assessment.activities("done")
    for kept in assessment.plans:
        data = kept.plan
        if data.get("request", {}).get("start") != plan.start.isoformat() or not data["quarters"]:
            continue
        for quarter in data["quarters"]:
            for row in quarter.get("activities", ()):
                if row["quarters"][0] == 1 and row["id"] in done and model.has_activity(row["id"]):
                    yield row["id"]


def hours_logged(assessment: Assessment, activity_id: str) -> float:
    """Hours that check-ins give to an activity: those of a week are shared evenly."""
    return sum(
        item.hours / len(item.on)
        for item in assessment.check_ins.values()
        if item.hours and activity_id in item.on
    )


def weeks_missed(assessment: Assessment, plan: Plan, today: date) -> int:
    """How many weeks in a row, up to the last full one, passed without anything done.

    Weeks that the person took off are left aside. A week in which something was ticked, begun or
    finished isn't missed, nor is one whose check-in says so; before a week in which the person
    decided how large the plan shall be, none is counted.
    """
    days = [
        day for item in assessment.progress.values() for day in (item.date, item.touched) if day
    ]
    missed = 0
    full_weeks = (today - plan.start).days // 7
    present = assessment.check_ins.get(plan.week_of(full_weeks + 1))
    if present is not None and present.size:
        return 0
    for week in range(full_weeks, 0, -1):
        first, last = plan.week_of(week), plan.last_day_of(week)
        said = next(
            (item for day, item in assessment.check_ins.items() if first <= day <= last), None
        )
        if any(first <= day <= last for day in assessment.settings.weeks_off):
            continue
        counts = said is not None and (said.done or said.size or said.verdict == "next")
        if counts or any(first <= day <= last for day in days):
            break
        missed += 1
    return missed


def smaller_hours(assessment: Assessment, plan: Plan) -> float | None:
    """Hours a week to propose where weeks were missed; None where there are no fewer.

    What the person really spent in recent weeks, or half of what was planned, in half hours.
    """
    logged = [item.hours for item in assessment.check_ins.values() if item.hours is not None]
    recent = logged[-RECENT:]
    spent = sum(recent) / len(recent) if recent else 0
    present = plan.hours_per_week
    fewer = ceil(2 * (spent if 0 < spent < present else present / 2)) / 2
    return fewer if fewer < present else None
