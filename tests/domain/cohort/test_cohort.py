"""A group's release: what is said of many people, and what isn't."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.cohort.findings import areas, pairs, workshops
from assess.domain.cohort.picture import Line, Picture, changes, picture
from assess.domain.cohort.release import check_k, counts, levels_of, release
from assess.errors import CohortError
from tests.builders.models import tiny_model

MODEL = tiny_model()
DAY = date(2026, 11, 23)


def group(**levels: list[Any]) -> list[dict[str, Any]]:
    """People by competency: one list of levels each, None for unrated."""
    size = max(map(len, levels.values()))
    return [
        {key: found[n] for key, found in levels.items() if n < len(found) and found[n] is not None}
        for n in range(size)
    ]


def said_of(people: list[dict[str, Any]], key: str = "baking", k: int = 5) -> dict[str, Any]:
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


def test_the_middle_is_said_and_counts_of_at_least_k() -> None:
    found = said_of(group(baking=[1] * 5 + [2] * 8 + [3] * 7))
    assert found == {
        "middle": 2,
        "blocks": [
            {"of": ["3"], "people": 7},
            {"of": ["1"], "people": 5},
            {"of": ["2", "not_applicable", "unrated"], "people": 8},
        ],
    }


def test_cells_with_few_people_are_counted_with_the_middle() -> None:
    found = said_of(group(baking=[1] * 3 + [2] * 6 + [3] * 7))
    assert found["middle"] == 2
    assert found["blocks"] == [
        {"of": ["3"], "people": 7},
        {"of": ["2", "1", "not_applicable", "unrated"], "people": 9},
    ]


def test_nothing_is_counted_apart_where_fewer_than_k_would_be_left() -> None:
    found = said_of(group(baking=[1] * 5 + [2] * 4))
    assert found["middle"] == 1
    (block,) = found["blocks"]
    assert block["people"] == 9


def test_where_fewer_than_k_rated_nothing_is_said() -> None:
    assert said_of(group(baking=[1] * 4 + ["na"] * 8)) == {}
    assert said_of(group(baking=[1] * 5 + ["na"] * 8))["middle"] == 1


def test_of_an_even_number_the_lower_of_the_two_in_the_middle_counts() -> None:
    assert said_of(group(baking=[1, 1, 1, 3, 3, 3]))["middle"] == 1
    assert said_of(group(baking=[1, 1, 1, 3, 3, 3, 3]))["middle"] == 3


def test_a_small_group_that_differs_is_told_so_without_a_number() -> None:
    apart = group(baking=[1] * 4 + [2] * 4 + [3] * 4)
    assert said_of(apart) == {"middle": 2, "apart": True}
    # three above it are a quarter of twelve, two aren't; with eleven people it is never said
    assert "apart" in said_of(group(baking=[1] * 5 + [2] * 4 + [3] * 3))
    assert "apart" not in said_of(group(baking=[1] * 5 + [2] * 5 + [3] * 2))
    assert "apart" not in said_of(apart[1:])


def test_states_are_counted_apart_where_both_are_large_enough() -> None:
    found = said_of(group(baking=[3] * 9 + ["na"] * 6 + [None] * 5, pricing=[1] * 20))
    assert [block["people"] for block in found["blocks"]] == [6, 5, 9]
    found = said_of(group(baking=[3] * 9 + ["na"] * 7 + [None] * 4, pricing=[1] * 20))
    assert found["blocks"][0] == {"of": ["unrated", "not_applicable"], "people": 11}


def test_too_few_people_too_small_a_k_and_an_unknown_role_are_refused() -> None:
    with pytest.raises(CohortError, match="Fewer than 5 people"):
        release(MODEL, "baker", group(baking=[1] * 4))
    with pytest.raises(CohortError, match="Fewer than 9 people"):
        release(MODEL, "baker", group(baking=[1] * 8), k=9)
    with pytest.raises(CohortError, match="Choose 5 or more"):
        check_k(4)
    with pytest.raises(CohortError, match="no role 'chef'"):
        release(MODEL, "chef", group(baking=[1] * 5))


def test_a_new_release_needs_enough_changes() -> None:
    people = group(baking=[1] * 9)
    first = release(MODEL, "baker", people)
    for changed in (None, 0, 4):
        with pytest.raises(CohortError, match="since the last results"):
            release(MODEL, "baker", people, earlier=[first], changed=changed)
    assert release(MODEL, "baker", people, earlier=[first], changed=5)["people"] == 9


def test_what_is_said_does_not_depend_on_the_role() -> None:
    people = group(baking=[1] * 9 + [3] * 8, pricing=[2] * 17)
    baker, other = (release(MODEL, role, people) for role in ("baker", "apprentice"))
    assert baker["competencies"] == other["competencies"]
    made = picture(MODEL, baker, DAY, role_id="apprentice")
    assert (made.role_id, made.held_id) == ("apprentice", "baker")


def test_a_picture_reads_gaps_coverage_and_numbers_from_a_release() -> None:
    people = group(
        baking=[1] * 10 + [2] * 2 + [3] * 6,
        kneading=[1] * 3 + [2] * 5 + [3] * 10,
        pricing=[2] * 18,
        selling=[2] * 9 + ["na"] * 9,
    )
    made = picture(MODEL, release(MODEL, "baker", people), DAY)
    lines = {line.competency_id: line for line in made.lines}
    assert (lines["baking"].middle, lines["baking"].gap, lines["baking"].reached) == (1, 2, None)
    assert lines["baking"].people(["2", "3"]) == 8
    assert (lines["kneading"].middle, lines["kneading"].below) == (3, 8)
    assert lines["selling"].no_level == 9
    assert lines["selling"].numbered
    assert not lines["pricing"].numbered
    assert lines["shaping"].middle is None
    assert made.hardly_rated == (lines["shaping"],)
    assert made.shared_gaps[0].competency_id == "baking"
    assert "kneading" in [line.competency_id for line in made.strengths]
    frame = made.to_frame().set_index("competency")
    assert frame.loc["baking", "middle"] == 1
    assert frame.loc["kneading", "below"] == 8
    assert frame["below"].isna().any()


def test_what_the_held_role_asks_for_comes_before_a_larger_gap() -> None:
    far = Line("baking", target=5, held_target=1, middle=1)
    near = Line("pricing", target=3, held_target=2, middle=1)
    wide = Line("selling", target=4, held_target=None, middle=1)
    reached = Line("shaping", target=1, held_target=1, middle=1)
    made = Picture("baker", "apprentice", 5, 12, DAY, (wide, reached, far, near))
    assert made.shared_gaps == (near, far, wide)
    assert made.strengths == (reached,)


def test_two_releases_are_compared_by_what_both_say() -> None:
    before = picture(MODEL, release(MODEL, "baker", group(baking=[2] * 8 + [3] * 10)), DAY)
    now = picture(MODEL, release(MODEL, "baker", group(baking=[1] * 5 + [3] * 13)), DAY)
    (change,) = changes(before, now)
    assert (change.steps, change.before.below, change.now.below) == (0, 8, 5)
    assert change.points == round(100 * 5 / 18 - 100 * 8 / 18)


OLDER = {
    "schema_version": 1,
    "kind": "group",
    "model": {"id": MODEL.id, "version": "1"},
    "role": "baker",
    "k": 5,
    "people": 18,
    "competencies": {
        "baking": {
            "by": "levels",
            "counts": {"1": 5, "2": 6, "3": 7, "not_applicable": 0, "unrated": 0},
        },
        "kneading": {
            "by": "target",
            "counts": {"below": 12, "above": 0, "unrated": 0},
            "rest": {"of": ["not_applicable", "at"], "people": 6},
        },
        "pricing": {"by": "levels", "most": "2"},
        "selling": {},
    },
}


def test_a_release_of_the_first_form_is_read_for_ever() -> None:
    lines = {line.competency_id: line for line in picture(MODEL, OLDER, DAY).lines}
    assert lines["baking"].people(["1", "2"]) == 11
    assert lines["baking"].rated == 18
    assert lines["kneading"].below == 12
    assert (lines["pricing"].most, lines["pricing"].middle) == ("2", 2)
    assert not lines["selling"].said
    now = picture(MODEL, release(MODEL, "baker", group(baking=[1] * 5 + [3] * 13)), DAY)
    assert changes(picture(MODEL, OLDER, DAY), now)


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


def test_areas_say_no_more_than_their_lines_and_workshops_teach_the_next_step() -> None:
    people = group(
        baking=[1] * 12, kneading=[2] * 12, pricing=[1] * 12, selling=[1] * 12, shaping=[1] * 3
    )
    made = picture(MODEL, release(MODEL, "baker", people), DAY)
    found = areas(MODEL, made)
    asked = [line for line in made.lines if line.target is not None]
    assert sum(line.below + line.reached + line.silent for line in found) == len(asked)
    assert sum(line.below for line in found) == len(made.shared_gaps)
    subjects = workshops(MODEL, made)
    assert 0 < len(subjects) <= 3
    for item in subjects:
        assert item.level == (item.line.middle or 0) + 1
        for activity in item.activities:
            assert activity.teaches[item.line.competency_id] == item.level
