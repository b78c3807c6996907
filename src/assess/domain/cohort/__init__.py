"""A group's picture that says nothing about fewer than k people.

`release` decides what may be said of everybody's levels; all the rest reads releases only.
"""

from assess.domain.cohort.findings import (
    AreaLine,
    Held,
    Pair,
    Workshop,
    areas,
    pairs,
    subjects,
    who_can,
    who_could_show,
    workshops,
)
from assess.domain.cohort.picture import Block, Change, Line, Picture, changes, picture
from assess.domain.cohort.release import (
    LEAST,
    PersonLevels,
    check_k,
    counts,
    levels_of,
    release,
    releasing,
    said,
)

__all__ = [
    "LEAST",
    "AreaLine",
    "Block",
    "Change",
    "Held",
    "Line",
    "Pair",
    "PersonLevels",
    "Picture",
    "Workshop",
    "areas",
    "changes",
    "check_k",
    "counts",
    "levels_of",
    "pairs",
    "picture",
    "release",
    "releasing",
    "said",
    "subjects",
    "who_can",
    "who_could_show",
    "workshops",
]
