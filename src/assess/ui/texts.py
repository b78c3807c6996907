"""The page's own words, in one place. What the model says comes from its file."""

STEPS = (
    {"id": "rate", "label": "Rate"},
    {"id": "profile", "label": "Profile"},
    {"id": "plan", "label": "Plan"},
    {"id": "take", "label": "Take it with you"},
)

STEPS_LABEL = "Steps"
PICTURE_LABEL = "Your picture"

RATING = {
    "title": "Where are you today?",
    "lead": (
        "Choose the sentence that describes what you have really done in the last months. "
        "It takes 15 to 25 minutes; every answer is saved as you give it."
    ),
    "answered": "{done} of {all} answered",
    "tally": "{done} of {all}",
    "done": "✓ done",
    "help": "Unsure? Short answers to three questions",
    "helpWhat": "What counts as evidence?",
    "helpWhatText": (
        "One thing that you did, for whom, and what came of it; a month and a number help. It is a "
        "note for you: without it the rating counts just the same, you only can't show it."
    ),
    "helpNa": "Not applicable, or no answer?",
    "helpNaText": (
        "Not applicable: your job doesn't call for it at all. You could do it but never had to, or "
        "can't tell: leave it open and come back. Neither is a low level."
    ),
    "helpLevels": "How do others read the levels?",
    "helpLevelsText": (
        "Between two sentences, take the one whose every word you could back with something from "
        "the last months. In short:"
    ),
    "example": "Show an example",
    "exampleHide": "Hide the example",
    "exampleOf": "For example:",
    "areas": "Areas",
    "next": "Next:",
    "profile": "See my profile",
    "na": "Not applicable",
    "naHint": "My work doesn't call for this. It counts neither for nor against me.",
    "evidence": "Evidence (optional).",
    "clear": "Clear my answer",
    "cleared": "Cleared.",
    "undo": "Undo",
    "look": "This question has changed since you answered it. Does your answer still hold?",
    "holds": "Yes, it still holds",
}

CLOSER = {
    "label": "Look closer at",
    "choose": "Choose a competency",
    "hint": "Point at a mark in the picture, or choose here: your level in words, and the next.",
    "you": "You,",
    "next": "To reach",
    "top": "This is the highest level of the scale.",
    "unrated": "Not rated yet: it counts neither for nor against you.",
    "na": "Not applicable: it counts neither for nor against you.",
    "go": "Go to the question",
}
FOLD_WAIT = "One moment…"

TAKE_TITLE = "Take it with you"
LOADED = "Loaded. Your answers are in place."
UNEXPECTED = (
    "Something went wrong here, and it is our mistake, not yours. Your saved answers are safe. "
    "Load the page again; if it happens once more, take your file with you and report it."
)
FORGOTTEN = "These answers are erased from this computer."
