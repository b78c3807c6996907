"""The words about confirming answers, and about rating everything again."""

TEXTS = {
    "offer": "Are your answers still right?",
    "check": "Check them on one screen",
    "begin": "Rate everything again",
    "beginHint": (
        "Rating again hides your earlier levels until you finish, so that they don't sway you. You "
        "can stop at any time: what you haven't rated again keeps its earlier level."
    ),
    "later": "Not now",
    "checkTitle": "Still right?",
    "checkLead": (
        "Change what no longer fits, then confirm the rest. Your notes and your plan stay as they "
        "are."
    ),
    "was": "It was:",
    "undo": "Undo",
    "right": "Still right",
    "close": "Back without confirming",
    "done": "Go to my profile",
    "round": "Your earlier levels are hidden.",
    "given": "{done} of {all} rated again.",
    "stop": "Stop here and compare",
    "finish": "Finish and compare",
    "compareTitle": "Then and now",
    "compareLead": (
        "With today's eyes, where were you then? It's optional: we often see our earlier selves "
        "differently once we know more. Your earlier levels stay as you gave them."
    ),
    "then": "You said on {day}",
    "now": "You say now",
    "eyes": "With today's eyes, you were",
    "unsaid": "No answer",
}

LAST_CHANGED = "You last changed them on {day}."
RIGHT = "{answers} confirmed."
TAKEN_BACK = "Undone. Nothing is confirmed."
NOTHING_RATED = "Rate a few skills first."
UNRATED = "Not rated"

AGAIN_TITLE = "Look at your answers again"
COMPARE = "Where were you then, with today's eyes?"
HINDSIGHT_TITLE = "Where you were on {day}, seen on {seen}"
HINDSIGHT = "<b>{skill}</b>: {eyes} <span class='ui-muted'>(you said {said} then)</span>"
