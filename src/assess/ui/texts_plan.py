"""The plan step's own words. What the model says comes from its file."""

TITLE = "Your learning plan"
LEAD = (
    "Two quarters planned week by week, the rest in outline. Tell us a little about your job "
    "first, so that the plan asks nothing you can't do. Hours are rough estimates."
)
NO_PLAN_YET = "Set your hours above and press “Make my plan”. It takes a second or two."
NO_PLAN_TO_TAKE = "There is no plan yet. Make one in step 3, then take it with you."

FORM = {
    "make": "Make my plan",
    "remake": "Update my plan",
    "working": "Working…",
    "settings": "Change hours, people or what comes first",
    "job": "About your job",
    "jobHint": "One click each, a minute in all. Skip what you don't want to answer.",
    "situation": "Your situation",
    "skip": "Not said",
    "reach": "Who can you ask for time or a yes?",
    "reachHint": "Ticked by your answers. Correct what is wrong.",
    "reachReset": "Go back to what my answers say",
    "instead": "Without them: {standIn}",
    "without": "Without them, some activities are left out.",
    "people": "What do you call them?",
    "peopleHint": "For example “the head of claims”. The plan then uses your words.",
    "proposals": "This may not apply to you",
    "proposal": "{title}: from what you said, there may be nothing to do here in your job.",
    "notApplicable": "Mark as not applicable",
    "applies": "It applies to me",
    "unrated": "Worth rating first ({minutes}): {titles}",
    "unratedHint": "The plan leaves out what you haven't rated, and some steps wait for it.",
    "unratedGo": "Rate {title}",
    "minute": "1 minute",
    "minutes": "{count} minutes",
    "lead": "What holds you back most?",
    "leadHint": "What you choose comes first in the plan.",
    "leadLevel": "You now: {level}",
    "leadMissing": "Not true of you yet: {missing}",
    "leadOther": "Something else",
    "leadChoose": "Choose a skill",
    "leadNone": "Nothing in particular",
    "time": "Your time",
    "hours": "Hours a week",
    "hoursHint": "What you can keep up in an ordinary week.",
    "reserve": "Are these hours really yours?",
    "start": "First day",
    "startHint": "Week 1 begins here.",
    "end": "Last day",
    "endHint": "Only whole weeks count.",
    "showing": "Who could you show a result to?",
    "showingHint": "For example “the steering group”. Once a quarter, ten minutes.",
    "focus": "What matters more",
    "focusTake": "Remove",
    "off": "Weeks off",
    "offHint": "Going away? Pick any day of that week and we'll keep it free.",
    "offDay": "A day in the week off",
    "offAdd": "Add this week off",
    "offNone": "No weeks off.",
    "offTake": "Remove",
    "offWeek": "Week with {day}",
    "offEmpty": "Choose a day first.",
    "pinned": "Always in the plan",
    "excluded": "Not for you",
    "unpin": "No longer fixed",
    "letIn": "Allow it again",
    "more": "More settings",
}
"""Sent to the plan's form."""

RESERVES = {
    "mine": "Yes, they're mine",
    "mostly": "Mostly mine",
    "often-eaten": "Often eaten by other work",
}
"""How much of the hours other work eats."""

LEAD_WHY = {
    "present_job": "Your present job asks for {target}.",
    "wanted_role": "The role you want asks for {target}.",
}
DATES = "First and last day"
NOT_SET = "not set"
NO_FOCUS = "everything alike"
NO_LEAD = "nothing in particular"
NOTHING_SAID = "nothing said"
NOBODY = "nobody"
CHOOSE_AN_ANSWER = "Choose one of the answers."
MEASURED = "today {today}, wanted {wanted}"

NEWS = {
    "again": "Update my plan",
    "working": "Working…",
    "old": "Your plan is out of date:",
    "oldEnd": "Update it? You can go back to this one.",
    "changed": "What changed",
    "better": "See it",
    "keep": "Keep mine",
    "proposals": "Did it change how you work?",
    "practises": "“{activity}” leads to {label} ({level}) in {title}:",
    "describes": "Does that describe you now?",
    "yes": "Yes, set {label} ({level})",
    "notYet": "Not yet",
    "addNote": "Add what I wrote to the evidence of this rating",
    "undo": "Undo",
}
"""Sent to the part of the page that says what is new."""

