"""Two raters and one conversation: what differs, what is agreed, goals, and what moved since.

Frozen records and plain functions; nothing here knows a file, a page or a database.
"""

from assess.domain.review.differences import Comparison, Difference, Kind, compare, who_moved
from assess.domain.review.meeting import (
    AGREED,
    COACH,
    MAX_GOALS,
    CoachingMeeting,
    Commitment,
    Goal,
    Owner,
    Past,
    Suggestion,
    begin,
    next_time,
    suggest,
)
from assess.domain.review.moved import Movement, PlanProgress, movements, plan_progress, trend

__all__ = [
    "AGREED",
    "COACH",
    "MAX_GOALS",
    "CoachingMeeting",
    "Commitment",
    "Comparison",
    "Difference",
    "Goal",
    "Kind",
    "Movement",
    "Owner",
    "Past",
    "PlanProgress",
    "Suggestion",
    "begin",
    "compare",
    "movements",
    "next_time",
    "plan_progress",
    "suggest",
    "trend",
    "who_moved",
]
