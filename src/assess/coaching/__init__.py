"""What the coaching notebooks call: bring a file, look, compare, change, plan, export, look back.

Every function returns a new record; records draw themselves in JupyterLab and in Voilà.
"""

from assess.coaching.person import Person, Planned, Profile
from assess.coaching.steps import (
    Moved,
    bring,
    change,
    compare,
    export,
    plan,
    profile,
    progress,
)

__all__ = [
    "Moved",
    "Person",
    "Planned",
    "Profile",
    "bring",
    "change",
    "compare",
    "export",
    "plan",
    "profile",
    "progress",
]
