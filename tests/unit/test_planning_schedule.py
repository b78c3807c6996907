"""How chosen activities are laid out over the weeks, and what becomes of tight weeks."""

from __future__ import annotations

from planning_cases import do, ids, model, planned, rated, weeks_of


def test_work_begins_in_the_first_week() -> None:
    made = planned(model(do("one", 3, {"a": 2}), a=2), rated(a=1), weeks=20)
    assert weeks_of(made, "one") == {1: 3}


def test_an_activity_is_finished_before_the_next_begins() -> None:
    of = model(do("one", 8, {"a": 2}), do("two", 8, {"b": 2}), a=2, b=2)
    made = planned(of, rated(a=1, b=1), hours=5)
    assert weeks_of(made, "one") == {1: 5, 2: 3}
    assert weeks_of(made, "two") == {2: 2, 3: 5, 4: 1}


def test_what_others_wait_for_comes_first() -> None:
    of = model(do("alone", 4, {"b": 2}), do("base", 2, {}),
               do("top", 6, {"a": 2}, requires=("base",)), a=2, b=2)  # fmt: skip
    made = planned(of, rated(a=1, b=1), hours=4)
    assert [item.id for item in made.activities] == ["base", "top", "alone"]


def test_a_slow_activity_spreads_its_hours_evenly() -> None:
    of = model(do("slow", 8, {"a": 2}, min_weeks=4), do("fast", 6, {"b": 2}), a=2, b=2)
    made = planned(of, rated(a=1, b=1), hours=5)
    assert weeks_of(made, "slow") == {1: 2, 2: 2, 3: 2, 4: 2}


def test_no_fragment_is_begun_where_the_weeks_leave_room() -> None:
    """A half hour left in the first week stays free rather than starting something."""
    of = model(do("one", 4.5, {"a": 2}), do("two", 4, {"b": 2}), a=2, b=2)
    made = planned(of, rated(a=1, b=1), hours=5, weeks=10)
    assert weeks_of(made, "one") == {1: 4.5}
    assert weeks_of(made, "two") == {2: 4}


def test_fragments_are_used_where_nothing_else_fits() -> None:
    of = model(do("one", 4.75, {"a": 2}), do("two", 5.25, {"b": 2}), a=2, b=2)
    made = planned(of, rated(a=1, b=1), hours=5, weeks=2)
    assert ids(made) == {"one", "two"}
    assert made.hours == 10


def test_a_slow_chain_pauses_for_others_where_only_that_fits() -> None:
    """Three slow steps in a row fill four weeks edge to edge; the rest goes in between."""
    of = model(
        do("s1", 0.5, {"a": 2}, min_weeks=2),
        do("s2", 0.5, {"a": 3}, min_weeks=2, requires=("s1",)),
        do("s3", 0.5, {"a": 4}, min_weeks=2, requires=("s2",)),
        do("rest", 2.5, {"b": 2}),
        a=4,
        b=2,
    )
    made = planned(of, rated(a=1, b=1), hours=1, weeks=4)
    assert (made.value, made.hours, made.optimal) == (4, 4, True)
    assert weeks_of(made, "s1") == {1: 0.25, 2: 0.25}
    assert weeks_of(made, "s3") == {3: 0.25, 4: 0.25}


def test_a_last_activity_that_would_overrun_is_replaced_and_proved_so() -> None:
    """By hours alone long and base fit; base must end before long begins, and time runs out."""
    of = model(
        do("base", 1, {}, min_weeks=3),
        do("long", 4, {"a": 2}, requires=("base",)),
        do("other", 2, {"b": 2}),
        a=2,
        b=2,
        weights={"a": 2, "b": 1},
    )
    made = planned(of, rated(a=1, b=1), hours=2, weeks=4)
    assert ids(made) == {"other"}
    assert (made.bound, made.gap, made.optimal) == (1, 0, True)
