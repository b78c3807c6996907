"""The page's words about asking others, about answering, and about what others see."""

from __future__ import annotations

from assess.store.feedback import MOST_REPLIES

ASK = {
    "title": "Ask others how they see you",
    "lead": (
        "Ask a manager, a colleague or a friend who has seen you work. They read the descriptions "
        "of a few skills, pick what fits, and say what they saw. You see it beside your own "
        "levels; nothing is averaged, and your levels stay as they are."
    ),
    "private": (
        "They get the descriptions and the name you type here; they don't get your levels, notes "
        "or plan. Only you see their replies: no report, file, group or coach gets them."
    ),
    "begin": "Ask others",
    "skills": "What do you want to ask about?",
    "skillsHint": "Up to 8 skills; 6 take about five minutes to answer.",
    "others": "Other skills",
    "name": "Your name",
    "nameHint": "So they know who is asking. Leave it empty if they know anyway.",
    "makeCode": "Create a code",
    "makeFile": "Download a file to send",
    "codeHint": (
        "They type the code on this page, on their own computer, under “I have a code”. It works "
        "for 30 days."
    ),
    "fileHint": (
        "They open the file in their browser, without a network, and send you back the small file "
        "that it saves. Load that under “Continue from a file”."
    ),
    "cancel": "Cancel",
    "code": "Code to give to those you ask",
    "copied": f"Copy it now. It won't be shown again. Up to {MOST_REPLIES} people can use it.",
    "until": "Valid until",
    "requests": "What you have asked",
    "again": "Download the file to send",
    "end": "Cancel the code",
    "delete": "Delete with its replies",
    "deleteSure": "This deletes the request and all replies to it for good.",
    "deleteYes": "Yes, delete them",
    "deleteNo": "No, keep them",
    "refresh": "Look for new replies",
    "see": "See what others see",
    "reply": "Reply from",
    "remove": "Remove",
    "somebody": "someone",
    "many": "Choose 8 skills at most.",
    "none": "Choose at least one skill.",
    "asked": "Someone asked me",
    "askedLead": (
        "Did someone give you a code to say how you see them? Type it here. To change or withdraw "
        "your reply, type the reply code that you got."
    ),
    "askedCode": "Code or reply code",
    "askedOpen": "Open",
    "file": "{name} is in your downloads. Send it to those you want to ask.",
}

REPLY = {
    "title": "How do you see {name}?",
    "titleNoName": "How do you see the person who asked you?",
    "lead": (
        "Pick the description that best fits what you have actually seen. Skip what you can't "
        "judge. There are no right answers, and nothing here is averaged."
    ),
    "who": (
        "Who sees it: {name}, with your name if you give it. Nobody else who uses this page does. "
        "Whoever runs this server could read its database. You can change your reply, or withdraw "
        "it: then it's deleted at once."
    ),
    "whoFile": (
        "Who sees it: {name}, who gets the file that you save here, with your name if you give it. "
        "Nothing is sent from this page. To take your reply back, ask {name} to remove it."
    ),
    "person": "the person who asked you",
    "unseen": "I haven't seen this",
    "unseenHint": "That's a useful answer too.",
    "saw": "What did you see? (optional)",
    "sawHint": "One sentence: when, and what happened.",
    "next": "What would you want to see next? (optional)",
    "name": "Your name (optional)",
    "nameHint": (
        "Left empty, you are shown as “someone”. Among a few people, it may still be guessed who "
        "wrote what."
    ),
    "send": "Send my reply",
    "change": "Send it again",
    "save": "Save my reply as a file",
    "saved": "{file} is in your downloads. Send it to {name}.",
    "withdraw": "Withdraw my reply",
    "withdrawSure": "This deletes your reply now, and {name} can't see it any more.",
    "withdrawYes": "Yes, withdraw it",
    "withdrawNo": "No, keep it",
    "withdrawn": "Withdrawn. Nothing of your reply is stored any more.",
    "close": "Leave",
    "nothing": "Answer for at least one skill first.",
    "sent": "Thank you. Your reply has gone to {name}.",
    "code": "Your reply code",
    "codeHint": "Keep it if you may want to change or withdraw your reply later. "
    "It won't be shown again.",
    "until": "You can change it until {day}; you can withdraw it at any time.",
    "earlier": "A reply was sent from this browser before.",
    "earlierOpen": "Open it to change or withdraw it",
    "twice": "A reply to this request was already sent from this browser. Is this one also yours?",
    "twiceMine": "Yes, replace it",
    "twiceOther": "No, I'm someone else",
    "working": "Sending…",
    "script": "This page needs JavaScript to save your reply. Open it in another browser.",
}

OTHERS = {
    "title": "What others see",
    "lead": (
        "Your level is the filled dot, theirs are the hollow ones. A difference is a question to "
        "ask, not a correction."
    ),
    "you": "You",
    "notRated": "You haven't rated it.",
    "somebody": "Someone",
    "unseen": "Hasn't seen it",
    "nextIs": "Would want to see next:",
    "goal": "Choose one to work on",
    "goalHint": "It comes first in your next plan.",
    "choose": "Put it first in my plan",
    "none": "Choose one of the skills.",
    "chosen": "{title} comes first in your next plan.",
    "undo": "Undo",
    "undone": "Undone. Your next plan is as it was.",
    "plan": "Go to my plan",
}

HIGHER = "You see it higher than {who}."
LOWER = "You see it lower than {who}."
BOTH = "You see it higher than {some}, and lower than {others}."
SAME = "You see it as {who} does."
SAME_ALL = "You all see it the same."
OF = "{count} of {all}"

NOTHING = "There's nothing to ask about yet. Answer a question first."
NO_SKILLS = "Choose 1 to 8 skills to ask about."
NO_REQUEST = "That request isn't here any more."
LONG_NAME = "A name has 100 characters at most. Shorten it."
UNKNOWN = (
    "Nobody asks anything by that code. It may be mistyped, or the request was deleted. Check it "
    "with the person who gave it to you."
)
ENDED = (
    "This request has ended, so no reply can be sent or changed. Ask the person who gave you the "
    "code for a new one. What you typed is still here."
)
OWN = "That is the code of your own request. Give it to someone who has seen you work."
OTHER_MODEL = "That request uses a different set of questions. Check where it was made."
FULL = (
    f"This request already has {MOST_REPLIES} replies, which is the most. Tell the person who "
    "asked you; they can ask again."
)
FULL_FILE = (
    f"This request already has {MOST_REPLIES} replies, which is the most. Remove one under “Ask "
    "others how they see you”, then load this one again."
)
FOREIGN = (
    "This reply answers someone else's request, or one that you have deleted. Check that it is "
    "for you."
)
GONE = "That reply was withdrawn, or the request was deleted. Nothing of it is stored."
NO_NEED = "Nothing was sent yet."
CHANGED = "Your reply is changed, and {name} sees it as it is now."
LOADED = "The reply from {name} is loaded. See it under “What others see” in your profile."
LOADED_AGAIN = "The reply from {name} took the place of the one from before."
CUT = "Removed. Nothing of that reply is stored any more."
DELETED = "Deleted. Nothing of the request or its replies is stored any more."
CANCELLED = "The code no longer works. The replies stay."


def replies(number: int) -> str:
    """How many have replied."""
    word = "reply" if number == 1 else "replies"
    return f"{number or 'No'} {word}{'' if number else ' yet'}"


def ways(open_until: str, had_code: bool) -> str:
    """By which way a request goes out."""
    if open_until:
        return f"code valid until {open_until}"
    return "its code has ended" if had_code else "sent as a file"
