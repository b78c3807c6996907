"""A group's release: what is said of many people, and what isn't."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders import tiny_model

from assess.answers import Answer, Assessment
from assess.cohort import (
    changes,
    check_k,
    counts,
    levels_of,
    pairs,
    picture,
    release,
)
from assess.errors import CohortError

MODEL = tiny_model()
DAY = date(2026, 11, 23)


def group(**levels: list[Any]) -> list[dict[str, Any]]:
    """People by competency: one list of levels each, None for unrated."""
    size = max(map(len, levels.values()))
    return [
        {key: found[n] for key, found in levels.items() if n < len(found) and found[n] is not None}
        for n in range(size)
    ]


def said(people: list[dict[str, Any]], key: str = "baking", k: int = 5) -> dict[str, Any]:
    found: dict[str, Any] = release(MODEL, "baker", people, k=k)["competencies"][key]
    return found


def test_only_levels_go_into_a_group() -> None:
    answers = {
        "baking": Answer(2, evidence="A secret."),
        "kneading": Answer(not_applicable=True),
        "selling": Answer(evidence="Only a note."),
    }
    person = Assessment(MODEL.id, MODEL.version, answers, person="Robin")
    assert levels_of(person) == {"baking": 2, "kneading": "na"}


def test_people_are_counted_by_level_and_state() -> None:
    table = counts(MODEL, group(baking=[1, 2, 2, "na", None], pricing=[9, 3, None, None, None]))
    assert table.loc["baking"].to_list() == [1, 2, 0, 1, 1]
    assert table.loc["pricing"].to_list() == [0, 0, 1, 0, 4]
    assert (table.sum(axis=1) == 5).all()


def test_levels_are_said_where_each_count_is_large_enough() -> None:
    found = said(group(baking=[1] * 5 + [2] * 6 + [3] * 7))
    assert found == {
        "by": "levels",
        "counts": {"1": 5, "2": 6, "3": 7, "not_applicable": 0, "unrated": 0},
    }


def test_levels_are_merged_where_a_count_would_be_small() -> None:
    found = said(group(baking=[1] * 3 + [2] * 6 + [3] * 7))
    assert found["by"] == "target"
    assert found["counts"] == {
        "below": 9,
        "at": 7,
        "above": 0,
        "not_applicable": 0,
        "unrated": 0,
    }


def test_nothing_is_said_where_merging_does_not_help() -> None:
    assert said(group(baking=[1] * 4 + [3] * 4 + ["na"])) == {}
    assert said(group(baking=[1] * 6 + [3] * 4)) == {"by": "levels", "most": "1"}


def test_states_that_are_small_become_one_before_levels_are_merged() -> None:
    found = said(group(baking=[1] * 5 + [3] * 6 + ["na"] * 3 + [None] * 2, pricing=[1] * 16))
    assert found == {"by": "levels", "counts": {"1": 5, "2": 0, "3": 6, "no_level": 5}}


def test_small_cells_are_put_together_with_the_smallest_of_the_others() -> None:
    found = said(group(baking=[1] * 9 + [2] * 3 + [3] * 7 + ["na"]))
    assert found["counts"] == {"below": 12, "above": 0, "unrated": 0}
    assert found["rest"] == {"of": ["not_applicable", "at"], "people": 8}
    # nobody asks the baker for shaping: there is no target to merge by
    found = said(group(shaping=[1] * 3 + [2] * 6 + [3] * 7), "shaping")
    assert found["counts"] == {"3": 7, "not_applicable": 0, "unrated": 0}
    assert found["rest"] == {"of": ["1", "2"], "people": 9}


def test_where_nearly_all_agree_only_most_is_said() -> None:
    for few in (0, 1, 4):
        assert said(group(baking=[3] * 12 + [1] * few)) == {"by": "levels", "most": "3"}
    assert "counts" in said(group(baking=[3] * 12 + [1] * 5))


def test_most_is_more_than_half_and_at_least_k() -> None:
    assert said(group(baking=[1, 1, 2, 3, 3])) == {}
    assert said(group(baking=[1, 1, 2, 2, 2])) == {"by": "target", "most": "below"}
    assert said(group(baking=[3] * 5 + [1] * 4)) == {"by": "levels", "most": "3"}
    assert said(group(pricing=[3, 3, 3, 2, "na"]), "pricing") == {}


def test_too_few_people_too_small_a_k_and_an_unknown_role_are_refused() -> None:
    with pytest.raises(CohortError, match="Fewer than 5 people"):
        release(MODEL, "baker", group(baking=[1] * 4))
    with pytest.raises(CohortError, match="Fewer than 9 people"):
        release(MODEL, "baker", group(baking=[1] * 8), k=9)
    with pytest.raises(CohortError, match="Choose 5 or more"):
        check_k(4)
    with pytest.raises(CohortError, match="no role 'chef'"):
        release(MODEL, "chef", group(baking=[1] * 5))


def test_a_new_release_needs_enough_changes_and_the_same_role() -> None:
    people = group(baking=[1] * 9)
    first = release(MODEL, "baker", people)
    for changed in (None, 0, 4):
        with pytest.raises(CohortError, match="since the last release"):
            release(MODEL, "baker", people, earlier=[first], changed=changed)
    with pytest.raises(CohortError, match="role of its first results"):
        release(MODEL, "apprentice", people, earlier=[first], changed=9)
    assert release(MODEL, "baker", people, earlier=[first], changed=5)["people"] == 9


def test_a_picture_reads_gaps_coverage_and_spread_from_a_release() -> None:
    people = group(
        baking=[1] * 5 + [2] * 6 + [3] * 7,
        kneading=[1] * 3 + [2] * 5 + [3] * 10,
        pricing=[2] * 18,
        selling=[2] * 9 + ["na"] * 9,
    )
    made = picture(MODEL, release(MODEL, "baker", people), DAY)
    lines = {line.competency_id: line for line in made.lines}
    assert (lines["baking"].below, lines["baking"].rated, lines["baking"].spread) == (
        11,
        18,
        (1, 3),
    )
    assert (lines["kneading"].below, lines["kneading"].spread) == (8, None)
    assert (lines["pricing"].most, lines["pricing"].below) == ("below", None)
    assert (lines["selling"].rated, lines["selling"].not_applicable) == (9, 9)
    assert lines["shaping"].most == "unrated"
    assert lines["shaping"].rated is None
    gaps = [line.competency_id for line in made.shared_gaps]
    assert gaps == ["pricing", "baking", "kneading"]
    frame = made.to_frame().set_index("competency")
    assert frame.loc["baking", "level_2"] == 6
    assert frame["below"].isna().sum() == 2


def test_two_releases_are_compared_by_what_both_say() -> None:
    before = picture(MODEL, release(MODEL, "baker", group(baking=[1] * 10 + [3] * 10)), DAY)
    now = picture(MODEL, release(MODEL, "baker", group(baking=[1] * 5 + [3] * 15)), DAY)
    (change,) = [item for item in changes(before, now) if item.competency_id == "baking"]
    assert (change.below_before, change.below_now, change.points) == (10, 5, -25)


def test_a_release_of_another_model_is_refused() -> None:
    first = release(MODEL, "baker", group(baking=[1] * 5))
    with pytest.raises(CohortError, match="another model"):
        picture(MODEL, {**first, "model": {"id": "other"}}, DAY)
    with pytest.raises(CohortError, match="another version"):
        picture(MODEL, {**first, "role": "chef"}, DAY)


def test_only_people_who_both_said_yes_are_paired() -> None:
    def person(level: int) -> Assessment:
        return Assessment(MODEL.id, MODEL.version, {"baking": Answer(level)})

    people = {"Ada": person(3), "Bo": person(1), "Cy": person(1), "Di": person(2)}
    found = pairs(MODEL, people, "baker", {"Ada", "Bo", "Di"})
    assert [(pair.teacher, pair.learner) for pair in found] == [("Ada", "Bo")]
    assert pairs(MODEL, people, "baker", {"Ada"}) == ()
    assert pairs(MODEL, people, "baker", {"Bo", "Cy"}) == ()
