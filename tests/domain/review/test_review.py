"""Two raters: what differs, what is agreed, and that nobody's record is overwritten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.review.differences import compare, who_moved
from assess.domain.review.meeting import Goal, begin, next_time
from assess.errors import ReviewError
from assess.formats.json_text import plain
from tests.builders.meetings import AT, DAY, LATER, MODEL, coach, made, own, rated, revealed, whole


def test_differences_come_in_the_order_in_which_to_talk_about_them() -> None:
    found = compare(MODEL, own(), coach())
    assert [(item.competency_id, item.kind, item.apart) for item in found.differences] == [
        ("baking", "more", 2),
        ("kneading", "one", 1),
        ("selling", "single", None),  # weighs more than pricing
        ("pricing", "single", None),
        ("shaping", "equal", 0),
    ]
    assert found.counts == {"more": 1, "one": 1, "single": 2, "neither": 0, "equal": 1}


def test_not_applicable_is_no_level() -> None:
    found = compare(
        MODEL,
        rated(baking=None, kneading=None, shaping=2),
        rated(baking=None, shaping=None),
    )
    kinds = {item.competency_id: item.kind for item in found.differences}
    assert kinds["baking"] == "equal"
    assert kinds["kneading"] == "neither"
    assert kinds["shaping"] == "single"
    assert kinds["selling"] == "neither"


def test_ratings_of_another_model_are_refused_with_a_sentence() -> None:
    with pytest.raises(ReviewError, match="belong to the model 'other', this is 'bakery'"):
        compare(MODEL, own(), Assessment("other", "1.0.0"))


def test_the_frame_says_levels_and_states_apart() -> None:
    frame = compare(MODEL, own(), coach()).to_frame().set_index("competency")
    assert frame.loc["baking", "apart"] == 2
    assert frame.loc["selling", "coach_state"] == "unrated"
    assert frame["coach"].isna().sum() == 1
    assert str(frame["own"].dtype) == "Int64"


@pytest.mark.parametrize(
    ("own_level", "coach_level", "agreed", "moved"),
    [
        (3, 2, 2, "person"),
        (3, 2, 3, "coach"),
        (3, 1, 2, "both"),
        (2, 2, 2, "nobody"),
        (2, 2, 3, "both"),
        (None, 2, 2, "nobody"),
        (None, 2, 3, "coach"),
        (2, 2, None, None),
    ],
)
def test_it_says_who_moved(
    own_level: int | None, coach_level: int | None, agreed: int | None, moved: str | None
) -> None:
    assert who_moved(Answer(own_level), Answer(coach_level), Answer(agreed)) == moved


def test_nothing_is_shown_or_agreed_before_the_reveal() -> None:
    session = begin(own(), held=DAY).with_coach(coach())
    with pytest.raises(ReviewError, match="Rate first, then reveal"):
        session.comparison(MODEL)
    with pytest.raises(ReviewError, match="Reveal both ratings first"):
        session.agree("baking", Answer(2))
    with pytest.raises(ReviewError, match="Rate at least one skill first"):
        begin(own(), held=DAY).reveal()


def test_after_the_reveal_the_coachs_ratings_stand() -> None:
    with pytest.raises(ReviewError, match="you can't change yours any more"):
        revealed().with_coach(rated("coach", baking=3))


def test_agreeing_writes_into_the_third_record_only() -> None:
    before = revealed()
    after = before.agree("baking", Answer(2, evidence="One shift alone."), at=AT)
    assert after.own == before.own
    assert after.coach == before.coach
    assert after.agreed.level("baking") == 2
    assert after.agreed.answer("baking").evidence == "One shift alone."
    assert after.agree("baking", Answer()).agreed.answers == {}


def test_equal_ones_are_agreed_at_once_and_nothing_agreed_before_is_touched() -> None:
    session = revealed().agree("shaping", Answer(2), at=AT).agree_on_equal(MODEL, at=AT)
    assert session.agreed.level("shaping") == 2
    fresh = revealed().agree("shaping", Answer(evidence="Talked."), at=AT).agree_on_equal(MODEL)
    assert fresh.agreed.answer("shaping").level == 1
    assert fresh.agreed.answer("shaping").evidence == "Talked."


def test_what_is_settled_is_agreed_where_it_is_and_the_persons_own_elsewhere() -> None:
    settled = whole().settled
    assert settled.level("baking") == 2
    assert settled.answer("baking").evidence == "Seen baking"
    assert settled.level("kneading") == 2
    assert settled.level("pricing") is None
    assert settled.rater == "agreed"


def test_a_fourth_goal_and_a_second_one_for_a_competency_are_refused() -> None:
    goals = tuple(Goal(item.id, 1, 2) for item in MODEL.competencies)
    with pytest.raises(ReviewError, match="up to 3 goals"):
        revealed().with_goals(goals[:4])
    with pytest.raises(ReviewError, match="already a goal for this skill"):
        revealed().with_goals((goals[0], goals[0]))
    assert len(revealed().with_goals(goals[:3]).goals) == 3


def test_without_notes_no_typed_text_is_left() -> None:
    session = next_time(whole(), held=LATER)
    texts = str(plain(replace(session, plans=()).without_notes()))
    for word in ("Seen", "alone", "Nobody else", "Ask for a date", "night shift"):
        assert word not in texts
    assert session.without_notes().past[-1].levels == session.past[-1].levels
    assert session.without_notes().past[-1].goals[0].to == 3


def test_the_next_session_remembers_the_last_and_starts_blind() -> None:
    first = whole()
    second = next_time(first, rated(baking=3, kneading=3), held=LATER)
    assert not second.revealed
    assert second.coach.answers == second.agreed.answers == {}
    assert second.own.level("kneading") == 3
    (past,) = second.past
    assert (past.held, past.levels["baking"], past.goals) == (DAY, 2, first.goals)
    assert (past.plan, second.plans) == (first.plan, ())
    third = next_time(second, held=LATER)
    assert [item.held for item in third.past] == [DAY, LATER]
    assert [item.plan for item in third.past] == [None, first.plan]
    assert third.own == second.own
    with pytest.raises(ReviewError, match="another model"):
        next_time(first, Assessment("other", "1.0.0"), held=LATER)


def test_a_plan_made_again_for_other_levels_takes_the_place_of_the_last() -> None:
    session = whole()
    again = session.agree("kneading", Answer(3), at=AT)
    assert len(again.with_plan(made(again.settled)).plans) == 1
    assert len(again.with_plan(made(again.settled, weeks=9)).plans) == 2
