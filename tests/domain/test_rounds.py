"""Answers confirmed after a while, a blind round over them, and earlier states in hindsight."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assess.domain.answers import Answer, Assessment, Hindsight, Snapshot
from assess.domain.history import (
    begin_round,
    end_round,
    last_complete,
    still_right,
    taken_back,
    with_hindsight,
    worth_a_look,
)

MAY, JUNE, JULY = (f"2026-0{month}-04T10:00:00Z" for month in (5, 6, 7))
FIRST = Answer(2, evidence="a note", updated=MAY)
ANSWERS = {
    "baking": FIRST,
    "selling": Answer(not_applicable=True, updated=MAY),
    "pricing": Answer(evidence="only a note", updated=MAY),
}
PERSON = Assessment("bakery", "1.0.0", ANSWERS, updated=MAY)
THEN = Snapshot(MAY, {"baking": 2}, ("selling",))


@pytest.mark.parametrize(
    ("person", "at", "said"),
    [
        (PERSON, "2026-06-03T09:59:59Z", False),
        (PERSON, "2026-06-03T10:00:00Z", True),
        (replace(PERSON, updated=None), JULY, False),
        (replace(PERSON, updated="2026-05-04T25:00:00Z"), JULY, False),
        (replace(PERSON, answers={"pricing": ANSWERS["pricing"]}), JULY, False),
        (begin_round(PERSON, at=JUNE), JULY, False),
    ],
)
def test_ratings_are_worth_a_look_thirty_days_after_the_last_change(
    person: Assessment, at: str, said: bool
) -> None:
    assert worth_a_look(person, at) is said


def test_confirming_dates_each_rating_and_keeps_the_earlier_state_and_all_else() -> None:
    found = still_right(replace(PERSON, confirm=("baking",)), at=JUNE)
    assert found.answers == {
        "baking": replace(FIRST, updated=JUNE),
        "selling": replace(ANSWERS["selling"], updated=JUNE),
        "pricing": ANSWERS["pricing"],
    }
    assert (found.updated, found.confirm, found.history) == (JUNE, (), (THEN,))


def test_confirming_is_undone_but_for_what_was_changed_since() -> None:
    person = replace(PERSON, confirm=("baking",))
    after = still_right(person, at=JUNE)
    assert taken_back(after, person, after) == person
    changed = after.with_answer("baking", Answer(3), at=JUNE)
    assert taken_back(changed, person, after).answers == {
        **ANSWERS,
        "baking": Answer(3, updated=JUNE),
    }


def test_undoing_leaves_what_another_tab_had_changed() -> None:
    theirs = replace(PERSON, answers={**ANSWERS, "baking": Answer(1, updated=JUNE)})
    after = still_right(theirs, at=JULY)
    assert taken_back(after, PERSON, after).level("baking") == 1


def test_a_round_puts_every_answer_aside_and_their_state_into_the_history() -> None:
    found = begin_round(PERSON, at=JUNE)
    assert (found.answers, found.updated, found.history) == ({}, JUNE, (THEN,))
    assert begin_round(found, at=JULY) == found
    nothing = Assessment("bakery", "1.0.0")
    assert begin_round(nothing, at=JUNE) == nothing


def test_a_state_is_in_the_history_once_and_in_order() -> None:
    known = replace(PERSON, history=(replace(THEN, at="2026-05-01T10:00:00Z"),))
    assert begin_round(known, at=JUNE).history == known.history
    ahead = replace(PERSON, history=(Snapshot(JUNE, {"baking": 1}),))
    assert [item.at for item in begin_round(ahead, at=JULY).history] == [
        JUNE,
        "2026-06-04T10:00:01Z",
    ]


def test_a_round_left_half_way_keeps_what_was_rated_and_the_rest_of_the_earlier_answers() -> None:
    under_way = begin_round(PERSON, at=JUNE).with_answer("baking", Answer(3), at=JUNE)
    assert under_way.with_answer("shaping", Answer(1), at=JULY).history == (THEN,)
    found = end_round(under_way)
    assert found.answers == {**ANSWERS, "baking": Answer(3, evidence="a note", updated=JUNE)}
    assert (found.round, found.history) == (None, (THEN,))
    assert end_round(found) == found


def test_notes_of_both_times_stay() -> None:
    under_way = begin_round(PERSON, at=JUNE)
    for key in ANSWERS:
        under_way = under_way.with_answer(key, Answer(evidence="new"), at=JUNE)
    found = end_round(under_way)
    assert [entry.text for entry in found.answers["baking"].entries] == ["a note", "new"]
    assert found.answers["baking"].level == FIRST.level
    assert found.answers["selling"].not_applicable
    assert [entry.text for entry in found.answers["pricing"].entries] == ["only a note", "new"]


def test_hindsight_is_a_record_of_its_own_about_a_known_state() -> None:
    person = replace(PERSON, history=(THEN,))
    seen = with_hindsight(person, MAY, "baking", 1, at=JUNE)
    assert seen == replace(person, hindsight={MAY: Hindsight(JUNE, {"baking": 1})})
    assert with_hindsight(seen, MAY, "baking", None, at=JULY) == person
    assert with_hindsight(person, JUNE, "baking", 1, at=JULY) == person


def test_without_notes_the_answers_that_were_put_aside_have_none_either() -> None:
    found = begin_round(PERSON, at=JUNE).without_notes()
    assert found.round is not None
    assert found.round.earlier == {
        "baking": replace(FIRST, evidence=""),
        "selling": ANSWERS["selling"],
    }


def test_until_a_round_ends_everybody_else_goes_by_the_record_from_before_it() -> None:
    assert last_complete(PERSON) is PERSON
    again = begin_round(PERSON, at=JUNE).with_answer("baking", Answer(4), at=JULY)
    assert last_complete(again) == replace(PERSON, history=(THEN,))
