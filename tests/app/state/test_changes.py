"""A change carries what it was based on: applied once, twice, late, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.app.messages import read
from assess.app.messages.visit import Changes, FromVisit
from assess.app.state.changes import Change, apply, apply_all, changes_from, note_stamp, rating_of
from assess.domain.answers import Answer, Assessment
from assess.errors import AnswersError
from tests.builders.visits import MODEL

BLANK = Assessment(MODEL.id, MODEL.version)
RATINGS = ("", "1", "2", "3", "na", "1~", "2~")


def change(key: str = "baking", **fields: Any) -> Change:
    return Change(1, key, **fields)


def with_rating(rating: str) -> Assessment:
    return apply(MODEL, BLANK, change(rating=rating))[0]


def test_a_rating_keeps_the_note_and_a_note_keeps_the_rating() -> None:
    noted, _ = apply(MODEL, with_rating("2"), change(note="Ran the oven"))
    rated, _ = apply(MODEL, noted, change(rating="3", rating_seen=("2",)))
    answer = rated.answer("baking")
    assert (answer.level, answer.not_applicable, answer.evidence) == (3, False, "Ran the oven")
    without, _ = apply(MODEL, rated, change(rating="na"))
    assert without.answer("baking").state == "not_applicable"
    assert without.answer("baking").evidence == "Ran the oven"


def test_clearing_takes_the_answer_out_and_bringing_it_back_is_a_change_like_any_other() -> None:
    full, _ = apply(MODEL, BLANK, change(rating="2", note="Ran the oven"))
    cleared, _ = apply(MODEL, full, change(rating="", note=""))
    assert not cleared.answers
    seen = {"rating_seen": ("",), "note_seen": (note_stamp(""),)}
    back, clashes = apply(MODEL, cleared, change(rating="2", note="Ran the oven", **seen))
    assert (back.level("baking"), back.answer("baking").evidence) == (2, "Ran the oven")
    assert clashes == ()


def test_the_same_change_again_gives_the_same_record() -> None:
    first = change(rating="2", note="Ran the oven", rating_seen=("",), note_seen=("0.811c9dc5",))
    once, _ = apply(MODEL, BLANK, first)
    twice, clashes = apply(MODEL, once, first)
    assert twice is once
    assert clashes == ()


def test_another_answer_in_between_is_not_overwritten_and_both_are_named() -> None:
    stored = with_rating("3")
    after, (clash,) = apply(MODEL, stored, change(rating="1", rating_seen=("2", "")))
    assert after is stored
    assert (clash["n"], clash["id"], clash["field"]) == (1, "baking", "rating")
    assert (clash["mine"], clash["kept"], clash["stamp"]) == ("Watches", "Runs it", "3")
    insisted, clashes = apply(MODEL, stored, change(rating="1", rating_seen=(clash["stamp"],)))
    assert (insisted.level("baking"), clashes) == (1, ())


def test_of_a_change_to_both_the_part_that_nobody_else_touched_is_applied() -> None:
    stored, _ = apply(MODEL, with_rating("3"), change(note=""))
    seen = {"rating_seen": ("2",), "note_seen": (note_stamp(""),)}
    after, (clash,) = apply(MODEL, stored, change(rating="", note="A shift", **seen))
    assert (after.level("baking"), after.answer("baking").evidence) == (3, "A shift")
    assert (clash["field"], clash["mine"], clash["kept"]) == ("rating", "No answer", "Runs it")


def test_notes_that_clash_are_both_shown_in_full() -> None:
    stored, _ = apply(MODEL, BLANK, change(note="Theirs"))
    seen = (note_stamp("Before"),)
    after, (clash,) = apply(MODEL, stored, change(note="Mine", note_seen=seen))
    assert after is stored
    assert (clash["field"], clash["mine"], clash["kept"]) == ("note", "Mine", "Theirs")
    assert clash["stamp"] == note_stamp("Theirs")
    _, (emptied,) = apply(MODEL, stored, change(note="", note_seen=seen))
    assert emptied["mine"] == "No note"


def test_an_answer_of_an_older_model_is_confirmed_once() -> None:
    carried = Assessment(MODEL.id, MODEL.version, {"baking": Answer(2)}, confirm=("baking",))
    confirmed, _ = apply(MODEL, carried, change(confirm=True))
    assert (confirmed.confirm, confirmed.level("baking")) == ((), 2)
    again, _ = apply(MODEL, confirmed, change(confirm=True))
    assert again is confirmed


@pytest.mark.parametrize(
    "wrong",
    [
        change("nothing", rating="1"),
        change(rating="9"),
        change(rating="1.5"),
        change(rating="9~"),
        change(rating="na~"),
        change(rating="9" * 5000),
        change(note="x" * 2001),
    ],
)
def test_a_wrong_change_is_a_sentence_and_the_others_are_applied(wrong: Change) -> None:
    with pytest.raises(AnswersError):
        apply(MODEL, BLANK, wrong)
    after, clashes, (said,) = apply_all(
        MODEL, BLANK, [change("shaping", rating="1"), wrong, change("pricing", rating="na")], apply
    )
    assert after.answers.keys() == {"shaping", "pricing"}
    assert clashes == ()
    assert said.endswith(".")


@pytest.mark.parametrize(
    "text", ["", "a", "Grüße, 世界 🎈", "x" * 2000, "line\nline", "\ud800 alone"]
)
def test_the_mark_of_a_note_is_its_bytes_and_their_hash(text: str) -> None:
    size, _, mark = note_stamp(text).partition(".")
    assert int(size) == len(text.encode("utf-8", "replace"))
    assert 0 <= int(mark, 16) < 2**32


def test_known_marks_of_notes() -> None:
    assert note_stamp("") == "0.811c9dc5"
    assert note_stamp("a") == "1.e40c292c"
    assert note_stamp("foobar") == "6.bf9cf968"


JUNK: list[Any] = [None, True, 5, 1.5, "x", b"x", [], {}, [[]], {"n": 1}, {"id": "baking"}]


@pytest.mark.parametrize("junk", [*JUNK, {"n": True, "id": "baking"}, {"n": -1, "id": "baking"}])
def test_what_is_no_change_is_left_out(junk: Any) -> None:
    message = read({"kind": "changes", "changes": [junk]}, FromVisit)
    assert message is None or changes_from(message.changes) == ()
    assert read({"kind": "changes", "changes": junk}, FromVisit) in (None, Changes("changes", []))


def test_wrong_parts_of_a_change_are_left_out() -> None:
    parts: dict[str, Any] = {"rating": 5, "note": [], "confirm": "yes", "rating_seen": "3"}
    (change,) = changes_from([{"n": 7, "id": "baking", **parts}])
    assert change == Change(7, "baking", rating_seen=(), note_seen=())
    many = changes_from([{"n": 1, "id": "baking"}] * 10_000)
    assert len(many) == 500


@given(st.lists(st.sampled_from(RATINGS), min_size=1, max_size=8), st.data())
def test_whatever_of_ones_own_changes_arrived_the_last_one_wins(
    ratings: list[str], data: st.DataObject
) -> None:
    """The answer to a stored change may be lost: it is no other person's change then."""
    arrived = data.draw(st.integers(0, len(ratings)))
    stored = BLANK
    for rating in ratings[:arrived]:
        stored, _ = apply(MODEL, stored, change(rating=rating))
    last = change(rating=ratings[-1], rating_seen=("", *ratings[:-1]))
    after, clashes = apply(MODEL, stored, last)
    confirmed = rating_of(stored.answer("baking"))
    unchanged = confirmed == ratings[-1].rstrip("~")  # a rough answer takes no confirmation back
    assert rating_of(after.answer("baking")) == (confirmed if unchanged else ratings[-1])
    assert clashes == ()


