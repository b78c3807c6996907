"""The words of the coach's page, in one place. What the model says comes from its file."""

from assess.app.state.texts import VISIT as VISITOR

STEPS = (
    {"id": "people", "label": "People"},
    {"id": "rate", "label": "Rate blind"},
    {"id": "compare", "label": "Compare"},
    {"id": "since", "label": "Since last time"},
    {"id": "decide", "label": "Decide"},
    {"id": "take", "label": "Take it with you"},
)

TITLE = "Coaching session"
SOMEBODY = "Person"
MADE_UP = "A made-up person"
VISIT = {
    **{key: VISITOR[key] for key in ("saving", "lost", "refused", "choose", "close")},
    **{
        key: VISITOR[key] for key in ("reload", "lostTitle", "unreachable", "interrupted", "notNow")
    },
    **{key: VISITOR[key] for key in ("clash", "clashValue", "clashKept", "useMine", "keepTheirs")},
    "clashMine": "Typed here",
    "working": "Working…",
    "unkept": "Not downloaded yet",
    "copied": "Not downloaded yet; there's a copy",
    "bare": "Not saved",
    "lostText": (
        "You can carry on with your ratings, notes, goals and promises. What you do stays in this "
        "browser and is added when you're back. Anything else has to wait until then."
    ),
    "lostBare": (
        "Your browser doesn't store anything, so what you type now is lost if you close the page. "
        "Write it down, or wait until you're back online."
    ),
    "inCell": "Run the notebook cell again: everyone on your list comes back.",
    "inCellBare": "Run the notebook cell again, then load your files. What you typed is added.",
    "left": (
        "This browser still holds what you typed in a session that isn't on your list. Load that "
        "session's file, and it is added."
    ),
    "leftDrop": "Delete it",
}
NOT_ON_LIST = "That session isn't on this page. Load its file, and what you typed is added."
NOTHING = "nothing"
NOBODY = "Choose someone under People first."
CODE_REFUSED = (
    "That code doesn't work. It may be mistyped, expired or cancelled. Ask the person for a new "
    "one."
)
TOO_OFTEN = "Too many tries. Wait a minute, then type the code again."
ANOTHER_MODEL = (
    "That code belongs to a different set of questions. Open this page with that model, or ask for "
    "the file."
)
REVEAL_FIRST = (
    "Compare first. A plan would give the person's ratings away, so rate blind, then reveal."
)

PEOPLE = {
    "title": "Who are you coaching today?",
    "lead": (
        "Load the file that the person gave you: a report, their answers, or an earlier session. "
        "You can have several people on your list. Their sessions stay separate."
    ),
    "file": "Files to load",
    "drop": "You can also drop them here.",
    "large": "is too large (more than 2 MB). Choose a report, answers or session file.",
    "code": "Share code",
    "codeHint": "If the person gave you a code instead of a file. They see each time you use it.",
    "open": "Open",
    "list": "Your list",
    "empty": "Nobody yet.",
    "choose": "Continue with",
    "chosen": "Chosen",
    "off": "Remove from the list",
    "offSure": "Some of this isn't downloaded yet. Remove this person anyway?",
    "offYes": "Yes, remove",
    "offNo": "No, keep",
    "next": "Start the next session",
    "nextHint": "Today's results become “last time”, and both of you rate again.",
    "newer": "With a newer file from this person",
    "name": "What you call them",
    "nameHint": "Optional. It stands in this list, in the files you download and their names.",
    "afresh": "Start with an empty list",
    "afreshSure": "Some of this isn't downloaded yet. Remove everyone anyway?",
    "copies": "Keep a copy on this computer until I download it",
    "copiesHint": (
        "If the page, the browser or the computer stops, everyone on your list comes back. Only "
        "you can read the copies. They're deleted once you download the session file or the "
        "report with all notes, or after a month."
    ),
    "demo": "Try it with a made-up person",
}
NOT_IN_A_FILE = "not downloaded yet"
A_COPY = "That file is a copy of what is here already, so nothing has changed for {name}."
NEWER = "Those are newer answers from {name}. They take the place of the earlier ones."
NOTHING_NEWER = "The answers in that file are the same as last time for {name}."
OLDER = "Those answers from {name} are older than the ones here. Use them anyway?"
ANOTHER_STATE = (
    "This session with {name} is on your list already, and the file holds another state of it. "
    "Use the file instead?"
)
REVEALED_ALREADY = (
    "{name} is on your list already, with both ratings revealed. The newer answers are on the list "
    "as {added}. To compare them with last time, choose {name} and start the next session with "
    "this file."
)
SAME_PERSON = (
    "This file isn't from the same assessment as {name}'s last one: its code ends in {theirs}, "
    "{name}'s in {mine}. Is it {name}'s all the same, for example from another computer?"
)
SAME_YES = "Yes, it's the same person"
SAME_NO = "No, don't use it"
USE_FILE = "Use the file"
KEEP_MINE = "Keep what is here"
NO_COPY = "There is no copy of your work on this computer: {why}"
ON_TO = {
    "rate": "Rate without looking",
    "compare": "Compare and agree",
    "since": "See what has changed",
    "decide": "Decide what to do",
    "take": "Take it with you",
}

