"""Coverage, area scores and role fit against numbers computed by hand."""

from __future__ import annotations

import pytest

from assess.domain.answers import Answer
from assess.domain.scoring import Coverage, RoleFit, coverage, role_fit, score
from tests.builders.profiles import NA, answered, model

# --- coverage ----------------------------------------------------------------------------------


def test_coverage_counts_rated_all_and_not_applicable_apart() -> None:
    of = model("abcde")
    counted = coverage(answered(a=1, b=5, c=3, d=NA), of.competencies)
    assert counted == Coverage(rated=3, all=5, not_applicable=1)
    assert str(counted) == "3 of 5 rated, 1 not applicable"


def test_coverage_does_not_mention_not_applicable_where_there_is_none() -> None:
    assert str(coverage(answered(a=2), model("ab").competencies)) == "1 of 2 rated"


def test_a_note_without_a_rating_is_not_coverage() -> None:
    said = answered().with_answer("a", Answer(evidence="I did this once"))
    assert coverage(said, model("ab").competencies) == Coverage(0, 2, 0)


@pytest.mark.parametrize(
    ("rated", "all_", "not_applicable", "enough", "missing"),
    [
        (2, 4, 0, True, 0),  # exactly half is enough
        (1, 4, 0, False, 1),
        (2, 5, 0, False, 1),  # 2.5 are half of five
        (3, 5, 0, True, 0),
        (2, 5, 1, True, 0),  # not applicable leaves the whole
        (1, 5, 2, False, 1),
        (0, 4, 0, False, 2),
        (0, 3, 2, False, 1),
        (0, 2, 2, False, 1),  # nothing applies: never a number
        (0, 0, 0, False, 1),
        (1, 1, 0, True, 0),
    ],
)
def test_half_of_what_applies_must_be_rated(
    rated: int, all_: int, not_applicable: int, enough: bool, missing: int
) -> None:
    counted = Coverage(rated, all_, not_applicable)
    assert (counted.enough, counted.missing) == (enough, missing)


# --- area scores -------------------------------------------------------------------------------


def test_an_area_score_is_the_weighted_mean_of_the_rated_levels() -> None:
    of = model({"a": 1, "b": 2, "c": 0.5})
    # (1*2 + 2*5 + 0.5*4) / 3.5
    assert score(of, answered(a=2, b=5, c=4)).area("area").score == 4.0


def test_unrated_and_not_applicable_are_in_no_mean() -> None:
    of = model({"a": 1, "b": 3, "c": 1, "d": 1})
    scores = score(of, answered(a=2, b=4, c=NA))
    assert scores.area("area").score == 3.5  # (1*2 + 3*4) / 4
    assert scores.area("area").coverage == Coverage(2, 4, 1)


def test_an_area_below_half_has_no_score_while_another_has_one() -> None:
    of = model("abcde", areas={"first": "abc", "second": "de"})
    scores = score(of, answered(a=3, d=4))
    assert scores.area("first").score is None
    assert scores.area("second").score == 4.0
    assert [item.area_id for item in scores.areas] == ["first", "second"]
    assert scores.coverage == Coverage(2, 5, 0)


def test_an_area_where_nothing_applies_has_no_score() -> None:
    scores = score(model("ab"), answered(a=NA, b=NA))
    assert scores.area("area").score is None
    assert scores.area("area").coverage == Coverage(0, 2, 2)


def test_tenths_add_up_exactly() -> None:
    # in binary floats 0.1*3 is 0.30000000000000004 and the mean would not be 3
    of = model({"a": 0.1, "b": 0.2, "c": 0.3})
    assert score(of, answered(a=3, b=3, c=3)).area("area").score == 3.0


# --- role fit ----------------------------------------------------------------------------------


def fit(of: dict[str, float] | str, targets: dict[str, int], **answers: int | str) -> RoleFit:
    return role_fit(model(of, role=targets), answered(**answers), "role")


def test_the_fit_is_the_share_of_the_roles_steps_that_is_held() -> None:
    # held (2-1) + (4-1) of needed (4-1) + (4-1)
    found = fit("ab", {"a": 4, "b": 4}, a=2, b=4)
    assert (found.fit, found.percent) == (4 / 6, 66)


def test_weights_count_in_the_fit() -> None:
    # 3*(2-1) + 1*(5-1) of 3*(5-1) + 1*(5-1)
    found = fit({"a": 3, "b": 1}, {"a": 5, "b": 5}, a=2, b=5)
    assert (found.fit, found.percent) == (7 / 16, 43)


def test_surplus_never_cancels_a_gap() -> None:
    # the 5 counts as the 3 that is asked for: (2 + 1) / (2 + 2)
    found = fit("ab", {"a": 3, "b": 3}, a=5, b=2)
    assert (found.fit, found.percent) == (0.75, 75)


def test_steps_count_from_the_scales_lowest_level() -> None:
    of = model("a", scale=(3, 6), role={"a": 6})
    assert role_fit(of, answered(a=4), "role").percent == 33
    assert role_fit(of, answered(a=3), "role").percent == 0


