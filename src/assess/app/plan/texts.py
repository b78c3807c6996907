"""The plan step's own words. What the model says comes from its file."""

from __future__ import annotations

from typing import Any

from assess.report.words import KIND_TITLES
from assess.views.check_in import OBSTACLES

WEEK: dict[str, Any] = {
    "obstacles": dict(OBSTACLES),
    "weekdays": [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ],
    "toNote": "What to note",
    "partly": "Partly",
    "notThisWeek": "Not this week",
    "stepDone": "Done.",
    "stepPartly": "Marked as partly done.",
    "stepLater": "Put off. It comes back next week.",
    "stepOpen": "Open again.",
    "asked": "I've asked",
    "askedOn": "Asked on {day}",
    "askedSaid": "Noted: you've asked {name}.",
    "checkIn": "Check-in",
    "checkInTitle": "How did {week} go?",
    "checkInHint": "Two minutes. Tick what you did above.",
    "otherWeek": "Say how {week} went instead",
    "weekHours": "Hours you really spent (planned: {hours})",
    "noHours": "None",
    "hoursChip": "{hours} h",
    "obstacle": "What got in the way?",
    "obstacleWords": "In a few words (optional)",
    "checkInKeep": "Check in and keep my plan",
    "checkInChange": "Change something",
    "checkedIn": "Checked in for {week} on {day}.",
    "checkInEdit": "Change it",
    "smallerTitle": "A smaller plan",
    "smaller": "Make it {hours} hours a week",
    "same": "Keep {hours} hours",
    "history": "Your check-ins",
    "historyRemove": "Remove",
    "routineAsk": "When will you work on it?",
    "routineWhy": (
        "People who name a day and a time get more done. It takes a minute, and you can leave it "
        "out."
    ),
    "routineYes": "Choose a time",
    "routineNo": "Leave it out",
    "change": "Change",
    "noDay": "No fixed day",
    "weekday": "Day",
    "time": "Time",
    "minutes": "Minutes (optional)",
    "minutesWrong": "Enter 5 to 720 minutes, for example 90.",
    "when": "Or: when … (optional)",
    "whenExample": "our stand-up is over",
    "mayHinder": "If … gets in the way",
    "hinderExample": "a release",
    "thenI": "I will …",
    "thenExample": "do it on Friday at 9:00",
    "save": "Save",
    "doneCancelRoutine": "Cancel",
    "reviewTitle": "Look back on this quarter",
    "then": " At first: {before}.",
    "thenUnsaid": " You didn't note where you began.",
    "reached": "Where it stands now: {title}",
    "worked": "What worked?",
    "shown": "What did you show, and to whom? (planned: {name})",
    "askReview": "Ask others how they see these skills",
    "planNext": "Plan my next quarter",
    "before": "Before",
    "now": "Now",
    "risenAlt": "{title}: before {before}, now {now}",
    "proposals": "Did it change how you work?",
    "practises": "“{activity}” leads to {label} in {title}:",
    "describes": "Does that describe you now?",
    "yes": "Yes, I'm at {label} now",
    "notYet": "Not yet",
    "askOthers": "Ask someone first",
    "addNote": "Add what I wrote to the evidence of this rating",
}
"""Sent to the plan itself, beside its own words."""


TITLE = "Your learning plan"
LEAD = "Hours are rough estimates."
NO_PLAN_YET = "You don't have a plan yet. Press “Make my plan” first."
NO_PLAN_TO_TAKE = "You don't have a plan yet. Make one in step 3, then come back."

