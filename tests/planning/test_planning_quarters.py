"""Quarters: where they begin and end, their review and asking weeks, and their room."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assess.planning.problem import Quarter, cut_into_quarters

QUARTER = Fraction(1, 4)


def cut(weeks: int, *off: int, capacity: int = 16, reserve: Fraction = QUARTER) -> list[Quarter]:
    return list(cut_into_quarters(weeks, off, capacity, reserve))


@pytest.mark.parametrize(
    ("weeks", "blocks"),
    [
        (1, [(1, 1)]),
        (5, [(1, 5)]),
        (13, [(1, 13)]),
        (18, [(1, 18)]),
        (19, [(1, 13), (14, 19)]),
        (26, [(1, 13), (14, 26)]),
        (31, [(1, 13), (14, 31)]),
        (32, [(1, 13), (14, 26), (27, 32)]),
        (52, [(1, 13), (14, 26), (27, 39), (40, 52)]),
    ],
)
def test_thirteen_weeks_make_a_quarter_and_a_short_rest_joins(
    weeks: int, blocks: list[tuple[int, int]]
) -> None:
    assert [(quarter.first, quarter.last) for quarter in cut(weeks)] == blocks


def test_the_last_week_of_a_quarter_is_for_looking_back() -> None:
    (quarter,) = cut(13)
    assert (quarter.review, quarter.working) == (13, tuple(range(1, 13)))


def test_a_review_week_that_is_off_moves_to_the_week_before() -> None:
    (quarter,) = cut(13, 13, 5)
    assert (quarter.review, quarter.working) == (12, (1, 2, 3, 4, 6, 7, 8, 9, 10, 11))


@pytest.mark.parametrize(
    ("weeks", "working", "asking", "review"),
    [(4, 4, 0, None), (5, 5, 2, None), (6, 5, 2, 6), (7, 6, 2, 7)],
)
def test_short_quarters_have_no_review_and_shorter_ones_no_asking(
    weeks: int, working: int, asking: int, review: int | None
) -> None:
    (quarter,) = cut(weeks)
    assert (len(quarter.working), quarter.asking, quarter.review) == (working, asking, review)


def test_who_is_asked_answers_after_the_asking_weeks() -> None:
    (quarter,) = cut(9, 1)
    assert quarter.working == (2, 3, 4, 5, 6, 7, 8)
    assert quarter.after_asking == (4, 5, 6, 7, 8)


@pytest.mark.parametrize(
    ("weeks", "reserve", "room"),
    [
        (13, "1/4", 144),  # 9 of 12 weeks
        (13, "1/6", 160),  # 10 of 12: as many as are left after asking
        (13, "1/3", 128),
        (13, "0", 160),  # the asking weeks stay free of others' activities
        (4, "1/4", 48),
        (4, "1/3", 42),  # 42 2/3, rounded down
        (7, "1/4", 64),  # 4 of 6 weeks
    ],
)
def test_the_room_is_what_reserve_and_asking_leave(weeks: int, reserve: str, room: int) -> None:
    (quarter,) = cut(weeks, reserve=Fraction(reserve))
    assert quarter.room == room


def test_a_quarter_that_is_all_off_has_no_room() -> None:
    first, second = cut(26, *range(14, 27))
    assert (first.room, second.room, second.working, second.review) == (144, 0, (), None)