BODY = {
    "done": "Done so far",
    "subject": "Subject",
    "now": "You now ({label})",
    "next": "What comes next ({label})",
    "also": "By the way: {list}",
    "preparing": "Also this quarter",
    "beginHere": "Begin here",
    "steps": "What to do",
    "ask": "Whom to ask first",
    "askBy": "Ask {name} {by}",
    "askFor": "For: {list}",
    "draft": "A message you can send",
    "copy": "Copy",
    "copied": "Copied.",
    "measure": "What to count",
    "measureToday": "Today",
    "measureWanted": "Wanted",
    "evidence": "What to keep as proof",
    "agree": "Who to get on board",
    "pitfalls": "Watch out",
    "resources": "Worth reading",
    "leads": "Leads to",
    "others": "Other ways to this step",
    "othersNone": "There is no other way to this step in this model.",
    "swap": "Swap it in",
    "swapName": "Swap in: {title}",
    "review": "Look back and show a result",
    "weeks": "Week by week",
    "week": "Week {number}",
    "outlook": "After that",
    "outlookHint": "Planned when you get there.",
    "notPlanned": "Not planned, and why",
    "worth": "Whose yes is worth most?",
    "worthHint": "We plan again with each person you can't ask today, and say what it would add.",
    "worthAsk": "Work it out",
    "worthNone": "Nobody's: with everybody in reach, the first two quarters gain nothing more.",
    "worthYes": "They can be asked",
    "worthProgress": "{done} of {of} tried",
    "know": "How do we know?",
    "knowLead": "These wishes count in this order. Each is met as far as the ones above allow.",
    "wish": "Wish",
    "value": "In this plan",
    "bound": "Most there could be",
    "working": "Working…",
    "begin": "I've begun",
    "markDone": "Mark as done",
    "drop": "I won't finish this",
    "pin": "Keep it in",
    "unpin": "No longer fixed",
    "leave": "Not for me",
    "undo": "Undo",
    "takeBack": "Undo",
    "takenBack": "Undone.",
    "pinnedMark": "Kept in",
    "doneTitle": "Well done! When did you finish, and what can you show for it?",
    "doneDay": "Day",
    "doneEvidence": "What can you show for it? (optional)",
    "doneSave": "It's done",
    "doneCancel": "Not yet",
    "left": "{count} characters left",
    "versions": "Earlier plans",
    "versionsHint": "Each plan you make is kept here, the last {most}.",
    "version": "{day}: {role}, {hours} a week, first {subjects}",
    "versionOld": "{day}: {role} (made by an earlier version)",
    "present": "this one",
    "open": "Show",
    "compare": "Compare with this one",
    "close": "Close",
}
"""Sent to the plan itself."""

STATES = {"planned": "", "in_progress": "Begun", "done": "Done", "dropped": "Not finished"}

READY = "Your plan is ready. {summary}"
READY_EMPTY = "There is no plan. {reason}"

WORTH = "{name}: {steps}"
WORTH_SOONER = "With {name}, the same steps come sooner."

AGE_ROLE = "the role you want is another one now"
AGE_WISHES = "your hours, dates or wishes are different now"
AGE_MODEL = "the assessment has a newer version"
AGE_ANSWERS = ("answer changed", "answers changed")
AGE_OVER = ("activity is done or dropped", "activities are done or dropped")
AGE_OTHER = "your answers or your progress changed"

NO_VERSION = "That plan is no longer kept: make the plan again to compare."
NO_ACTIVITY = "That activity isn't in this plan any more: load the page again."
NO_PROPOSAL = "That question is settled already: your rating is in step 1."
NOTHING_TO_UNDO = "There is nothing to take back."
UNDO_LAST_FIRST = "Something else was changed since: take that back first."
NOT_A_DAY = "Choose the day on which it was done."

PINNED = "“{title}” stays in your plan."
UNPINNED = "“{title}” is no longer fixed."
LEFT_OUT = "“{title}” is out."
SWAPPED = "“{other}” takes the place of “{title}”."
LET_GO = "“{title}” can't stay this quarter."
LET_IN = "“{title}” is allowed again."
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
PLAN_FILE_OLD = "This plan was made by an earlier version. Load the answers and make it anew."
PLAN_FILE_UNKNOWN = (
    "This plan names activities or competencies that this assessment doesn't have: make a new plan."
)
PLAN_LOADED = "Loaded. The plan is in step 3; what it was before is kept among your plans there."
OLD_IN_FILE = "Your answers changed after this plan was made; make it again to bring it up to date."
