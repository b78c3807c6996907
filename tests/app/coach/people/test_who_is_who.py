"""Names and ids: no two people are mixed up, and a name goes where the coach put it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.app.coach.people.coach_list import letters_of
from assess.app.coach.state import CoachState
from assess.app.state.changes import Change
from assess.domain.answers import Answer, Assessment
from assess.domain.review.meeting import CoachingMeeting
from assess.errors import AnswersError
from assess.formats.answers import dumps
from assess.formats.meeting import read_brought
from tests.builders.coaches import MODEL, TODAY, change, coaching, rate, revealed
from tests.builders.meetings import own

IDS = [letter * 32 for letter in "abc"]
LEVELS = st.integers(MODEL.lowest, MODEL.highest)


def person(key: str, level: int) -> Assessment:
    return replace(own(), id=key, answers={"baking": Answer(level)})


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("bring"), st.sampled_from(IDS), LEVELS),
            st.tuples(st.just("rate"), st.sampled_from(IDS), LEVELS),
            st.tuples(st.just("reveal"), st.sampled_from(IDS), LEVELS),
            st.tuples(st.just("next"), st.sampled_from(IDS), LEVELS),
        ),
        max_size=12,
    )
)
def test_whatever_is_brought_nobodys_answers_become_another_persons(
    steps: list[tuple[str, str, int]],
) -> None:
    made = CoachState(MODEL, today=TODAY)
    for step, key, level in steps:
        before = {item.key: item.session.own.id for item in made.people}
        if step == "bring":
            made.bring(dumps(person(key, level)), "somebody")
        elif made.chosen is not None and step == "rate":
            rate(made, "baking", level)
        elif made.chosen is not None and step == "reveal":
            change(made, "reveal")
        elif made.chosen is not None and made.session.revealed:
            made.start_next(dumps(person(key, level)))
        # a question is open wherever another person's file was offered; unanswered it does nothing
        if step == "next" and made.chosen and made.chosen.key in before:
            asked = made.question is not None
            assert asked or made.session.own.id == before[made.chosen.key]
        for item in made.people:
            assert before.get(item.key, item.session.own.id) == item.session.own.id
        names = [item.name for item in made.people]
        assert len(set(names)) == len(names)


@given(st.text(max_size=100))
def test_any_name_is_kept_in_one_line_or_refused_and_never_lost_by_the_file(name: str) -> None:
    made = revealed()
    refused = change(made, "name", "", name)
    assert bool(refused) == (len(name) > 80)
    kept = made.session.own.person
    assert refused or kept.split() == kept.split(" ") or not kept
    back = read_brought(made.file("json", with_notes=True), MODEL)
    assert isinstance(back, CoachingMeeting)
    assert [item.person for item in (back.own, back.coach, back.agreed)] == [kept] * 3


def test_changes_name_whom_they_are_about_and_reach_nobody_else() -> None:
    made = coaching()
    robin = made.people[0].key
    kim = made.bring(dumps(replace(own(), id="b" * 32)), "Kim").key
    outcome = made.take([Change(3, "baking", rating="1")], robin)
    assert outcome.done == (3,)
    assert made.people[0].session.coach.level("baking") == 1
    assert made.session.coach.answers == {}
    assert made.chosen is not None
    assert made.chosen.key == kim
    gone = made.take([Change(4, "baking", rating="1")], "nobody")
    assert (gone.done, gone.kept) == ((), False)
    assert gone.problem.startswith("That session isn't on this page.")


def test_a_change_is_applied_once_however_often_it_is_sent() -> None:
    made = revealed()
    sent = [Change(0, "baking", kind="agreed", value="2", value_seen=("",))]
    made.take(sent)
    before = made.session
    made.take(sent)
    assert made.session is before
    other = made.take([Change(1, "baking", kind="agreed", value="3", value_seen=("",))])
    (clash,) = other.conflicts
    assert (clash["mine"], clash["kept"], other.done) == (MODEL.label(3), MODEL.label(2), ())
    assert made.session.agreed.level("baking") == 2


def test_a_copy_of_the_same_is_said_and_changes_nothing() -> None:
    made = coaching()
    made.bring(dumps(own()), "again")
    assert (len(made.people), made.question) == (1, None)
    assert made.told.startswith("That file is a copy")
    rate(made, "baking", 1)
    change(made, "reveal")
    text = made.file("json", with_notes=True)
    made.bring(text)
    assert (len(made.people), made.told[:19]) == (1, "That file is a copy")
    change(made, "agreed", "baking", "2")
    made.bring(text)
    assert made.question is not None
    assert made.session.agreed.level("baking") == 2
    made.answer(False)
    assert (made.session.agreed.level("baking"), made.question) == (2, None)
    made.bring(text)
    made.answer(True)
    assert made.session.agreed.level("baking") is None
    assert made.answer(True) is None


def test_older_answers_are_asked_about_and_newer_ones_are_said() -> None:
    made = CoachState(MODEL, today=TODAY)
    made.bring(dumps(replace(own(), updated="2026-11-02T10:00:00Z")), "Robin")
    older = replace(own(), answers={"baking": Answer(1)}, updated="2026-11-01T10:00:00Z")
    made.bring(dumps(older), "Robin")
    assert made.question is not None
    assert made.session.own.level("baking") == 3
    made.answer(True)
    assert made.session.own.level("baking") == 1
    made.bring(dumps(replace(own(), updated="2026-11-03T10:00:00Z")), "Robin")
    assert made.told.startswith("Those are newer answers from Robin")


@pytest.mark.parametrize("theirs", ["b" * 32, None])
def test_another_persons_file_starts_no_next_meeting_unasked(theirs: str | None) -> None:
    made = revealed()
    before = made.session
    made.start_next(dumps(replace(own(), id=theirs)))
    assert made.session is before
    assert made.question is not None
    assert f"ends in {letters_of(replace(own(), id=theirs))}" in made.question.text
    made.answer(False)
    assert made.session is before
    made.start_next(dumps(replace(own(), id=theirs)))
    made.answer(True)
    assert made.session.past != ()
    made = revealed()
    made.start_next(dumps(own()))
    assert (made.question, made.told[:20]) == (None, "The answers in that ")


def test_a_name_that_a_coach_gave_stays_when_newer_answers_come() -> None:
    made = coaching()
    change(made, "name", "", "  Zoë\n Müller ")
    made.bring(dumps(replace(own(), answers={"baking": Answer(2)}, person="Z.")), "z")
    assert (made.people[0].name, made.session.own.person) == ("Zoë Müller", "Zoë Müller")
    change(made, "name", "", "")
    assert made.people[0].name == "Person aaaa"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"kind": "plan"}', "a plan file"),
        ('{"role": "baker", "activities": []}', "a plan file"),
        ('{"kind": "group-key"}', "a group key"),
        ("# ours\nmodel:\n  id: bakery\n", "a model file"),
        ('{"kind": "recipe"}', "a file of the kind 'recipe'"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_what_it_is(text: str, what: str) -> None:
    made = revealed()
    said = f"^This is {what}; I need a report, answers or a session.$"
    with pytest.raises(AnswersError, match=said):
        made.bring(text)
    with pytest.raises(AnswersError, match=said):
        made.start_next(text)
    assert len(made.people) == 1
