"""Hours that activities really take: learned from what was logged, drawn towards the estimates."""

from __future__ import annotations

import pytest

from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Progress
from assess.errors import PlanError
from assess.planning import Plan, plan
from assess.planning.effort import MOST_FACTOR, Effort, hours_of, learned_effort
from tests.builders.plan_words import asked, bakery, rated, with_progress

MODEL = bakery()


def logged(**hours: float | None) -> Effort:
    progress = {key.replace("_", "-"): Progress("done", hours_spent=n) for key, n in hours.items()}
    return learned_effort(MODEL, with_progress(rated(), progress))


def test_nothing_logged_is_as_estimated() -> None:
    assert logged(run_oven=None, oven_log=None) == Effort(1.0, 0)


def test_one_activity_counts_half_and_more_count_more() -> None:
    # 6 and 5 hours are the estimates; the square and the cube root of 2 and 4
    assert logged(run_oven=12) == Effort(1.4, 1)
    assert logged(run_oven=12, oven_log=10) == Effort(1.6, 2)
    assert logged(run_oven=12, oven_log=2.5) == Effort(1.0, 2)


def test_what_is_under_way_or_unknown_teaches_nothing() -> None:
    progress = {
        "run-oven": Progress("in_progress", hours_spent=60),
        "gone": Progress("done", hours_spent=60),
        "oven-log": Progress("done", hours_spent=0),
    }
    assert learned_effort(MODEL, with_progress(rated(), progress)) == Effort()


def test_a_slip_of_the_pen_stays_within_bounds() -> None:
    assert logged(run_oven=6000).factor == MOST_FACTOR


@pytest.mark.parametrize(
    ("factor", "hours"), [(None, 6), (1.0, 6), (1.3, 8), (0.7, 4.25), (1.05, 6.5)]
)
def test_hours_are_rounded_up_to_quarter_hours(factor: float | None, hours: float) -> None:
    assert hours_of(MODEL.activity("run-oven"), PlanRequest(hours_factor=factor)) == hours


def test_the_likely_hours_get_narrower_with_what_is_logged_and_with_more_activities() -> None:
    spans = [
        high - low
        for low, high in (
            Effort(1, 0).likely_hours([25, 5]),
            Effort(1, 4).likely_hours([25, 5]),
            Effort(1, 4).likely_hours([15, 15]),
            Effort(1, 4).likely_hours([5] * 6),
        )
    ]
    assert spans == sorted(spans, reverse=True)
    assert len(set(spans)) == 4
    assert Effort(1, 0).likely_hours([]) == (0, 0)


def planned(factor: float | None, **spent: float) -> Plan:
    progress = {key.replace("_", "-"): Progress("done", hours_spent=n) for key, n in spent.items()}
    request = asked(hours_factor=factor)
    return plan(MODEL, with_progress(rated(), progress), request)


def test_a_plan_counts_with_the_learned_factor_unless_one_is_given() -> None:
    learned = planned(None, dough_class=8)
    assert learned.request.hours_factor == 1.4
    hours = {item.id: item.hours for item in learned.activities}
    assert hours["run-oven"] == 8.5
    assert planned(1, dough_class=8).request.hours_factor is None
    given = planned(2, dough_class=8)
    assert {item.id: item.hours for item in given.activities}["run-oven"] == 12


def test_a_factor_out_of_bounds_is_refused() -> None:
    with pytest.raises(PlanError, match=r"between 0\.25 and 4, not 9"):
        planned(9)