RATING = {
    "title": "How do you see this person today?",
    "lead": (
        "Rate first. You'll see the person's own ratings after the reveal. Skip what you can't "
        "judge."
    ),
    "help": "Not sure how to rate? (1 min)",
    "profile": "Next: the reveal",
    "naHint": "This person's job doesn't call for it.",
    "evidence": "What did you see? (optional)",
    "clear": "Clear this rating",
    "look": "This question has changed since you rated it. Is your rating still right?",
}
RATED_ALREADY = (
    "Both ratings of {name} are revealed, so you can't change yours any more. Record what you "
    "agree on under Compare."
)
PROMPT = "One thing they did, when, and what came of it."

COMPARE = {
    "title": "Compare and agree",
    "lead": (
        "What you most need to talk about comes first. Read both descriptions together, look at "
        "the evidence, then record the level you agree on. Both of your ratings stay as they are."
    ),
    "reveal": "Reveal both ratings",
    "before": "You'll see nothing until you press this. After that, you can't change your ratings.",
    "none": "Rate at least one skill first, so there is something to compare.",
    "picture": "All views in one picture",
    "you": "The person",
    "coach": "You, the coach",
    "unrated": "not rated",
    "na": "not applicable",
    "noEvidence": "no evidence yet",
    "agree": "Which level do you agree on?",
    "naChoice": "Not applicable",
    "note": "Why this level? (optional)",
    "back": "Undo",
    "equal": "Agree on everything you rated the same",
    "folded": ["neither", "equal"],
    "unfold": "Show them one by one",
    "groups": {
        "more": "Two or more levels apart: read both descriptions together",
        "one": "One level apart: talk briefly",
        "single": "Only one of you rated it",
        "neither": "Neither of you rated it",
        "equal": "The same: agree and move on",
    },
    "moved": {
        "nobody": "Agreed. You both said this.",
        "person": "Agreed. The person changed their mind.",
        "coach": "Agreed. The coach changed their mind.",
        "both": "Agreed. You both changed your mind.",
    },
    "open": "Not agreed yet.",
}
AGREED = "{agreed} of {all} agreed"
YOU_RATED = "You: {rated}."
PLAN_LINE = "The plan is up to date. This quarter is about {subjects}."
NO_SUBJECT_LINE = "The plan is up to date. There is nothing left to plan this quarter."
REPLAN_LINE = "The plan is being updated…"
NO_PLAN_LINE = "Once you have a plan (under Decide), it updates with each level you agree on."

SINCE = {
    "title": "Since last time",
    "lead": "What has changed between the last session and today.",
    "none": (
        "There is no earlier session in this file. Download today's session. Next time, load it "
        "under People and choose “Start the next session”."
    ),
    "goals": "Were the goals reached?",
    "promises": "Were the promises kept?",
    "open": "Still open",
    "kept": "Yes",
    "not_kept": "No",
}
SINCE_KEY = (
    "Solid line with dots: today. Dashes and dots with triangles: the last session. Dotted: the "
    "current role. Dashed: the role they want."
)
SINCE_BLIND = (
    "You'll see what has changed after the reveal. Until then, today's levels stay hidden."
)

DECIDE = {
    "title": "Decide",
    "lead": (
        "Make a plan from the levels you agreed on, set up to three goals, and say who does what. "
        "Where you haven't agreed yet, the person's own rating counts."
    ),
    "goals": "Goals (up to three)",
    "suggested": "Suggestions: large gaps that matter and that you can do something about",
    "take": "Make it a goal",
    "other": "Another skill",
    "add": "Add as a goal",
    "to": "Reach",
    "by": "By",
    "why": "Why it matters",
    "first": "First step",
    "remove": "Remove this goal",
    "promises": "Who does what",
    "what": "What will be done",
    "who": "Who",
    "promise": "Add it",
    "withdraw": "Remove",
    "owners": {"person": "the person", "coach": "the coach", "manager": "the manager"},
    "none": "No goal yet.",
    "later": "added when you're back online",
    "nothing": "No activity could close any of the remaining gaps.",
    "full": "You have three goals. Remove one to choose another.",
}
WHY_GOAL = "{gap} to go; {doable}"
IN_PLAN = "the plan gets to {level} by {day}"
NOT_IN_PLAN = "there is an activity for the next step, but not in the plan"
NO_PLAN_YET = "there is an activity for the next step"
WEIGHS = ", importance {weight}"
PLAN_SUBMIT = "Make the plan"
PLAN_WORKING = "Working out the plan…"
LEAVE_OUT = "Leave it out"
LEFT_OUT = "Not in the plan, because you said so"
LET_IN = "Allow it again"
LEAD = "What comes first"
WHOLE_PLAN = "The full plan"
NO_PLAN = "No plan yet. Set the hours and dates. It then updates with each level you agree on."

TAKE = {
    "title": "Take it with you",
    "lead": (
        "The report is for the person. It works offline, prints well, and can be loaded again. The "
        "session file is for you: load it next time."
    ),
    "notes": "What should be in it?",
    "with": "With all notes",
    "withHint": "The evidence, reasons and promises that either of you wrote.",
    "without": "Without notes",
    "withoutHint": "Levels, goals and plan only. Nothing that either of you typed.",
    "preparing": "Preparing…",
    "done": "is in your downloads.",
    "lost": "The connection is gone, so there is no file yet. Try again when you're back online.",
    "next": (
        "Download the session file before you close this page: it is what you load next time."
    ),
}
FORMATS = (
    {"id": "html", "label": "Report of this session"},
    {"id": "json", "label": "Session file for next time"},
    {"id": "page", "label": "One page of it"},
    {"id": "ics", "label": "Plan for the calendar"},
    {"id": "md", "label": "Plan as a checklist"},
)
