"""Wishes for a visit's plan: what comes first, pinned, left out, swapped, and taking them back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assess.app.plan import texts as texts_plan
from assess.app.plan.state import PlanState
from assess.app.state.visitor import VisitorState
from assess.errors import PlanError
from assess.store import Store
from tests.builders.visits import (
    CODE,
    MODEL,
    MONDAY,
    WORLD,
    choose_roles,
    eight_weeks,
    rate_all,
    stored,
)


def ids(plans: PlanState) -> set[str]:
    assert plans.plan is not None
    return set(plans.plan.ids)


@pytest.fixture
def made(session: VisitorState, plans: PlanState) -> PlanState:
    rate_all(session)
    plans.make(eight_weeks())
    return plans


@pytest.fixture
def world(store: Store) -> PlanState:
    session = VisitorState(WORLD, store)
    session.begin(CODE)
    rate_all(session)
    plans = PlanState(session)
    plans.make(eight_weeks(1))
    return plans


def test_what_comes_first_and_weeks_off_are_planned_with_and_kept(
    session: VisitorState, plans: PlanState, store: Store
) -> None:
    rate_all(session)
    plans.make(eight_weeks(1))
    assert ids(plans) == {"ask-sales"}  # its competency weighs most
    plans.make({"lead": "pricing"})
    assert ids(plans) == {"read-costs"}
    assert stored(store)["settings"]["lead"] == "pricing"
    off = (MONDAY + timedelta(days=2),)
    made = plans.make({"weeks_off": off})
    assert plans.settings.lead == "pricing"  # what isn't said stays
    assert all(1 not in item.weeks for item in made.activities)


def test_what_is_left_out_goes_and_comes_back(made: PlanState, store: Store) -> None:
    assert made.wish("leave", "ask-sales") == "“Sit with the sales clerk” is out."
    assert "ask-sales" not in ids(made)
    assert stored(store)["settings"]["excluded"] == ["ask-sales"]
    assert made.changed is not None
    assert made.changed.dropped == ("ask-sales",)
    made.wish("let", "ask-sales")
    assert "ask-sales" in ids(made)
    assert "excluded" not in stored(store)["settings"]


def test_pinning_and_leaving_out_take_each_others_place(made: PlanState) -> None:
    made.wish("pin", "ask-sales")
    made.wish("leave", "ask-sales")
    assert (made.settings.pinned, made.settings.excluded) == ((), ("ask-sales",))
    made.wish("pin", "ask-sales")
    assert (made.settings.pinned, made.settings.excluded) == (("ask-sales",), ())


def test_another_way_to_the_step_is_swapped_in_by_one_call_and_back_by_another(
    world: PlanState,
) -> None:
    before = world.plan
    assert before is not None
    (here,) = before.ids
    (other,) = {"ask-sales", "counter-hour"} - {here}
    said = world.swap(here, other)
    assert said == (
        f"“{WORLD.activity(other).title}” takes the place of “{WORLD.activity(here).title}”."
    )
    assert ids(world) == {other}
    assert (world.settings.pinned, world.settings.excluded) == ((other,), (here,))
    assert world.changed is not None
    assert "is swapped for" in world.changed.sentence
    assert world.undo() == "Undone."
    assert world.plan == before
    assert (world.settings.pinned, world.settings.excluded) == ((), ())


def test_a_pin_that_does_not_fit_is_a_sentence_and_changes_nothing(
    made: PlanState, session: VisitorState
) -> None:
    before, kept = made.plan, session.assessment
    with pytest.raises(PlanError) as refused:
        made.wish("pin", "night-shift")  # leads to a step that can't be taken
    assert str(refused.value).endswith(".")
    assert (made.plan, session.assessment) == (before, kept)
    with pytest.raises(PlanError, match="nothing to undo"):
        made.undo()


def test_each_wish_can_be_undone_with_the_plan_that_it_made(
    made: PlanState, session: VisitorState, store: Store
) -> None:
    before, kept = made.plan, session.assessment.plans
    made.wish("leave", "ask-sales")
    made.wish("pin", "read-costs")
    assert made.undo() == "Undone."
    assert (made.settings.pinned, made.settings.excluded) == ((), ("ask-sales",))
    made.undo()
    assert (made.plan, made.settings.excluded) == (before, ())
    assert session.assessment.plans == kept
    assert len(stored(store)["plans"]) == 1
    assert made.age == ()


def test_a_plan_that_was_asked_for_since_is_not_undone(made: PlanState) -> None:
    made.wish("leave", "ask-sales")
    assert made.undoable == 1
    made.make(eight_weeks(3))
    assert made.undoable == 0
    with pytest.raises(PlanError, match="nothing to undo"):
        made.undo()


def test_a_wish_before_there_is_a_plan_is_only_kept(
    session: VisitorState, plans: PlanState
) -> None:
    rate_all(session)
    plans.wish("leave", "ask-sales")
    assert plans.plan is None
    plans.make(eight_weeks())
    assert "ask-sales" not in ids(plans)


@pytest.mark.parametrize("key", ["", "nothing", "baking", "../x"])
def test_an_activity_that_the_model_does_not_have_is_refused(made: PlanState, key: str) -> None:
    for kind in ("pin", "leave"):
        with pytest.raises(PlanError, match="isn't in this plan"):
            made.wish(kind, key)
    with pytest.raises(PlanError, match="isn't in this plan"):
        made.swap("ask-sales", key)


def test_another_visit_forgets_what_could_be_undone(made: PlanState, session: VisitorState) -> None:
    made.wish("leave", "ask-sales")
    session.resume(CODE)
    with pytest.raises(PlanError):
        made.undo()
    assert MODEL.has_activity("ask-sales")


def test_an_earlier_plan_comes_back_with_its_settings_and_that_can_be_undone(
    made: PlanState,
) -> None:
    first = made.plan
    second = made.make({"hours_per_week": 1})
    assert made.go_back_to(1) == texts_plan.WENT_BACK
    assert (made.plan, made.settings.hours_per_week, made.age) == (first, 4, ())
    assert made.undo() == texts_plan.TAKEN_BACK
    assert (made.plan, made.settings.hours_per_week) == (second, 1)


def test_a_plan_for_another_role_or_none_does_not_come_back(
    made: PlanState, session: VisitorState
) -> None:
    with pytest.raises(PlanError, match="That plan is gone"):
        made.go_back_to(9)
    choose_roles(session, "baker", "apprentice")
    with pytest.raises(PlanError, match="for another role"):
        made.go_back_to(1)
