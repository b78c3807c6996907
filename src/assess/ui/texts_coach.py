"""The words of the coach's page, in one place. What the model says comes from its file."""

STEPS = (
    {"id": "people", "label": "People"},
    {"id": "rate", "label": "Rate blind"},
    {"id": "compare", "label": "Compare"},
    {"id": "since", "label": "Since last time"},
    {"id": "decide", "label": "Decide"},
    {"id": "take", "label": "Take along"},
)

TITLE = "Coaching session"
SOMEBODY = "Person"
MADE_UP = "A made-up person"
WITH = "With"
SAYS = {
    "unkept": "Not in a file yet",
    "close": "Close",
}
NOBODY = "Choose somebody under People first."
CODE_REFUSED = (
    "That code opens nothing: it may be mistyped, expired or taken back. Ask the person for a new "
    "one."
)
TOO_OFTEN = "That was too often: wait a minute, then type the code again."
ANOTHER_MODEL = (
    "That code leads to answers of another model: open this page with that model, or ask for the "
    "file."
)
REVEAL_FIRST = (
    "Compare first: a plan and its suggestions would give the person's ratings away. Rate blind, "
    "then reveal."
)

PEOPLE = {
    "title": "Whom do you coach today?",
    "lead": (
        "Load the file that the person gave you: a report, answers, or an earlier session. Several "
        "people can be on your list; their sessions are kept apart."
    ),
    "file": "Files to load",
    "drop": "You can also drop them here.",
    "large": "is larger than any file of ours (2 MB): choose a report, answers or session file.",
    "code": "Share code",
    "codeHint": "If the person gave you a code instead of a file. Each use is shown to them.",
    "open": "Open",
    "list": "Your list",
    "empty": "Nobody yet.",
    "choose": "Go on with",
    "chosen": "Chosen",
    "off": "Take off the list",
    "offSure": "Not everything is in a file. Take this person off all the same?",
    "offYes": "Yes, take off",
    "offNo": "No, keep",
    "next": "Start the next session",
    "nextHint": "Keeps today's outcome as “last time”; both of you rate anew.",
    "newer": "With a newer file of this person",
    "demo": "Try it with a made-up person",
}
NOT_IN_A_FILE = "not in a file yet"
ON_TO = {
    "rate": "Rate without looking",
    "compare": "Compare and agree",
    "since": "See what moved",
    "decide": "Decide what to do",
    "take": "Take it along",
}

RATING = {
    "title": "How do you see this person today?",
    "lead": (
        "Rate without looking at their own ratings: they are shown after the reveal. Leave open "
        "what you can't judge."
    ),
    "areas": "Areas",
    "next": "Next:",
    "profile": "On to the reveal",
    "na": "Not applicable",
    "naHint": "This person's work doesn't call for it.",
    "evidence": "What did you see? (optional)",
    "clear": "Clear this rating",
    "cleared": "Cleared.",
    "undo": "Undo",
    "look": "This question has changed since. Does the rating still hold?",
    "holds": "Yes, it still holds",
}
RATED_ALREADY = (
    "Both ratings of {name} are revealed, so yours stand as they were. Write down what you agree "
    "on under Compare."
)
PROMPT = "What did you last see that shows it?"