FORM = {
    "make": "Make my plan",
    "remake": "Update my plan",
    "working": "Working…",
    "change": "Change",
    "job": "About your job",
    "jobHint": "With these answers the plan leaves out what you can't do.",
    "situation": "Your situation",
    "skip": "Skip this question",
    "clear": "Clear my answer",
    "reach": "Who can you ask for an hour or a yes?",
    "reachAll": "everyone",
    "reachSome": "{count} of {of}",
    "reachHint": "Ticked from your answers above. Change what's wrong.",
    "reachReset": "Go back to what my answers say",
    "instead": "Instead: {standIn}",
    "without": "Nobody can stand in, so some activities are left out.",
    "people": "Use my own words",
    "peopleHint": "For example, “the head of claims” for your manager. The plan then says that.",
    "proposal": "{title} may not apply to you. Nothing you said about your job calls for it.",
    "notApplicable": "Mark as not applicable",
    "applies": "It applies to me",
    "marked": "{title} is marked as not applicable.",
    "undo": "Undo",
    "unrated": "Worth rating first",
    "unratedHint": "The plan leaves out what you haven't rated, and other steps wait for it.",
    "unratedGo": "Rate {title}",
    "unratedMore": "and {count} more",
    "minute": "about a minute",
    "minutes": "about {count} minutes",
    "lead": "What holds you back most?",
    "leadHint": "It comes first in the plan.",
    "leadLevel": "You: {level}.",
    "leadMissing": "Not true of you yet: {missing}",
    "leadOther": "Something else",
    "leadChoose": "Choose a skill",
    "leadOtherEmpty": "Choose a skill, or pick one of the others.",
    "leadNone": "Nothing in particular",
    "leadNoneHint": "The role you want decides.",
    "time": "Your time",
    "hours": "Hours a week",
    "hoursHint": "In a normal week.",
    "reserve": "Are these hours really yours?",
    "showing": "Who could you show a result to?",
    "showingHint": "Ten minutes at the end of each quarter, for example before the steering group.",
    "more": "People, dates and weeks off",
    "start": "First day",
    "startHint": "Week 1 begins here.",
    "end": "Last day",
    "endHint": "Only whole weeks count.",
    "focus": "What matters more",
    "focusTake": "Remove",
    "off": "Weeks off",
    "offHint": "Going away? Pick any day of that week and we'll keep it free.",
    "offDay": "A day in the week off",
    "offAdd": "Add this week off",
    "offTake": "Remove",
    "offWeek": "Week with {day}",
    "offEmpty": "Choose a day first.",
    "offTwice": "That week is off already.",
    "offNone": "No weeks off.",
    "pinned": "Kept in the plan by you",
    "excluded": "Not for you",
    "unpin": "No longer fixed",
    "letIn": "Allow it again",
}
"""Sent to the plan's form."""

RESERVES = {
    "mine": "Yes, they're mine",
    "mostly": "Mostly mine",
    "often-eaten": "Often eaten by other work",
}
"""How much of the hours other work eats."""

LEAD_WHY = {
    "present_job": "Your current job needs {target}.",
    "wanted_role": "The role you want needs {target}.",
}
DATES = "First and last day"
NOT_SET = "not set"
NO_FOCUS = "everything equally"
NO_LEAD = "nothing in particular"
NOTHING_SAID = "nothing said"
EFFORT = "Hours that activities take"
EFFORT_LEARNED = "by the hours you log"
EFFORT_ESTIMATES = "as we estimate them"
NOBODY = "nobody"
ROUTINE_TITLE = "When you work on it"
ROUTINE_WEEKDAY = "Choose the day of the week from the list."
ROUTINE_TIME = "Enter the time as 09:30."
ROUTINE_MINUTES = "A block takes 5 minutes to 12 hours: enter the minutes, for example 90."
CHOOSE_AN_ANSWER = "Choose one of the answers."
MEASURED = "at first {today}, aiming for {wanted}, now {reached}"

NEWS = {
    "again": "Update my plan",
    "working": "Working…",
    "old": "Your plan is out of date:",
    "oldEnd": "Update it? What you've begun stays, and you can go back to this plan.",
    "better": "See it",
    "keep": "Keep mine",
    "undo": "Undo",
}
"""Sent to the part of the page that says what is new."""

GLANCE = "The two quarters at a glance"

HOURS_SPENT = "Hours that something took can't be below 0 or above 10,000."
NOT_YET_A_DAY = "Choose the day on which you finished: it can't be in the future."

SEARCH_FAILED = "The search ended early. Try again."

