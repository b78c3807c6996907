"""An adversary reads every release of a group and compares them: nothing small shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.domain.cohort.picture import picture
from assess.domain.cohort.release import LEAST, counts, release, said
from assess.errors import CohortError
from assess.formats.model_yaml.loader import load_model
from assess.notebooks.workshop import made_up_people
from tests.builders.models import tiny_model

MODEL = tiny_model()
KEYS = [item.id for item in MODEL.competencies]
LEVEL = st.sampled_from([1, 2, 3, 3, 3, "na"])
PERSON = st.dictionaries(st.sampled_from(KEYS), LEVEL, max_size=5)
K = st.integers(LEAST, LEAST + 3)


def _dealt(people: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way in which people can be spread over cells."""
    if cells == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in _dealt(people - first, cells - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("levels", "people", "k"),
    [
        *((3, people, 5) for people in (5, 6, 8, 9, 10, 11, 12, 13, 15, 19, 20, 21)),
        *((5, people, 5) for people in (8, 12)),
        *((2, people, 5) for people in (12, 20, 30)),
        (3, 14, 3),
        (4, 12, 6),
    ],
)
def test_whoever_knows_the_rule_works_out_no_count_between_1_and_k_minus_one(
    levels: int, people: int, k: int
) -> None:
    """All groups of a size that look alike are compared: in any cells, 0 or k people may be."""
    cells: list[int | str] = [*range(1, levels + 1), "not_applicable", "unrated"]
    alike: dict[str, list[tuple[int, ...]]] = {}
    for dealt in _dealt(people, len(cells)):
        shown = json.dumps(said(dict(zip(cells, dealt, strict=True)), k))
        alike.setdefault(shown, []).append(dealt)
    assert len(alike) > 1
    # each row chooses some of the cells
    chosen = (np.arange(1, 2 ** len(cells) - 1)[:, None] >> np.arange(len(cells))) & 1
    for shown, groups in alike.items():
        sums = chosen @ np.array(groups).T
        small = (sums.min(axis=1) >= 1) & (sums.max(axis=1) < k)
        assert not small.any(), (shown, chosen[small])


@given(st.lists(PERSON, max_size=40), K)
def test_every_number_of_a_picture_is_at_least_k(people: list[dict[str, Any]], k: int) -> None:
    """Shown, or added up from what is shown; and the middle is true."""
    try:
        made = release(MODEL, "baker", people, k=k)
    except CohortError:
        assert len(people) < k
        return
    table = counts(MODEL, people)
    for line in picture(MODEL, made, date(2026, 11, 23)).lines:
        row = table.loc[line.competency_id]
        numbers = [line.below, line.reached, line.rated, line.not_applicable, line.unrated]
        numbers += [line.no_level, *(block.people for block in line.blocks)]
        assert not [count for count in numbers if count is not None and count < k]
        if line.blocks:
            assert sum(block.people for block in line.blocks) == len(people)
        rated = int(sum(row[item.level] for item in MODEL.scale))
        assert (line.middle is None) == (rated < k)
        if line.middle is not None:
            lower = sum(row[item.level] for item in MODEL.scale if item.level <= line.middle)
            higher = sum(row[item.level] for item in MODEL.scale if item.level >= line.middle)
            assert 2 * lower >= rated
            assert 2 * higher >= rated


@pytest.mark.parametrize("people", [8, 12])
def test_in_a_small_group_nearly_every_row_says_more_than_most(people: int) -> None:
    """Ten made-up groups: a middle or a number in at least 80 of 100 rows."""
    model = load_model()
    rows = [
        line
        for seed in range(1, 11)
        for line in picture(
            model,
            release(model, model.role_pair[1], made_up_people(model, people, seed=seed)),
            date(2026, 11, 23),
        ).lines
    ]
    telling = [line for line in rows if line.middle is not None or line.numbered]
    assert len(telling) >= 0.8 * len(rows)
    assert not [line for line in rows if line.most]


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
