"""The page's words about what is kept about a person, and about codes for another computer."""

from __future__ import annotations

DATA = {
    "title": "Your data here",
    "lead": (
        "Your answers are kept on the computer that runs this page, found again by a code in this "
        "browser. Nobody else is told."
    ),
    "show": "What is kept about me",
    "nothing": "Nothing is stored about you yet.",
    "file": "Download all of it (JSON)",
    "forget": "Forget me on this computer",
    "forgetSure": (
        "This erases your answers, notes and plan here for good, for every browser that opens "
        "them. Files that you downloaded stay yours."
    ),
    "forgetYes": "Yes, erase everything",
    "forgetNo": "No, keep it",
    "erasing": "Erasing…",
    "elsewhere": "Continue on another computer",
    "elsewhereFile": (
        "Take the file: download \u201cAnswers as data\u201d above, and choose it under "
        "\u201cContinue from a file\u201d there."
    ),
    "elsewhereCode": (
        "Make a code, open this server's page on the other computer, and type it under "
        "\u201cI have a code\u201d. It works once, within 24 hours."
    ),
    "make": "Make a code",
    "code": "Your code",
    "until": "Usable once, until",
    "revoke": "Take it back",
    "open": "Codes that can still be used",
    "copied": "Write it down or copy it now: it isn't shown again.",
}

HAVE_CODE = {
    "have": "I have a code",
    "label": "Code from the other computer",
    "hint": "26 letters and digits; dashes and spaces don't matter.",
    "use": "Continue here",
}

NOTHING = "Nothing is stored about you yet: answer a question first."
NOT_SHARED = (
    "Other computers can't reach this server, so a code would open nothing: take the file along."
)
NO_CODE = "That isn't a code of this page: it has 26 letters and digits. Check it and try again."
WRONG_CODE = (
    "That code opens nothing here: it may be mistyped, used already, taken back or older than 24 "
    "hours. Make a new one on the other computer."
)
TOO_MANY = "That was too often: wait a minute, then type the code again."

ANSWERS = "Answers"
PLAN = "Plan"
SINCE = "Stored"
BROWSERS = "Can open it"
CODES = "Codes given away"
USED = "Opened by a code"
GROUP = "Levels in a group"


def answers(rated: int, not_applicable: int, notes: int) -> str:
    """How many answers of each kind, and notes."""
    word = "note" if notes == 1 else "notes"
    return f"{rated} rated, {not_applicable} not applicable, {notes} {word}"


def plan(hours: float | None, activities: int) -> str:
    """The settings of a plan and the activities marked."""
    asked = "no hours set" if hours is None else f"{hours:g} hours a week and your dates"
    if not activities:
        return asked
    return f"{asked}, {activities} {'activity' if activities == 1 else 'activities'} marked"


def since(first: str, last: str) -> str:
    """From when to when."""
    return f"since {first}, last changed {last}"


def browsers(number: int) -> str:
    """How many browsers hold a key."""
    return "1 browser: this one" if number == 1 else f"{number} browsers, this one among them"


def codes(usable: int, ended: int) -> str:
    """Codes for another computer or for a coach."""
    return f"{usable} usable, {ended} used or ended" if usable or ended else "none"


def used(day: str, who: str, what: str) -> str:
    """One use of a code."""
    return f"{day}: {who} ({'read it' if what == 'read' else 'goes on with it'})"
