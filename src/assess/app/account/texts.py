"""The page's words about what is kept about a person, and about codes for another computer."""

from __future__ import annotations

from assess.report.words import count

DATA = {
    "title": "Your data on this computer",
    "lead": (
        "Your answers are stored on the computer that runs this page. Your browser has a key that "
        "finds them again. Nothing is shared unless you share it."
    ),
    "show": "What is stored about me",
    "nothing": "Nothing is stored about you yet.",
    "file": "Download all of it (JSON)",
    "forget": "Delete my answers here",
    "forgetSure": (
        "This deletes your answers, notes and plan for good, in every browser that can open them. "
        "Files you've downloaded aren't affected."
    ),
    "forgetYes": "Yes, delete everything",
    "forgetNo": "No, keep it",
    "erasing": "Deleting…",
    "elsewhere": "Continue on another computer",
    "elsewhereFile": (
        "With a file: download \u201cAnswers as data\u201d, above under \u201cMore files\u201d. On "
        "the other computer, choose it under \u201cContinue from a file\u201d."
    ),
    "elsewhereCode": (
        "With a code: create one, open this page on the other computer, and type it under "
        "\u201cI have a code\u201d. It works once, within 24 hours."
    ),
    "make": "Create a code",
    "code": "Your code",
    "until": "Works once, until",
    "revoke": "Cancel this code",
    "open": "Codes you can still use",
    "copied": "Copy it now. It won't be shown again.",
}

HAVE_CODE = {
    "have": "I have a code",
    "label": "Code",
    "hint": (
        "From another computer, or from someone who asks how you see them. Dashes and spaces "
        "don't matter."
    ),
    "use": "Use this code",
}

NOTHING = "Nothing is stored about you yet. Answer a question first."
NOT_SHARED = "Other computers can't reach this server, so a code wouldn't work. Use a file instead."
NO_CODE = "That code doesn't look right. It has 26 letters and digits. Check it and try again."
WRONG_CODE = (
    "That code doesn't work. It may be mistyped, used already, cancelled or more than 24 hours "
    "old. Create a new one on the other computer."
)
ROOM_INSIDE = (
    "Those are the six digits of a room, and you are in this one already. Rate yourself; then add "
    "your levels under “Take it with you”. No further code is needed."
)
ROOM_ELSEWHERE = (
    "Those look like the six digits of a room. Type them on the page that opens first at that "
    "room's address."
)
OF_GROUP = (
    "That is the code of the group “{title}”. Rate yourself first; then type it under “Take it "
    "with you”, at “Add my levels to a group”."
)
OF_COACH = "That code lets a coach read someone's answers. Type it on the coach's page."
OF_PERSON = (
    "That code continues someone's answers from another computer. Type it under “I have a code” "
    "on the first page, before you answer anything."
)
OF_FEEDBACK = (
    "By that code someone asks how you see them, or you change your reply. Type it under “Take it "
    "with you”, at “Someone asked me”."
)
TOO_MANY = "Too many tries. Wait a minute, then type the code again."

ANSWERS = "Answers"
PLAN = "Plan"
SINCE = "Saved"
SINCE_WHEN = "since {first}, last changed {last}"
BROWSERS = "Browsers that can open it"
CODES = "Access codes you created"
USED = "Opened with a code"
GROUP = "Levels in groups"
FEEDBACK = "What others said about you"


def answers(rated: int, not_applicable: int, notes: int) -> str:
    """How many answers of each kind, and notes."""
    return f"{rated} rated, {not_applicable} not applicable, {count(notes, 'note')}"


def plan(hours: float | None, activities: int) -> str:
    """The settings of a plan and the activities marked."""
    asked = "no hours set" if hours is None else f"{hours:g} hours a week and your dates"
    return f"{asked}, {count(activities, 'activity', 'activities')} marked" if activities else asked


def browsers(number: int) -> str:
    """How many browsers hold a key."""
    return "1 browser: this one" if number == 1 else f"{number} browsers, this one among them"


def codes(usable: int, ended: int) -> str:
    """Codes for another computer or for a coach."""
    return f"{usable} still valid, {ended} used or expired" if usable or ended else "none"


def used(day: str, who: str, what: str) -> str:
    """One use of a code."""
    return f"{day}: {who} ({'read it' if what == 'read' else 'continued with it'})"


def feedback(requests: int, replies: int) -> str:
    """How often others were asked, and how many replies are stored."""
    return f"{count(requests, 'request')}, {count(replies, 'reply', 'replies')}"
