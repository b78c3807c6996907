"""What comes first, other ways, whose yes is worth most, and why something isn't planned."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assess.domain.answers import Assessment
from assess.domain.model_parts import Activity
from assess.domain.progress import Progress
from assess.errors import PlanError
from assess.planning.explain.not_planned import fact_in_words
from assess.planning.explain.profile import leads, unlocks
from assess.planning.explain.ways import WorthMost, step_of, ways, worth_most
from tests.builders.plan_words import asked, bakery, planned, rated, with_progress

CHAIN = {"owner": "chain"}
NOBODY = {"owner": "nobody"}


# --- what holds somebody back most -------------------------------------------------------------


def test_the_present_job_s_gap_is_the_first_card_then_the_heaviest_gaps() -> None:
    cards = leads(bakery(), rated(dough=1), "helper", "baker", asked())
    assert [(card.competency, card.why) for card in cards] == [
        ("dough", "present_job"),
        ("oven", "wanted_role"),
        ("selling", "wanted_role"),
    ]
    assert (cards[0].level, cards[0].target, cards[0].missing) == (1, 3, "Helping in dough.")


def test_one_level_below_the_present_job_is_no_card() -> None:
    model = bakery()
    kneading = Activity("knead", "Knead for a week", "practice", 4, {"dough": 3})
    model = replace(model, activities=(*model.activities, kneading))
    assert "dough" not in [
        card.competency for card in leads(model, rated(dough=2), "helper", "baker", asked())
    ]


def test_a_card_is_only_there_where_something_leads_on_in_this_situation() -> None:
    everything = leads(bakery(), rated(oven=3, selling=3), "helper", "baker", asked())
    chained = asked(situation=CHAIN)
    there = leads(bakery(), rated(oven=3, selling=3), "helper", "baker", chained)
    assert [card.competency for card in everything] == ["prices", "crew-work"]
    assert [card.competency for card in there] == ["crew-work"]


def test_what_was_finished_or_left_out_leads_on_no_more() -> None:
    done = with_progress(rated(), {"run-oven": Progress("done"), "oven-log": Progress("dropped")})
    cards = leads(bakery(), done, "helper", "baker", asked(excluded=("sell-firms", "sell-stand")))
    assert [card.competency for card in cards] == ["prices", "crew-work"]


def test_a_factor_of_the_person_moves_a_card_to_the_front() -> None:
    cards = leads(bakery(), rated(), "helper", "baker", asked(focus={"prices": 5}))
    assert cards[0].competency == "prices"


def test_what_is_unrated_and_locks_most_is_named_first() -> None:
    model = bakery()
    model = replace(
        model,
        activities=(
            *model.activities,
            Activity(
                "fair", "Sell at a fair", "people", 4, {"selling": 3}, requires_level={"dough": 2}
            ),
        ),
    )
    who = rated(oven=0, dough=0, prices=None)
    assert [item.id for item in unlocks(model, who, "helper", "baker")] == ["dough", "oven"]


def test_each_step_has_the_reason_that_it_is_in_for() -> None:
    """Dough: the present job asks for 3, so the step to 2 is its; the ovens come before a shift."""
    plan = planned(rated(dough=1), lead="prices", hours_per_week=8)
    because = {step.competency: (step.level, step.because) for step in plan.steps}
    assert because["dough"] == (2, "present_job")
    assert because["prices"] == (3, "named")
    assert because["selling"] == (3, "wanted_role")
    lighter = replace(
        bakery(),
        competencies=tuple(
            replace(item, weight=1 if item.id == "oven" else item.weight)
            for item in bakery().competencies
        ),
    )
    waited = {step.competency: step.because for step in planned(of=lighter).steps}
    assert waited["oven"] == "waited_for"


# --- other ways --------------------------------------------------------------------------------


def test_the_other_ways_to_a_step_say_what_keeps_them_out() -> None:
    model, who = bakery(), rated()
    plan = planned(who, situation=CHAIN)
    found = ways(model, who, plan, "selling", 3)
    assert [(way.activity.id, way.barrier) for way in found] == [
        ("sell-firms", "it needs a buyer, out of reach for you")
    ]
    plan = planned(who, situation=CHAIN, people={"buyer": "the canteen"})
    assert ways(model, who, plan, "selling", 3)[0].barrier == (
        "it needs the canteen, out of reach for you"
    )


def test_a_way_that_is_open_stands_before_one_that_is_barred() -> None:
    model, who = bakery(), with_progress(rated(), {"run-oven": Progress("dropped")})
    plan = planned(who, excluded=("oven-log",))
    found = ways(model, who, plan, "oven", 3)
    assert [(way.activity.id, way.barrier) for way in found] == [
        ("oven-log", ""),
        ("run-oven", "you dropped it"),
    ]


def test_a_missing_fact_bars_a_way() -> None:
    model, who = bakery(), rated()
    found = ways(model, who, planned(who, situation=CHAIN), "prices", 3)
    assert [way.barrier for way in found] == ["it doesn't fit your situation (needed: own prices)"]


def test_the_step_of_an_activity_is_the_one_in_focus() -> None:
    model = bakery()
    plan = planned()
    step = step_of(plan, model.activity("run-oven"))
    assert step is not None
    assert (step.competency, step.level, step.in_focus) == ("oven", 3, True)
    assert step_of(plan, model.activity("dough-class")) is None


# --- whose yes is worth most ---------------------------------------------------------------------


def test_the_person_who_opens_a_step_is_worth_most() -> None:
    model, who = bakery(without="sell-stand"), rated(prices=None)
    plan = planned(who, model, situation=CHAIN)
    told: list[tuple[int, int]] = []
    result = worth_most(model, who, plan, on_progress=lambda done, of: told.append((done, of)))
    found = result.additions
    assert result.complete
    assert [(item.kind, item.id, dict(item.steps)) for item in found] == [
        ("person", "buyer", {"selling": 3})
    ]
    assert found[0].worth[1] > 0
    # one person and one fact are missing
    assert told == [(1, 2), (2, 2)]


def test_a_fact_that_opens_a_step_is_worth_something_after_the_person_who_opens_more() -> None:
    model, who = bakery(without="sell-stand"), rated()
    plan = planned(who, model, situation=CHAIN)
    assert {"set-price", "sell-firms"}.isdisjoint(plan.ids)
    found = worth_most(model, who, plan).additions
    # selling weighs more than prices
    assert [(item.kind, item.id, dict(item.steps)) for item in found] == [
        ("person", "buyer", {"selling": 3}),
        ("fact", "own-prices", {"prices": 3}),
    ]
    assert found[0].worth > found[1].worth > (0, 0)


def test_a_fact_that_is_there_or_not_the_only_thing_missing_adds_nothing() -> None:
    model = bakery(without="sell-stand")
    two = ("own-prices", "market")
    model = replace(
        model,
        activities=tuple(
            replace(item, needs=two) if item.id == "set-price" else item
            for item in model.activities
        ),
        situation=tuple(
            replace(
                question,
                answers=tuple(
                    replace(answer, facts=two if answer.facts else ())
                    for answer in question.answers
                ),
            )
            for question in model.situation
        ),
    )
    plan = planned(rated(), model, situation=CHAIN)
    assert [item.id for item in worth_most(model, rated(), plan).additions] == ["buyer"]
    everything = planned(rated(), bakery(), situation={"owner": "us"})
    assert worth_most(bakery(), rated(), everything) == WorthMost((), complete=True)


def test_a_plan_that_kept_its_quarter_gives_nobody_the_worth_of_one_from_nothing() -> None:
    """What making it from nothing would add alone isn't owed to anybody's yes."""
    model, who = bakery(), rated()
    small = planned(who, model, situation=CHAIN, hours_per_week=1.5, weeks=13)
    nothing = planned(who, model, situation=CHAIN, weeks=13)
    kept = replace(small, request=nothing.request)
    worth = [{wish.wish: wish.value for wish in made.wishes} for made in (small, nothing)]
    assert worth[0]["wanted_role"] < worth[1]["wanted_role"]
    assert "buyer" not in [item.id for item in worth_most(model, who, kept).additions]


def test_who_has_a_stand_in_adds_nothing() -> None:
    plan = planned(situation=NOBODY, within_reach=("buyer",))
    assert "master" not in [item.id for item in worth_most(bakery(), rated(), plan).additions]


def test_what_only_adds_a_second_way_is_worth_nothing() -> None:
    found = worth_most(bakery(), rated(), planned(situation=CHAIN))
    assert "buyer" not in [item.id for item in found.additions]


def test_without_time_nobody_is_tried_and_the_search_says_that_it_is_not_complete() -> None:
    model, who = bakery(without="sell-stand"), rated(prices=None)
    plan = planned(who, model, situation=CHAIN)
    assert worth_most(model, who, plan, time_limit=0) == WorthMost((), complete=False)


# --- why not -----------------------------------------------------------------------------------


def test_each_reason_for_not_planning_is_said_once_and_plainly() -> None:
    who = rated(prices=None, dough=0)
    plan = planned(who, bakery(without="sell-stand"), situation=CHAIN, weeks=13)
    assert dict(plan.not_planned) == {
        "selling": "no activity leads on without a buyer; with a buyer in reach: “Sell bread to a "
        "firm”",
        "prices": "not applicable",
        "crew-work": "waits for level 3 (Running) in Oven (planned for quarter 1)",
        "dough": "unrated",
    }


def test_a_situation_that_lacks_a_fact_is_named() -> None:
    assert planned(situation=CHAIN).not_planned["prices"] == (
        "no activity leads on in your situation: “Set the price of one bread” needs what isn't "
        "there (own prices)"
    )
    assert fact_in_words("usage-data") == "usage data"


def test_where_nothing_leads_on_the_model_is_named() -> None:
    plan = planned(of=bakery(without="lead-shift"))
    assert plan.not_planned["crew-work"] == ("no activity of this model leads to level 3 (Running)")


def test_what_was_given_up_is_named() -> None:
    who = with_progress(rated(), {"set-price": Progress("done")})
    assert planned(who).not_planned["prices"] == (
        "every activity that leads to level 3 (Running) is done, dropped or left out"
    )


def test_too_few_hours_and_later_turns_are_told_apart() -> None:
    plan = planned(hours_per_week=1, weeks=13)
    assert plan.not_planned["selling"] == (
        "at your hours the plan takes on one subject a quarter, and others take you further "
        "towards the role"
    )
    assert planned(hours_per_week=0.25, weeks=13).not_planned["selling"] == (
        "its activities need more hours or weeks than the first half year of this plan holds"
    )


def there_but_two() -> Assessment:
    """Prices and selling are open, and nothing leads on in them."""
    return rated(oven=3, crew_work=3)


def test_a_plan_without_anything_says_why_in_a_sentence() -> None:
    there = rated(oven=3, selling=3, prices=3, crew_work=3)
    assert planned(there).message == (
        "There is nothing to plan: what you rated is where Baker asks it to be."
    )
    assert planned(hours_per_week=0.25, weeks=6).message == (
        "No activity fits into the first half year: 0.25 hours a week for 6 weeks leave too little "
        "room. Give more hours or more weeks."
    )
    assert planned(situation=CHAIN, excluded=("sell-stand",), who=there_but_two()).message == (
        "No activity leads towards Baker from here: see what each subject waits for."
    )


# --- pins --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (
            {"pinned": ("set-price",), "situation": CHAIN},
            "“Set the price of one bread” is pinned, but it doesn't fit your situation (needed: "
            "own prices). Unpin it.",
        ),
        (
            {"pinned": ("sell-firms",), "situation": CHAIN},
            "“Sell bread to a firm” is pinned, but it needs a buyer, out of reach for you. Unpin "
            "it.",
        ),
        (
            {"pinned": ("dough-class",)},
            "“Take a class on dough” is pinned, but can't be in the first two quarters: it leads "
            "to no step that can be taken there, or needs more hours. Unpin it.",
        ),
        (
            {"pinned": ("sell-stand", "run-oven"), "hours_per_week": 0.5},
            "“Run the oven for a week” and “Run the stand on the market” are pinned, but can't "
            "all be in the first two quarters: unpin one of them, or give more hours.",
        ),
    ],
)
def test_a_pin_that_cannot_be_in_is_refused_with_its_reason(
    wishes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(PlanError) as refused:
        planned(**wishes)
    assert str(refused.value) == sentence
