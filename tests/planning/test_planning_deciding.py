"""Deciding answers against every choice, or a search each, with each answer one level off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import load_model
from assess.planning.explain.deciding import Deciding, deciding
from assess.settings import package_model
from tests.builders.deciding import at_level, best_by_solving, best_by_trying, missed, person, said
from tests.builders.planning import THREE_AT_ONCE, asked, do, model, rated
from tests.builders.planning_strategies import Case, case_of, cases, planned

SHIPPED = load_model(package_model())


@settings(max_examples=60)
@given(cases(wishes=False, most=7), st.booleans(), st.booleans())
@example(case_of(17, wishes=False, most=7), False, True)
def test_what_is_missed_is_what_a_search_through_all_choices_says(
    case: Case, old: bool, lead: bool
) -> None:
    """Also where the plan is of other answers, and misses something today already."""
    rated = [key for key, answer in case.assessment.answers.items() if answer.level is not None]
    if lead:
        case = replace(case, request=replace(case.request, lead=rated[0]))
    other = at_level(case, rated[-1], case.model.highest) if old else case
    made = planned(other)
    expected = missed(case, made, best_by_trying)
    found = deciding(case.model, case.assessment, made, time_limit=120)
    event(f"{len(expected)} deciding, {bool(found.same)} the same")
    assert said(case, made, found) == expected
    assert found.complete
    most = [max(expected[item.competency].values()) for item in found.answers]
    assert most == sorted(most, reverse=True)
    one = deciding(case.model, case.assessment, made, most=1, time_limit=120)
    assert one.answers == found.answers[:1]


def test_a_level_that_is_missing_in_the_second_quarter_isnt_taken_for_one_that_is_there() -> None:
    """At neither level could it begin in the first quarter, and nothing teaches what it needs."""
    activities = (
        do("first", 20, {"dough": 2}),
        do("second", 20, {"oven": 2}, requires=("first",), requires_level={"tools": 2}),
    )
    assert_as_by_trying(
        model(*activities, wanted={"dough": 2, "oven": 2}, held={"tools": 1}),
        rated(dough=1, oven=1, tools=1),
    )


def test_three_activities_of_one_step_arent_taken_for_three_whose_step_is_held() -> None:
    activities = [do(key, 10, {key: 2, "tools": 3}) for key in ("dough", "oven", "prices")]
    wanted = {"dough": 2, "oven": 2, "prices": 2, "tools": 3}
    assert_as_by_trying(
        model(*activities, wanted=wanted, pace=THREE_AT_ONCE),
        rated(dough=1, oven=1, prices=1, tools=2),
    )


def test_what_requires_something_that_cant_begin_counts_for_nothing() -> None:
    activities = (
        do("first", 20, {"dough": 2}, requires_level={"tools": 2}),
        do("second", 20, {"oven": 2}, requires=("first",)),
        do("other", 20, {"prices": 2}),
    )
    of = model(
        *activities,
        wanted={"dough": 2, "oven": 2, "prices": 2, "tools": 1},
        weights={"dough": 3, "oven": 3},
    )
    assert_as_by_trying(of, rated(dough=1, oven=1, prices=1, tools=2), hours=2.5)


def test_where_what_is_pinned_cant_be_in_any_plan_nothing_is_missed() -> None:
    second = do("second", 20, {"oven": 2}, requires_level={"tools": 2})
    of = model(do("first", 20, {"dough": 2}), second, wanted={"dough": 2, "oven": 2, "tools": 1})
    made = planned(Case(of, rated(dough=1, oven=1, tools=2), asked(pinned=("second",))))
    assert set(made.ids) == {"first", "second"}
    found = deciding(of, rated(dough=1, oven=1, tools=1), made, time_limit=120)
    assert "tools" not in [item.competency for item in found.answers]


def assert_as_by_trying(of: CompetencyModel, who: Assessment, hours: float = 4) -> None:
    case = Case(of, who, asked(hours))
    made = planned(case)
    expected = missed(case, made, best_by_trying)
    assert expected
    found = deciding(of, who, made, time_limit=120)
    assert said(case, made, found) == expected


def test_each_level_is_told_of_and_without_time_there_is_none() -> None:
    of = model(do("first", 20, {"dough": 2}), wanted={"dough": 3, "oven": 2})
    who = rated(dough=1, oven=3)
    made = planned(Case(of, who, asked()))
    told: list[tuple[int, int]] = []
    found = deciding(of, who, made, on_progress=lambda done, of: told.append((done, of)))
    # there is no level below the lowest
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert found.solved + found.same == 3
    assert deciding(of, who, made, time_limit=0) == Deciding((), 0, 0, complete=False)


@pytest.mark.parametrize("number", [0, 2])
def test_on_the_shipped_model_it_is_what_a_search_at_every_level_says(number: int) -> None:
    """Two people; `make deciding` tries fifty."""
    case = person(SHIPPED, number)
    made = planned(case)
    found = deciding(case.model, case.assessment, made, most=99, time_limit=120)
    assert said(case, made, found) == missed(case, made, best_by_solving)
    assert found.same > 0
