"""Next time: what moved, the plan against the calendar, and no trend from two points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assess.domain.answers import Answer
from assess.domain.progress import Progress
from assess.domain.review.meeting import Past, next_time
from assess.domain.review.moved import movements, plan_progress, trend
from assess.planning.plan import OldActivity, OldPlan
from tests.builders.meetings import AT, DAY, LATER, MODEL, coach, made, rated, whole


def _second() -> tuple[Past, Past]:
    second = next_time(whole(), rated(baking=3, kneading=1, pricing=2), held=LATER)
    second = second.with_coach(coach()).reveal().agree("pricing", Answer(3), at=AT)
    return second.past[-1], second.to_past()


def test_what_moved_is_told_with_both_days() -> None:
    found = {item.competency_id: item for item in movements(MODEL, *_second())}
    assert (found["baking"].change, found["kneading"].change) == (1, -1)
    assert (found["baking"].since, found["baking"].now) == (DAY, LATER)


def test_a_level_on_one_day_only_is_no_change() -> None:
    found = {item.competency_id: item for item in movements(MODEL, *_second())}
    assert (found["pricing"].before, found["pricing"].after) == (None, 3)
    assert found["pricing"].change is None
    assert (found["selling"].before, found["selling"].after) == (1, None)
    assert found["selling"].change is None


def test_a_trend_needs_three_points() -> None:
    points = [Past(DAY + timedelta(weeks=12 * n), {"baking": n}) for n in (1, 2, 3)]
    points[0] = replace(points[0], levels={"baking": 1, "pricing": 2})
    points[1] = replace(points[1], levels={"baking": 2, "pricing": 2})
    assert trend(MODEL, points[:2]) == {}
    assert [level for _, level in trend(MODEL, points)["baking"]] == [1, 2, 3]
    assert "pricing" not in trend(MODEL, points)


def test_the_plan_stands_against_the_calendar() -> None:
    plan = made(rated(baking=2, kneading=1, selling=1, pricing=1))
    first = plan.activities[0]
    over = plan.week_of(first.last_week + 1)

    begins = plan.week_of(first.first_week)

    def standing(day: date, said: Progress | None = None) -> str:
        found = plan_progress(plan, {first.id: said} if said else {}, day)
        return found.activities[0].standing

    assert standing(begins - timedelta(days=1)) == "later"
    assert standing(begins) == "due"
    assert standing(begins, Progress("in_progress")) == "under_way"
    assert standing(over) == "late"
    assert standing(over, Progress("in_progress")) == "late"
    assert standing(over, Progress("done")) == "done"
    assert standing(over, Progress("dropped")) == "dropped"


def test_hours_due_and_hours_done_are_told_apart() -> None:
    plan = made(rated(baking=2, kneading=1, selling=1, pricing=1))
    done = plan.activities[-1]
    found = plan_progress(plan, {done.id: Progress("done")}, date(2027, 12, 31))
    assert found.hours_due == found.hours_planned == plan.hours
    assert found.hours_done == done.hours
    assert found.count("late") == len(plan.activities) - 1
    frame = found.to_frame()
    assert list(frame["standing"]).count("done") == 1


def test_a_plan_of_an_earlier_version_stands_against_the_calendar_too() -> None:
    old = OldPlan(
        *(MODEL.id, MODEL.version, "baker"),
        hours_per_week=4,
        weeks=8,
        start=DAY,
        hours=8,
        activities=(OldActivity("night-shift", 8, {2: 4, 3: 4}, ""),),
        not_planned={},
        message="",
        data={},
    )
    (item,) = plan_progress(old, {}, DAY + timedelta(weeks=3)).activities
    assert (item.first, item.last) == (DAY + timedelta(days=7), DAY + timedelta(days=20))
    assert item.standing == "late"
