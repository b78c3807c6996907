"""The session's report: outcome first, nothing unescaped, and it loads again as the session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assess.domain.answers import Answer
from assess.domain.progress import Progress
from assess.domain.review.meeting import CoachingMeeting, Commitment, Goal, begin, next_time
from assess.domain.review.moved import plan_progress
from assess.formats.answers import read_assessment
from assess.formats.meeting import read_brought
from assess.report.meeting import moved_table, session_report, standing_table
from tests.builders.html_reading import Page
from tests.builders.meetings import (
    AT,
    DAY,
    LATER,
    MODEL,
    coach,
    judged,
    own,
    rated,
    revealed,
    whole,
)

NASTY = "<script>alert(1)</script> & <b>“bold”"


def _report(session: CoachingMeeting, *, with_notes: bool = True) -> str:
    return session_report(MODEL, session, with_notes=with_notes, generated=DAY)


def test_the_report_says_what_was_agreed_by_whom_and_what_follows() -> None:
    text = Page(_report(whole())).text()
    assert "you and your coach: 2 agreed, 2 your own" in text
    assert (
        "1 two or more levels apart, 1 one level apart, 2 rated by only one of you, 1 the same."
        in text
    )
    assert "two or more levels apart; you both changed your mind" in text
    assert "Helps (2) → Runs it (3), by 1 November 2026" in text
    assert "Nobody else is there." in text
    assert "Find a night shift" in text
    assert "the manager, by 30 September 2026" in text
    assert "One shift alone, not yet a week." in text


def test_the_numbers_of_the_report_are_those_of_the_settled_levels() -> None:
    page = Page(_report(whole()))
    assert page.text().count("Helps (2)") >= 1
    settled = Page(_report(replace(whole(), plans=())))
    assert "1 step to go" in settled.text()


def test_a_report_loads_again_as_the_session_and_as_the_persons_own_answers() -> None:
    for session in (whole(), judged(next_time(whole(), rated(baking=3), held=LATER))):
        assert read_brought(_report(session), MODEL) == session
        assert read_assessment(_report(session), MODEL) == session.own


def test_without_notes_no_typed_text_is_left_on_the_page_or_in_its_data() -> None:
    text = _report(whole(), with_notes=False)
    for word in ("Seen baking", "One shift alone", "Nobody else is there", "Find a night shift"):
        assert word not in text
    read = read_brought(text, MODEL)
    assert isinstance(read, CoachingMeeting)
    assert read.agreed.level("baking") == 2


def test_before_the_reveal_no_coachs_rating_is_on_the_page() -> None:
    text = Page(_report(begin(own(), held=DAY).with_coach(coach()))).text()
    assert "Both views" not in text
    assert "the ratings haven't been revealed yet" in text


def test_no_text_of_a_person_becomes_markup() -> None:
    session = revealed().agree("baking", Answer(2, evidence=NASTY), at=AT)
    session = session.with_goals((Goal("baking", 2, 3, None, NASTY, NASTY),))
    session = session.with_commitments((Commitment(NASTY, "coach"),))
    text = _report(judged(next_time(session, held=LATER)))
    assert "<script" not in text
    assert "<b>“" not in text
    assert NASTY in Page(text).text()


def test_next_time_the_report_says_what_moved_and_what_was_kept() -> None:
    second = judged(next_time(whole(), rated(baking=3, kneading=1), held=LATER))
    text = Page(_report(second)).text()
    assert "1 skill higher, 1 lower, 0 the same." in text
    assert "7 Sep 2026" in text
    assert "by 1 November 2026 done" in text
    assert "Over three or more sessions" not in text
    third = next_time(second, rated(baking=2), held=date(2027, 3, 8))
    both = (*third.past, third.to_past())
    assert "Over three or more sessions" in moved_table(MODEL, both)


def test_the_plan_stands_beside_the_calendar() -> None:
    plan = whole().plan
    assert plan is not None
    first = plan.activities[0]
    progress = {first.id: Progress("done")}
    text = Page(standing_table(MODEL, plan_progress(plan, progress, LATER))).text()
    assert "By 7 December 2026, 2.5 h of 10.5 h are done; 10.5 h were due." in text
    assert MODEL.activity(first.id).title in text
    assert text.count("late: its last week has passed") == len(plan.activities) - 1