BODY = {
    "noPlan": "You haven't made a plan yet.",
    "done": "Done so far",
    "doneOn": "{state}, {day}",
    "allTicked": "Every step of “{title}” is ticked.",
    "ticksOf": "{done} of {of} steps ticked",
    "hoursSoFar": "Hours it has taken so far (estimate: {hours})",
    "hoursDone": "Hours it really took (estimate: {hours})",
    "hoursWrong": HOURS_SPENT,
    "hoursWhy": "Your next plan counts with the time you really need.",
    "hoursSaved": "Your hours are saved.",
    "useEstimates": "Count with our estimates instead",
    "useLearned": "Count with the hours I log",
    "effortSet": "Update the plan to use it.",
    "anchors": "What that step looks like",
    "weight": "Why the role needs it",
    "shared": "“{list}” leads on here, too.",
    "askFirst": "Ask first: {list}.",
    "also": "Also counts towards: {list}.",
    "preparing": "Also under way this quarter",
    "steps": "What to do",
    "beginHere": "Begin here",
    "asks": "Whom to ask first",
    "askFor": "For: {list}",
    "draft": "A message you can send",
    "copy": "Copy",
    "copied": "Copied.",
    "selected": "Selected: press Ctrl+C or ⌘C to copy.",
    "measure": "What to count",
    "measureToday": "Today",
    "measureWanted": "What you want",
    "evidence": "What to keep as proof",
    "pitfalls": "Watch out",
    "resources": "Worth reading",
    "leads": "Leads to",
    "others": "Other ways to this step",
    "noPeople": "nobody to ask",
    "swap": "Swap it in",
    "swapName": "Swap it in: {title}",
    "review": "Look back and show a result",
    "free": "Room to breathe",
    "weeks": "Week by week",
    "week": "Week {number}",
    "nothing": "Nothing planned",
    "outlook": "After that",
    "outlookHint": "Only in outline. We plan it when you get there.",
    "notPlanned": "Not planned, and why",
    "deciding": "These answers decide your plan",
    "decidingHint": (
        "Up to eight ratings on which this plan depends most: check them first. To find them we "
        "look for the best plan again with each rating one level lower and one level higher."
    ),
    "decidingWait": "It takes a few seconds, and you can go on meanwhile.",
    "decidingAsk": "Which answers decide this plan?",
    "decidingProgress": "{done} of {of} checked",
    "decidingChanged": "You've changed this answer since.",
    "decidingGo": "Check this answer",
    "searching": "Searching…",
    "stop": "Stop",
    "stopped": "Stopped.",
    "sinceThen": "Something has changed since this search: your answers or your plan.",
    "searchAgain": "Search again",
    "worth": "Whose yes is worth most?",
    "worthHint": (
        "We plan again as if you could ask one more person, or as if your situation had one more "
        "of the things that it lacks, and see what that adds."
    ),
    "worthAsk": "Work it out",
    "worthYes": "I can ask them",
    "worthSet": "{name} can be asked now. Update the plan to use it.",
    "worthProgress": "{done} of {of} tried",
    "know": "How do we know?",
    "knowLead": (
        "We weigh these in order. Each one is met as far as those above it allow. More points mean "
        "more steps, and sooner."
    ),
    "wish": "What counts",
    "value": "In this plan",
    "bound": "Best possible",
    "working": "Working…",
    "begin": "I've begun",
    "markDone": "It's done",
    "drop": "I won't finish this",
    "pin": "Keep it in",
    "unpin": "No longer fixed",
    "leave": "Not for me",
    "undo": "Undo",
    "close": "Close",
    "takenBack": "Undone.",
    "pinnedMark": "Kept in",
    "doneTitle": "Well done! When did you finish, and what can you show for it?",
    "doneDay": "Day",
    "doneEvidence": "What can you show for it? (optional)",
    "doneFuture": NOT_YET_A_DAY,
    "doneSave": "Save",
    "doneCancel": "Not yet",
    "left": "{count} characters left",
    "versions": "Earlier plans",
    "versionsHint": "You'll find your last {most} plans here.",
    "version": "{day}: {hours} a week, first {subjects}",
    "versionOld": "{day}: made by an earlier version of this assessment",
    "present": "this one",
    "open": "Show",
    "compare": "Compare with this one",
    "restore": "Go back to this plan",
}
"""Sent to the plan itself."""

STATES = {"planned": "", "in_progress": "Begun", "done": "Done", "dropped": "Not finished"}

