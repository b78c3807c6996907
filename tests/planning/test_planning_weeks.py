"""Weeks: each activity inside its quarters, after asking, as long as it must last."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assess.planning.problem import Problem, Task, cut_into_quarters
from assess.planning.timetable import lay_out, takes_two_quarters


def task(quarter_hours: int, min_weeks: int = 1, *people: str) -> Task:
    return Task("x", quarter_hours, min_weeks, (), (), (), people)


def problem(*tasks: Task, weeks: int = 26, off: tuple[int, ...] = (), capacity: int = 8) -> Problem:
    """Two hours a week, a quarter of them free."""
    quarters = cut_into_quarters(weeks, off, capacity, Fraction(1, 4))
    return Problem((), tasks, quarters, 2, 6, None, Fraction(1))


def laid(of: Problem, *ended: int, asking: dict[int, int] | None = None) -> list[dict[int, Any]]:
    found = lay_out(of, dict(enumerate(ended)), range(len(ended)), asking or {})
    return [found[number] for number in range(len(ended))]


def test_work_begins_in_the_first_week_and_one_thing_follows_the_other() -> None:
    assert laid(problem(task(8), task(12)), 0, 0) == [{1: 8}, {2: 8, 3: 4}]


def test_what_somebody_must_agree_to_begins_after_the_asking_weeks() -> None:
    assert laid(problem(task(8, 1, "boss"), task(4)), 0, 0) == [{3: 8}, {1: 4}]


def test_asking_takes_its_hours() -> None:
    assert laid(problem(task(8)), 0, asking={1: 4}) == [{1: 4, 2: 4}]


def test_an_activity_lasts_its_least_weeks() -> None:
    assert laid(problem(task(4, 4)), 0) == [{1: 1, 2: 1, 3: 1, 4: 1}]
    assert laid(problem(task(2, 4)), 0) == [{1: 1, 4: 1}]


def test_weeks_off_hold_no_work_but_count_for_the_least_weeks() -> None:
    assert laid(problem(task(2, 4), off=(2, 4)), 0) == [{1: 1, 5: 1}]


def test_the_review_week_holds_no_work() -> None:
    of = problem(task(72, 10, "boss"), weeks=13)
    (weeks,) = laid(of, 0)
    assert max(weeks) == 12
    assert of.quarters[0].review == 13


def test_an_activity_of_two_quarters_does_half_in_each() -> None:
    of = problem(task(75))
    assert takes_two_quarters(of, 0, 1)
    (weeks,) = laid(of, 1)
    assert sum(size for week, size in weeks.items() if week <= 12) == 38
    assert sum(size for week, size in weeks.items() if week >= 14) == 37


def test_an_activity_of_two_quarters_goes_on_without_a_pause() -> None:
    """In the first as late as can be, in the second from its first week on."""
    (weeks,) = laid(problem(task(75)), 1)
    assert weeks == {
        **dict.fromkeys(range(8, 12), 8),
        12: 6,
        **dict.fromkeys(range(14, 18), 8),
        18: 5,
    }


def test_a_long_activity_of_little_work_has_it_at_both_ends() -> None:
    of = problem(task(2, 20))
    (weeks,) = laid(of, 1)
    assert len(weeks) == 2
    assert max(weeks) - min(weeks) + 1 >= 20


def test_a_last_quarter_hour_stands_where_the_weeks_ask_for_it() -> None:
    """Two quarter hours over 24 weeks: the second one as late as that."""
    (weeks,) = laid(problem(task(2, 22, "boss")), 1)
    assert min(weeks) == 3
    assert max(weeks) == 24


def test_where_one_after_the_other_leaves_no_weeks_all_are_spread() -> None:
    """The first would fill the weeks that the second, a long one, needs at both ends."""
    of = problem(task(40), task(8, 10), task(8, 10), task(8, 10), weeks=13, capacity=8)
    found = laid(of, 0, 0, 0, 0)
    assert [sum(weeks.values()) for weeks in found] == [40, 8, 8, 8]
    for weeks in found[1:]:
        assert max(weeks) - min(weeks) + 1 >= 10
    total = {week: sum(weeks.get(week, 0) for weeks in found) for week in range(1, 14)}
    assert max(total.values()) <= 8