def test_a_rough_level_is_confirmed_by_any_level_chosen_beside_the_anchors() -> None:
    rough = with_rating("2~")
    assert (rough.level("baking"), rough.answer("baking").quick) == (2, True)
    for level in ("2", "3"):
        after, clashes = apply(MODEL, rough, change(rating=level, rating_seen=("2~",)))
        assert rating_of(after.answer("baking")) == level
        assert clashes == ()
    noted, _ = apply(MODEL, rough, change(note="Ran the oven"))
    asked, _ = apply(MODEL, rough, change(confirm=True))
    assert [rating_of(item.answer("baking")) for item in (noted, asked)] == ["2~", "2~"]


def test_a_rough_answer_takes_no_confirmation_back_and_another_level_is_rough_again() -> None:
    confirmed = with_rating("2")
    same, clashes = apply(MODEL, confirmed, change(rating="2~", rating_seen=("",)))
    assert same is confirmed
    assert clashes == ()
    other, _ = apply(MODEL, confirmed, change(rating="3~", rating_seen=("2",)))
    assert rating_of(other.answer("baking")) == "3~"


def test_confirming_a_level_that_another_tab_gave_in_the_quick_pass_contradicts_nobody() -> None:
    after, clashes = apply(MODEL, with_rating("2~"), change(rating="2", rating_seen=("",)))
    assert (rating_of(after.answer("baking")), clashes) == ("2", ())
    _, (clash,) = apply(MODEL, with_rating("2~"), change(rating="3~", rating_seen=("",)))
    assert (clash["mine"], clash["kept"], clash["stamp"]) == (
        "Runs it (rough)",
        "Helps (rough)",
        "2~",
    )
