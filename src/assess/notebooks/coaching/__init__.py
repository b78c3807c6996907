"""What the coaching notebooks call: bring a file, look, compare, change, plan, export, look back.

Every function returns a new record; records draw themselves in JupyterLab and in Voilà.
"""

from assess.notebooks.coaching.exports import Profile, export, profile
from assess.notebooks.coaching.person import Person, Planned
from assess.notebooks.coaching.steps import (
    Moved,
    bring,
    change,
    compare,
    compare_plans,
    plan,
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
    "compare_plans",
    "export",
    "plan",
    "profile",
    "progress",
]


def __dir__() -> list[str]:
    return __all__
