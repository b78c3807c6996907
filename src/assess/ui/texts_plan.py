"""The plan step's own words. What the model says comes from its file."""

TITLE = "Your learning plan"
LEAD = (
    "The plan with the most progress towards the role you want that fits your hours. Hours are "
    "estimates of effort, made by the authors of the activities."
)
NO_PLAN_YET = "Set your hours and dates, then press the button: the plan takes a moment to compute."
NO_PLAN_TO_TAKE = "There is no plan yet: make one in step 3, then take it with you."

FORM = {
    "make": "Make my plan",
    "again": "Make it again",
    "working": "Working…",
    "hours": "Hours a week",
    "hoursHint": "What you can keep up in an ordinary week.",
    "start": "First day",
    "startHint": "Week 1 begins here.",
    "end": "Last day",
    "endHint": "Only whole weeks are planned.",
    "whatIf": "What if …",
    "whatIfLead": (
        "Say what matters more to you and when you are away, then make the plan again. Each plan "
        "is kept below, so you can compare."
    ),
    "focus": "What matters more?",
    "focusHint": "A step that matters more wins where the hours don't reach for everything.",
    "oneByOne": "One by one: {area}",
    "asArea": "As the area",
    "factor": "× {factor}",
    "off": "Weeks off",
    "offHint": "Any day of a week in which you won't learn: that week stays free.",
    "offDay": "A day in the week off",
    "offAdd": "Add this week off",
    "offNone": "No weeks off.",
    "offTake": "Take it back",
    "offWeek": "Week with {day}",
    "offEmpty": "Choose a day first.",
    "pinned": "Pinned: always in the plan",
    "pinnedNone": "Nothing pinned. Pin an activity on its card below.",
    "excluded": "Left out: never in the plan",
    "excludedNone": "Nothing left out. Leave an activity out on its card below.",
    "unpin": "Unpin",
    "letIn": "Let it in again",
    "reverse": "Ask the other way round",
    "askHours": "How many hours a week would close every gap by the last day?",
    "askEnd": "When would I be done with these hours?",
    "use": "Use this",
    "ready": "Answer: {text}",
}
"""Sent to the plan's form."""

FACTORS = ((0.5, "Less"), (1.0, "Normal"), (2.0, "More"), (4.0, "Much more"))
"""Focus as people choose it: factor on the weight, its word."""

CHANGES = {
    "added": "New in the plan",
    "dropped": "No longer in it",
    "moved": "Moved",
    "gained": "Reaches more",
    "lost": "Reaches less",
}

NEWS = {
    **CHANGES,
    "again": "Make it again",
    "working": "Working…",
    "old": "This plan is from before:",
    "oldEnd": "It is still yours; make it again to bring it up to date.",
    "changed": "What changed",
    "proposals": "Did it change how you work?",
    "practises": "“{activity}” practises level {level} ({label}) of {title}:",
    "describes": "Does that describe you now?",
    "yes": "Yes, set {level} ({label})",
    "notYet": "Not yet",
    "addNote": "Add what I wrote to the evidence of this rating",
    "undo": "Undo",
}
"""Sent to the part of the page that says what is new."""

STATES = {"planned": "", "in_progress": "Begun", "done": "Done", "dropped": "Dropped"}

MARKED = {
    "in_progress": "“{title}” is marked as begun.",
    "done": "“{title}” is done. Well done.",
    "dropped": "“{title}” is dropped: the next plan does without it.",
    "planned": "“{title}” is back as it was.",
}

