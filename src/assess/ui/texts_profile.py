"""The words of the profile step. Names of the model are put in where {braces} are, escaped."""

TITLE = "Your profile"
LEAD = (
    "How your ratings compare with the role you hold and the role you want. Ratings are your own "
    "view: the ones with evidence are the ones you can show to others."
)
NOTHING_RATED = "Rate a few competencies first: then this page shows where you stand."
BEGIN = "Begin with the first question"
NO_GAP = "Nothing you rated is below what {role} asks for."
GAPS_TITLE = "Gaps to {role}, largest first"
NEXT_STEPS_TITLE = "What the next step asks of you"
NEXT_STEPS_LEAD = "Unfold a gap to read where you are and what comes next."
NUMBERS_TITLE = "All the numbers, as a table"
TRANSITION_TITLE = "What the move asks of anybody"
GUIDE_TITLE = "Who decides what in these roles?"
GUIDE_TAIL = (
    "The whole role guide, with the questions about which role is needed, comes with “Report with "
    "the role guide” in the last step."
)
SINCE_LABEL = "Compare with"
SINCE_NONE = "no earlier day"
MOVED_TITLE = "Moved since {day}"
MOVED_NOTHING = "No level that was rated then and now has changed since {day}."
OVER_TIME_TITLE = "Over time"
TABLE_TITLE = "The same as a table"
DAY = "Day"
FIT_OF = "Fit: {role}"
YOU = "You,"
TO_REACH = "To reach"
ASKS = "{role} asks,"
OWN_NOTE = "Your note:"
CHANGE = "Change my answer"
AREA_MISSING = (
    "Rate at least half of {area} to see its score: {missing} more, beginning with {first}."
)
FIT_MISSING = (
    "Rate {missing} more of what {role} asks for to see your fit and to get a plan, beginning "
    "with {first}."
)
BEFORE_PLAN_TITLE = "Before you plan"
BEFORE_PLAN_NOTHING = "Nothing is left out: every competency has a level."
TO_PLAN = "Next: my learning plan"
UNRATED = (
    "<b>{count} not rated</b>: they count neither way, and the plan leaves them alone. {which}"
)
AWAY = "<b>{count} not applicable</b>: not low levels, and left out of the plan."
AWAY_ASKED = " {role} asks for {some}: rate what you will need there. {which}"
AWAY_ALL, AWAY_ONE, AWAY_SOME = "all of them", "it", "{some} of them"
CONFIRM = "<b>{answers} from an older model</b>: look whether they still hold. {which}"
BARE = (
    "<b>{ratings} without a note</b>: planned like the others; a note helps when you talk about "
    "it with somebody."
)
WHICH = "Which?"
