"""Gaps, surplus, their order, and what a move asks for, against numbers computed by hand."""

from __future__ import annotations

import pytest

from assess.domain.scoring import Gap, gaps, transition
from tests.builders.profiles import NA, answered, model


def test_a_gap_is_target_minus_level_and_never_negative() -> None:
    of = model("abc", role={"a": 4, "b": 3, "c": 2})
    found = gaps(of, answered(a=2, b=3, c=5), "role")
    assert found.open == (Gap("a", 2, 4, gap=2, surplus=0),)
    assert found.met == (Gap("b", 3, 3, gap=0, surplus=0), Gap("c", 5, 2, gap=0, surplus=3))


def test_a_surplus_stands_apart_and_leaves_every_gap_as_it_is() -> None:
    of = model("ab", role={"a": 3, "b": 3})
    without, with_surplus = (gaps(of, answered(a=1, b=level), "role") for level in (3, 5))
    assert without.open == with_surplus.open == (Gap("a", 1, 3, gap=2, surplus=0),)


def test_gaps_are_ordered_by_size_then_weight_then_file() -> None:
    of = model(
        {"a": 1, "b": 2, "c": 1, "d": 9, "e": 2},
        role={"a": 3, "b": 3, "c": 5, "d": 2, "e": 3},
    )
    found = gaps(of, answered(a=1, b=1, c=1, d=1, e=1), "role")
    # c: 4 steps; b, e: 2 of weight 2, in file order; a: 2 of weight 1; d: one of weight 9
    assert [gap.competency_id for gap in found.open] == ["c", "b", "e", "a", "d"]


def test_the_order_of_the_answers_changes_nothing() -> None:
    of = model("abc", role={"a": 3, "b": 3, "c": 3})
    forwards = gaps(of, answered(a=1, b=1, c=1), "role")
    backwards = gaps(of, answered(c=1, b=1, a=1), "role")
    assert forwards == backwards


def test_what_is_met_stays_in_file_order() -> None:
    of = model({"a": 1, "b": 5}, role={"a": 2, "b": 2})
    found = gaps(of, answered(a=5, b=3), "role")
    assert [gap.competency_id for gap in found.met] == ["a", "b"]


def test_unrated_and_not_applicable_are_no_gaps_but_are_named() -> None:
    of = model("abcd", role={"a": 5, "b": 5, "c": 5})
    found = gaps(of, answered(a=NA, d=1), "role")
    assert (found.open, found.met) == ((), ())
    assert (found.unrated, found.not_applicable) == (("b", "c"), ("a",))


def test_a_competency_that_the_role_does_not_ask_for_is_nowhere() -> None:
    found = gaps(model("ab", role={"a": 2}), answered(a=1, b=1), "role")
    assert [gap.competency_id for gap in (*found.open, *found.met)] == ["a"]


def test_a_role_that_the_model_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        gaps(model("a", role={"a": 2}), answered(a=1), "other")


def test_the_table_lists_open_gaps_first() -> None:
    of = model("abc", role={"a": 1, "b": 3, "c": 5})
    frame = gaps(of, answered(a=4, b=2, c=1), "role").to_frame()
    assert list(frame.columns) == ["competency", "level", "target", "gap", "surplus"]
    assert frame.to_numpy().tolist() == [
        ["c", 1, 5, 4, 0],
        ["b", 2, 3, 1, 0],
        ["a", 4, 1, 0, 3],
    ]


def test_an_empty_table_keeps_its_columns() -> None:
    frame = gaps(model("a", role={"a": 2}), answered(), "role").to_frame()
    assert list(frame.columns) == ["competency", "level", "target", "gap", "surplus"]
    assert frame.empty


def test_the_move_is_the_difference_of_targets_whoever_makes_it() -> None:
    of = model("abc", held={"a": 2, "b": 4, "c": 3}, wanted={"a": 5, "b": 1, "c": 3})
    assert transition(of, "held", "wanted") == {"a": 3, "b": -3, "c": 0}


def test_a_target_that_is_absent_counts_as_the_lowest_level() -> None:
    of = model("abcd", scale=(2, 6), held={"a": 4, "c": 2}, wanted={"b": 5, "c": 3})
    assert transition(of, "held", "wanted") == {"a": -2, "b": 3, "c": 1}


def test_the_move_leaves_out_what_neither_role_asks_for_and_keeps_file_order() -> None:
    of = model("abcd", held={"d": 2}, wanted={"b": 2})
    assert list(transition(of, "held", "wanted")) == ["b", "d"]


def test_a_move_to_the_same_role_asks_for_nothing() -> None:
    of = model("ab", role={"a": 3, "b": 4})
    assert transition(of, "role", "role") == {"a": 0, "b": 0}