COMPARE = {
    "title": "Compare and agree",
    "lead": (
        "What to talk about comes first. Read both sentences together, look at the evidence, then "
        "write down the level that you agree on. Nothing is overwritten: both ratings stay."
    ),
    "reveal": "Reveal both ratings",
    "before": "Nothing is shown until you press the button. After it, your own ratings stand.",
    "none": "Rate at least one competency first: then there is something to compare.",
    "you": "The person",
    "coach": "You, the coach",
    "unrated": "not rated",
    "na": "not applicable",
    "noEvidence": "no evidence noted",
    "agree": "Which level do you agree on?",
    "naChoice": "Not applicable",
    "note": "What made you agree? (optional)",
    "back": "Take back",
    "equal": "Agree on all that are equal",
    "folded": ["neither", "equal"],
    "unfold": "Show them one by one",
    "groups": {
        "more": "Two or more apart: read both sentences together",
        "one": "One apart: a short talk",
        "single": "Only one of you rated it",
        "neither": "Rated by neither of you",
        "equal": "Equal: agree and move on",
    },
    "moved": {
        "nobody": "Agreed; nobody had to move.",
        "person": "Agreed; the person moved.",
        "coach": "Agreed; the coach moved.",
        "both": "Agreed; both moved.",
    },
    "open": "Not agreed yet.",
}
AGREED = "{agreed} of {all} agreed"
YOU_RATED = "You: {rated}."
PLAN_LINE = "The plan follows: this quarter is about {subjects}."
NO_SUBJECT_LINE = "The plan follows: nothing is left to plan this quarter."
NO_PLAN_LINE = "As soon as there is a plan (under Decide), it follows each level you agree on."

SINCE = {
    "title": "Since last time",
    "lead": "What moved between the last session and today.",
    "none": (
        "There is no earlier session in this file. Take today's session along as a file; next "
        "time, load it under People and choose “Start the next session”."
    ),
    "goals": "Were the goals kept?",
    "promises": "Were the promises kept?",
    "open": "Still open",
    "kept": "Kept",
    "not_kept": "Not kept",
}
SINCE_KEY = (
    "Solid line with dots: today's levels. Dash and dot with triangles: the last session. Dotted "
    "and dashed: the roles held and wanted."
)
SINCE_BLIND = (
    "What moved is shown after the reveal: today's levels are the person's own until then."
)

DECIDE = {
    "title": "Decide",
    "lead": (
        "A plan from the levels you agreed on, at most three goals, and who does what. Where "
        "nothing is agreed yet, the person's own rating counts."
    ),
    "goals": "Goals, at most three",
    "suggested": "Suggested from gap × importance × what can be done",
    "take": "Make it a goal",
    "other": "Another competency",
    "add": "Add as a goal",
    "to": "Reach",
    "by": "By",
    "why": "Why it matters",
    "first": "First step",
    "remove": "Remove this goal",
    "promises": "Who does what",
    "what": "What is to be done",
    "who": "Who",
    "promise": "Write it down",
    "withdraw": "Remove",
    "owners": {"person": "the person", "coach": "the coach", "manager": "the manager"},
    "none": "No goal yet.",
    "nothing": "No gap is left that an activity of this model could close.",
    "full": "Three goals are set. Remove one to choose another.",
}
WHY_GOAL = "{gap} to go; {doable}"
IN_PLAN = "the plan leads to {level} by {day}"
NOT_IN_PLAN = "the model has an activity for the next step, the plan leaves it out"
NO_PLAN_YET = "the model has an activity for the next step"
WEIGHS = ", weighs {weight}"
PLAN_SUBMIT = "Make the plan"
PLAN_WORKING = "Computing the plan…"
LEAD = "What comes first"
WHOLE_PLAN = "The plan in full"
LEFT_OPEN = "Not planned, and why"
NO_PLAN = "No plan yet: set hours and days. From then on it follows every level you agree on."

TAKE = {
    "title": "Take it along",
    "lead": (
        "The report is for the person: it opens without a network, prints, and loads again. The "
        "session file is what you load next time."
    ),
    "notes": "What should be in it?",
    "with": "With all notes",
    "withHint": "Both of your evidence notes, reasons and promises.",
    "without": "Without notes",
    "withoutHint": "Levels, goals and plan only: no text that one of you typed.",
    "preparing": "Preparing…",
    "done": "is in your downloads.",
    "next": (
        "What you do here is kept while this page is open. Take the session file before you close "
        "it."
    ),
}
FORMATS = (
    {"id": "html", "label": "Report of this session"},
    {"id": "json", "label": "Session file for next time"},
    {"id": "ics", "label": "Plan for the calendar"},
    {"id": "md", "label": "Plan as a checklist"},
)
