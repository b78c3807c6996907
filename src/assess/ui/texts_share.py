"""The page's words about letting a coach read and adding levels to a group."""

from __future__ import annotations

SHARE = {
    "coach": "Let my coach read",
    "coachLead": (
        "Make a code and give it to your coach: it opens your answers and notes for reading, until "
        "the day you choose. You can take it back at any time; each use is shown here."
    ),
    "days": "Works for",
    "make": "Make a code for my coach",
    "code": "Code for your coach",
    "copied": "Write it down or copy it now: it isn't shown again.",
    "until": "Can be used until",
    "revoke": "Take it back",
    "uses": "Read with these codes",
    "noUses": "Nobody has used a code yet.",
    "refresh": "See who has read",
    "group": "Add my levels to a group",
    "groupLead": (
        "If the leader of your workshop gave you a code: your levels are counted with the others', "
        "never shown alone. You see what would be added before you add it, and can withdraw it "
        "here at any time with the same code."
    ),
    "groupCode": "Code of the group",
    "look": "Look at it",
    "add": "Add these levels",
    "again": "Put today's levels in place of those",
    "withdraw": "Withdraw my levels",
    "close": "Close",
}
DAYS = ((1, "1 day"), (7, "1 week"), (30, "30 days"), (90, "90 days"))
NOTHING = "Nothing of you is stored yet: answer a question first."
NO_DAYS = "Choose how long the code works."
NO_CODE = "That isn't a code of this page: it has 26 letters and digits. Check it and try again."
NO_GROUP = "No group has that code: check it with whoever gave it to you."
OTHER_MODEL = "That group answers other questions than these: check its code."
TOO_MANY = "That was too often: wait a minute, then type the code again."
NO_LEVELS = "There is no level to add yet: rate a competency first."
GROUP = "“{title}”: this would be added, and nothing else."
IN_GROUP = "“{title}”: your levels are in this group. Added so far:"
ADDED = "Added. Your levels are counted in “{title}” from its next release on."
WITHDRAWN = "Withdrawn. Nothing of you is in “{title}” from its next release on."
NA = "not applicable"
