"""The page's own words, in one place. What the model says comes from its file."""

STEPS = (
    {"id": "rate", "label": "Rate"},
    {"id": "profile", "label": "Profile"},
    {"id": "plan", "label": "Plan"},
    {"id": "take", "label": "Take it with you"},
)

STEPS_LABEL = "Steps"
PICTURE_LABEL = "How you compare"
PICTURE_OWN = "Your levels so far"

RATING = {
    "title": "Where are you today?",
    "lead": (
        "Pick the one that best fits what you've actually done in the past six months. "
        "Every answer is saved."
    ),
    "answered": "{done} of {all} answered",
    "tally": "{done} of {all} · {minutes} min left",
    "tallyRough": "{rough} rough · {minutes} min left",
    "result": "{area}: {levels}, {done} of {all} rated",
    "resultRough": ", {rough} of them rough",
    "resultAllRough": ", rough",
    "resultNone": "{area}: not applicable",
    "mostly": "mostly {level}",
    "fromTo": "from {low} to {high}",
    "done": "✓ done",
    "help": "Not sure how to rate yourself? (1 min)",
    "helpWhat": "What counts as evidence?",
    "helpWhatText": (
        "One thing you did, who it was for, and what came of it. A month and a number help. "
        "Your rating counts either way. A note helps you prove it later."
    ),
    "helpNa": "Not applicable, or skip it?",
    "helpNaText": (
        "Choose “Not applicable” if your job doesn't call for it at all. If you could do it but "
        "never had to, or aren't sure, skip it. Skipping never counts as a low level."
    ),
    "helpLevels": "What do the levels mean?",
    "helpLevelsText": (
        "Torn between two? Pick the one where you could back up every word with something from "
        "the past six months. In short:"
    ),
    "example": "Show an example",
    "exampleHide": "Hide the example",
    "exampleOf": "For example:",
    "areas": "Areas",
    "next": "Next:",
    "profile": "See my profile",
    "back": {"profile": "Back to my profile", "plan": "Back to my plan"},
    "na": "Not applicable",
    "naHint": "My job doesn't call for this. It won't count for or against me.",
    "evidence": "Evidence (optional).",
    "clear": "Clear my answer",
    "cleared": "Cleared.",
    "undo": "Undo",
    "rough": "This is a rough answer from the quick pass. Does the full description fit?",
    "confirm": "Confirm",
    "look": "This question has changed since you answered it. Is your answer still right?",
    "holds": "Yes, it's still right",
}

LEVEL_DETAILS = {
    "label": "See one skill in detail",
    "choose": "Choose a skill",
    "hint": "Or tap a point in the picture.",
    "you": "You now",
    "rough": ", rough",
    "next": "Next step",
    "top": "You're at the top level.",
    "unrated": "Not rated yet. It doesn't count for or against you.",
    "na": "Not applicable. It doesn't count for or against you.",
    "go": "Go to the question",
}
TOO_LONG = (
    "This is longer than {limit} characters, so it isn't saved. Shorten it and it will be: nothing "
    "is cut off."
)
TOO_MANY = "{over} too many."
CALENDAR = "Choose in a calendar"
FOLD_WAIT = "One moment…"

UNEXPECTED = (
    "Something went wrong. It's our fault, not yours, and your saved answers are safe. Reload the "
    "page. If it happens again, download your answers and report the problem."
)
FORGOTTEN = "Your answers have been deleted from this computer."
