"""A coaching session about an apprentice baker, for the tests that need one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assess.domain.answers import Answer, Assessment
from assess.domain.review.meeting import CoachingMeeting, Commitment, Goal, begin
from assess.planning import PlanRequest, plan
from assess.planning.plan import Plan
from tests.builders.models import tiny_model

MODEL = tiny_model()
DAY = date(2026, 9, 7)
LATER = date(2026, 12, 7)
AT = "2026-09-07T10:00:00Z"


def rated(rater: str = "self", **levels: int | None) -> Assessment:
    """Levels by competency; None: not applicable."""
    answers = {
        key: Answer(not_applicable=True) if level is None else Answer(level, evidence=f"Seen {key}")
        for key, level in levels.items()
    }
    return Assessment(MODEL.id, MODEL.version, answers, id="a" * 32, rater=rater)


def own() -> Assessment:
    return rated(baking=3, kneading=2, shaping=1, selling=1)


def coach() -> Assessment:
    return rated("coach", baking=1, kneading=1, shaping=1, pricing=2)


def made(assessment: Assessment, hours: float = 4, weeks: int = 8, start: date = DAY) -> Plan:
    return plan(MODEL, assessment, PlanRequest(hours_per_week=hours, weeks=weeks, start=start))


def revealed() -> CoachingMeeting:
    """Both have rated: two apart, one level apart, equal, and one each alone."""
    return begin(own(), held=DAY).with_coach(coach()).reveal()


def whole() -> CoachingMeeting:
    """Everything a first session can hold."""
    session = revealed().agree(
        "baking", Answer(2, evidence="One shift alone, not yet a week."), at=AT
    )
    session = session.agree_on_equal(MODEL, at=AT)
    goal = Goal("baking", 2, 3, date(2026, 11, 1), "Nobody else is there.", "Ask for a date.")
    promise = Commitment("Find a night shift", "manager", date(2026, 9, 30))
    session = session.with_goals((goal,)).with_commitments((promise,))
    return session.with_plan(made(session.settled))


def judged(session: CoachingMeeting) -> CoachingMeeting:
    """The same with its last goals judged, as at the next meeting."""
    last = session.past[-1]
    goals = tuple(replace(goal, kept="kept") for goal in last.goals)
    return replace(session, past=(*session.past[:-1], replace(last, goals=goals)))
