"""The page's words about who is here, what is saved, and what two tabs disagree about."""

from assess.app.messages.visit import Action

NOT_APPLICABLE = "Not applicable"
NO_ANSWER = "No answer"
ROUGH_LEVEL = "{level} (rough)"
NO_NOTE = "No note"
NO_EVIDENCE = "No evidence"
NO_EVIDENCE_TEXT = "Say what you did, or remove this evidence."
EVIDENCE_TOO_LONG = "This has room for {limit} characters: shorten it."
NO_LINK = "Begin the link with https:// or http://, without spaces."
NOTHING_MARKED = "Not started"
NAME = "Your name"
NO_NAME = "no name"
ROLES = {"held": "Your current role", "wanted": "The role you want"}
UNKNOWN_CHANGE = "That isn't part of this assessment. Reload the page."
NO_LONGER_KEPT = "Those answers are no longer on this computer. Start fresh below."
NOT_FOUND = (
    "We can't find this tab's answers on this computer, but nobody deleted them. A file may have "
    "been moved, or a backup restored. Your browser still has the key to them."
)
ERASED = (
    "These answers were deleted in another tab or on another computer, so we haven't saved them "
    "again. This page starts fresh."
)
NEWER = (
    "Your answers were last saved with newer questions than this page shows, so your last change "
    "isn't saved yet. Reload the page to go on with the newer questions."
)
OTHER_QUESTIONS = (
    "A change that was still in this browser belongs to another assessment. It hasn't been saved."
)
MISSING = (
    "The saved copy of your answers is missing or out of date, but nobody deleted it. Nothing is "
    "lost while this page is open. Save it again here."
)
SAVE_AGAIN: Action = {"kind": "keep_again", "label": "Save my answers again"}
SAVED_AGAIN = "Your answers are saved again."
CLASH = (
    "You changed the same thing in another tab or on another computer. What you chose there is "
    "saved and shown here."
)
USE_MINE: Action = {"kind": "mine", "label": "Use the one from here"}


def unsaved(changes: int) -> str:
    """What a browser holds that was never stored."""
    if changes == 1:
        return "1 change in this browser isn't saved yet"
    return f"{changes} changes in this browser aren't saved yet"


VISIT = {
    "saved": "Saved",
    "saving": "Saving…",
    "working": "Working…",
    "erasing": "Deleting…",
    "lost": "Offline. Saved in this browser for now",
    "refused": "Not saved yet. It's in this browser for now",
    "open": "Only saved while this page is open",
    "bare": "Not saved",
    "choose": "Please choose an answer",
    "close": "Close",
    "lostTitle": "This page has lost its connection.",
    "lostText": (
        "You can carry on. Your changes stay in this browser and will be saved when you're back "
        "online. Anything that needs the server has to wait until then."
    ),
    "lostBare": (
        "Your browser doesn't store anything, so what you answer now is lost if you close the "
        "page. Leave it open until you're back online, or write down your last answers."
    ),
    "reload": "Reload the page",
    "unreachable": (
        "The server isn't answering yet. The page will keep trying, and your answers stay in this "
        "browser."
    ),
    "inCell": "Run the notebook cell again. Your answers will come back.",
    "noStorage": (
        "Your browser doesn't let this page store anything, so it can't find your answers again. "
        "Allow it in the browser's settings, or download your answers before you close the page."
    ),
    "interrupted": (
        "We lost the connection before the server answered, so that may not have worked. Reload "
        "the page to check."
    ),
    "notNow": "You need to be online for that. Reload the page, then try again.",
    "welcome": "Welcome back",
    "welcomeText": "We saved your answers on this computer.",
    "continue": "Continue",
    "moment": "One moment…",
    "more": "Other answers",
    "startNew": "I'm someone else, start fresh",
    "forget": "Delete these answers",
    "forgetSure": "Delete these answers for good?",
    "forgetYes": "Yes, delete them",
    "forgetNo": "No, keep them",
    "clash": "Your other tab or computer has a different answer:",
    "clashValue": "You also changed this in your other tab or computer:",
    "clashKept": "Saved in your other tab",
    "clashMine": "Just chosen here",
    "useMine": "Use the one from here",
    "keepTheirs": "Keep the saved one",
}
