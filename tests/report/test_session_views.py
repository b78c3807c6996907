"""A session's report: whose levels it holds, its one page, and all views in one picture."""

from __future__ import annotations

from datetime import date

import pytest

from assess.domain.review.meeting import begin, next_time
from assess.errors import ReviewError
from assess.report.meeting import (
    own_alone,
    rated_by,
    session_page,
    session_report,
    views_picture,
)
from tests.builders.meetings import DAY, LATER, MODEL, coach, own, revealed, whole

GENERATED = date(2026, 9, 8)


def test_the_report_says_how_many_levels_are_agreed_and_how_many_the_persons_own() -> None:
    assert rated_by(revealed()) == "you and your coach: 0 agreed, 4 your own"
    session = whole()
    assert rated_by(session) == "you and your coach: 2 agreed, 2 your own"
    assert set(own_alone(session)) == {"kneading", "selling"}
    html = session_report(MODEL, session, generated=GENERATED)
    assert "you and your coach: 2 agreed, 2 your own" in html


def test_own_ratings_are_hollow_in_the_report_where_others_are_agreed() -> None:
    html = session_report(MODEL, whole(), generated=GENERATED)
    assert html.count('href="#as-radar-alone"') == html.count('href="#as-dots-alone"') == 2
    assert html.count("Your own rating, not agreed on") == 2
    alone = session_report(MODEL, begin(own(), held=DAY), generated=GENERATED)
    assert "not agreed on" not in alone
    assert "as-radar-alone" not in alone


def test_one_page_holds_what_was_agreed_the_goals_and_who_does_what() -> None:
    html = session_page(MODEL, whole(), generated=GENERATED)
    for text in ("you said", "One shift alone, not yet a week.", "Nobody else is there.", "Find a"):
        assert text in html, text
    bare = session_page(MODEL, whole(), with_notes=False, generated=GENERATED)
    for text in ("One shift alone", "Nobody else", "Find a", "Ask for a date"):
        assert text not in bare, text
    with pytest.raises(ReviewError):
        session_page(MODEL, begin(own(), held=DAY), generated=GENERATED)


def test_the_picture_has_every_view_and_none_before_the_reveal() -> None:
    html = views_picture(MODEL, revealed())
    assert html.count('class="as-m-person"') == 1 + len(own().answers)
    assert html.count('class="as-m-coach"') == 1 + len(coach().answers)
    assert "as-m-then" not in html
    following = next_time(whole(), own(), held=LATER).with_coach(coach()).reveal()
    html = views_picture(MODEL, following)
    assert html.count('class="as-m-then"') == 1 + len(whole().to_past().levels)
    assert "Last session, 7 September 2026" in html
    with pytest.raises(ReviewError):
        views_picture(MODEL, begin(own(), held=DAY))
