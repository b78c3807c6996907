"""The page's words about who is here, what is saved, and what two tabs disagree about."""

NOT_APPLICABLE = "Not applicable"
NO_ANSWER = "No answer"
NO_NOTE = "No note"
NOTHING_MARKED = "Not begun"
ROLES = {"held": "Role you hold", "wanted": "Role you want"}
UNKNOWN_CHANGE = "That isn't part of this assessment: load the page again."
NO_LONGER_KEPT = "Those answers are no longer kept on this computer. Start new below."
NOT_FOUND = (
    "The answers of this tab are no longer kept on this computer, though nobody erased them: a "
    "file may have been moved, or a backup restored. This browser keeps their code."
)
ERASED = (
    "These answers were erased in another tab or on another computer, so nothing was stored again. "
    "This page starts new."
)
MISSING = (
    "What was stored of these answers is gone or older than this page, though nobody erased it. "
    "Nothing is lost while this page is open: save it here again."
)
SAVE_AGAIN = {"kind": "keep_again", "label": "Save my answers here again"}
SAVED_AGAIN = "Your answers are saved here again."
CLASH = (
    "You changed the same thing in another tab or on another computer: what you chose there is "
    "kept and shown here."
)
USE_MINE = {"kind": "mine", "label": "Use mine instead"}


def unsaved(changes: int) -> str:
    """What a browser holds that was never stored."""
    if changes == 1:
        return "1 change in this browser isn't saved yet"
    return f"{changes} changes in this browser aren't saved yet"


VISIT = {
    "saved": "Saved",
    "saving": "Saving…",
    "working": "Working…",
    "erasing": "Erasing…",
    "lost": "Not connected: kept in this browser",
    "refused": "Not saved yet: kept in this browser",
    "open": "Kept while this page is open",
    "bare": "Not saved",
    "choose": "Please choose an answer",
    "close": "Close",
    "lostTitle": "This page has lost its connection.",
    "lostText": (
        "Go on if you like: what you answer, mark or set is kept in this browser and is saved when "
        "the page is loaded again. What only the server can do is closed until then."
    ),
    "lostBare": (
        "This browser keeps nothing, so what you answer now is lost when the page is closed: leave "
        "it open until the connection is back, or note your last answers elsewhere."
    ),
    "reload": "Load the page again",
    "unreachable": (
        "The server doesn't answer yet. This page tries again by itself; your answers stay in this "
        "browser."
    ),
    "inCell": "Run the notebook's cell again: your answers come back.",
    "noStorage": (
        "This browser keeps nothing, so a reload would lose your answers. Take the file with you."
    ),
    "interrupted": (
        "The connection was lost before the server answered, so that may not have been done. Load "
        "the page again and look."
    ),
    "notNow": "That needs the connection. Load the page again, then try once more.",
    "welcome": "Welcome back",
    "welcomeText": ("Answers were kept in this browser. They are shown only if you continue them."),
    "continue": "Continue",
    "startNew": "Someone else: start new",
    "forget": "Forget me on this computer",
    "forgetSure": "Erase these answers for good?",
    "forgetYes": "Yes, erase them",
    "forgetNo": "No, keep them",
    "clash": "You answered this question differently in another tab or on another computer:",
    "clashValue": "You changed this differently in another tab or on another computer:",
    "clashKept": "Kept, from there",
    "clashMine": "Yours, from here",
    "useMine": "Use mine instead",
    "keepTheirs": "Keep the other one",
}
