"""Two raters and one conversation: what differs, what is agreed, goals, and what moved since.

Frozen records and plain functions; nothing here knows a file, a page or a database.
"""

from assess.review.differences import Comparison, Difference, Kind, compare, who_moved
from assess.review.goals import MAX_GOALS, Commitment, Goal, Owner, Suggestion, suggest
from assess.review.moved import Movement, PlanProgress, movements, plan_progress, trend
from assess.review.session import AGREED, COACH, CoachingSession, Past, begin, next_time

__all__ = [
    "AGREED",
    "COACH",
    "MAX_GOALS",
    "CoachingSession",
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
