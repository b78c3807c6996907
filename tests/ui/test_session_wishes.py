"""What-if wishes of a visit: focus, weeks off, pinned and left out, and taking them back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from visits import CODE, MODEL, MONDAY, SUNDAY, rate_all, stored

from assess.errors import PlanError
from assess.store import Store
from assess.ui.session import Session
from assess.ui.session_plan import SessionPlan

SHORT = MONDAY + timedelta(weeks=1, days=-1)


def ids(plans: SessionPlan) -> set[str]:
    assert plans.plan is not None
    return {item.id for item in plans.plan.activities}


@pytest.fixture
def made(session: Session, plans: SessionPlan) -> SessionPlan:
    rate_all(session)
    plans.make(4, MONDAY, SUNDAY)
    return plans


def test_focus_and_weeks_off_are_planned_with_and_kept(
    session: Session, plans: SessionPlan, store: Store
) -> None:
    rate_all(session)
    plans.make(3, MONDAY, SHORT)
    assert "ask-sales" in ids(plans)  # its competency weighs most
    plans.make(3, MONDAY, SHORT, focus={"pricing": 4.0})
    assert ids(plans) == {"read-costs"}
    assert stored(store)["settings"]["focus"] == {"pricing": 4.0}
    off = (MONDAY + timedelta(days=2),)
    made = plans.make(4, MONDAY, SUNDAY, weeks_off=off)
    assert plans.settings.focus == {"pricing": 4.0}  # what isn't said stays
    assert all(1 not in item.weeks for item in made.activities)


def test_what_is_left_out_goes_and_comes_back(made: SessionPlan, store: Store) -> None:
    said = made.leave_out("ask-sales")
    assert said == "“Sit with the sales clerk” is left out."
    assert "ask-sales" not in ids(made)
    assert stored(store)["settings"]["excluded"] == ["ask-sales"]
    assert made.changed is not None
    assert made.changed.dropped == ("ask-sales",)
    made.leave_out("ask-sales", False)
    assert "ask-sales" in ids(made)
    assert "excluded" not in stored(store)["settings"]


def test_what_is_pinned_is_in_even_if_it_brings_nothing(made: SessionPlan) -> None:
    assert "night-shift" not in ids(made)  # level 2 is nowhere taught
    made.pin("night-shift")
    assert "night-shift" in ids(made)
    made.pin("night-shift", False)
    assert made.settings.pinned == ()
    assert "night-shift" not in ids(made)


def test_pinning_and_leaving_out_take_each_others_place(made: SessionPlan) -> None:
    made.pin("ask-sales")
    made.leave_out("ask-sales")
    assert (made.settings.pinned, made.settings.excluded) == ((), ("ask-sales",))
    made.pin("ask-sales")
    assert (made.settings.pinned, made.settings.excluded) == (("ask-sales",), ())


def test_a_pin_that_does_not_fit_is_a_sentence_and_changes_nothing(
    session: Session, plans: SessionPlan
) -> None:
    rate_all(session)
    before = plans.make(1, MONDAY, SHORT)
    kept = session.assessment
    with pytest.raises(PlanError) as refused:
        plans.pin("night-shift")
    assert str(refused.value).endswith(".")
    assert (plans.plan, session.assessment) == (before, kept)
    with pytest.raises(PlanError, match="nothing to take back"):
        plans.undo()


def test_each_wish_can_be_undone_with_the_plan_that_it_made(
    made: SessionPlan, session: Session, store: Store
) -> None:
    before, kept = made.plan, session.assessment.plans
    made.leave_out("ask-sales")
    made.pin("night-shift")
    assert len(session.assessment.plans) == 3
    assert made.undo() == "Taken back."
    assert (made.settings.pinned, made.settings.excluded) == ((), ("ask-sales",))
    made.undo()
    assert (made.plan, made.settings.excluded) == (before, ())
    assert session.assessment.plans == kept
    assert len(stored(store)["plans"]) == 1
    assert made.age == ()


def test_a_plan_that_was_asked_for_since_is_not_undone(made: SessionPlan) -> None:
    made.leave_out("ask-sales")
    assert made.undoable == 1
    made.make(3, MONDAY, SUNDAY)
    assert made.undoable == 0
    with pytest.raises(PlanError, match="nothing to take back"):
        made.undo()


def test_a_wish_before_there_is_a_plan_is_only_kept(session: Session, plans: SessionPlan) -> None:
    rate_all(session)
    plans.leave_out("ask-sales")
    assert plans.plan is None
    plans.make(4, MONDAY, SUNDAY)
    assert "ask-sales" not in ids(plans)


@pytest.mark.parametrize("key", ["", "nothing", "baking", "../x"])
def test_an_activity_that_the_model_does_not_have_is_refused(made: SessionPlan, key: str) -> None:
    for wish in (made.pin, made.leave_out):
        with pytest.raises(PlanError, match="isn't in this plan"):
            wish(key)


def test_another_visit_forgets_what_could_be_undone(made: SessionPlan, session: Session) -> None:
    made.leave_out("ask-sales")
    session.resume(CODE)
    with pytest.raises(PlanError):
        made.undo()
    assert MODEL.has_activity("ask-sales")
