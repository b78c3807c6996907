"""Evidence as a log: what an answer holds of it, and two people's changes of one log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.rating import (
    LIMITS,
    LOG_LIMIT,
    MOST_ENTRIES,
    Entry,
    both_changed,
    is_link,
    joined,
    too_much,
)

TALKS = Entry("Held 12 talks", "the shop", "Two ideas dropped", "12 of 14", date(2026, 5, 3))
OVEN = Entry("Ran the oven", link="https://example.org/oven", witness="Ann")
LOAF = Entry("Baked a loaf")


def test_a_note_of_before_is_the_first_entry() -> None:
    assert Answer(2, evidence="Baked a loaf").entries == (LOAF,)
    assert Answer(2).entries == Answer(2, evidence=" \n").entries == ()


def test_a_log_keeps_its_first_text_where_the_note_was() -> None:
    answer = Answer(2).with_log((TALKS, OVEN))
    assert (answer.level, answer.evidence, answer.entries) == (2, "Held 12 talks", (TALKS, OVEN))
    assert Answer(2).with_log((LOAF,)) == Answer(2, evidence="Baked a loaf")
    assert answer.with_log(()) == Answer(2)


def test_another_note_changes_the_first_entry_and_none_takes_it_out() -> None:
    answer = Answer().with_log((TALKS, OVEN))
    assert answer.with_note("13 talks").entries == (replace(TALKS, text="13 talks"), OVEN)
    assert answer.with_note("").entries == (OVEN,)
    assert answer.with_note("").with_note("").empty


def test_whoever_takes_out_the_note_takes_out_all_of_the_log() -> None:
    assert replace(Answer(2).with_log((TALKS, OVEN)), evidence="") == Answer(2)
    person = Assessment("bakery", "1", {"baking": Answer(2).with_log((TALKS, OVEN))})
    assert person.without_notes().answers == {"baking": Answer(2)}


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("https://bücher.example/ä", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("example.org", False),
        ("https://", False),
        ("https:///path", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u202egro", False),
        ("https://example.org/\n", False),
        ('https://example.org/"onclick="x', False),
        ("", False),
    ],
)
def test_only_the_address_of_a_web_page_is_a_link(text: str, fine: bool) -> None:
    assert is_link(text) is fine


def test_a_log_is_bounded_in_entries_and_in_characters() -> None:
    many = tuple(Entry(f"Loaf {number}") for number in range(MOST_ENTRIES))
    assert too_much(many) == ""
    assert too_much((*many, LOAF)) == "holds 21 entries, at most 20 are kept"
    long = Entry("x" * LIMITS["text"])
    full = [replace(long, number=f"{place}") for place in range(LOG_LIMIT // long.size)]
    assert too_much(full) == "is 6,003 characters long, at most 6,000 are kept"
    assert too_much(full[1:]) == ""


def test_joined_logs_hold_each_entry_once_in_its_order() -> None:
    assert joined(((TALKS, LOAF), (OVEN, TALKS))) == (TALKS, LOAF, OVEN)


@pytest.mark.parametrize(
    ("mine", "stored", "both"),
    [
        ((TALKS, LOAF), (TALKS, OVEN), (TALKS, OVEN, LOAF)),  # both added one
        ((), (TALKS, OVEN), (OVEN,)),  # I removed, somebody else added
        ((LOAF,), (TALKS, OVEN), (OVEN, LOAF)),  # I changed, somebody else added
        ((TALKS, LOAF), (), (LOAF,)),  # I added, somebody else removed
        ((LOAF,), (OVEN,), None),  # both changed the same
        ((), (OVEN,), None),  # I removed what somebody else changed
    ],
)
def test_what_both_added_is_there_and_what_both_changed_is_asked(
    mine: tuple[Entry, ...], stored: tuple[Entry, ...], both: tuple[Entry, ...] | None
) -> None:
    assert both_changed([(TALKS,)], mine, stored) == both


def test_a_state_of_mine_that_may_be_stored_already_is_not_somebody_elses() -> None:
    half, whole = replace(LOAF, text="Baked"), LOAF
    seen = [(TALKS,), (TALKS, half)]
    for stored in ((TALKS, half, OVEN), (TALKS, OVEN)):
        assert both_changed(seen, (TALKS, whole), stored) == (TALKS, OVEN, whole)


def test_two_logs_that_are_too_much_together_are_asked_about() -> None:
    half = [tuple(Entry(f"{who} {n}") for n in range(15)) for who in ("mine", "theirs")]
    assert both_changed([()], half[0], half[1]) is None