CHECK_IN_OF = "Check-in, week of {day}"
CHECKED_IN = "Checked in"
CHECKED_IN_SAID = "Checked in. Your plan is up to date."
SMALLER_NOW = "Your plan is smaller now. Your subjects come first in it."
NEXT_PLANNED = "Your next quarter is planned."
TICKED = "{0} of {1} boxes ticked"
ASKED_OF = "Asked: {name}"
ASKED_SHOWING = "for ten minutes"
DAY_AHEAD = "That day is in the future. Check the date on this computer."
HOURS_OF_A_WEEK = "A week has 168 hours: enter fewer."

MARKED = {
    "in_progress": "“{title}” is marked as begun.",
    "done": "“{title}” is done. Well done.",
    "dropped": "“{title}” is dropped. Your next plan leaves it out.",
    "planned": "“{title}” is back as it was.",
}

READY = "Your plan is ready. {summary}"
UPDATED = "Your plan is up to date."
READY_EMPTY = "There is no plan. {reason}"

WORTH = "{name}: {steps}"
WORTH_FACT = "{fact} ({question} {answer})"
WORTH_SOONER = "With {name}, the same steps come sooner."


def body_words() -> dict[str, Any]:
    """All words of the plan's part of the page."""
    return {**BODY, **WEEK, "kinds": dict(KIND_TITLES), "states": STATES, "marked": MARKED}


AGE_ROLE = "the role you want is another one now"
AGE_WISHES = "your hours, dates or wishes are different now"
AGE_MODEL = "the assessment has a newer version"
AGE_ANSWERS = ("answer changed", "answers changed")
AGE_OVER = ("activity is done or dropped", "activities are done or dropped")
AGE_OTHER = "your answers or your progress changed"

NO_VERSION = "That plan is gone. Make the plan again to compare."
OTHER_ROLE = "That plan is for another role. Choose its role in step 2 first."
WENT_BACK = "Your earlier plan is back, with the settings it was made from."
NO_ACTIVITY = "That activity isn't in this plan any more. Reload the page."
NO_PROPOSAL = "You've answered that already. Your rating is in step 1."
NOTHING_TO_UNDO = "There is nothing to undo."
UNDO_LAST_FIRST = "You changed something else since. Undo that first."

WISHED = {
    "pin": "“{title}” stays in your plan.",
    "unpin": "“{title}” is no longer fixed.",
    "leave": "“{title}” is out.",
    "let": "“{title}” is allowed again.",
}
SWAPPED = "“{other}” takes the place of “{title}”."
TAKEN_BACK = BODY["takenBack"]
CONFIRMED = "Well done! You're at {label} in {title} now. That was your own work."
NO_ROOM = "There isn't room for that in your evidence. Shorten it in step 1 first."
NOT_YET_SAID = "{title} stays as you rated it."

PLAN_FILE = (
    "This file has a learning plan for {role}: {activities}, {hours} a week for {weeks} from "
    "{day}. It would replace your plan and its settings. Your answers stay as they are."
)
PLAN_FILE_OTHER = "This plan is for another assessment ({id}), so it can't be loaded here."
PLAN_FILE_OLD = "This plan was made by an earlier version. Load your answers and make it again."
PLAN_FILE_UNKNOWN = (
    "This plan uses activities or skills that this assessment doesn't have. Make a new plan."
)
PLAN_LOADED = "Loaded. You'll find the plan in step 3, and your previous one under “Earlier plans”."
OLD_IN_FILE = "Your answers have changed since this plan was made. Update it in step 3."

DECIDING_TODAY = "Your answer: {level}."
DECIDING_LOWER = "If it's one level lower, {level}: {what}"
DECIDING_HIGHER = "If it's one level higher, {level}: {what}"
DECIDING = {
    "named": "another plan would come sooner to what you named.",
    "present_job": "another plan would do more for your current job.",
    "wanted_role": "another plan would do more for the new role.",
    "": "this plan would stay as good as any.",
}
DECIDING_NONE = "None of them. One level more or less in any answer, and this plan stays the best."
WORTH_NONE = (
    "Nobody's. With one more person to ask, or one more thing in your situation, you'd get no "
    "further in these two quarters."
)
WORTH_INCOMPLETE = "The time ran out before all of them were tried. There may be others."
DECIDING_INCOMPLETE = "The time ran out before every answer was checked. There may be others."
