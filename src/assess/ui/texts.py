"""The page's own words, in one place. What the model says comes from its file."""

STEPS = (
    {"id": "rate", "label": "Rate"},
    {"id": "profile", "label": "Profile"},
    {"id": "plan", "label": "Plan"},
    {"id": "take", "label": "Take it with you"},
)

RATING = {
    "title": "Where are you today?",
    "lead": (
        "Choose the sentence that describes what you have really done in the last months. "
        "It takes 15 to 25 minutes; every answer is saved as you give it."
    ),
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

PROFILE_TITLE = "Your profile"
PROFILE_LEAD = (
    "How your ratings compare with the role you hold and the role you want. Ratings are your own "
    "view: the ones with evidence are the ones you can show to others."
)
TAKE_TITLE = "Take it with you"
NOTHING_RATED = "Rate a few competencies first: then this page shows where you stand."
UNEXPECTED = (
    "Something went wrong here, and it is our mistake, not yours. Your saved answers are safe. "
    "Load the page again; if it happens once more, take your file with you and report it."
)
FORGOTTEN = "These answers are erased from this computer."
RELOAD = {"kind": "newer", "label": "Show the newer answers"}