BODY = {
    **CHANGES,
    "takenBack": "Taken back.",
    "weeks": "Week by week",
    "thisWeek": "This week",
    "week": "Week {number}",
    "from": "from {day}",
    "nothing": "Nothing planned.",
    "off": "Week off.",
    "laterWeeks": "Later weeks ({count})",
    "earlierWeeks": "Earlier weeks ({count})",
    "ends": "ends",
    "openCard": "Show this activity",
    "table": "Level by level",
    "tableCaption": "Every competency with a gap: today, at the end of the plan, and the target",
    "competency": "Competency",
    "today": "Today",
    "end": "In the plan",
    "target": "Target",
    "by": "By which activity",
    "when": "When",
    "activities": "The activities",
    "activitiesHint": "Unfold one to see its steps, why it is in, and what to do with it.",
    "number": "Activity {number}",
    "why": "Why",
    "leads": "Leads to",
    "steps": "Steps",
    "evidence": "Evidence to leave",
    "agree": "Who must agree",
    "pitfalls": "Watch out",
    "resources": "Resources",
    "without": "What would be lost without it?",
    "working": "Working…",
    "begin": "Mark as begun",
    "done": "Mark as done",
    "drop": "Drop it",
    "pin": "Pin",
    "unpin": "Unpin",
    "leave": "Leave out",
    "undo": "Undo",
    "takeBack": "Take that back",
    "pinnedMark": "Pinned",
    "doneTitle": "Done. When, and what came of it?",
    "doneDay": "Day",
    "doneEvidence": "What did you leave behind that shows it? (optional)",
    "doneSave": "It's done",
    "doneCancel": "Not yet",
    "left": "{count} characters left",
    "progress": "Done, begun and dropped",
    "open": "Gaps that stay open",
    "openNone": "No gap stays open.",
    "reaches": "reaches {level}, target {target}",
    "leftOut": "Activities that were left out",
    "leftOutHint": "Each would lead towards the role. Ask why it isn't in.",
    "leftOutNone": "Every activity that leads towards the role is in the plan.",
    "whyNot": "Why not?",
    "letIn": "Let it in again",
    "otherHours": "What would 10% more or fewer hours change?",
    "versions": "Your plans so far",
    "versionsHint": "Each plan you make is kept here, the last {most}.",
    "version": "{day}: {role}, {hours} a week for {weeks}, {levels}",
    "present": "this one",
    "compare": "Compare with this one",
    "compared": "The present plan, measured by the one of {day}:",
    "close": "Close",
}
"""Sent to the plan itself."""

NOT_SET = "Not chosen"
DATES = "First and last day"
NO_FOCUS = "Nothing matters more than the rest"

READY = "Plan ready: {activities}, {hours}, {levels}."
READY_EMPTY = "There is no plan: {reason}"

AGE_ROLE = "the role you want is another one now"
AGE_WISHES = "your hours, dates or wishes are different now"
AGE_MODEL = "the assessment has a newer version"
AGE_ANSWERS = ("answer changed", "answers changed")
AGE_OVER = ("activity is done or dropped", "activities are done or dropped")
AGE_OTHER = "your answers or your progress changed"

ALL_OVER = "The last day of this plan has passed: choose a later last day above."
NO_VERSION = "That plan is no longer kept: make the plan again to compare."
NO_ACTIVITY = "That activity isn't in this plan any more: load the page again."
NO_PROPOSAL = "That question is settled already: your rating is in step 1."
NOTHING_TO_UNDO = "There is nothing to take back."
UNDO_LAST_FIRST = "Something else was changed since: take that back first."
NOTHING_LOST = "Nothing would be lost without it."
NOT_A_DAY = "Choose the day on which it was done."

PINNED = "“{title}” is pinned: it stays in the plan."
UNPINNED = "“{title}” is no longer pinned."
LEFT_OUT = "“{title}” is left out."
LET_IN = "“{title}” may be in the plan again."
TAKEN_BACK = BODY["takenBack"]
CONFIRMED = "{title} is at level {level} ({label}) now."
NO_ROOM = "What you wrote didn't fit into its note: shorten the note in step 1 first."
NOT_YET_SAID = "{title} stays as you rated it."

PLAN_FILE = (
    "This file holds a learning plan for {role}: {activities}, {hours} a week for {weeks} from "
    "{day}. It would take the place of your present plan, with its hours, dates and wishes; your "
    "answers stay as they are."
)
PLAN_FILE_OTHER = "This plan is for another assessment ({id}), so it can't be loaded here."
PLAN_FILE_UNKNOWN = (
    "This plan names activities or competencies that this assessment doesn't have: make a new plan."
)
PLAN_LOADED = "Loaded. The plan is in step 3; what it was before is kept among your plans there."
OLD_IN_FILE = "Your answers changed after this plan was made; make it again to bring it up to date."
