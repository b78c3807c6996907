"""A check-in, once it is stored, has the plan made again: once, and close to the old one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from assess.app.plan import state as session_plan
from assess.app.plan.state import PlanState
from assess.app.state.visitor import VisitorState
from assess.store import Store
from tests.builders.page import Visitor
from tests.builders.plan_step import reply
from tests.builders.visits import CODE, MODEL, MONDAY, choose_roles, clear, eight_weeks, rate_all

TODAY = date(2026, 11, 29)


def checked(visitor: Visitor, day: date = MONDAY, **said: Any) -> list[dict[str, Any]]:
    value = {"day": TODAY.isoformat(), "verdict": "keep", **said}
    return visitor.says_value("check-in", day.isoformat(), value, None)


@pytest.fixture
def running(planned: Visitor, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """It is the Wednesday of the plan's first week."""
    monkeypatch.setattr(session_plan, "today", lambda: MONDAY + timedelta(days=2))
    return planned


def test_a_check_in_has_the_plan_made_again_from_the_next_week_on(running: Visitor) -> None:
    before = running.app.plans.plan
    sent = checked(running, hours=2, obstacle="time")
    assert reply(sent)["said"] == "Checked in. Your plan is up to date."
    after = running.app.plans.plan
    assert before is not None
    assert after is not None
    assert after.quarters[0].focus == before.quarters[0].focus
    assert 1 in after.off
    assert running.app.plans.settings.weeks_off == ()
    history = running.app.plan.body.parts["week"]["check_in"]["history"]
    assert [text for _, text in history] == ["Week of 30 November: 2 hours; no time."]


def test_the_same_check_in_again_makes_no_other_plan(running: Visitor) -> None:
    checked(running)
    plans = len(running.app.session.assessment.plans)
    checked(running)
    assert len(running.app.session.assessment.plans) == plans


@pytest.mark.parametrize("verdict", ["", "change"])
def test_what_is_only_begun_or_to_be_changed_leaves_the_plan(
    running: Visitor, verdict: str
) -> None:
    before = running.app.plans.plan
    assert reply(checked(running, verdict=verdict))["said"] == ""
    assert running.app.plans.plan is before


def test_a_better_plan_isnt_pressed_on_somebody_who_checks_in(
    session: VisitorState, plans: PlanState, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_all(session)
    plans.make(eight_weeks(1))
    monkeypatch.setattr(session_plan, "today", lambda: MONDAY + timedelta(days=1))
    session.rate("selling", 2)
    from assess.domain.progress import CheckIn

    session.change(lambda present: present.with_check_in(MONDAY, CheckIn(TODAY, verdict="keep")))
    assert plans.check_in()
    assert plans.better is None


def test_the_end_of_a_quarter_plans_the_next_one_and_only_once(running: Visitor) -> None:
    checked(running, verdict="next", worked="Mornings")
    made = running.app.plans.plan
    assert made is not None
    first_day = made.start
    assert first_day == MONDAY + timedelta(weeks=8)
    checked(running, verdict="next", worked="Mornings")
    assert running.app.plans.plan is not None
    assert running.app.plans.plan.start == first_day
    assert running.app.plans.changed is None


def test_fewer_hours_and_a_check_in_sent_together_make_one_smaller_plan(running: Visitor) -> None:
    changes = [
        {"n": 1, "kind": "setting", "id": "hours", "value": 2, "value_seen": [4]},
        {
            **{"n": 2, "kind": "check-in", "id": MONDAY.isoformat(), "value_seen": [None]},
            "value": {"day": TODAY.isoformat(), "verdict": "", "size": "smaller"},
        },
    ]
    sent = running.says("visit", kind="changes", changes=changes)
    assert reply(sent)["said"] == "Your plan is smaller now. Your subjects come first in it."
    made = running.app.plans.plan
    running.says("visit", kind="changes", changes=changes)
    assert running.app.plans.plan is made
    assert running.app.plans.plan is not None
    assert running.app.plans.plan.hours_per_week == 2


def test_why_no_plan_can_be_made_is_said_and_the_check_in_stays(running: Visitor) -> None:
    choose_roles(running.app.session, "baker", "baker")
    for item in MODEL.competencies:
        clear(running.app.session, item.id)
    sent = checked(running)
    assert reply(sent).get("problem", "").startswith("Rate ") or reply(sent)["said"] == ""
    assert MONDAY in running.app.session.assessment.check_ins


def test_another_tabs_newer_plan_is_the_present_one_here_too(store: Store) -> None:
    here, there = VisitorState(MODEL, store), VisitorState(MODEL, store)
    here.begin(CODE)
    rate_all(here)
    mine = PlanState(here)
    mine.make(eight_weeks())
    there.resume(CODE)
    theirs = PlanState(there)
    theirs.open()
    made = theirs.make({"hours_per_week": 2.0})
    here.rate("baking", 2)
    assert mine.plan == made


def test_who_has_a_plan_comes_back_to_it(store: Store) -> None:
    sent: list[Any] = []
    visitor = Visitor(MODEL, store, sent)
    visitor.app.session.begin(CODE)
    rate_all(visitor.app.session)
    visitor.app.show_all()
    assert visitor.app.steps.home == ""
    visitor.app.plans.make(eight_weeks())
    again = Visitor(MODEL, store, sent)
    again.app.session.resume(CODE)
    again.app.show_all()
    assert again.app.steps.home == "plan"
