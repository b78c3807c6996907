"""What a plan says about its activities and quarters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from plan_words_cases import START, bakery, rated, seen, subject, texts, with_progress

from assess.answers import Measure, Progress
from assess.model import CompetencyModel

CHAIN = {"owner": "chain"}


# --- activities --------------------------------------------------------------------------------


def test_an_activity_says_all_that_it_takes() -> None:
    first = subject(seen(), "oven").activities[0]
    assert (first.title, first.kind, first.hours) == (
        "Run the oven for a week",
        "practice",
        "6 hours",
    )
    assert first.when == "weeks 1 to 3, 30 November to 20 December"
    assert (first.first_day, first.last_day) == (START, date(2026, 12, 20))
    assert first.leads_to == ("Oven: Running, once someone confirms it",)
    assert first.measure == "Loaves sent back of a hundred."
    assert first.resources == (("A. Miller: Bread (1999)", "https://example.org/b"),)


def test_people_are_called_as_the_person_calls_them() -> None:
    assert "Ask the master baker to taste the bread." in texts(seen())
    view = seen(people={"master": "Jo"})
    assert "Ask Jo to taste the bread." in texts(view)
    assert view.quarters[0].asks[0].name == "Jo"
    nobody = seen(situation={"owner": "nobody"}, people={"master": "Jo"})
    assert "Ask whoever runs the shop to taste the bread." in texts(nobody)
    assert not [text for text in texts(view) + texts(nobody) if "{" in text]


def test_own_measures_stand_beside_the_measure() -> None:
    who = replace(rated(), measures={"run-oven": Measure("9", "3")})
    first = subject(seen(who), "oven").activities[0]
    assert (first.measure_today, first.measure_wanted) == ("9", "3")


def test_what_is_under_way_says_its_hours_left() -> None:
    under_way = {"run-oven": Progress("in_progress", START, hours_left=1)}
    view = seen(with_progress(rated(), under_way))
    assert view.begin == "Go on with “Run the oven for a week”."
    items = subject(view, "oven").activities
    first = next(item for item in items if item.id == "run-oven")
    assert (first.hours, first.state) == ("1 hour left", "in_progress")


def test_an_activity_over_two_quarters_says_so_in_both() -> None:
    model = bakery(without="oven-log")
    long = tuple(
        replace(item, hours=60, min_weeks=12) if item.id == "run-oven" else item
        for item in model.activities
    )
    view = seen(of=replace(model, activities=long))
    (begun,) = [item for item in view.quarters[0].preparing if item.id == "run-oven"]
    assert begun.note == "Begins now and goes on in the next quarter."
    assert subject(view, "oven").activities[0].note == "Begun in the quarter before."


def test_what_only_prepares_another_activity_says_which() -> None:
    model = bakery(without="oven-log")
    items = tuple(
        replace(item, requires=("dough-class",)) if item.id == "run-oven" else item
        for item in model.activities
    )
    view = seen(of=replace(model, activities=items))
    (prepares,) = view.quarters[0].preparing
    assert (prepares.id, prepares.note) == ("dough-class", "Prepares “Run the oven for a week”.")


def test_other_ways_have_hours_people_and_barriers() -> None:
    stand = subject(seen(situation=CHAIN), "selling").activities[0]
    assert [(way.id, way.hours, way.people, way.barrier) for way in stand.others] == [
        ("sell-firms", "4 hours", "a buyer", "it needs a buyer, out of reach for you")
    ]
    oven = subject(seen(excluded=("oven-log",)), "oven").activities[0]
    assert [way.people for way in oven.others] == ["nobody to ask"]


# --- quarters ----------------------------------------------------------------------------------


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


def test_the_ten_minutes_of_the_showing_are_asked_for_as_well() -> None:
    ask = seen(showing="the owners").quarters[0].asks[-1]
    assert (ask.verb, ask.name, ask.by) == ("Ask", "the owners", "in the week of 30 November")
    assert ask.for_what == ("Look back and show a result",)
    assert ask.draft.startswith("In the week of 22 February I'd like to tell you in ten minutes")


def asking(**more: str) -> CompetencyModel:
    """The bakery whose master is asked for what each activity needs; `more`: of the buyer."""
    model = bakery()
    ask = "From {from} I'd like to do {for}. {what} Is that all right?"
    people = tuple(
        replace(item, ask=ask)
        if item.id == "master"
        else replace(item, **more)
        if item.id == "buyer"
        else item
        for item in model.people
    )
    said = {
        "sell-stand": {"master": "May I have {crew} on Saturday?"},
        "set-price": {"master": "Which bread?"},
    }
    items = tuple(
        replace(item, asks=said.get(item.id, {}), agree_with=("master",))
        if item.id in said
        else item
        for item in model.activities
    )
    return replace(model, people=people, activities=items)


def test_a_draft_says_what_is_asked_for_which_activity_from_when() -> None:
    asks = seen(of=asking(), excluded=("set-price",)).quarters[0].asks
    assert asks[0].draft == (
        "From 21 December I'd like to do “Run the stand on the market”. May I have your crew on "
        "Saturday? Is that all right?"
    )


def test_several_things_asked_of_one_person_stand_in_one_draft_each_with_its_activity() -> None:
    asks = seen(of=asking(), hours_per_week=6).quarters[0].asks
    assert asks[0].for_what == ("Run the stand on the market", "Set the price of one bread")
    assert asks[0].draft == (
        "From 14 December I'd like to do two things. “Run the stand on the market”: May I have "
        "your crew on Saturday? “Set the price of one bread”: Which bread? Is that all right?"
    )


def test_who_was_asked_before_is_reminded_with_what_comes_next() -> None:
    first, second = (quarter.asks[0] for quarter in seen(of=asking()).quarters)
    assert (first.verb, second.verb, second.name) == ("Ask", "Remind", "the master baker")
    assert second.draft == (
        "Thank you for your help so far. From 15 March on I'd like to work on “Set the price of "
        "one bread”. Which bread? Does that suit you, or is there someone else I should ask?"
    )


def test_somebody_reached_through_others_is_asked_for_there() -> None:
    model = asking(through="master")
    ask = "For {for} I need buyers. Pass this on: {message}"
    people = tuple(replace(item, ask=ask) if item.id == "master" else item for item in model.people)
    view = seen(of=replace(model, people=people), excluded=("sell-stand",))
    asks = view.quarters[0].asks
    assert (asks[0].name, asks[0].draft) == (
        "the master baker",
        "For “Sell bread to a firm” I need buyers. Pass this on: May I bring you bread?",
    )
    assert view.quarters[0].weeks[0].note == "Ask the master baker"
    (sell,) = subject(view, "selling").activities
    assert sell.asks == ("the master baker",)
    far = seen(of=replace(model, people=people), within_reach=("buyer",))
    assert "a buyer" in [ask.name for ask in far.quarters[0].asks]


def test_two_people_of_the_model_with_one_name_get_one_message() -> None:
    words = {"master": "Jo", "buyer": "Jo"}
    asks = seen(of=asking(), people=words, excluded=("set-price",)).quarters[0].asks
    assert [(ask.name, ask.for_what) for ask in asks[:-1]] == [
        ("Jo", ("Run the stand on the market", "Sell bread to a firm"))
    ]


def test_where_nothing_can_begin_before_asking_the_asking_is_the_first_step() -> None:
    view = seen(rated(oven=3, prices=3, crew_work=3))
    assert (
        view.begin
        == "Begin on 30 November: write to the master baker and a buyer; drafts are below."
    )


def test_the_review_week_shows_the_result_before_somebody() -> None:
    quarter = seen(showing="the owners").quarters[0]
    assert quarter.review == (
        "In the week of 22 February, look back. Then take ten minutes to tell the owners about "
        "“Run the oven for a week”: what you set out to do, what came of it, what was decided, and "
        "which part was yours. Ask for these ten minutes in the week of 30 November. They count "
        "towards the role as your proof in oven. Bring along: The list with the master baker's "
        "name under it."
    )
    assert quarter.review_day == date(2027, 2, 22)
    assert "tell the person who decides who gets the role about" in seen().quarters[0].review


def test_what_the_role_does_not_ask_is_not_shown_as_proof_for_it() -> None:
    view = seen(rated(dough=1))
    assert view.quarters[0].subjects[0].competency == "dough"
    assert "your proof in oven" in view.quarters[0].review


def test_what_stays_free_adds_up() -> None:
    assert seen().quarters[0].free == (
        "Of your 52 hours, 23 are planned and 1 is for asking people; about 28 stay free."
    )
    off = seen(weeks_off=(START + timedelta(weeks=6),)).quarters[0]
    assert off.free == (
        "Of your 48 hours, 23 are planned and 1 is for asking people; about 24 stay free."
    )


def test_each_week_says_what_is_to_do() -> None:
    off = START + timedelta(weeks=6)
    weeks = seen(weeks_off=(off,)).quarters[0].weeks
    assert [week.number for week in weeks] == list(range(1, 14))
    assert weeks[0].note == "Ask the master baker and a buyer"
    assert weeks[0].dates == "30 November to 6 December"
    assert ("Run the oven for a week", "2 hours") in weeks[0].entries
    assert (weeks[6].note, weeks[6].hours, weeks[6].entries) == ("Week off", "", ())
    assert weeks[12].note == "Look back and show a result"


def test_an_empty_quarter_says_why() -> None:
    view = seen(rated(selling=3, prices=3, crew_work=3), higher_oven())
    assert view.quarters[1].subjects == ()
    assert view.quarters[1].free == (
        "Nothing new begins in this quarter: after a step you use it for a quarter before the "
        "next one."
    )
    view = seen(rated(selling=3, prices=3, crew_work=3))
    assert view.quarters[1].free == "Nothing is planned in this quarter."
    assert (view.quarters[1].review, view.quarters[1].review_day) == ("", None)


def higher_oven() -> CompetencyModel:
    """The bakery whose baker leads at the oven."""
    model = bakery()
    baker = model.roles[1]
    return replace(
        model, roles=(model.roles[0], replace(baker, targets={**baker.targets, "oven": 4}))
    )


def test_the_outlook_has_a_line_a_subject() -> None:
    view = seen(hours_per_week=2, weeks=52)
    assert [item.title for item in view.outlook] == ["Quarter 3", "Quarter 4"]
    assert view.outlook[0].lines == ("Crew work: towards Running (3)",)


def test_where_the_last_gap_closes_it_is_the_moment_to_ask_for_the_role() -> None:
    end = "this is the moment to ask for the role."
    only = rated(selling=3, prices=3, crew_work=3)
    assert end in seen(only).quarters[0].review
    assert end not in seen().quarters[0].review


def test_the_outlook_names_what_is_gained_by_the_way() -> None:
    model = bakery()
    items = tuple(
        replace(item, teaches={"crew-work": 3, "prices": 3}) if item.id == "lead-shift" else item
        for item in model.activities
        if item.id != "set-price"
    )
    view = seen(of=replace(model, activities=items), hours_per_week=2, weeks=52)
    assert view.outlook[0].lines == ("Prices: towards Running (3)", "by the way: Crew work (3)")


def test_steps_gained_besides_are_ready_to_be_looked_at() -> None:
    model = bakery()
    items = tuple(
        replace(item, teaches={"oven": 3, "prices": 3}) if item.id == "run-oven" else item
        for item in model.activities
        if item.id != "set-price"
    )
    view = seen(of=replace(model, activities=items))
    assert view.quarters[0].also == ("Prices (Running)",)


def test_nothing_is_promised_or_boasted_of() -> None:
    for view in (seen(), seen(lead="prices", situation=CHAIN), seen(hours_per_week=1)):
        said = " ".join(texts(view))
        for word in ("Only this", "100%", "% ", "proved", "you are level", "fit to"):
            assert word not in said
