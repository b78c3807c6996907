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
        "They are only ever shown together with other people's. You'll see what would be added "
        "first, and you can remove it here at any time with the same code."
    ),
    "groupCode": "Group code",
    "look": "See what would be added",
    "add": "Add my levels",
    "again": "Replace them with today's levels",
    "withdraw": "Remove my levels",
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
GROUP = "This is what would be added to “{title}”, and nothing else."
IN_GROUP = "Your levels are in “{title}”. This is what you added:"
ADDED = "Added. Your levels will count in the next results of “{title}”."
WITHDRAWN = "Removed. The next results of “{title}” won't include you."
NA = "not applicable"
