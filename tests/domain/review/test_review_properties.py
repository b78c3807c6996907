"""Whatever two people rate: revealing changes no record, and a session loads as it was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.review.differences import compare
from assess.domain.review.meeting import CoachingMeeting, Commitment, Goal, begin, next_time
from assess.formats.answers import dumps
from assess.formats.meeting import dumps_session, read_brought
from tests.builders.model_strategies import answers, models
from tests.builders.models import tiny_model

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
DAY = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[CompetencyModel, Assessment, Assessment]:
    """A model and two raters; the second has said something."""
    model = draw(models())
    keys = st.sampled_from([item.id for item in model.competencies])
    said = st.integers(model.lowest, model.highest).map(Answer)
    own = draw(st.dictionaries(keys, answers(model)))
    coach = draw(st.dictionaries(keys, answers(model))) | {draw(keys): draw(said)}
    made = [Assessment(model.id, model.version, found) for found in (own, coach)]
    return model, made[0], made[1]


@given(pairs(), st.data())
def test_no_step_of_a_session_changes_what_either_rater_said(
    pair: tuple[CompetencyModel, Assessment, Assessment], data: st.DataObject
) -> None:
    """Revealing changes none of the three records; agreeing changes only the third."""
    model, own, coach = pair
    blind = begin(own, held=date(2026, 1, 5)).with_coach(coach)
    written = [dumps(item) for item in (blind.own, blind.coach, blind.agreed)]
    shown = blind.reveal()
    shown.comparison(model)
    assert [dumps(item) for item in (shown.own, shown.coach, shown.agreed)] == written
    keys = st.sampled_from([item.id for item in model.competencies])
    for key, answer in data.draw(st.lists(st.tuples(keys, answers(model)), max_size=5)):
        shown = shown.agree(key, answer)
        assert shown.agreed.answer(key).state == answer.state
    shown = shown.agree_on_equal(model)
    assert [dumps(shown.own), dumps(shown.coach)] == written[:2]


@given(pairs())
def test_every_competency_is_in_exactly_one_group_and_both_ways_round_in_the_same(
    pair: tuple[CompetencyModel, Assessment, Assessment],
) -> None:
    model, own, coach = pair
    here, there = compare(model, own, coach), compare(model, coach, own)
    kinds = {item.competency_id: item.kind for item in here.differences}
    assert len(here.differences) == len(kinds) == len(model.competencies)
    assert kinds == {item.competency_id: item.kind for item in there.differences}
    for item in here.differences:
        assert (item.apart is not None) == (item.own.level is not None is not item.coach.level)


@st.composite
def sessions(draw: st.DrawFn) -> CoachingMeeting:
    """Any session about the bakery's model, first or second."""
    model = tiny_model()
    keys = [item.id for item in model.competencies]
    rated = st.builds(Answer, st.integers(1, 3), evidence=TEXT)
    own, coach, agreed = (
        Assessment(
            model.id,
            model.version,
            draw(st.dictionaries(st.sampled_from(keys), rated)),
            rater=rater,
        ).identified()
        for rater in ("self", "coach", "agreed")
    )
    kept = st.sampled_from(["open", "kept", "not_kept"])
    goal = st.builds(
        Goal,
        st.sampled_from(keys),
        st.just(1),
        st.integers(2, 3),
        st.none() | DAY,
        TEXT,
        TEXT,
        kept,
    )
    promise = st.builds(
        Commitment, TEXT, st.sampled_from(["person", "coach", "manager"]), st.none() | DAY, kept
    )
    goals = draw(st.lists(goal, max_size=3, unique_by=lambda item: item.competency_id))
    session = replace(
        begin(own, held=draw(DAY)), coach=coach, agreed=agreed, revealed=draw(st.booleans())
    )
    session = session.with_goals(tuple(goals))
    session = session.with_commitments(tuple(draw(st.lists(promise, max_size=3))))
    return next_time(session, held=draw(DAY)) if draw(st.booleans()) else session


@given(sessions())
def test_a_session_loads_as_it_was_written(session: CoachingMeeting) -> None:
    text = dumps_session(session)
    read = read_brought(text, tiny_model())
    assert isinstance(read, CoachingMeeting)
    assert dumps_session(read) == text
    three = {name: getattr(session, name).identified() for name in ("own", "coach", "agreed")}
    assert read == replace(session, **three)
