"""The words of the coach's page, in one place. What the model says comes from its file."""

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
WITH = "With"
SAYS = {
    "unkept": "Not downloaded yet",
    "close": "Close",
}
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
    "demo": "Try it with a made-up person",
}
NOT_IN_A_FILE = "not downloaded yet"
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
    "areas": "Areas",
    "next": "Next:",
    "profile": "Next: the reveal",
    "na": "Not applicable",
    "naHint": "This person's job doesn't call for it.",
    "evidence": "What did you see? (optional)",
    "clear": "Clear this rating",
    "cleared": "Cleared.",
    "undo": "Undo",
    "look": "This question has changed since you rated it. Is your rating still right?",
    "holds": "Yes, it's still right",
}
RATED_ALREADY = (
    "Both ratings of {name} are revealed, so you can't change yours any more. Record what you "
    "agree on under Compare."
)
PROMPT = "What have you seen lately that shows it?"

COMPARE = {
    "title": "Compare and agree",
    "lead": (
        "What you most need to talk about comes first. Read both descriptions together, look at "
        "the evidence, then record the level you agree on. Both of your ratings stay as they are."
    ),
    "reveal": "Reveal both ratings",
    "before": "You'll see nothing until you press this. After that, you can't change your ratings.",
    "none": "Rate at least one skill first, so there is something to compare.",
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
LEAD = "What comes first"
WHOLE_PLAN = "The full plan"
LEFT_OPEN = "Not planned, and why"
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
    "next": (
        "Your work here lasts only while this page is open. Download the session file before you "
        "close it."
    ),
}
FORMATS = (
    {"id": "html", "label": "Report of this session"},
    {"id": "json", "label": "Session file for next time"},
    {"id": "ics", "label": "Plan for the calendar"},
    {"id": "md", "label": "Plan as a checklist"},
)
