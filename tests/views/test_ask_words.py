"""Whom a plan has one ask for what, in which week, and the messages that it drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assess.domain.model import CompetencyModel
from assess.planning.wording import listed, names_in_order
from tests.builders.plan_words import bakery, rated, seen, subject


def test_whom_to_ask_is_said_with_week_draft_and_purpose() -> None:
    asks = seen().quarters[0].asks
    assert [(ask.name, ask.by, ask.draft, ask.for_what) for ask in asks[:2]] == [
        (
            "the master baker",
            "in the week of 30 November",
            "May I run the stand once?",
            ("Run the stand on the market",),
        ),
        (
            "a buyer",
            "in the week of 30 November",
            "May I bring you bread?",
            ("Sell bread to a firm",),
        ),
    ]


def test_the_ten_minutes_of_the_showing_are_asked_for_three_weeks_before() -> None:
    quarter = seen(showing="the owners").quarters[0]
    ask = quarter.asks[-1]
    assert (ask.name, ask.by) == ("the owners", "in the week of 1 February")
    assert ask.for_what == ("Look back and show a result",)
    assert ask.draft.startswith("Could I have ten minutes in the week of 22 February? I'd like")
    assert quarter.weeks[9].note == "Ask the owners for ten minutes"
    assert quarter.in_all == (
        "For showing a result, only mark the week of 22 February now; you ask for the ten minutes "
        "in the week of 1 February."
    )


def test_the_ten_minutes_are_never_asked_for_in_a_week_off() -> None:
    off = date(2027, 2, 1)
    ask = seen(weeks_off=(off,)).quarters[0].asks[-1]
    assert ask.day in (off - timedelta(weeks=1), off + timedelta(weeks=1))


def test_what_several_requests_need_is_said_once() -> None:
    quarter = seen(of=asking(), hours_per_week=6).quarters[0]
    assert quarter.in_all.startswith(
        "This quarter you need two things from the master baker: one message is enough. "
    )


def asking(**more: str) -> CompetencyModel:
    """The bakery whose master is asked for what each activity needs; `more`: of the buyer."""
    model = bakery()
    ask = "{thanks} {what} I'd begin on {from}. Is that all right?"
    people = tuple(
        replace(item, ask=ask)
        if item.id == "master"
        else replace(item, **more)
        if item.id == "buyer"
        else item
        for item in model.people
    )
    said = {
        "sell-stand": {"master": "May I have {crew} from {from} to {end}, and you on {middle}?"},
        "set-price": {"master": "Which bread?"},
    }
    items = tuple(
        replace(item, asks=said.get(item.id, {}), agree_with=("master",))
        if item.id in said
        else item
        for item in model.activities
    )
    return replace(model, people=people, activities=items)


def test_a_draft_says_what_is_asked_and_when_it_is_needed() -> None:
    asks = seen(of=asking(), excluded=("set-price",)).quarters[0].asks
    assert asks[0].draft == (
        "May I have your crew from 21 December to 28 December, and you on 21 December? "
        "I'd begin on 21 December. Is that all right?"
    )


def test_several_requests_to_one_person_stand_in_one_draft_with_numbers() -> None:
    asks = seen(of=asking(), hours_per_week=6).quarters[0].asks
    assert asks[0].for_what == ("Run the stand on the market", "Set the price of one bread")
    assert asks[0].draft == (
        "I have two requests. 1) May I have your crew from 14 December to 21 December, and you on "
        "14 December? 2) Which bread? I'd begin on 14 December. Is that all right?"
    )


def test_one_of_many_people_may_choose_among_several_requests() -> None:
    model = asking(ask="{what} If not, whom else?")
    said = {"sell-stand": "Would you try a roll?", "sell-firms": "May I bring you bread?"}
    items = tuple(
        replace(item, asks={"buyer": said[item.id]}, agree_with=("buyer",))
        if item.id in said
        else item
        for item in model.activities
    )
    view = seen(of=replace(model, activities=items), hours_per_week=6)
    (draft,) = {ask.draft for ask in view.quarters[0].asks if ask.name == "a buyer"}
    assert draft == (
        "I have two requests; a yes to one of them helps. 1) Would you try a roll? "
        "2) May I bring you bread? If not, whom else?"
    )


def test_who_was_asked_before_is_thanked_and_reads_what_comes_next() -> None:
    first, second = (quarter.asks[0] for quarter in seen(of=asking()).quarters)
    assert first.name == second.name == "the master baker"
    assert second.draft == (
        "Thank you for your help so far. Which bread? I'd begin on 15 March. Is that all right?"
    )


def test_somebody_reached_through_others_is_asked_for_there() -> None:
    model = asking(through="master")
    ask = "From {from} on I need buyers for {for}. Pass this on: {message}"
    people = tuple(replace(item, ask=ask) if item.id == "master" else item for item in model.people)
    view = seen(of=replace(model, people=people), excluded=("sell-stand",))
    asks = view.quarters[0].asks
    assert (asks[0].name, asks[0].draft) == (
        "the master baker",
        "From 14 December on I need buyers for “Sell bread to a firm”. Pass this on: May I bring "
        "you bread?",
    )
    assert view.quarters[0].weeks[0].note == "Ask the master baker"
    (sell,) = subject(view, "selling").activities
    assert sell.asks == ("the master baker",)
    far = seen(of=replace(model, people=people), within_reach=("buyer",))
    assert "a buyer" in [ask.name for ask in far.quarters[0].asks]


def test_whoever_leads_to_people_is_told_how_many_are_sought() -> None:
    model = asking(through="master")
    ask = "{what} Pass this on: {message}"
    people = tuple(replace(item, ask=ask) if item.id == "master" else item for item in model.people)
    items = tuple(
        replace(item, asks={"master": "I seek two firms from {from} on.", "buyer": "Bread?"})
        if item.id == "sell-firms"
        else item
        for item in model.activities
    )
    model = replace(model, people=people, activities=items)
    asks = seen(of=model, excluded=("sell-stand",)).quarters[0].asks
    assert asks[0].draft == (
        "I seek two firms from 14 December on. Pass this on: May I bring you bread?"
    )


def test_two_people_of_the_model_with_one_name_get_one_message() -> None:
    words = {"master": "Jo", "buyer": "Jo"}
    asks = seen(of=asking(), people=words, excluded=("set-price",)).quarters[0].asks
    assert [(ask.name, ask.for_what) for ask in asks[:-1]] == [
        ("Jo", ("Run the stand on the market", "Sell bread to a firm"))
    ]


def test_more_than_two_requests_to_one_person_become_a_talk() -> None:
    model = asking(ask="{thanks} {what}")
    said = {
        "sell-stand": "A Saturday?",
        "set-price": "Which bread?",
        "run-oven": "May I have the oven?",
    }
    results = {
        "sell-stand": "the day on the market",
        "run-oven": "the week at the oven",
        "set-price": "the price",
    }
    items = tuple(
        replace(
            item,
            asks={"master": said[item.id]},
            agree_with=("master",),
            result=results.get(item.id, ""),
        )
        if item.id in said
        else item
        for item in model.activities
    )
    of = replace(model, activities=items)
    drafts = [ask.draft for ask in seen(of=of, hours_per_week=6).quarters[0].asks]
    assert drafts[0].startswith(
        "Could we talk for half an hour? I have three requests, and these two come first. 1) "
    )
    assert [text for text in said.values() if text not in drafts[0]] == ["Which bread?"]
    assert "3)" not in drafts[0]
    assert "I'd bring the rest to our talk: the price." in drafts[0]


def test_no_day_in_a_draft_falls_into_a_week_off() -> None:
    usual = seen(of=asking(), excluded=("set-price",)).quarters[0].asks[0].draft
    assert "you on 21 December" in usual
    off = date(2026, 12, 21)
    asks = seen(of=asking(), excluded=("set-price",), weeks_off=(off,)).quarters[0].asks
    assert "21 December" not in asks[0].draft


def test_where_nothing_can_begin_before_asking_the_asking_is_the_first_step() -> None:
    view = seen(rated(oven=3, prices=3, crew_work=3))
    assert view.begin == (
        "Begin on 30 November: write to the master baker and a buyer. Drafts are below."
    )


def test_who_helped_and_hears_the_result_is_thanked_and_asked_in_another_week() -> None:
    first, *_, last = seen(showing="the master baker").quarters[0].asks
    assert first.name == last.name == "the master baker"
    assert first.week < last.week
    assert last.draft.startswith("Thank you for your help so far. Could I have ten minutes in ")


def test_a_person_who_is_two_people_of_the_model_reads_no_sentence_twice() -> None:
    model = asking(ask="{thanks} {what} If not, whom else?")
    said = {"master": "Bread is on my mind. May I try?", "buyer": "Bread is on my mind. Will you?"}
    items = tuple(
        replace(item, asks=said, agree_with=("master", "buyer")) if item.asks else item
        for item in model.activities
    )
    words = {"master": "the Jo", "buyer": "Jo"}
    view = seen(of=replace(model, activities=items), people=words, excluded=("set-price",))
    first = view.quarters[0].asks[0]
    assert first.draft.count("Bread is on my mind.") == 1
    assert "May I try? Will you?" in first.draft


def test_one_message_asks_for_oneself_and_for_what_is_to_be_passed_on() -> None:
    model = asking(through="master", ask="{what} Do you mind?")
    items = tuple(
        replace(
            item, asks={**item.asks, "buyer": "Do you buy bread?"}, agree_with=("master", "buyer")
        )
        if item.id == "sell-stand"
        else item
        for item in model.activities
    )
    ask = "{thanks} {what} Pass this on: {message}"
    people = tuple(replace(item, ask=ask) if item.id == "master" else item for item in model.people)
    of = replace(model, people=people, activities=items)
    (draft,) = {
        ask.draft
        for ask in seen(of=of, excluded=("set-price", "sell-firms")).quarters[0].asks
        if ask.name == "the master baker" and ask.person != "showing"
    }
    assert draft.startswith("May I have your crew from ")
    assert draft.count("I have one more request.") == 1
    assert draft.endswith("Pass this on: Do you buy bread? Do you mind?")


def test_whose_time_is_billed_is_asked_what_it_would_cost() -> None:
    cost = "If your time is billed, please tell me first what this would cost."
    drafts = [ask.draft for ask in seen(people={"master": "the agency"}).quarters[0].asks]
    assert [draft.endswith(cost) for draft in drafts] == [True, False, False]


def test_people_and_titles_in_a_row_can_be_read_in_one_way_only() -> None:
    names = names_in_order(["support", "the head of sales", "marketing"])
    assert listed(names) == "support, marketing and the head of sales"
    assert listed(["the oven", "sweets and rolls"]) == "the oven, and sweets and rolls"
    assert listed(["a", "b and c", "d"]) == "a; b and c; and d"
    assert listed(["“a and b”", "“c”"]) == "“a and b” and “c”"
    assert [listed(found) for found in ([], ["a"], ["a", "b"])] == ["", "a", "a and b"]
