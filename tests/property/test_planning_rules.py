"""What holds for every plan, whatever the model."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from planning_calls import planned
from planning_strategies import Case, cases

from assess.planning import explain
from assess.planning.check import check
from assess.planning.plan_json import dumps, plan_from_json

larger = cases(most_activities=20, most_quarters=20, most_weeks=8, sizes=(2, 4, 6, 8, 13))


@settings(max_examples=60)
@given(larger)
def test_more_hours_or_weeks_never_lower_the_value(case: Case) -> None:
    value = planned(case).value
    assert planned(replace(case, hours=case.hours + 0.5)).value >= value
    assert planned(replace(case, weeks=case.weeks + 1)).value >= value


@settings(max_examples=60)
@given(larger)
def test_a_plan_never_exceeds_its_hours_or_weeks(case: Case) -> None:
    made = planned(case)
    spent = made.to_frame().groupby("week")["hours"].sum()
    assert (spent <= case.hours).all()
    assert made.last_week <= case.weeks
    assert spent.sum() == made.hours


@settings(max_examples=60)
@given(larger)
def test_every_plan_passes_the_check_and_survives_its_file(case: Case) -> None:
    made = explain(case.model, case.assessment, planned(case))
    check(case.model, case.assessment, made)
    assert all(item.without for item in made.activities)
    assert plan_from_json(json.loads(dumps(made))) == made


@settings(max_examples=40)
@given(larger)
def test_a_plan_asked_for_again_stays_as_it_is(case: Case) -> None:
    made = planned(case)
    again = planned(replace(case, options={**case.options, "previous": made}))
    assert dumps(again) == dumps(made)


@settings(max_examples=40)
@given(larger)
def test_without_time_a_plan_is_still_sound_and_not_better_than_the_best(case: Case) -> None:
    best = planned(case)
    hasty = planned(replace(case, options={**case.options, "time_limit": 0}))
    assert hasty.value <= best.value <= hasty.bound
