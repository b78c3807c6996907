"""The page's words about letting a coach read and adding levels to a group."""

from __future__ import annotations

SHARE = {
    "coach": "Let my coach read",
    "coachLead": (
        "Create a code and give it to your coach. It lets them read your answers and notes until "
        "the day you choose. You can cancel it at any time, and you see here when it was used."
    ),
    "days": "Valid for",
    "make": "Create a code for my coach",
    "code": "Code for your coach",
    "copied": "Copy it now. It won't be shown again.",
    "until": "Valid until",
    "revoke": "Cancel this code",
    "uses": "Who has used a code",
    "noUses": "Nobody has used a code yet.",
    "refresh": "See who has read my answers",
    "group": "Add my levels to a group",
    "groupLead": (
        "Did your workshop leader give you a code? Then you can add your levels to the group's. "
        "You see what would be added, and who would see it, before you add it. You can remove it "
        "here at any time."
    ),
    "roomLead": (
        "You can add your levels to the group of this room. You see what would be added, and who "
        "would see it, before you add it. You can remove it here at any time."
    ),
    "roomLook": "Add my levels",
    "otherGroup": "I have another group's code",
    "groupCode": "Group code",
    "name": "Name that the others see",
    "nameHint": "A first name will do. Nobody else in the group may have the same.",
    "withPlan": "Show them the subjects of my plan, too:",
    "join": "Join, and let them see this",
    "joinAgain": "Replace them with today's levels",
    "leave": "Leave the group",
    "team": "See the group",
    "you": "you",
    "person": "Person",
    "whoCan": "Who can do this?",
    "nobody": "Nobody has rated it.",
    "plans": "What each of you plans to learn",
    "noPlans": "Nobody has added the subjects of a plan.",
    "pairs": "Who could show whom",
    "pairOf": "could show it to",
    "look": "See what would be added",
    "add": "Add my levels",
    "again": "Replace them with today's levels",
    "withdraw": "Remove my levels",
    "whatAdded": "What I added",
    "close": "Close",
}
DAYS = ((1, "1 day"), (7, "1 week"), (30, "30 days"), (90, "90 days"))
NOTHING = "There's nothing to share yet. Answer a question first."
NO_DAYS = "Choose how long the code should be valid."
NO_CODE = "That code doesn't look right. It has 26 letters and digits. Check it and try again."
NO_GROUP = "No group has that code. Check it with the person who gave it to you."
OTHER_MODEL = "That group uses a different set of questions. Check the code."
TOO_MANY = "Too many tries. Wait a minute, then type the code again."
NO_LEVELS = "There's nothing to add yet. Rate a skill first."
GROUP = (
    "This is what would be added to “{title}”, and nothing else. It is only ever shown together "
    "with what others added."
)
OPEN_GROUP = (
    "“{title}” is an open group: everyone in it sees these levels, with the name you choose, and "
    "you see theirs. Nobody sees your notes. You can leave at any time, and then they see nothing "
    "of you any more. If you'd rather not, close this; the others can go on without you."
)
IN_OPEN_GROUP = "Your levels are in “{title}”. The others in it see them."
JOINED = "You have joined “{title}”. Choose “See the group” to look at each other's levels."
TEAM = "“{title}”: {number} people, side by side. Your own row is marked."
ALONE = "“{title}”: you are the first. Others appear here when they join."
NOT_RATED = "–"
QUARTERS = ("this quarter", "later")
IN_GROUP = "Your levels are in “{title}”."
ADDED = "Added. Your levels will count in the next results of “{title}”."
WITHDRAWN = "Removed. The next results of “{title}” won't include you."
LEFT = "You have left “{title}”. The others see nothing of you any more."
NA = "not applicable"