def test_a_scale_may_begin_at_zero() -> None:
    of = model("ab", scale=(0, 4), role={"a": 4, "b": 4})
    found = role_fit(of, answered(a=0, b=4), "role")
    assert found.percent == 50
    assert score(of, answered(a=0, b=1)).area("area").score == 0.5


def test_what_the_role_does_not_ask_for_has_no_say_in_its_fit() -> None:
    found = fit("abc", {"a": 3}, a=3, b=1, c=NA)
    assert (found.percent, found.coverage) == (100, Coverage(1, 1, 0))


def test_unrated_and_not_applicable_are_left_out_of_the_fit() -> None:
    found = fit("abcd", {"a": 3, "b": 3, "c": 5, "d": 5}, a=3, b=2, c=NA)
    assert (found.percent, found.coverage) == (75, Coverage(2, 4, 1))


def test_exactly_half_of_what_the_role_asks_for_gives_a_fit() -> None:
    assert fit("abcd", {"a": 2, "b": 2, "c": 2, "d": 2}, a=2, b=1).percent == 50


def test_less_than_half_gives_no_fit_and_says_so() -> None:
    found = fit("abc", {"a": 2, "b": 2, "c": 2}, a=2)
    assert (found.fit, found.percent, found.nothing_asked) == (None, None, False)


def test_a_role_without_targets_asks_nothing() -> None:
    found = fit("ab", {}, a=2, b=2)
    assert (found.fit, found.percent, found.nothing_asked) == (None, None, True)


def test_a_role_that_asks_for_the_lowest_level_only_asks_nothing() -> None:
    found = fit("ab", {"a": 1, "b": 1}, a=2, b=2)
    assert (found.fit, found.percent, found.nothing_asked) == (None, None, True)


def test_nothing_is_asked_where_only_the_lowest_targets_are_rated() -> None:
    found = fit("ab", {"a": 1, "b": 4}, a=3)
    assert (found.percent, found.nothing_asked) == (None, True)


def test_a_role_of_which_nothing_applies_has_no_fit() -> None:
    found = fit("ab", {"a": 3, "b": 3}, a=NA, b=NA)
    assert (found.fit, found.percent, found.nothing_asked) == (None, None, False)


@pytest.mark.parametrize("hundredths", [29, 57, 58, 7, 14, 28, 55, 56])
def test_a_whole_percentage_is_not_rounded_below_itself(hundredths: int) -> None:
    # 100 * 0.29 is 28.999999999999996 in floats: floor alone would say 28
    weights = {"a": hundredths / 100, "b": (100 - hundredths) / 100}
    assert fit(weights, {"a": 2, "b": 2}, a=2, b=1).percent == hundredths


def test_a_percentage_is_rounded_down() -> None:
    assert fit({"a": 2, "b": 1}, {"a": 2, "b": 2}, a=2, b=1).percent == 66
    assert fit({"a": 199, "b": 1}, {"a": 2, "b": 2}, a=2, b=1).percent == 99


@pytest.mark.parametrize("tiny", [0.001, 1e-9, 1e-30])
def test_a_gap_of_the_tiniest_weight_is_never_a_hundred_percent(tiny: float) -> None:
    assert fit({"a": 1000, "b": tiny}, {"a": 5, "b": 5}, a=5, b=4).percent == 99


def test_no_gap_is_a_hundred_percent_whatever_the_weights() -> None:
    found = fit({"a": 0.1, "b": 0.7, "c": 1e-9}, {"a": 3, "b": 2, "c": 5}, a=3, b=5, c=5)
    assert (found.fit, found.percent) == (1.0, 100)


def test_a_role_that_the_model_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        role_fit(model("a", role={"a": 2}), answered(a=1), "other")


# --- the table ---------------------------------------------------------------------------------


def test_the_table_has_a_row_per_area_and_role_with_nan_where_there_is_no_number() -> None:
    of = model("abc", areas={"x": "a", "y": "bc"}, held={"a": 2}, wanted={"b": 3, "c": 3})
    frame = score(of, answered(a=3, b=NA)).to_frame()
    assert list(frame.columns) == ["kind", "id", "value", "rated", "all", "not_applicable"]
    assert frame["kind"].tolist() == ["area", "area", "role", "role"]
    assert frame["id"].tolist() == ["x", "y", "held", "wanted"]
    assert frame["value"].dtype == "float64"
    assert frame["value"].isna().tolist() == [False, True, False, True]
    assert frame["value"].dropna().tolist() == [3.0, 1.0]
    assert frame[["rated", "all", "not_applicable"]].to_numpy().tolist() == [
        [1, 1, 0],
        [0, 2, 1],
        [1, 1, 0],
        [0, 2, 1],
    ]


def test_a_table_without_any_number_keeps_its_type() -> None:
    frame = score(model("ab", role={"a": 2}), answered()).to_frame()
    assert frame["value"].dtype == "float64"
    assert frame["value"].isna().all()
