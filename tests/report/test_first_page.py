"""The first page of the report: the answer, three of each, the next weeks, and nothing written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assess.domain.answers import Assessment
from assess.domain.progress import Progress
from assess.report.page import MOST_ASKS, MOST_WORK, first_page, next_weeks
from assess.views.plan_words import plan_view
from assess.views.profile import SkillView, profile_view
from tests.builders.html_reading import Page
from tests.builders.plan_words import bakery, planned, rated, with_progress

MODEL = bakery()
PERSON = rated()
PROFILE = profile_view(MODEL, PERSON)


def view(who: Assessment = PERSON):  # type: ignore[no-untyped-def]
    return plan_view(MODEL, who, planned())


def test_it_has_the_answer_three_strengths_three_gaps_and_the_weeks() -> None:
    page = Page(first_page(PROFILE, view(), date(2026, 11, 22)))
    text = page.text()
    assert page.unbalanced == []
    assert all(sentence in text for sentence in PROFILE.answer)
    for title in [gap.title for gap in PROFILE.gaps[:3]]:
        assert title in text
    assert "Run the oven for a week 30 November to 20 December, 6 hours" in text
    assert "the master baker , in the week of 30 November: Run the stand on the market" in text


def test_more_than_three_are_counted() -> None:
    strong = SkillView("crust", "Crust", "on target")
    many = replace(PROFILE, strengths=(strong,) * 5, gaps=PROFILE.gaps[:1] * 7)
    text = Page(first_page(many, None, date(2026, 11, 22))).text()
    assert text.count("Crust") == 3
    assert "and 2 more at or above what the role needs" in text
    assert "and 4 more" in text
    assert "The next eight weeks" not in text


def test_the_weeks_begin_with_the_present_one_and_end_with_the_plan() -> None:
    before = next_weeks(view(), date(2026, 11, 1))
    assert before is not None
    assert before.dates == "30 November to 24 January"
    later = next_weeks(view(), date(2026, 12, 31))
    assert later is not None
    assert later.dates == "28 December to 21 February"
    assert "Run the oven for a week" not in [line.title for line in later.work]
    assert next_weeks(view(), date(2028, 1, 1)) is None


def test_what_is_done_is_no_work_any_more() -> None:
    done = with_progress(PERSON, {"run-oven": Progress("done", date(2026, 12, 1))})
    weeks = next_weeks(view(done), date(2026, 11, 30))
    assert weeks is not None
    assert "Run the oven for a week" not in [line.title for line in weeks.work]
    assert "Keep an oven log" in [line.title for line in weeks.work]


def test_who_was_asked_is_not_to_be_asked_again() -> None:
    asked = replace(PERSON, asked={"master": date(2026, 12, 1)})
    weeks = next_weeks(view(asked), date(2026, 12, 1))
    assert weeks is not None
    assert [ask.name for ask in weeks.asks] == ["a buyer"]


def test_what_has_no_room_is_counted() -> None:
    plan = view()
    (first, *others) = plan.quarters
    work = first.weeks[0].work[0]
    crowd = tuple(replace(work, title=f"Task {number}") for number in range(MOST_WORK + 2))
    week = replace(first.weeks[0], work=crowd)
    asks = tuple(replace(first.asks[0], name=f"Baker {n}") for n in range(MOST_ASKS + 1))
    full = replace(first, weeks=(week, *first.weeks[1:]), asks=asks)
    weeks = next_weeks(replace(plan, quarters=(full, *others)), date(2026, 11, 30))
    assert weeks is not None
    assert (len(weeks.work), len(weeks.asks)) == (MOST_WORK, MOST_ASKS)
    assert "1 more person to ask: see the plan." in weeks.more
