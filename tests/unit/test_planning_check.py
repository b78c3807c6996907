"""The checker refuses a plan that breaks any single rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from planning_cases import do, model, planned, rated

from assess.errors import PlanCheckError
from assess.planning import LevelChange, Plan
from assess.planning.check import check

MODEL = model(
    do("base", 2, {}),
    do("two", 4, {"a": 2}, requires=("base",)),
    do("three", 3, {"a": 3}, requires_level={"a": 2}),
    do("slow", 2, {"b": 2}, min_weeks=2),
    do("spare", 9, {"b": 2}),
    do("back", 1, {"c": 2}, requires_level={"d": 2}),
    do("forth", 1, {"d": 2}, requires_level={"c": 2}),
    a=3,
    b=2,
    c=2,
    d=1,
    e=2,
)
WHO = rated(a=1, b=1, c=1, d=1)
PLAN = planned(MODEL, WHO)


def changed(key: str, **fields: Any) -> Plan:
    """The plan with one activity changed, in the order of its new weeks."""
    place = {item.id: index for index, item in enumerate(MODEL.activities)}
    activities = [replace(i, **fields) if i.id == key else i for i in PLAN.activities]
    activities.sort(key=lambda item: (item.first_week, item.last_week, place.get(item.id, 0)))
    return replace(PLAN, activities=tuple(activities))


def refusal(plan: Plan) -> str:
    """The rule that a plan breaks."""
    with pytest.raises(PlanCheckError) as caught:
        check(MODEL, WHO, plan)
    return str(caught.value).removeprefix("The plan breaks a rule: ").removesuffix(".")


def item(key: str) -> Any:
    """One planned activity."""
    return next(item for item in PLAN.activities if item.id == key)


def test_the_plan_itself_passes() -> None:
    check(MODEL, WHO, PLAN)
    assert [one.id for one in PLAN.activities] == ["base", "two", "three", "slow"]
    assert PLAN.value == 3


def test_an_activity_is_planned_once() -> None:
    twice = replace(PLAN, activities=(*PLAN.activities, PLAN.activities[-1]))
    assert refusal(twice) == "an activity is planned twice"


def test_an_activity_is_of_the_model() -> None:
    assert refusal(changed("base", id="other")) == "other isn't an activity of the model"


def test_an_excluded_activity_stays_out() -> None:
    plan = replace(PLAN, settings=replace(PLAN.settings, excluded=("two",)))
    assert refusal(plan) == "two was excluded"


def test_kind_and_hours_are_the_models() -> None:
    assert refusal(changed("base", kind="study")) == "base has another kind in the model"
    assert refusal(changed("base", hours=3.0)) == "base has other hours in the model"


def test_weeks_hold_the_work() -> None:
    assert refusal(changed("three", weeks={4: 2.0})) == "three's weeks don't add up"
    assert refusal(changed("three", weeks={5: 3.0})) == "three runs outside the weeks"
    assert refusal(changed("three", weeks={3: 3.0, 4: 0.0})) == "three has a week without work"
    assert refusal(changed("three", weeks={3: 2.9, 4: 0.1})) == "three isn't in quarter hours"
    assert refusal(replace(PLAN, activities=(replace(PLAN.activities[0], weeks={}),))) == (
        "base has no week"
    )


def test_a_slow_activity_takes_its_weeks() -> None:
    assert refusal(changed("slow", weeks={3: 2.0})) == "slow takes fewer weeks than it must"


def test_activities_are_in_order() -> None:
    plan = replace(PLAN, activities=PLAN.activities[::-1])
    assert refusal(plan) == "activities aren't in order of their weeks"


def test_a_week_has_its_hours() -> None:
    plan = replace(PLAN, settings=replace(PLAN.settings, hours_per_week=4.75))
    assert refusal(plan) == "week 1 has too many hours"


def test_a_required_activity_comes_first() -> None:
    assert refusal(changed("base", weeks={4: 2.0})) == "two starts before its needs are met"


def test_a_required_level_comes_first() -> None:
    assert (
        refusal(changed("two", weeks={1: 1.0, 4: 3.0})) == "three starts before its needs are met"
    )


def test_activities_that_hold_each_other_up_are_refused() -> None:
    back = replace(item("base"), id="back", hours=1.0, weeks={4: 1.0}, raises={"c": 2})
    forth = replace(back, id="forth", raises={"d": 2})
    circle = replace(PLAN, activities=(*PLAN.activities, back, forth))
    assert refusal(circle) == "back starts before its needs are met"


def test_levels_follow_from_the_activities() -> None:
    levels = {**PLAN.levels, "b": LevelChange(1, 1, 2)}
    assert refusal(replace(PLAN, levels=levels)) == "the levels don't follow from the activities"


def test_every_open_gap_has_a_reason() -> None:
    reasons = dict(PLAN.not_planned)
    assert set(reasons) == {"c", "e"}
    assert refusal(replace(PLAN, not_planned={"c": "…"})) == "an open gap goes without a reason"
    assert refusal(replace(PLAN, not_planned={**reasons, "c": ""})) == "a reason is empty"


def test_steps_are_credited_to_whoever_teaches_them_first() -> None:
    assert refusal(changed("base", raises={"b": 2})) == "base raises what it doesn't teach"
    assert refusal(changed("two", raises={})) == "the steps raised aren't the steps reached"
    spare = replace(
        item("slow"), id="spare", hours=9.0, weeks={1: 0.25, 3: 4.5, 4: 4.25}, raises={"b": 2}
    )
    wide = replace(PLAN.settings, hours_per_week=20.0)
    plan = replace(PLAN, settings=wide, activities=(*PLAN.activities[:1], spare))
    ordered = sorted(
        (*PLAN.activities, spare), key=lambda one: (one.first_week, one.last_week, one.id)
    )
    plan = replace(PLAN, settings=wide, activities=tuple(ordered))
    assert refusal(plan) == "a step of b is credited twice"
    late = tuple(replace(one, raises={}) if one.id == "slow" else one for one in ordered)
    assert refusal(replace(plan, activities=late)) == "spare isn't the first to raise b"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"value": 2.0}, "the value isn't what the steps are worth"),
        ({"hours": 1.0}, "the hours don't add up"),
        ({"bound": 2.0}, "the bound is below the value"),
        ({"bound": 4.0}, "the gap doesn't follow"),
        ({"gap": 0.5}, "the gap doesn't follow"),
        ({"bound": 4.0, "gap": 0.25}, "a plan with a gap says that it is optimal"),
    ],
)
def test_the_numbers_agree(fields: dict[str, float], rule: str) -> None:
    assert refusal(replace(PLAN, **fields)) == rule


def test_a_required_level_in_an_unrated_competency_is_never_met() -> None:
    of = model(do("x", 1, {"a": 2}, requires_level={"b": 1}), a=2, b=1)
    made = planned(of, rated(a=1, b=1))
    with pytest.raises(PlanCheckError, match="x starts before its needs are met"):
        check(of, rated(a=1), made)
