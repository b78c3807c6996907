"""Searches about a plan: whose yes is worth most, and which answers decide it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from assess.app.plan import data as plan_data
from assess.app.plan import texts as texts_plan
from assess.app.shared import background
from assess.domain.answers import Answer, Assessment
from assess.planning.explain.deciding import Deciding, DecidingAnswer
from assess.planning.explain.ways import WorthMost
from assess.store import Store
from tests.app.conftest import visit
from tests.builders.page import Visitor
from tests.builders.plan_step import (
    heard,
    leave,
    plan,
    searched,
)
from tests.builders.visits import MODEL, WORLD, rate_all


def test_whose_yes_is_worth_most_is_worked_out_and_taken_up(shop: Visitor) -> None:
    shop.says_value("setting", "reach", ["boss"], None)
    shop.says("body", kind="leave", id="counter-hour")
    sent = shop.says("body", kind="worth")
    assert [item for item in sent if item["kind"] == "progress"]
    (found,) = searched(sent)["found"]["items"]
    assert (found["kind"], found["id"]) == ("person", "clerk")
    assert found["text"] == "The sales clerk: Counter (Helps)"
    reach = shop.app.plan.body.parts["reach"]
    assert (reach["said"], "clerk" in reach["within"]) == (["boss"], False)


def test_a_fact_is_said_with_the_question_and_answer_that_give_it(
    store: Store, sent: list[Any]
) -> None:
    """Nobody can be asked for a price: it has a sentence and no person's name."""
    priced = tuple(
        replace(item, needs=("price",), agree_with=()) if item.id != "counter-hour" else item
        for item in WORLD.activities
    )
    (shop,) = visit(replace(WORLD, activities=priced), store, sent)
    rate_all(shop.app.session)
    shop.says_value("setting", "situation", {"shop": "canteen"}, {})
    plan(shop)
    found = searched(shop.says("body", kind="worth"))["found"]["items"]
    assert [(item["kind"], item["id"]) for item in found] == [("fact", "price")]
    assert found[0]["text"].startswith("Price (Is there a shop? Yes): ")


def test_which_answers_decide_the_plan_is_worked_out_at_todays_levels(shop: Visitor) -> None:
    sent = shop.says("body", kind="deciding")
    told = [item for item in sent if item["kind"] == "progress"]
    assert {item["about"] for item in told} == {"deciding"}
    assert (told[-1]["done"], told[-1]["of"]) == (len(told), len(told))
    found = searched(sent)["found"]
    assert found["note"] == ""
    assert found["items"] == [
        {
            "id": "pricing",
            "title": "Prices",
            "level": 1,
            "lines": [
                "Your answer: Watches (1).",
                "If it's one level higher, Helps (2): another plan would do more for the new role.",
            ],
        }
    ]


def test_each_level_beside_an_answer_says_what_the_plan_would_miss_first() -> None:
    who = Assessment(MODEL.id, MODEL.version, {"baking": Answer(2)})

    def lines(*missed: tuple[int, ...]) -> list[str]:
        found = Deciding(
            (DecidingAnswer("baking", dict(zip((3, 1), missed, strict=True))),), 2, 0, True
        )
        (item,) = plan_data.deciding_found(MODEL, who, found)["items"]
        return [line.partition(": ")[2] for line in item["lines"][1:]]

    say = texts_plan.DECIDING
    assert lines((0, 4), (3, 0)) == [say["present_job"], say["wanted_role"]]
    assert lines((0, 0, 1), (1, 0, 2)) == [say["named"], say["wanted_role"]]
    assert lines((0, 0), (0, 1)) == [say["wanted_role"], say[""]]


def test_a_deciding_answer_that_is_rough_says_so() -> None:
    @dataclass(frozen=True, slots=True)
    class Rough(Answer):
        quick: bool = True

    found = Deciding((DecidingAnswer("baking", {1: (0, 1)}),), 1, 0, complete=True)
    for answer, says_so in ((Answer(2), False), (Rough(2), True)):
        who = Assessment(MODEL.id, MODEL.version, {"baking": answer})
        (item,) = plan_data.deciding_found(MODEL, who, found)["items"]
        assert item["lines"][0].endswith(", rough.") == says_so


def test_a_search_that_found_nothing_or_ran_out_of_time_says_so(shop: Visitor) -> None:
    who, settings = shop.app.session.assessment, shop.app.session.assessment.settings
    assert [
        plan_data.deciding_found(MODEL, who, Deciding((), 3, 5, complete=True)),
        plan_data.deciding_found(MODEL, who, Deciding((), 3, 1, complete=False)),
        plan_data.worth_found(MODEL, settings, WorthMost((), complete=True)),
        plan_data.worth_found(MODEL, settings, WorthMost((), complete=False)),
    ] == [
        {"items": [], "note": texts_plan.DECIDING_NONE},
        {"items": [], "note": texts_plan.DECIDING_INCOMPLETE},
        {"items": [], "note": texts_plan.WORTH_NONE},
        {"items": [], "note": texts_plan.WORTH_INCOMPLETE},
    ]


@pytest.mark.parametrize("about", ["deciding", "worth"])
def test_before_there_is_a_plan_nothing_is_searched_for(visitor: Visitor, about: str) -> None:
    assert searched(visitor.says("body", kind=about))["problem"] == texts_plan.NO_PLAN_YET


def test_a_search_that_fails_says_so_and_can_be_tried_again(
    shop: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(background, "WORK", "raise SystemExit(1)")
        assert searched(shop.says("body", kind="deciding"))["problem"] == texts_plan.SEARCH_FAILED
    assert searched(shop.says("body", kind="deciding"))["found"]["items"]


def test_an_answer_is_stored_while_a_search_runs(shop: Visitor) -> None:
    async def both() -> list[Any]:
        assert shop.says("body", kind="deciding") == []
        shop.sent += (answered := shop.rate("baking", 3))
        await heard(shop, "searched")
        return answered

    (answered,) = (item for item in asyncio.run(both()) if item["kind"] == "kept")
    assert answered["kept"]
    # what was searched with are the answers of then
    (item,) = searched(shop.sent)["found"]["items"]
    assert (item["id"], item["level"]) == ("pricing", 1)


@pytest.mark.parametrize(
    "ended", [lambda shop: shop.says("body", kind="stop", about="deciding"), leave]
)
def test_nothing_more_is_heard_of_a_search_that_was_stopped_or_whose_visit_is_over(
    shop: Visitor, ended: Callable[[Visitor], Any]
) -> None:
    async def begun_and_ended() -> None:
        shop.says("body", kind="deciding")
        ended(shop)
        rate_all(shop.app.session)
        plan(shop)
        # by the end of one that began later, the first would have been heard of
        told = shop.says("body", kind="worth")
        await heard(shop, "searched")
        assert told == []

    asyncio.run(begun_and_ended())
    assert {item["about"] for item in shop.sent if item["kind"] in ("progress", "searched")} == {
        "worth"
    }
