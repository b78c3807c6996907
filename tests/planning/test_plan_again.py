"""A plan made again: what runs goes on, what can't is released, and what changed is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assess.domain.model_parts import Activity
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Progress
from assess.planning import Plan
from assess.planning.explain.again import (
    Again,
    Proposal,
    compare,
    plan_again,
    present_request,
    proposals,
)
from tests.builders.plan_words import START, asked, bakery, planned, rated, with_progress

WEEK_FIVE = START + timedelta(weeks=4, days=2)


def first_quarter(plan: Plan) -> list[str]:
    """The activities that begin in the first quarter."""
    return [item.id for item in plan.activities if item.quarters[0] == 1]


# --- levels to look at -------------------------------------------------------------------------


def test_a_finished_activity_proposes_the_next_level_once() -> None:
    who = with_progress(rated(), {"run-oven": Progress("done"), "oven-log": Progress("done")})
    assert proposals(bakery(), who) == (Proposal("oven", 2, 3, "run-oven"),)


def test_nothing_is_proposed_for_a_level_that_was_confirmed_or_skipped() -> None:
    done = {"run-oven": Progress("done"), "set-price": Progress("in_progress")}
    assert proposals(bakery(), with_progress(rated(oven=3), done)) == ()
    assert proposals(bakery(), with_progress(rated(oven=1), done)) == ()
    assert proposals(bakery(), with_progress(rated(oven=None), done)) == ()


# --- what changed ------------------------------------------------------------------------------


def test_the_same_plan_has_not_changed() -> None:
    assert compare(bakery(), planned(), planned()).sentence == "Nothing changed."


def test_one_for_another_is_a_swap() -> None:
    old, new = planned(excluded=("run-oven",)), planned(excluded=("oven-log",))
    change = compare(bakery(), old, new)
    assert (change.added, change.dropped) == (("run-oven",), ("oven-log",))
    assert change.sentence == (
        "Compared with before: “Keep an oven log” is swapped for “Run the oven for a week”, this "
        "quarter's subjects stay."
    )


def test_a_finished_activity_is_never_taken_out() -> None:
    old = planned()
    who = with_progress(rated(), {"run-oven": Progress("done")})
    change = compare(bakery(), old, planned(who), who)
    assert "run-oven" not in change.dropped
    assert change.sentence == (
        "Compared with before: 1 activity finished, this quarter's subjects stay."
    )


def test_other_subjects_are_named() -> None:
    model = bakery()
    change = compare(model, planned(), planned(lead="prices", hours_per_week=2.75))
    assert change.subjects
    assert change.sentence == (
        "Compared with before: 3 activities taken out, this quarter is now about Prices."
    )


def test_a_quarter_without_a_subject_is_said() -> None:
    change = compare(bakery(), planned(), planned(rated(oven=3, selling=3, prices=3, crew_work=3)))
    assert change.sentence.endswith("nothing more is planned in this quarter.")


# --- the request of today ----------------------------------------------------------------------


def test_a_running_quarter_keeps_its_first_day_and_its_past_weeks_are_off() -> None:
    request = present_request(PlanRequest(hours_per_week=4), planned(), WEEK_FIVE)
    assert request.start == START
    assert request.weeks_off == tuple(START + timedelta(weeks=week) for week in range(4))


def test_weeks_off_of_the_person_stay() -> None:
    later = START + timedelta(weeks=8)
    request = present_request(asked(weeks_off=(later,)), planned(), WEEK_FIVE)
    assert later in request.weeks_off
    assert len(request.weeks_off) == 5


def test_after_the_quarter_a_plan_begins_on_the_next_monday() -> None:
    over = START + timedelta(weeks=13, days=1)
    assert present_request(asked(), planned(), over).start == over + timedelta(days=6)
    assert present_request(asked(), None, date(2027, 1, 6)).start == date(2027, 1, 11)


def test_another_first_day_is_what_the_person_wants() -> None:
    other = START + timedelta(weeks=6)
    assert present_request(asked(start=other), planned(), WEEK_FIVE) == asked(start=other)


# --- made again --------------------------------------------------------------------------------


def again(old: Plan, *, today: date = WEEK_FIVE, keep: bool = True, **wishes: Any) -> Again:
    """The plan made again in its fifth week."""
    who = wishes.pop("who", rated())
    return plan_again(bakery(), who, asked(**wishes), old, today, keep=keep, time_limit=30)


def test_this_quarter_keeps_its_subjects_and_unfinished_activities() -> None:
    old = planned()
    made = again(old, focus={"prices": 9})
    assert made.plan.start == old.start
    assert set(first_quarter(old)) <= set(first_quarter(made.plan))
    assert made.released == ()
    assert min(item.first_week for item in made.plan.activities) == 5
    assert made.plan.request.pinned == ()


def test_a_better_free_plan_is_offered_with_a_sentence() -> None:
    old = planned(hours_per_week=2.75)
    assert old.quarters[0].focus == ("oven",)
    made = again(old, focus={"prices": 9}, hours_per_week=2.75)
    assert made.plan.quarters[0].focus == ("oven",)
    assert made.better is not None
    assert made.better.quarters[0].focus == ("prices",)
    assert made.why_better == "A better plan exists: this quarter would be about Prices."


def test_without_keeping_the_free_plan_is_made() -> None:
    made = again(planned(hours_per_week=2.75), keep=False, lead="prices", hours_per_week=2.75)
    assert made.better is None
    assert made.plan.quarters[0].focus == ("prices",)


def test_what_the_person_leaves_out_is_not_kept() -> None:
    made = again(planned(), excluded=("oven-log",))
    assert "oven-log" not in made.plan.ids
    assert made.released == ()


def test_what_cannot_stay_is_released_and_said() -> None:
    old = planned(rated(oven=3, prices=3, crew_work=3))
    assert first_quarter(old) == ["sell-stand", "sell-firms"]
    made = again(old, who=rated(oven=3, prices=3, crew_work=3), situation={"owner": "chain"})
    assert made.released == ("sell-firms",)
    assert made.why_released == (
        "“Sell bread to a firm” doesn't fit into this quarter any more, so we took it out."
    )
    assert first_quarter(made.plan) == ["sell-stand"]


def test_what_no_longer_fits_the_hours_is_released() -> None:
    old = planned()
    made = again(old, hours_per_week=0.75)
    assert 0 < len(made.released) < len(first_quarter(old))
    assert set(made.released).isdisjoint(first_quarter(made.plan))


def test_a_finished_activity_is_not_planned_again() -> None:
    who = with_progress(rated(), {"run-oven": Progress("done", WEEK_FIVE)})
    made = again(planned(), who=who)
    assert "run-oven" not in made.plan.ids
    assert "oven-log" in first_quarter(made.plan)


def test_a_quarter_that_is_finished_early_gets_new_subjects() -> None:
    old = planned(hours_per_week=2.75)
    done = {key: Progress("done", WEEK_FIVE) for key in first_quarter(old)}
    made = again(old, who=with_progress(rated(), done), hours_per_week=2.75)
    assert made.plan.quarters[0].focus == ("selling",)
    assert first_quarter(made.plan)
    assert (made.better, made.why_better, made.released) == (None, "", ())


def test_another_way_takes_the_place_of_what_was_left_out() -> None:
    old = planned(excluded=("oven-log",))
    assert "run-oven" in first_quarter(old)
    made = again(old, excluded=("run-oven",))
    assert "oven-log" in first_quarter(made.plan)


def test_what_the_person_puts_in_begins_in_this_quarter() -> None:
    old = planned(hours_per_week=2.75)
    assert "set-price" not in first_quarter(old)
    made = again(old, hours_per_week=3, pinned=("set-price",))
    assert "set-price" in first_quarter(made.plan)


def test_what_runs_stays_where_what_was_put_in_would_push_it_out() -> None:
    old = planned(hours_per_week=2.75)
    made = again(old, hours_per_week=2.75, pinned=("set-price",))
    assert first_quarter(made.plan) == first_quarter(old)
    assert made.plan.quarters[1].focus == ("prices",)


def test_weeks_since_an_activity_was_begun_count_up_to_today() -> None:
    model = bakery()
    long = tuple(
        replace(item, min_weeks=9) if item.id == "run-oven" else item for item in model.activities
    )
    model = replace(model, activities=long)
    old = planned(of=model)
    assert "run-oven" in first_quarter(old)
    who = with_progress(rated(), {"run-oven": Progress("in_progress", START)})
    made = plan_again(model, who, asked(), old, WEEK_FIVE, time_limit=30)
    assert "run-oven" in first_quarter(made.plan)
    assert made.released == ()


def test_what_is_under_way_goes_on_with_its_hours_left() -> None:
    who = with_progress(rated(), {"run-oven": Progress("in_progress", START, hours_left=2)})
    made = again(planned(), who=who)
    item = next(item for item in made.plan.activities if item.id == "run-oven")
    assert (item.hours, item.state, item.quarters) == (2, "in_progress", (1, 1))


def test_an_equal_plan_is_not_called_better() -> None:
    old = planned()
    made = plan_again(bakery(), rated(), old.request, old, START, time_limit=30)
    assert made.better is None
    assert made.why_better == ""
    assert replace(made.plan, request=old.request).ids == old.ids


def test_a_quarter_that_has_not_begun_goes_on_too() -> None:
    old = planned()
    made = again(old, today=START - timedelta(days=5), hours_per_week=4.5)
    assert made.plan.quarters[0].focus == old.quarters[0].focus
    assert set(first_quarter(made.plan)) == set(first_quarter(old))


def test_more_subjects_at_once_fill_up_beside_what_stays() -> None:
    old = planned(hours_per_week=2.75)
    made = again(old, today=START, hours_per_week=3)
    assert set(first_quarter(old)) < set(first_quarter(made.plan))
    assert made.plan.quarters[0].focus == ("oven", "selling")


def test_where_fewer_subjects_fit_the_weightiest_stays() -> None:
    """Selling has more hours, the oven more weight."""
    old = planned(hours_per_week=3)
    assert old.quarters[0].focus == ("oven", "selling")
    made = again(old, today=START, hours_per_week=2.75)
    assert made.plan.quarters[0].focus == ("oven",)
    assert set(made.released) == {"sell-firms", "sell-stand"}


def test_a_subject_that_loses_its_activity_goes_on_with_another_one() -> None:
    old = planned(within_reach=("master",), hours_per_week=3)
    assert "sell-stand" in first_quarter(old)
    made = again(old, today=START, within_reach=("buyer",), excluded=("sell-stand",))
    assert made.plan.quarters[0].focus == old.quarters[0].focus
    assert "sell-firms" in first_quarter(made.plan)


def test_what_was_begun_since_belongs_to_the_quarter_and_what_waited_before_waits_on() -> None:
    old = planned(hours_per_week=2.75)
    assert first_quarter(old) == ["run-oven", "oven-log"]
    for day in (START, WEEK_FIVE):
        begun = with_progress(rated(), {"set-price": Progress("in_progress", day, hours_left=2)})
        made = again(old, who=begun, hours_per_week=2.75)
        assert first_quarter(made.plan)[0] == "set-price"
    long_ago = START - timedelta(weeks=3)
    begun = with_progress(rated(), {"set-price": Progress("in_progress", long_ago, hours_left=2)})
    waits = planned(begun, hours_per_week=2.75)
    assert first_quarter(waits) == ["run-oven", "oven-log"]
    made = again(waits, who=begun, today=START, hours_per_week=2.5)
    assert first_quarter(made.plan) == ["run-oven", "oven-log"]


def test_other_roles_and_no_plan_before_are_planned_from_nothing() -> None:
    old = planned(hours_per_week=2.75)
    wishes = asked(hours_per_week=2.75, focus={"prices": 9})
    who = replace(rated(), roles=("baker", "helper"))
    other = plan_again(bakery(), who, wishes, old, START, time_limit=30)
    assert (other.plan.held, other.plan.role, other.better) == ("baker", "helper", None)
    fresh = plan_again(bakery(), rated(), wishes, None, START, time_limit=30)
    assert fresh.plan.quarters[0].focus == ("prices",)
    another_day = asked(hours_per_week=2.75, focus={"prices": 9}, start=START + timedelta(weeks=1))
    moved = plan_again(bakery(), rated(), another_day, old, START, time_limit=30)
    assert moved.plan.quarters[0].focus == ("prices",)


def test_a_plan_is_outdone_where_fewer_people_or_hours_would_do() -> None:
    """Selling to a firm takes four hours less than the stand: no reason to change a quarter."""
    old = planned(excluded=("sell-firms",), hours_per_week=1, lead="selling")
    assert first_quarter(old) == ["sell-stand"]
    wishes = asked(hours_per_week=1, lead="selling")
    made = plan_again(bakery(), rated(), wishes, old, START, time_limit=30)
    assert first_quarter(made.plan) == ["sell-stand"]
    assert (made.better, made.plan.outdone) == (None, True)
    made = plan_again(bakery(), rated(), old.request, old, START, time_limit=30)
    assert (made.better, made.plan.outdone) == (None, False)


def test_a_plan_that_asks_fewer_people_is_no_reason_to_change_a_quarter() -> None:
    alone = Activity("sell-home", "Sell to the neighbours", "practice", 8, {"selling": 3})
    model = replace(bakery(), activities=(*bakery().activities, alone))
    wishes: dict[str, Any] = {"hours_per_week": 1, "lead": "selling", "excluded": ("sell-firms",)}
    old = planned(of=model, **{**wishes, "excluded": ("sell-firms", "sell-home")})
    assert first_quarter(planned(of=model, **wishes)) == ["sell-home"]
    made = plan_again(model, rated(), asked(**wishes), old, START, time_limit=30)
    assert first_quarter(made.plan) == ["sell-stand"]
    assert (made.better, made.plan.outdone) == (None, True)


def test_an_activity_that_could_end_earlier_now_ends_where_it_ended() -> None:
    """With more hours both could end in the first quarter, and the oven would have two ways."""
    model = bakery()
    both = (
        Activity("bake", "Bake for a week", "practice", 4, {"oven": 3}),
        Activity("bake-and-sell", "Bake and sell", "practice", 10, {"oven": 3, "selling": 3}),
    )
    model = replace(model, activities=both)
    old = planned(of=model, hours_per_week=1, weeks=21)
    quarters = [("bake", (1, 1)), ("bake-and-sell", (1, 2))]
    assert [(item.id, item.quarters) for item in old.activities] == quarters
    wishes = replace(old.request, hours_per_week=1.75)
    made = plan_again(model, rated(), wishes, old, START, time_limit=30)
    assert [(item.id, item.quarters) for item in made.plan.activities] == quarters
    assert made.better is not None
    assert {item.id: item.quarters for item in made.better.activities}["bake-and-sell"] == (1, 1)


def test_a_subject_whose_step_was_confirmed_does_not_hold_the_quarter() -> None:
    model = bakery()
    teach = replace(model.activity("oven-log"), id="teach-oven", teaches={"oven": 4})
    helper, baker = model.roles
    baker = replace(baker, targets={**baker.targets, "oven": 4})
    model = replace(model, activities=(*model.activities, teach), roles=(helper, baker))
    old = planned(of=model, hours_per_week=2.75)
    assert old.quarters[0].focus == ("oven",)
    wishes = asked(hours_per_week=2.75, focus={"prices": 9})
    made = plan_again(model, rated(oven=3), wishes, old, WEEK_FIVE, time_limit=30)
    assert made.plan.quarters[0].focus == ("prices",)


def test_what_is_under_way_is_laid_out_before_all_else() -> None:
    """Before what was named, too."""
    who = with_progress(rated(), {"sell-firms": Progress("in_progress")})
    made = planned(who, lead="oven", hours_per_week=3, weeks=13)
    order = [item.id for item in sorted(made.activities, key=lambda item: item.first_week)]
    assert order == ["sell-firms", "run-oven", "oven-log", "sell-stand"]
