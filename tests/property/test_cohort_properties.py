"""An adversary reads every release of a group and compares them: nothing small shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import tiny_model

from assess.cohort import LEAST, counts, picture, release
from assess.errors import CohortError

MODEL = tiny_model()
KEYS = [item.id for item in MODEL.competencies]
LEVEL = st.sampled_from([1, 2, 3, 3, 3, "na"])
PERSON = st.dictionaries(st.sampled_from(KEYS), LEVEL, max_size=5)
K = st.integers(LEAST, LEAST + 3)


def _all_counts(said: Mapping[str, Any]) -> list[int]:
    rest = [said["rest"]["people"]] if "rest" in said else []
    return [*said.get("counts", {}).values(), *rest]


@given(st.lists(PERSON, max_size=40), K)
def test_no_count_lies_between_one_and_k_minus_one(people: list[dict[str, Any]], k: int) -> None:
    """Shown, added up by the picture, or left over: 0 or at least k."""
    try:
        made = release(MODEL, "baker", people, k=k)
    except CohortError:
        assert len(people) < k
        return
    for key, said in made["competencies"].items():
        shown = _all_counts(said)
        assert not [count for count in shown if 0 < count < k], key
        if shown:
            assert sum(shown) == len(people)  # nothing is left open, so nothing can be worked out
            assert max(shown) < len(people)  # where all agree, no number says so
    day = date(2026, 11, 23)
    for line in picture(MODEL, made, day).lines:
        numbers = [line.below, line.at, line.above, line.rated, line.rest, line.no_level]
        numbers += [line.not_applicable, line.unrated, *(line.levels or {}).values()]
        assert not [count for count in numbers if count is not None and 0 < count < k]


@given(st.lists(PERSON, max_size=40), K)
def test_most_is_true_and_hides_how_many(people: list[dict[str, Any]], k: int) -> None:
    try:
        made = release(MODEL, "baker", people, k=k)
    except CohortError:
        return
    table = counts(MODEL, people)
    for key, said in made["competencies"].items():
        if said.get("by") == "levels" and "most" in said:
            word = said["most"]
            row = table.loc[key]
            none = row["not_applicable"] + row["unrated"]
            true = int(none if word == "no_level" else row[int(word) if word.isdigit() else word])
            assert true >= k
            assert 2 * true > len(people)
            assert set(said) == {"by", "most"}


@given(st.lists(PERSON, min_size=5, max_size=15), st.data())
def test_whoever_compares_releases_sees_the_sum_of_at_least_k_peoples_changes(
    start: list[dict[str, Any]], data: st.DataObject
) -> None:
    """People join, change and leave in any order; a release is tried after each step."""
    people = dict(enumerate(start))
    released: list[dict[str, Any]] = []
    at_release: dict[int, dict[str, Any]] = {}
    following = len(people)
    for _ in range(data.draw(st.integers(1, 30))):
        step = data.draw(st.sampled_from(["join", "change", "leave"]))
        if step == "join":
            people[following], following = data.draw(PERSON), following + 1
        elif people:
            who = data.draw(st.sampled_from(sorted(people)))
            if step == "change":
                people[who] = data.draw(PERSON)
            else:
                del people[who]
        everybody = people.keys() | at_release.keys()
        truly = sum(people.get(who) != at_release.get(who) for who in everybody)
        try:
            made = release(MODEL, "baker", list(people.values()), changed=truly, earlier=released)
        except CohortError:
            assert len(people) < LEAST or truly < LEAST
            continue
        assert not released or truly >= LEAST
        released.append(made)
        at_release = dict(people)
