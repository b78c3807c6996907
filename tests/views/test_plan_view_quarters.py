"""What a plan says about its activities and quarters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assess.domain.model import CompetencyModel
from assess.domain.progress import Measure, Progress
from tests.builders.plan_words import START, bakery, rated, seen, subject, texts, with_progress

CHAIN = {"owner": "chain"}
CONFIRMED = "once someone who saw the work confirms it, or you do"


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
    assert first.leads_to == (f"Running in oven, {CONFIRMED}",)
    assert first.measure == "Loaves sent back of a hundred."
    assert first.resources == (
        ("A. Miller: Bread (1999), chapter 2, 40 minutes, free", "https://example.org/b"),
    )


def test_reading_is_within_the_hours_as_far_as_a_third_of_them() -> None:
    assert subject(seen(), "oven").activities[0].reading == "It counts within the 6 hours."
    model = bakery()
    books = tuple(replace(item, read="all of it, 3 hours") for item in model.resources)
    assert subject(seen(of=replace(model, resources=books)), "oven").activities[0].reading == (
        "Of the 6 hours, up to 2 are for reading; more is extra."
    )


def test_people_are_called_as_the_person_calls_them() -> None:
    assert "Ask the master baker to taste the bread." in texts(seen())
    view = seen(people={"master": "Jo"})
    assert "Ask Jo to taste the bread." in texts(view)
    assert view.quarters[0].asks[0].name == "Jo"
    nobody = seen(situation={"owner": "nobody"}, people={"master": "Jo"})
    assert "Ask Jo to taste the bread." in texts(nobody)
    unnamed = seen(situation={"owner": "nobody"})
    assert "Ask whoever runs the shop to taste the bread." in texts(unnamed)
    assert not [text for text in texts(view) + texts(unnamed) if "{" in text]


def test_own_measures_stand_beside_the_measure() -> None:
    who = replace(rated(), measures={"run-oven": Measure("9", "3")})
    first = subject(seen(who), "oven").activities[0]
    assert (first.measure_today, first.measure_wanted) == ("9", "3")


def test_what_is_under_way_says_its_hours_left() -> None:
    under_way = {"run-oven": Progress("in_progress", START, hours_left=1)}
    view = seen(with_progress(rated(), under_way))
    assert view.begin.startswith(
        "Go on with “Run the oven for a week”. In the same week, write to "
    )
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
    assert begun.note == (
        "Begins now and goes on in the next quarter: 30 of its 60 hours fall in this one."
    )
    assert "about 64 hours (this quarter 34 of them)" in view.summary
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


def test_what_counts_most_for_the_role_is_shown_by_the_name_that_people_use() -> None:
    model = bakery()
    heavy = tuple(
        replace(item, weight=9) if item.id == "selling" else item for item in model.competencies
    )
    named = tuple(
        replace(item, result="the day on the market") if item.id == "sell-stand" else item
        for item in model.activities
    )
    quarter = seen(of=replace(model, competencies=heavy, activities=named)).quarters[0]
    assert "what came of the day on the market: what you set out to do" in quarter.review
    assert quarter.review.endswith(
        "Bring the proof named under “Run the stand on the market”: it speaks for your step "
        "to Running in selling."
    )
    assert "what came of the day on the market. Which day suits you?" in quarter.asks[-1].draft


def test_the_review_week_shows_the_result_before_somebody() -> None:
    quarter = seen(showing="the owners").quarters[0]
    assert quarter.review == (
        "In the week of 22 February, look back. Then take ten minutes to show the owners what "
        "came of “Run the oven for a week”: what you set out to do, what you found or decided, "
        "which part was yours, and what you'd do next. Bring the proof named under “Run the oven "
        "for a week”: it speaks for your step to Running in oven."
    )
    assert quarter.review_day == date(2027, 2, 22)
    assert "show the person who decides who gets the role what came" in seen().quarters[0].review


def test_what_the_role_does_not_ask_is_not_shown_as_proof_for_it() -> None:
    view = seen(rated(dough=1))
    assert view.quarters[0].subjects[0].competency == "dough"
    assert "it speaks for your step to Running in oven." in view.quarters[0].review


def test_what_stays_free_adds_up() -> None:
    assert seen().quarters[0].free == (
        "Of your 52 hours, 23 are planned and 1.5 are for asking people; about 27.5 stay free."
    )
    off = seen(weeks_off=(START + timedelta(weeks=6),)).quarters[0]
    assert off.free == (
        "Of your 48 hours, 23 are planned and 1.5 are for asking people; about 23.5 stay free."
    )


def test_each_week_says_what_is_to_do() -> None:
    off = START + timedelta(weeks=6)
    weeks = seen(weeks_off=(off,)).quarters[0].weeks
    assert [week.number for week in weeks] == list(range(1, 14))
    assert weeks[0].note == "Ask the master baker and a buyer"
    assert weeks[0].dates == "30 November to 6 December"
    assert ("Run the oven for a week", "2 hours") in weeks[0].entries
    assert ("Run the oven for a week", "2 hours") in weeks[1].entries
    assert ("Run the oven for a week", "2 hours") in weeks[2].entries
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
    end = "This is the moment to ask for it."
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
    assert view.outlook[0].lines == ("Prices: towards Running (3)", "also: Crew work (3)")


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
