"""What holds for the scores and gaps of any model and any answers."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.scoring import Scores, gaps, score
from tests.builders.model_strategies import answered

Case = tuple[CompetencyModel, Assessment]
CASES = answered()


def _numbers(scores: Scores) -> list[float | None]:
    return [item.score for item in scores.areas] + [item.fit for item in scores.roles]


@given(CASES)
def test_a_score_stays_on_the_scale_and_between_the_levels_it_is_made_of(case: Case) -> None:
    model, assessment = case
    for item in score(model, assessment).areas:
        levels = [assessment.level(c.id) for c in model.in_area(item.area_id)]
        rated = [level for level in levels if level is not None]
        assert item.coverage.rated == len(rated)
        if item.score is not None:
            assert model.lowest <= min(rated) <= item.score <= max(rated) <= model.highest


@given(CASES)
def test_a_fit_is_a_share_and_its_percentage_never_flatters(case: Case) -> None:
    for item in score(*case).roles:
        assert (item.fit is None) == (item.percent is None)
        if item.fit is not None and item.percent is not None:
            assert 0 <= item.fit <= 1
            assert 0 <= item.percent <= 100
            assert item.percent / 100 <= item.fit + 1e-12


@given(CASES)
def test_a_number_is_there_only_where_half_of_what_applies_is_rated(case: Case) -> None:
    model, assessment = case
    scores = score(model, assessment)
    for area in scores.areas:
        assert (area.score is not None) == area.coverage.enough
    for role in scores.roles:
        assert role.fit is None or (role.coverage.enough and not role.nothing_asked)


@given(CASES, st.data())
def test_a_higher_answer_never_widens_a_gap_nor_lowers_a_score(
    case: Case, data: st.DataObject
) -> None:
    model, before = case
    raisable = [
        k for k, a in before.answers.items() if a.level is not None and a.level < model.highest
    ]
    assume(raisable)
    key = data.draw(st.sampled_from(raisable))
    level = data.draw(st.integers(before.answers[key].level or 0, model.highest))
    after = before.with_answer(key, Answer(level))
    old, new = _numbers(score(model, before)), _numbers(score(model, after))
    for lower, higher in zip(old, new, strict=True):
        assert (lower is None) == (higher is None)
        assert lower is None or higher is None or lower <= higher
    for role in model.roles:
        widths = {gap.competency_id: gap.gap for gap in gaps(model, before, role.id).open}
        for gap in gaps(model, after, role.id).open:
            assert gap.gap <= widths[gap.competency_id]


@given(CASES, st.data())
def test_unrated_and_not_applicable_never_change_a_number(case: Case, data: st.DataObject) -> None:
    model, before = case
    bare = [c.id for c in model.competencies if before.level(c.id) is None]
    assume(bare)
    key = data.draw(st.sampled_from(bare))
    after = before.with_answer(key, data.draw(st.sampled_from([Answer(), Answer(None, True)])))
    pairs = zip(_numbers(score(model, before)), _numbers(score(model, after)), strict=True)
    # coverage may take a number away or bring it; where there are two, they are the same
    assert all(old == new for old, new in pairs if old is not None and new is not None)
    for role in model.roles:
        assert gaps(model, before, role.id).open == gaps(model, after, role.id).open


@given(CASES, st.data())
def test_an_answer_changes_its_own_area_only(case: Case, data: st.DataObject) -> None:
    model, before = case
    item = data.draw(st.sampled_from(model.competencies))
    after = before.with_answer(item.id, Answer(data.draw(st.integers(model.lowest, model.highest))))
    for area in model.areas:
        if area.id != item.area:
            assert score(model, before).area(area.id) == score(model, after).area(area.id)


@given(CASES)
def test_a_hundred_percent_means_no_gap_among_the_rated_and_nothing_else(case: Case) -> None:
    model, assessment = case
    for role in score(model, assessment).roles:
        if role.percent is not None:
            no_gap = not gaps(model, assessment, role.role_id).open
            assert (role.percent == 100) == no_gap


@given(CASES)
def test_each_competency_of_a_role_is_in_exactly_one_group(case: Case) -> None:
    model, assessment = case
    for role in model.roles:
        found = gaps(model, assessment, role.id)
        rated = [gap.competency_id for gap in (*found.open, *found.met)]
        named = [*rated, *found.unrated, *found.not_applicable]
        assert sorted(named) == sorted(role.targets)
        assert [gap.gap for gap in found.open] == sorted(
            (gap.gap for gap in found.open), reverse=True
        )
        for gap in (*found.open, *found.met):
            assert gap.gap - gap.surplus == gap.target - gap.level
            assert gap.gap == 0 or gap.surplus == 0
